"""Departments by their paths: those of the file on top of those that are known."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from service.domain.importing import keys
from service.domain.importing.draft import Draft, Ref
from service.domain.importing.findings import Log
from service.domain.importing.unit_words import department_kind

Path = tuple[str, ...]

_RESERVED = re.compile(r"[/;；\n]|%(?=[0-9A-Fa-f]{2})")


@dataclass(slots=True)
class _Unit:
    ref: Ref
    name: str
    parent: str | None
    known: bool


def write_path(names: Iterable[str]) -> str:
    """A path from the top as one text; `read_path` gives exactly these names back."""
    return "".join("/" + _RESERVED.sub(lambda found: quote(found.group(), safe=""), name) for name in names)


def read_path(text: str) -> Path:
    """The names of a path that begins with a slash; two slashes at its beginning stand for the account, named ""."""
    names = text.strip().removeprefix("/").split("/")
    return tuple(
        keys.clean(unquote(name)) for at, name in enumerate(names) if name.strip() or (not at and len(names) > 1)
    )


class Departments:
    """Finds a department by its path or its name, and makes those that a chart names for the first time."""

    def __init__(self, draft: Draft, log: Log) -> None:
        self._draft = draft
        self._log = log
        self._units: dict[str, _Unit] = {}
        self._children: dict[tuple[str | None, str], str] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._resolved: dict[Path, str | None] = {}
        self._named: set[str] = set()
        view = draft.view
        standing_first = sorted(view.snapshot.records("Department"), key=lambda d: (not view.now("IN_ACCOUNT", d), d))
        for department_id in standing_first:
            naming = view.current("IN_ACCOUNT", department_id)
            placing = view.current("PART_OF", department_id)
            parent = placing.end_id if placing and placing.end_label == "Department" else None
            name = str(naming.properties.get("name") or "") if naming else ""
            self._register(_Unit(("Department", department_id), name, parent, known=True))

    def _register(self, unit: _Unit) -> str:
        key = keys.exact(unit.name)
        self._units[unit.ref[1]] = unit
        self._children.setdefault((unit.parent, key), unit.ref[1])
        self._by_name[key].append(unit.ref[1])
        return unit.ref[1]

    # ---- a chart's paths

    def add_cards(self, paths: Iterable[tuple[Path, str, str]]) -> None:
        """As `add_chart`, for paths of business cards, which may pass over levels: a known department is meant where
        only one lies below all that the path names."""
        new: list[tuple[Path, bool, str, str]] = []
        for path, source, where in paths:
            short = self._without_account(path)
            found = self._loosely(short) if short and short not in self._resolved else None
            if found is not None:
                self._resolved[short] = self._mark(found)
            elif short not in self._resolved:
                new.append((path, False, source, where))
        self.add_chart(new)

    def _loosely(self, path: Path) -> str | None:
        wanted = [keys.exact(name) for name in path]
        fits = []
        for department_id in self._by_name[wanted[-1]]:
            above = iter([keys.exact(name) for name in self.names(department_id)])
            if all(name in above for name in wanted):
                fits.append(department_id)
        return fits[0] if len(fits) == 1 else None

    def add_chart(self, paths: Iterable[tuple[Path, bool, str, str]]) -> None:
        """Make room for all paths of a chart (path, whether it begins at the top, source, table's label): those from
        the top first, then long ones, since a name alone may mean one of theirs."""
        unique: dict[Path, tuple[str, str]] = {}
        whole: dict[Path, str] = {}
        for path, from_top, source, where in paths:
            plain = self._without_account(path)
            if from_top and plain:
                whole.setdefault(plain, source)
            else:
                unique.setdefault(plain, (source, where))
        tops = {keys.exact(path[0]) for path in whole}
        for path, source in whole.items():
            self._resolved[path] = self._from_top(path, source, tops)
        for path in ((), *self._resolved):
            unique.pop(path, None)
        single = {keys.exact(p[0]) for p in unique if len(p) == 1}
        for path in sorted(unique, key=lambda p: len(p) == 1):
            source, where = unique[path]
            self._resolved[path] = (
                self._single(path[0], source, where) if len(path) == 1 else self._long(path, source, single)
            )

    def _without_account(self, path: Path) -> Path:
        account = keys.exact(self._draft.view.account_name)
        return path[1:] if path and account and keys.exact(path[0]) in ("", account) else path

    def _from_top(self, path: Path, source: str, tops: set[str]) -> str:
        at: str | None = None
        for name in path:
            key = keys.exact(name)
            known = self._children.get((at, key))
            if known is None and at is not None:
                known = self._adopt(key, at, source, tops)
            at = self._mark(known or self._make(name, at, source))
        return at or ""

    def _single(self, name: str, source: str, where: str) -> str:
        key = keys.exact(name)
        top = self._children.get((None, key))
        if top is not None:
            return self._mark(top)
        elsewhere = self._by_name[key]
        if len(elsewhere) == 1:
            return self._mark(elsewhere[0])
        if elsewhere:
            self._log.add("ambiguous_department", "warning", where, (), None, name=name, n=str(len(elsewhere)))
        return self._mark(self._make(name, None, source))

    def _long(self, path: Path, source: str, single: set[str]) -> str:
        first = keys.exact(path[0])
        at = self._children.get((None, first))
        if at is None:
            elsewhere = self._by_name[first]
            at = elsewhere[0] if len(elsewhere) == 1 else self._make(path[0], None, source)
        self._mark(at)
        for name in path[1:]:
            key = keys.exact(name)
            child = self._children.get((at, key))
            if child is None:
                child = self._adopt(key, at, source, single) or self._make(name, at, source)
            at = self._mark(child)
        return at

    def _adopt(self, key: str, parent: str, source: str, tops: set[str]) -> str | None:
        """A department known only by its name stood at the top for want of better knowledge: now its place is known."""
        top = self._children.get((None, key))
        if top is None or key in tops or not self._units[top].known or top in self._named or top == parent:
            return None
        if len(self._by_name[key]) > 1 or self._is_below(parent, top):
            return None
        self._draft.fact(
            "PART_OF", ("Department", top), ("Department", parent), {}, source=source,
            instead_of=self._draft.view.of("PART_OF", top),
        )  # fmt: skip
        del self._children[None, key]
        self._units[top].parent = parent
        self._children[parent, key] = top
        return top

    def _is_below(self, department_id: str, top: str) -> bool:
        return top in self.chain(department_id)

    def _make(self, name: str, parent: str | None, source: str) -> str:
        ref = self._draft.create("Department", name, {})
        account = ("Account", self._draft.view.account_id)
        self._draft.fact("IN_ACCOUNT", ref, account, {"name": name, "kind": department_kind(name)}, source=source)
        self._draft.fact("PART_OF", ref, ("Department", parent) if parent else account, {}, source=source)
        return self._register(_Unit(ref, name, parent, known=False))

    def _mark(self, department_id: str) -> str:
        if department_id not in self._named:
            self._named.add(department_id)
            self._draft.mention(("Department", department_id), self._units[department_id].name)
        return department_id

    # ---- looking up

    def of_path(self, path: Path) -> str | None:
        """The department of a path of the chart; None for the account itself."""
        return self._resolved.get(self._without_account(path))

    def find(self, text: str, separators: Sequence[str] = ("/", "／", ">", "＞")) -> list[str]:
        """Departments that a cell of another sheet may mean: by path from the top, by the end of a path, by name."""
        if text.startswith("/"):
            at: str | None = None
            for name in self._without_account(read_path(text)):
                at = self._children.get((at, keys.exact(name)))
                if at is None:
                    break
            if at is not None:
                return [at]
        parts = [text]
        for separator in separators:
            parts = [p for part in parts for p in part.split(separator)]
        wanted = [keys.exact(p) for p in self._without_account(tuple(p.strip() for p in parts if p.strip()))]
        if not wanted:
            return []
        found = [d for d in self._by_name[wanted[-1]] if self._ends_with(d, wanted)]
        whole = [d for d in found if len(self.chain(d)) == len(wanted)]
        return whole or found

    def _ends_with(self, department_id: str, wanted: Sequence[str]) -> bool:
        path = [keys.exact(n) for n in self.names(department_id)]
        return path[-len(wanted) :] == list(wanted)

    def chain(self, department_id: str | None) -> list[str]:
        """The department and all above it, from the inside out."""
        found: list[str] = []
        while department_id is not None and department_id in self._units and department_id not in found:
            found.append(department_id)
            department_id = self._units[department_id].parent
        return found

    def names(self, department_id: str | None) -> list[str]:
        """The path of a department, from the top."""
        return [self._units[d].name for d in reversed(self.chain(department_id))]

    def named(self) -> frozenset[str]:
        """The departments that the chart of this import names: each level of its paths, nothing known beside them."""
        return frozenset(self._named)
