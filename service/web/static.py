"""Files that hold no data: our stylesheet and scripts, and vis-network out of the installed package."""

import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

ONE_YEAR = 365 * 24 * 3600


class StaticFiles:
    """Serves known files under names that carry a digest of their content, so that browsers may keep them for a year.

    `mount` maps a folder name in the address to a folder or a single file. `url("own/page.js")` is the address of a
    file. Nothing outside these folders can be reached: the table is made once, at start.
    """

    def __init__(self, prefix: str, mount: Mapping[str, Path]) -> None:
        self._prefix = prefix
        self._files: dict[str, tuple[bytes, str, str]] = {}
        for name, place in mount.items():
            for file in [place] if place.is_file() else sorted(place.rglob("*")):
                if file.is_file() and not file.name.endswith((".py", ".html", ".pyc")):
                    inside = file.name if place.is_file() else file.relative_to(place).as_posix()
                    content = file.read_bytes()
                    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                    self._files[f"{name}/{inside}"] = (content, kind, hashlib.sha256(content).hexdigest()[:12])

    def url(self, name: str) -> str:
        """The address of a file; KeyError for a file that does not exist."""
        return f"{self._prefix}/{self._files[name][2]}/{name}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        digest, _, name = str(request.path_params.get("path", "")).partition("/")
        found = self._files.get(name)
        if found is None or request.method not in ("GET", "HEAD"):
            response = Response("not found", status_code=404, media_type="text/plain")
        else:
            content, kind, current = found
            charset = "; charset=utf-8" if kind.startswith("text/") or "javascript" in kind else ""
            response = Response(b"" if request.method == "HEAD" else content, headers={"content-type": kind + charset})
            response.headers["content-length"] = str(len(content))
            if digest == current:
                response.headers["cache-control"] = f"public, max-age={ONE_YEAR}, immutable"
        response.headers["cross-origin-resource-policy"] = "cross-origin"
        await response(scope, receive, send)
