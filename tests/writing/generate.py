"""Writes the query files of the batch writer from the vocabulary: `python -m tests.writing.generate`.

A maintainer runs it after a change in `service.domain.schema`; a test fails as long as the files differ from what it
would write. The files are plain Cypher, read like any other query; nothing is generated while the product runs.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from service.domain.schema import LABELS, RECORD_PROPERTIES, TIMED, TIMED_PROPERTIES
from service.domain.written import WRITTEN_LABELS, written_facts, written_ties

FOLDER = Path(__file__).parents[2] / "cypher" / "writing"


def header(name: str, params: str, prose: str, returns: str = "one Written") -> str:
    return (
        f"// name: writing.{name}\n// mode: write\n// scope: none\n// time: none\n"
        f"// params: {params}\n// returns: {returns}\n//\n// {prose}\n"
    )


def plural(label: str) -> str:
    return {
        "Person": "people",
        "Company": "companies",
        "Opportunity": "opportunities",
        "ExternalId": "foreign ids",
    }.get(label, f"{label.lower()}s")


def create_nodes(label: str) -> str:
    own = [p for p in LABELS[label].properties if p not in RECORD_PROPERTIES]
    names = ", ".join(["id", *own])
    lines = ["id: row[0]", "recorded_at: $at", "change_id: $change_id"]
    lines += [f"{p}: row[{i}]" for i, p in enumerate(own, start=1)]
    body = ",\n  ".join(lines)
    return (
        header(
            f"nodes.{label.lower()}",
            "rows: list[list], at: datetime, change_id: str",
            f"Creates {plural(label)}. A row is [{names}].",
        )
        + f"UNWIND $rows AS row\nCREATE (n:{label} {{\n  {body}\n}})\nRETURN count(n) AS written\n"
    )


def create_facts(type_: str, start: str, end: str) -> str:
    properties = (*TIMED_PROPERTIES, *TIMED[type_].properties)
    by_default = {"recorded_at": "coalesce(row[8], $at)", "change_id": "coalesce(row[9], $change_id)"}
    body = ",\n  ".join(f"{p}: {by_default.get(p, f'row[{i}]')}" for i, p in enumerate(properties, start=2))
    names = textwrap.fill(
        f"A row is [start id, end id, {', '.join(properties)}].", 110, initial_indent="// ", subsequent_indent="// "
    )
    return (
        header(
            f"facts.{type_.lower()}_{start.lower()}_{end.lower()}",
            "rows: list[list], at: datetime, change_id: str",
            f"Creates {type_} facts from {plural(start)} to {plural(end)}, or puts removed ones back; a row whose\n"
            f"// ends do not both exist is left out and not counted. A row without recorded_at and change_id gets $at\n"
            f"// and $change_id.\n{names}",
        )
        + "UNWIND $rows AS row\n"
        + f"MATCH (s:{start} {{id: row[0]}})\nMATCH (e:{end} {{id: row[1]}})\n"
        + f"CREATE (s)-[f:{type_} {{\n  {body}\n}}]->(e)\nRETURN count(f) AS written\n"
    )


def create_ties(type_: str, start: str, end: str) -> str:
    return (
        header(
            f"ties.{type_.lower()}_{start.lower()}_{end.lower()}",
            "rows: list[list]",
            f"Ties {plural(start)} to {plural(end)} by {type_}, once: `made` holds the pairs that were not tied\n"
            "// before, `found` counts those of which both ends exist. A row is [start id, end id], each only once.",
            "one Tied",
        )
        + "UNWIND $rows AS row\n"
        + f"MATCH (s:{start} {{id: row[0]}})\nMATCH (e:{end} {{id: row[1]}})\n"
        + f"WITH s, e, EXISTS {{ (s)-[:{type_}]->(e) }} AS tied\n"
        + f"FOREACH (_ IN CASE WHEN tied THEN [] ELSE [1] END | CREATE (s)-[:{type_}]->(e))\n"
        + "RETURN count(*) AS found, collect(CASE WHEN tied THEN null ELSE [s.id, e.id] END) AS made\n"
    )


def remove_ties(type_: str, start: str, end: str) -> str:
    return (
        header(
            f"untie.{type_.lower()}_{start.lower()}_{end.lower()}",
            "rows: list[list]",
            f"Removes {type_} ties from {plural(start)} to {plural(end)}. A row is [start id, end id].",
        )
        + "UNWIND $rows AS row\n"
        + f"MATCH (s:{start} {{id: row[0]}})\nMATCH (e:{end} {{id: row[1]}})\nMATCH (s)-[t:{type_}]->(e)\n"
        + "DELETE t\nRETURN count(*) AS written\n"
    )


def correct_facts(type_: str) -> str:
    return (
        header(
            f"correct.{type_.lower()}",
            "rows: list[list]",
            f"Replaces the named properties of {type_} facts. A row is [fact id, {{property: value}}]; null removes.",
        )
        + f"UNWIND $rows AS row\nMATCH ()-[f:{type_} {{id: row[0]}}]->()\nSET f += row[1]\nRETURN count(f) AS written\n"
    )


def remove_facts(type_: str) -> str:
    return (
        header(f"remove.{type_.lower()}", "ids: list[str]", f"Removes {type_} facts by their ids.")
        + f"UNWIND $ids AS id\nMATCH ()-[f:{type_} {{id: id}}]->()\nDELETE f\nRETURN count(*) AS written\n"
    )


def correct_records(label: str) -> str:
    return (
        header(
            f"correct_records.{label.lower()}",
            "rows: list[list]",
            f"Replaces the named properties of {plural(label)}. A row is [id, {{property: new value}}]; null removes.",
        )
        + f"UNWIND $rows AS row\nMATCH (n:{label} {{id: row[0]}})\nSET n += row[1]\nRETURN count(n) AS written\n"
    )


def remove_records(label: str) -> str:
    ours = "TOUCHED|BELONGS_TO" if label == "Member" else "TOUCHED"
    return (
        header(
            f"remove_records.{label.lower()}",
            "ids: list[str]",
            f"Removes {plural(label)} that no fact of all days and no tie refers to any more; the others stay and\n"
            f"// are not counted.{' A place in a unit of ours does not count as one.' if label == 'Member' else ''}",
        )
        + f"UNWIND $ids AS id\nMATCH (n:{label} {{id: id}})\nWHERE NOT EXISTS {{ (n)-[r]-() WHERE NOT r:{ours} }}\n"
        + "DETACH DELETE n\nRETURN count(*) AS written\n"
    )


def files() -> Iterator[tuple[str, str]]:
    """Every file of the batch writer: path below `cypher/writing/` and text."""
    for label in WRITTEN_LABELS:
        yield f"nodes/{label.lower()}.cypher", create_nodes(label)
        yield f"correct_records/{label.lower()}.cypher", correct_records(label)
        yield f"remove_records/{label.lower()}.cypher", remove_records(label)
    for type_, start, end in written_facts():
        file = f"{type_}_{start}_{end}.cypher".lower()
        yield f"facts/{file}", create_facts(type_, start, end)
    for type_ in sorted({t for t, _, _ in written_facts()}):
        yield f"correct/{type_.lower()}.cypher", correct_facts(type_)
        yield f"remove/{type_.lower()}.cypher", remove_facts(type_)
    for type_, start, end in written_ties():
        file = f"{type_}_{start}_{end}.cypher".lower()
        yield f"ties/{file}", create_ties(type_, start, end)
        yield f"untie/{file}", remove_ties(type_, start, end)


def main() -> None:
    for path, text in files():
        file = FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
