"""No internal name reaches a preview: every remark and every fact an import writes has its words."""

import re
from pathlib import Path

from service.domain.importing import messages
from service.pages import words

PLANNERS = Path(messages.__file__).parent
WRITTEN = re.compile(r'\.(?:fact|tie)\(\s*"([A-Z_]+)"')


def test_every_remark_has_its_heading() -> None:
    kinds = {code.split(".")[0] for code in messages.FINDINGS}
    assert kinds - words.REMARK.keys() == set()


def test_every_fact_an_import_writes_has_its_word() -> None:
    written = {name for path in PLANNERS.rglob("*.py") for name in WRITTEN.findall(path.read_text(encoding="utf-8"))}
    assert "ATTENDED" in written
    assert written - words.FIELD.keys() == set()
