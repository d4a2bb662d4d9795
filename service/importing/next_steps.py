"""What is worth doing after an import: at most three steps, the most useful first, each with its reason as a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.gaps.report import GapReport

MOST = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """`code` names the step, `number` is what it is about: people, posts, gaps."""

    code: str
    number: int


def next_steps(report: GapReport, *, people: int, without_post: int, ours: int, findings: int) -> Sequence[NextStep]:
    """The steps for an account as it stands. `ours` counts our members on its team or in its meetings, `findings` what
    the import wanted checked.

    The order: what makes the answers possible at all (a chart, our own people, meetings, deals), then the gaps, then
    what the import left doubtful.
    """
    notes = {str(note.code) for note in report.notes}
    proposed = sum(1 for gap in report.uncovered if not gap.subject.declared)
    steps = [
        ("chart", people, people == 0),
        ("members", ours, ours == 0),
        ("meetings", 0, "no_meetings" in notes),
        ("deals", 0, "no_deals" in notes),
        ("gaps", report.count, "no_meetings" not in notes),
        ("key_people", proposed, proposed > 0),
        ("findings", findings, findings > 0),
        ("unplaced", without_post, without_post > 0),
    ]
    return [NextStep(code, number) for code, number, wanted in steps if wanted][:MOST]
