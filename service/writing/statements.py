"""The statements of the batch writer, by label and by type with its ends, out of `cypher/writing/`.

Each file is bound here by its name, made of the vocabulary's words; a test keeps files and vocabulary together.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from service.domain.actor import FieldClass
from service.domain.written import WRITTEN_LABELS, Ends, written_facts, written_ties
from service.graph.query import Query, Row, load


class Written(Row, fields=FieldClass.ORG):
    """How many rows of the statement did something."""

    written: int


class Tied(Row, fields=FieldClass.ORG):
    """`found` pairs have both ends; `made` are the [start id, end id] that were not tied before."""

    found: int
    made: Annotated[list[list[str]], FieldClass.ORG]


def _file(ends: Ends) -> str:
    return "_".join(ends).lower()


def _by_label(folder: str) -> Mapping[str, Query[Written]]:
    return MappingProxyType({x: load(f"writing.{folder}.{x.lower()}", Written) for x in WRITTEN_LABELS})


def _by_type(folder: str) -> Mapping[str, Query[Written]]:
    types = dict.fromkeys(t for t, _, _ in written_facts())
    return MappingProxyType({x: load(f"writing.{folder}.{x.lower()}", Written) for x in types})


CREATE_NODES = _by_label("nodes")
CORRECT_RECORDS = _by_label("correct_records")
REMOVE_RECORDS = _by_label("remove_records")
CREATE_FACTS = MappingProxyType({x: load(f"writing.facts.{_file(x)}", Written) for x in written_facts()})
CORRECT_FACTS = _by_type("correct")
REMOVE_FACTS = _by_type("remove")
CREATE_TIES = MappingProxyType({x: load(f"writing.ties.{_file(x)}", Tied) for x in written_ties()})
REMOVE_TIES = MappingProxyType({x: load(f"writing.untie.{_file(x)}", Written) for x in written_ties()})
