"""Drafts that several processes change at once: nothing that was said is lost."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.domain.actor import LOCAL_USER
from service.domain.errors import ConflictError
from service.domain.importing.choices import Choices, Decision
from service.importing import drafts as kept
from service.importing.drafts import Draft, Drafts, hash_of
from service.importing.files import SourceFile
from service.importing.review import decide, discard

FILE = SourceFile("組織図.csv", "氏名,役職\n香取 誠,社長\n".encode())
DECIDING = """
import sys
from pathlib import Path
from service.domain.actor import LOCAL_USER
from service.domain.importing.choices import Decision
from service.importing.review import decide
first = int(sys.argv[2])
for row in range(first, first + 20):
    decide(LOCAL_USER, "d1", [Decision("skip", "組織図.csv", row)], data_dir=Path(sys.argv[1]))
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data directory with one draft in it, `d1`."""
    draft = Draft(
        "d1", LOCAL_USER.id, "a1", "旭波", True, "JPY", None, date(2026, 10, 1), {}, Choices(), None, "ja",
        datetime.now(UTC), ((FILE.name, hash_of(FILE.content)),), hash_of(b""),
    )  # fmt: skip
    Drafts(tmp_path).keep(draft, [FILE])
    return tmp_path


def test_what_three_processes_decide_at_once_is_all_kept(data_dir: Path) -> None:
    deciding = [subprocess.Popen([sys.executable, "-c", DECIDING, str(data_dir), str(n)]) for n in (100, 200, 300)]
    assert [p.wait() for p in deciding] == [0, 0, 0]
    decisions = Drafts(data_dir).own("d1", actor=LOCAL_USER.id).choices.decisions
    assert sorted(d.row for d in decisions) == [n + i for n in (100, 200, 300) for i in range(20)]


def test_who_cannot_be_let_in_is_told_that_nothing_was_kept(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "PATIENCE_SECONDS", 0.0)
    drafts = Drafts(data_dir)
    with drafts.held("d1", actor=LOCAL_USER.id), pytest.raises(ConflictError, match="Nothing was kept"):
        decide(LOCAL_USER, "d1", [Decision("skip", FILE.name, 2)], data_dir=data_dir)
    assert drafts.own("d1", actor=LOCAL_USER.id).choices.decisions == ()


def test_nothing_of_a_discarded_draft_is_left(data_dir: Path) -> None:
    decide(LOCAL_USER, "d1", [Decision("skip", FILE.name, 2)], data_dir=data_dir)
    discard(LOCAL_USER, "d1", data_dir=data_dir)
    assert list((data_dir / "drafts").iterdir()) == []
