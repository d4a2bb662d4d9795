"""Whom the product proposes as key people where nobody declared them: by rank, and by role in an open deal."""

from collections.abc import Mapping
from types import MappingProxyType

from service.domain.roles import APPROVING, PACKS, RINGI
from service.domain.wording import Words

OFFICER_RANK = 78
"""From this personal rank on (bands X1 to X3) a person is proposed."""

HEAD_RANK = 64
"""From this line rank on (band M1 and above) a seat is proposed, and with it its holder."""

DECIDING: Mapping[str, Words] = MappingProxyType(
    {code: PACKS[pack][code].label for pack, code in sorted(APPROVING | {(RINGI, "budget_holder")})}
)
"""Code → label of the roles that give or withhold the final yes, or hold the budget."""
