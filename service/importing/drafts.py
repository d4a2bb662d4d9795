"""Imports that were previewed and not yet applied: the original bytes and what was asked, below the data directory.

Only the user of the machine can read them (0700, 0600). One folder per import, made whole or not at all.
"""

import hashlib
import hmac
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from filelock import Timeout

from service.domain import typed_json
from service.domain.errors import ConflictError, NotFoundError, worded
from service.domain.importing.choices import Choices, Decision, Reading
from service.graph.engine.places import lock
from service.importing.files import SourceFile

KEPT = timedelta(days=7)
"""How long a draft nobody applied is kept."""

PATIENCE_SECONDS = 10.0
"""How long one waits for another who is changing or applying the same draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was asked for in a preview. `base` is the account's last change at that time."""

    import_id: str
    actor: str
    account_id: str
    account_name: str
    creates_account: bool
    currency: str
    base: str | None
    as_of: date
    mapping: Mapping[str, str]
    choices: Choices
    sheet: str | None
    locale: str
    made_at: datetime
    files: tuple[tuple[str, str], ...]
    """(name, SHA-256 of the content) in the order given."""
    token_hash: str


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def new_token() -> str:
    """A secret that stands for one preview."""
    return secrets.token_urlsafe(24)


def no_draft() -> NotFoundError:
    return worded(
        NotFoundError("There is no such preview any more: choose the files again."),
        "この確認はもうありません。ファイルを選び直してください。",
    )


