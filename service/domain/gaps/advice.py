"""Why a gap of the first two lists matters, and what to do about it, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.domain.gaps.model import Risk, RiskCode, UncoveredKey
from service.domain.orgmap import SeatState
from service.domain.wording import Words


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence each."""

    why: Words
    do: Words


NEVER_MET = Advice(
    Words(
        "考えを一度も直接聞けないまま、決定を迎えることになります。",
        "The decision will come without our ever having heard this person.",
    ),
    Words(
        "面談を入れてください。近い道筋は「つなげる人」にあります。",
        "Plan a meeting; “Who can help” shows the way in.",
    ),
)
LAPSED = Advice(
    Words(
        "最後に話してから時間がたち、今の考えが分かりません。",
        "It is long since we spoke, so the view of today is not known.",
    ),
    Words(
        "最後に会った当社の人から、面談を申し入れてください。",
        "Let whoever of us met this person last ask for a meeting.",
    ),
)
VACANT = Advice(
    Words(
        "誰が就くかによって、これからの決まり方が変わります。",
        "Who takes the post changes how things will be decided.",
    ),
    Words(
        "後任が誰になるかを確かめ、着任したら早めに会ってください。",
        "Find out who will take the post and meet that person early.",
    ),
)
UNKNOWN_HOLDER = Advice(
    Words(
        "誰が決めるのかが分からないと、会いに行くこともできません。",
        "Nobody can be met as long as it is not known who decides here.",
    ),
    Words(
        "誰が就いているかを確かめてください。",
        "Find out who holds the post.",
    ),
)

RISK: Mapping[RiskCode, Advice] = MappingProxyType(
    {
        RiskCode.NO_CONTACT: Advice(
            Words(
                "相手の考えを聞けないまま、当社の見えないところで話が決まります。",
                "Things are decided out of our sight, without our hearing anybody's view.",
            ),
            Words(
                "まず一人と、最初の面談を入れてください。",
                "Get a first meeting with one of the people involved.",
            ),
        ),
        RiskCode.ONE_CONTACT: Advice(
            Words(
                "その一人が異動や退職をすると、つながりがなくなります。",
                "If this one person moves on, we know nobody.",
            ),
            Words(
                "二人目の相手との面談を入れてください。",
                "Plan a meeting with a second person.",
            ),
        ),
        RiskCode.ONE_LINE: Advice(
            Words(
                "上の一人が反対すると、話せている全員が反対になりかねません。",
                "If the one on top says no, the others will hardly say yes.",
            ),
            Words(
                "別の指揮系統の人との面談を入れてください。",
                "Plan a meeting with somebody of another reporting line.",
            ),
        ),
        RiskCode.ONE_MEMBER: Advice(
            Words(
                "当社の担当者が替わると、これまでの経緯と信頼が途切れます。",
                "If our one person moves on, history and trust go along.",
            ),
            Words(
                "次の面談に、当社からもう一人同席してください。",
                "Bring a second one of us to the next meeting.",
            ),
        ),
        RiskCode.BELOW_THRESHOLD: Advice(
            Words(
                "この規模の商談は、話せていない人の反対で止まることがあります。",
                "A deal of this size can be stopped by somebody whom we have not heard.",
            ),
            Words(
                "まだ話せていない関係者との面談を加えてください。",
                "Plan meetings with those involved whom we have not met.",
            ),
        ),
    }
)


def advice(gap: UncoveredKey | Risk) -> Advice:
    """What fits the finding: of a deal, department or account its first reason, which is the gravest."""
    if isinstance(gap, Risk):
        return RISK[gap.reasons[0].code]
    if gap.subject.person:
        return LAPSED if gap.last_contact else NEVER_MET
    return VACANT if gap.subject.seat_state is SeatState.VACANT else UNKNOWN_HOLDER
