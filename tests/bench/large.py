"""Very large files: 100,000 rows from file to graph, and 10,000 rows matched against 100,000 people."""

import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import psutil

from service.accounts import delete_account, find_account
from service.domain.actor import LOCAL_USER
from service.domain.importing import keys
from service.graph.database import Graph
from service.graph.ids import new_id
from service.importing.columns import recognise_all
from service.importing.command import import_sources
from service.importing.files import SourceFile, read_tables
from service.importing.prepare import Target, plan_for
from tests.importing.fold import empty, fold

AS_OF = date(2026, 11, 1)
_SURNAMES = "佐野 江藤 糸井 樋渡 久賀 名倉 穂坂 根津 三枝 東雲 柚木 星 相馬 近江 真壁 能登 立花 宇佐美 鷲尾 香取"
_GIVEN = "健 花子 誠 実 亮 麻衣 智也 光希 慶 千尋 直人 美緒 隆一郎 優 沙織 恭子 悠 晋 慎二 香織"
SURNAMES, GIVEN = _SURNAMES.split(), _GIVEN.split()
HEADER = "社員番号,氏名,役職,所属,上司,メール"


@dataclass(frozen=True, slots=True)
class LargeImport:
    """Seconds from file to graph; the most memory this process, its readers and the engine held, in MiB."""

    rows: int
    seconds: float
    ours: float
    readers: float
    engine: float


def chart(people: int, *, departments: int = 400) -> list[str]:
    """Rows of a chart: one president, heads of departments below, staff below them; names repeat as in life."""
    rng = random.Random(people)
    rows = ["0,社長 零,代表取締役社長,,,p0@example.com"]
    for n in range(1, people):
        place = n % departments
        name = f"{rng.choice(SURNAMES)}{rng.choice(SURNAMES)} {rng.choice(GIVEN)}{rng.choice(GIVEN)}"
        title, above = ("部長", 0) if n <= departments else ("主任", place or departments)
        rows.append(f"{n},{name},{title},本部{place % 20:02d}/部{place:03d},{above},p{n}@example.com")
    return rows


def file_of(rows: list[str]) -> list[SourceFile]:
    return [SourceFile("組織図.csv", "\n".join([HEADER, *rows, ""]).encode("utf-8"))]


def matching_seconds(people: int = 100_000, rows: int = 10_000) -> tuple[float, int]:
    """Seconds to plan a second file of so many rows for an account of so many people, and how many it matched.

    A third of the rows has the number and another title, a third the name and department alone, a third is new.
    """
    first = chart(people)
    nothing = Target(empty().account_id, "", True, None, True, empty())
    planned = plan_for(nothing, recognise_all(read_tables(file_of(first)), {}), as_of=AS_OF, locale="ja")
    known = replace(nothing, empty=False, snapshot=fold(nothing.snapshot, planned.batch))
    rng = random.Random(7)
    second = []
    for n, row in enumerate(rng.sample(first[1:], rows)):
        number, name, title, place, above, mail = row.split(",")
        if n % 3 == 0:
            second.append(f"{number},{name},課長代理,{place},{above},{mail}")
        elif n % 3 == 1:
            second.append(f",{name},{title},{place},{above},")
        else:
            second.append(f"{people + n},新 {name},{title},{place},{above},q{n}@example.com")
    tables = recognise_all(read_tables(file_of(second)), {})
    _forget_keys()
    begun = time.perf_counter()
    plan = plan_for(known, tables, as_of=AS_OF, locale="ja")
    seconds = time.perf_counter() - begun
    made = sum(node.label == "Person" for node in plan.batch.nodes)
    return seconds, rows - made


def _forget_keys() -> None:
    """As in a process that has seen no name yet."""
    for cached in vars(keys).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


def large_import(graph: Graph, rows: int = 100_000) -> LargeImport:
    """One import of a file of so many rows into a new account, which is deleted again."""
    files, name = file_of(chart(rows)), f"bench {new_id()}"
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        import_sources(graph, LOCAL_USER, account=name, files=files, as_of=AS_OF, data_dir=Path(folder))
    seconds = time.perf_counter() - begun
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    held = engine_mib()
    delete_account(graph, LOCAL_USER, graph.read(LOCAL_USER, find_account, name).id)
    return LargeImport(rows, seconds, ours, readers, held)


def engine_mib() -> float:
    """What the engine holds now: the largest of the embedded engine's processes on this machine."""
    sizes = [
        p.info["memory_info"].rss
        for p in psutil.process_iter(["cmdline", "memory_info"])
        if p.info["memory_info"] and "service.graph.engine" in (p.info["cmdline"] or ())
    ]
    return float(max(sizes, default=0) / 1024 / 1024)
