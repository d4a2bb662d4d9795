"""Who can help, as the outside sees it, in one language."""

from datetime import date
from typing import Literal

from service.domain.gaps.helping import Help, HelpStep, HelpTie, sentence
from service.domain.gaps.parts import Part


class HelpStepOut(Part):
    kind: Literal["member", "person", "seat"]
    id: str
    name: str
    """Of a post its title."""
    department: str | None
    """Where the post lies; null for people."""
    holder: str | None
    """Who holds the post; null for people, and where nobody (or nobody known) does."""
    called: str
    """What one says for it: the holder for a post that is held."""
    tie: HelpTie | None
    """How this step is tied to the one before; null for the first."""
    via: str | None
    """The department both belong to, or the subject of the meeting."""
    on: date | None
    meeting_id: str | None


class HelpPathOut(Part):
    """From one of us to the subject."""

    text: str
    hops: int
    steps: list[HelpStepOut]


class HelpOut(Part):
    """The shortest way first, then alternatives from others of us; empty: nobody of us is near."""

    account_id: str
    as_of: date
    subject_id: str
    kind: Literal["person", "seat"]
    name: str
    called: str
    """The name; of a post what one says for it: who holds it, or where it is and that it is empty."""
    through_opponents: bool
    paths: list[HelpPathOut]


def help_out(found: Help, *, account_id: str, as_of: date, through_opponents: bool, locale: str) -> HelpOut:
    """The ways in the language of `locale` ("ja", else English)."""
    return HelpOut(
        account_id=account_id,
        as_of=as_of,
        subject_id=found.id,
        kind="person" if found.person else "seat",
        name=found.name,
        called=found.called(locale),
        through_opponents=through_opponents,
        paths=[
            HelpPathOut(
                text=sentence(path, locale),
                hops=path.hops,
                steps=[_step(s, locale) for s in path.steps],
            )
            for path in found.paths
        ],
    )


def _step(step: HelpStep, locale: str) -> HelpStepOut:
    return HelpStepOut.model_validate(
        {
            "kind": step.kind,
            "id": step.id,
            "name": step.name,
            "department": step.department,
            "holder": step.holder,
            "called": step.called(locale),
            "tie": step.tie,
            "via": step.via,
            "on": step.on,
            "meeting_id": step.meeting_id,
        }
    )
