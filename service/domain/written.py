"""What batches write, out of the vocabulary: which labels, and which types between which labels."""

from collections.abc import Iterator

from service.domain.schema import PLAIN, TIMED

WRITTEN_LABELS = (
    "Company", "Department", "Post", "Person", "Unit", "Member", "Stance", "Opportunity", "Meeting", "ExternalId",
)  # fmt: skip
"""Records that batches create, in the order in which they are written."""

SHARED_LABELS = frozenset({"Company", "Member", "Unit"})
"""Records of the whole workspace: making or correcting one needs the workspace's lock."""

Ends = tuple[str, str, str]
"""Type, label of the start, label of the end."""


def _known(label: str) -> bool:
    return label in WRITTEN_LABELS or label == "Account"


def written_facts() -> Iterator[Ends]:
    """Every timed type with the labels of its ends, as far as batches write them."""
    for timed in TIMED.values():
        for start in timed.starts:
            for end in timed.ends:
                if not (_known(start) and _known(end)):
                    continue
                if timed.name == "PART_OF" and (start == "Unit") != (end == "Unit"):
                    continue
                if timed.name == "WORKS_FOR" and end == "Account":
                    continue  # an account is a company: one statement serves both
                yield timed.name, start, end


def written_ties() -> Iterator[Ends]:
    """Every plain type without properties of its own, with the labels of its ends, as far as batches write them."""
    for plain in PLAIN.values():
        if plain.properties or plain.name in {"TOUCHED", "HAS_ITEM"}:
            continue
        for start in plain.starts:
            for end in plain.ends:
                if _known(start) and _known(end):
                    yield plain.name, start, end


def ends_of(type_: str, start: str, end: str) -> Ends:
    """The key of a fact or tie in the tables above: an account counts as the company that it is."""
    return type_, start, "Company" if type_ == "WORKS_FOR" else end