class Drafts:
    """The drafts of a data directory."""

    def __init__(self, data_dir: Path) -> None:
        self._root = data_dir / "drafts"

    def keep(self, draft: Draft, files: Sequence[SourceFile]) -> None:
        """The draft and its files are on disk, whole."""
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        building = self._root / f".{draft.import_id}.{secrets.token_hex(4)}"
        building.mkdir(mode=0o700)
        try:
            for n, file in enumerate(files):
                _write(building / f"file-{n}", file.content)
            _write(building / "draft.json", _dump(draft).encode())
            building.rename(self._root / draft.import_id)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise

    def load(self, import_id: str, *, token: str, actor: str) -> Draft:
        """The draft; NotFoundError for a wrong token, another actor, or when it is not there: not told apart."""
        draft = self._read(import_id)
        if draft is None or draft.actor != actor or not hmac.compare_digest(
            draft.token_hash, hash_of(token.encode())
        ):  # fmt: skip
            raise no_draft()
        return draft

    def own(self, import_id: str, *, actor: str) -> Draft:
        """The actor's draft; NotFoundError for another's, or when it is not there."""
        draft = self._read(import_id)
        if draft is None or draft.actor != actor:
            raise no_draft()
        return draft

    def waiting(self, *, actor: str, account_id: str | None) -> list[Draft]:
        """The actor's drafts nobody applied, into the account or, for None, into accounts not there yet; last first."""
        mine = [
            d
            for d in self._all()
            if d.actor == actor
            and (d.creates_account if account_id is None else d.account_id == account_id)
            and self.is_waiting(d)
        ]
        return sorted(mine, key=lambda d: d.made_at, reverse=True)

    @contextmanager
    def held(self, import_id: str, *, actor: str) -> Iterator[Draft]:
        """The actor's draft as it now is, which nobody else changes, applies or discards meanwhile, in no thread and no
        process. ConflictError when somebody else holds it for too long."""
        self.own(import_id, actor=actor)
        holding = lock(self._lock(import_id))
        try:
            holding.acquire(timeout=PATIENCE_SECONDS)
        except Timeout:
            raise worded(
                ConflictError("This import is being written or changed at this moment. Nothing was kept: try again."),
                "この取り込みは、いま書き込み中か変更中です。何も保存していません。少し待ってからもう一度お試しください。",
            ) from None
        try:
            yield self.own(import_id, actor=actor)
        finally:
            holding.release()

    def change(self, import_id: str, *, actor: str, made: Callable[[Draft], Draft]) -> Draft:
        """The draft is what is made of it as it now is, in one step that loses nothing others have said of it; its
        files stay. ConflictError when it has been imported meanwhile."""
        with self.held(import_id, actor=actor) as draft:
            if not self.is_waiting(draft):
                raise worded(
                    ConflictError("This import has been carried out already. Correct the account instead."),
                    "この取り込みはもう終わっています。顧客の画面で直してください。",
                )
            changed = made(draft)
            self.keep_part(changed, "draft.json", _dump(changed))
            return changed

    def is_waiting(self, draft: Draft) -> bool:
        """Whether nobody has carried it out."""
        return (self._root / draft.import_id / "file-0").is_file()

    def files(self, draft: Draft) -> list[SourceFile]:
        """The original files; ConflictError when they are not what was previewed."""
        found = []
        for n, (name, digest) in enumerate(draft.files):
            try:
                content = (self._root / draft.import_id / f"file-{n}").read_bytes()
            except OSError:
                content = b""
            if hash_of(content) != digest:
                raise worded(
                    ConflictError("The kept files are not those that were previewed: choose the files again."),
                    "保存していたファイルが確認したときと違います。ファイルを選び直してください。",
                )
            found.append(SourceFile(name, content))
        return found

    def keep_part(self, draft: Draft, name: str, text: str) -> None:
        """Keep a text beside the draft, replacing an earlier one of the name in one step."""
        folder = self._root / draft.import_id
        building = folder / f".{name}.{secrets.token_hex(4)}"
        _write(building, text.encode())
        building.replace(folder / name)

    def part(self, draft: Draft, name: str) -> str | None:
        """The text kept beside the draft, or None."""
        try:
            return (self._root / draft.import_id / name).read_text(encoding="utf-8")
        except OSError:
            return None

    def drop_files(self, draft: Draft) -> None:
        """The original bytes and what was kept of the plan are gone; the draft and its report stay, so that applying it
        again can be answered."""
        folder = self._root / draft.import_id
        for pattern in ("file-*", "part-*"):
            for path in folder.glob(pattern):
                path.unlink(missing_ok=True)

    def of_account(self, account_id: str, import_id: str | None, *, actor: str) -> Draft | None:
        """The actor's draft of this import into this account, where it still lies."""
        draft = self._read(import_id) if import_id else None
        return draft if draft and draft.account_id == account_id and draft.actor == actor else None

    def discard(self, import_id: str) -> None:
        """Nothing of the draft is left."""
        if _safe(import_id):
            shutil.rmtree(self._root / import_id, ignore_errors=True)
            with suppress(OSError):  # who waits for it finds that the draft is gone
                self._lock(import_id).unlink(missing_ok=True)

    def forget_account(self, account_id: str) -> None:
        """Nothing of the account's drafts is left."""
        for draft in self._all():
            if draft.account_id == account_id:
                self.discard(draft.import_id)

    def prune(self, now: datetime) -> None:
        """Drafts older than they are kept go, and what a crash left half made."""
        for draft in self._all():
            if draft.made_at < now - KEPT:
                self.discard(draft.import_id)
        for half in self._root.glob(".*"):
            if half.is_dir() and half.stat().st_mtime < (now - timedelta(hours=1)).timestamp():
                shutil.rmtree(half, ignore_errors=True)

    def _lock(self, import_id: str) -> Path:
        return self._root / f".{import_id}.lock"

    def _all(self) -> Iterator[Draft]:
        for folder in sorted(self._root.glob("[!.]*")):
            draft = self._read(folder.name)
            if draft is not None:
                yield draft

    def _read(self, import_id: str) -> Draft | None:
        if not _safe(import_id):
            return None
        try:
            told = typed_json.loads((self._root / import_id / "draft.json").read_text(encoding="utf-8"))
            files = tuple((name, digest) for name, digest in told["files"])
            return Draft(**{**told, "files": files, "choices": _choices(told["choices"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None


def _safe(import_id: str) -> bool:
    return import_id.isascii() and import_id.isalnum()


def _choices(told: Mapping[str, Any]) -> Choices:
    readings = {label: Reading(**reading) for label, reading in told["readings"].items()}
    return Choices(readings, tuple(Decision(**d) for d in told["decisions"]))


def _dump(draft: Draft) -> str:
    told: dict[str, Any] = {name: getattr(draft, name) for name in Draft.__slots__}
    told["choices"] = asdict(draft.choices)
    return json.dumps(json.loads(typed_json.dumps(told)), ensure_ascii=False, indent=1)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
