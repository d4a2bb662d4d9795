"""Who can help, as the outside sees it, in one language."""

from datetime import date
from typing import Literal

from service.domain.gaps.helping import Help, HelpTie, sentence
from service.domain.gaps.parts import Part


class HelpStepOut(Part):
    kind: Literal["member", "person", "seat"]
    id: str
    name: str
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
        through_opponents=through_opponents,
        paths=[
            HelpPathOut(
                text=sentence(path, locale),
                hops=path.hops,
                steps=[HelpStepOut.model_validate(s, from_attributes=True) for s in path.steps],
            )
            for path in found.paths
        ],
    )
