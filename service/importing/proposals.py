"""What a column may be whose header nobody listed: the nearest known header, how near it is, what the column holds."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from service.domain.importing.tables import RawTable, Sheet, as_text
from service.importing.exports import export_of
from service.importing.headers import UNUSED, Vocabulary, field_of, header_key, vocabularies
from service.importing.row_keys import referred_to

SURE = 88
"""From this likeness (0–100) on a header is read as the one it is like, with a warning. Of four characters one that
differs gives 75: such a column is proposed to a person and no more."""
WORTH_SAYING = 60
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """One column of a table.

    `likeness` is 100 for a listed header, SURE for one known by what it holds, 0 where nothing is like it.
    """

    at: int
    header: str
    samples: tuple[str, ...]
    field: str | None
    likeness: int


def nearest(header: str, vocabulary: Vocabulary, taken: Collection[str] = ()) -> tuple[str, str, int] | None:
    """(field, known header, likeness) of the listed header most like this one whose field is still free; or of the one
    that it means beside the fields that are taken."""
    key = header_key(header)
    field, beside, word = vocabulary.perhaps.get(key, ("", "", ""))
    if field and field not in taken and beside in taken:
        return field, word, SURE
    free = {k: f for k, f in vocabulary.headers.items() if f != UNUSED and f not in taken}
    found = process.extractOne(key, free.keys(), scorer=fuzz.ratio, score_cutoff=WORTH_SAYING) if key else None
    return None if found is None else (free[found[0]], found[0], round(found[1]))


def propose(table: RawTable, kind: Sheet) -> list[Proposal]:
    """Each column of the table, read as a list of this kind."""
    vocabulary = vocabularies()[kind]
    export = export_of(table.header)
    if export is not None and export.kind is kind:
        vocabulary = replace(vocabulary, headers={**vocabulary.headers, **export.columns})
    known = [field_of(h, vocabulary) for h in table.header]
    taken = {f for f in known if f}
    made = []
    for at, (header, field) in enumerate(zip(table.header, known, strict=True)):
        near = None if field else nearest(header, vocabulary, taken)
        if near and near[2] >= SURE:
            taken.add(near[0])
        likeness = 100 if field else near[2] if near else 0
        made.append(Proposal(at, header, _samples(table, at), field or (near[0] if near else None), likeness))
    key = referred_to(table, [p.field if p.likeness >= SURE else None for p in made]) if kind is Sheet.ORG else None
    if key is not None and (export is None or export.kind is not kind):
        made[key[0]] = replace(made[key[0]], field=key[1], likeness=SURE)
    return made


def likely_kind(table: RawTable) -> Sheet:
    """The kind of list whose columns the table's are most like; of an export, what its headers say."""
    export = export_of(table.header)
    if export is not None:
        return export.kind

    def weight(kind: Sheet) -> tuple[int, int]:
        proposals = propose(table, kind)
        return sum(p.likeness for p in proposals if p.likeness >= SURE), sum(p.likeness for p in proposals)

    return max(Sheet, key=weight)


def _samples(table: RawTable, at: int) -> tuple[str, ...]:
    texts = (as_text(row.values[at]) for row in table.rows if at < len(row.values))
    return tuple(dict.fromkeys(t[:60] for t in texts if t))[:SAMPLES]
