"""The files of the batch writer are what the vocabulary asks for, neither more nor less."""

from service.domain.schema import LABELS, PLAIN, TIMED
from service.domain.written import SHARED_LABELS, WRITTEN_LABELS, written_facts, written_ties
from tests.writing.generate import FOLDER, files


def test_the_files_are_those_the_generator_writes() -> None:
    wanted = dict(files())
    found = {p.relative_to(FOLDER).as_posix(): p.read_text(encoding="utf-8") for p in FOLDER.rglob("*.cypher")}
    assert found == wanted, "run `python -m tests.writing.generate`"


def test_everything_written_is_in_the_vocabulary() -> None:
    assert set(WRITTEN_LABELS) <= set(LABELS)
    assert set(WRITTEN_LABELS) >= SHARED_LABELS
    for kind, start, end in written_facts():
        assert start in TIMED[kind].starts
        assert end in TIMED[kind].ends
    for kind, start, end in written_ties():
        assert start in PLAIN[kind].starts
        assert end in PLAIN[kind].ends


def test_every_way_to_an_account_is_written() -> None:
    """No record that the writer makes is left without its one hop to the account."""
    written = {(kind, start) for kind, start, _ in (*written_facts(), *written_ties())}
    for name in WRITTEN_LABELS:
        hop = LABELS[name].account_by
        assert hop is None or (hop, name) in written
