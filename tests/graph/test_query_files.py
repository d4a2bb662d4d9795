"""Every query file keeps the rules of design §5: header, scope, guards, vocabulary, and a plan that starts at an id."""

import importlib
import pkgutil
import re
from datetime import UTC, date, datetime
from typing import Any

import neo4j
import pytest

import service
from service.domain import schema
from service.graph.query import LOADED, Query, Row, root, statement
from tests.architecture import ROOT

WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD\s+CSV)\b")
PATTERN = re.compile(r"-\[\s*(\w*)\s*(?::\s*([A-Z_|:\s]+?))?\s*(?:\{[^}]*\}|WHERE\b[^\]]*|\*[^\]]*)?\]-", re.S)
LABEL = re.compile(
    r"\(\s*\w*\s*:\s*([A-Z]\w*(?:\s*[:|&]\s*[A-Z]\w*)*)|\b\w+:([A-Z][a-z]\w*)\b(?=\s*(?:\)|AND|OR|RETURN|THEN|WHERE|$))"
)


def _import_everything() -> None:
    for module in pkgutil.walk_packages(service.__path__, "service."):
        if not module.name.startswith(("service.graph.engine", "service.__main__")):
            importlib.import_module(module.name)


_import_everything()
QUERIES = [LOADED[n] for n in sorted(LOADED)]


def guard(variable: str) -> str:
    return (
        f"({variable}.valid_from IS NULL OR {variable}.valid_from <= $as_of)"
        f" AND ({variable}.valid_to IS NULL OR $as_of < {variable}.valid_to)"
    )


def guard_of_some_day(variable: str) -> str:
    day = r"(\$as_of|[a-z_]\w*(\.\w+)?)"
    return (
        rf"\({variable}\.valid_from IS NULL OR {variable}\.valid_from <= {day}\)"
        rf" AND \({variable}\.valid_to IS NULL OR {day} < {variable}\.valid_to\)"
    )


def timed_edges(query: Query[Row]) -> list[tuple[str, str]]:
    """(variable, types) of every relationship pattern that has a timed type, or no type at all."""
    found = []
    for match in PATTERN.finditer(statement(query.text)):
        types = {t.strip() for t in re.split(r"[|:]", match.group(2) or "") if t.strip()}
        if not types or types & set(schema.TIMED):
            found.append((match.group(1), "|".join(sorted(types))))
    return found


def test_every_file_is_bound_and_every_binding_has_a_file() -> None:
    files = {
        str(p.relative_to(ROOT / "cypher").with_suffix("")).replace("/", ".")
        for p in (ROOT / "cypher").rglob("*.cypher")
        if "migrations" not in p.parts
    }
    assert files == set(LOADED)


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_the_file_keeps_the_rules(query: Query[Row]) -> None:
    text = statement(query.text)
    if query.mode == "read":
        assert not WRITES.search(text), "a read query writes"
    assert "apoc." not in text.lower()
    for match in PATTERN.finditer(text):
        for name in re.split(r"[|:]", match.group(2) or ""):
            assert not name.strip() or name.strip() in schema.RELATIONSHIP_TYPES, name
    for match in LABEL.finditer(text):
        for name in re.split(r"[:|&]", match.group(1) or match.group(2)):
            assert name.strip() in schema.LABELS, name


@pytest.mark.parametrize("query", [q for q in QUERIES if q.mode == "read"], ids=lambda q: q.name)
def test_timed_edges_are_guarded(query: Query[Row]) -> None:
    text = " ".join(statement(query.text).split())
    edges = timed_edges(query)
    if query.time == "none":
        told = "all days" in query.prose.lower()
        assert not edges or told, f"{edges} without a guard: say in the prose that the query speaks of all days"
        return
    for variable, types in edges:
        assert variable, f"a {types} edge has no name, so it cannot have a guard"
        if query.time == "as_of":
            assert guard(variable) in text, f"{variable} ({types}) lacks the guard of design §4, letter for letter"
        else:
            assert re.search(guard_of_some_day(variable), text), f"{variable} ({types}) lacks a guard"


SAMPLES: dict[str, Any] = {
    "str": "0" * 26,
    "int": 1,
    "float": 1.0,
    "bool": True,
    "date": date(2026, 4, 1),
    "datetime": datetime(2026, 4, 1, tzinfo=UTC),
    "list[str]": ["0" * 26],
    "list[list]": [["0" * 26] * 20],
    "list[dict]": [{"id": "0" * 26}],
    "dict": {},
}

LEAVES = (
    "NodeUniqueIndexSeek",
    "DirectedRelationship",
    "UndirectedRelationship",
    "Argument",
    "ProcedureCall",
    "Unwind",
)


def samples(query: Query[Row]) -> dict[str, Any]:
    return {k: SAMPLES[v.removesuffix(" | None")] for k, v in query.params.items()}


@pytest.fixture(scope="module")
def driver(engine: Any) -> Any:
    made = neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password))
    yield made
    made.close()


def leaves(plan: dict[str, Any]) -> list[str]:
    children = plan.get("children") or []
    if not children:
        return [plan["operatorType"].split("@")[0]]
    return [x for c in children for x in leaves(c)]


def products(plan: dict[str, Any]) -> list[dict[str, Any]]:
    here = [plan] if plan["operatorType"].startswith("CartesianProduct") else []
    return here + [x for c in plan.get("children") or [] for x in products(c)]


@pytest.mark.graph
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_the_plan_starts_at_ids_and_knows_every_name(query: Query[Row], driver: neo4j.Driver, engine: Any) -> None:
    with driver.session(database=engine.database) as session:
        summary = session.run("EXPLAIN " + query.text, samples(query)).consume()
    warnings = [
        s for s in summary.gql_status_objects if s.is_notification and s.gql_status in {"01N50", "01N51", "01N52"}
    ]
    assert [w.status_description for w in warnings] == []
    assert summary.plan is not None
    scans = [x for x in leaves(summary.plan) if not x.startswith(LEAVES) or "Scan" in x]
    assert scans == []
    for product in products(summary.plan):
        assert all(x.startswith(("NodeUniqueIndexSeek", "Argument")) for x in leaves(product)), "a product of many rows"


def test_the_folder_is_found_in_the_checkout() -> None:
    assert (root() / "core" / "lock_accounts.cypher").is_file()
