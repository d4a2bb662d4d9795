"""Search results: people, departments, posts and deals, as links."""

from dataclasses import dataclass
from datetime import date

from starlette.responses import RedirectResponse, Response

from service.graph.transaction import ReadTx
from service.org import Hit, HitKind, search
from service.pages.chrome import Chrome, read_chrome
from service.pages.visit import Visit

LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Found:
    chrome: Chrome
    hits: list[Hit]


def _read(tx: ReadTx, account_id: str | None, text: str, as_of: date) -> _Found:
    chrome = read_chrome(tx, "search", account_id)
    hits = search(tx, text=text, account_id=account_id, as_of=as_of, limit=30) if text else []
    return _Found(chrome, hits)


def address(visit: Visit, hit: Hit) -> str:
    """Where a result leads: a person to the page of the person, everything else to its place."""
    base = f"/accounts/{hit.account_id}"
    if hit.kind is HitKind.PERSON:
        return visit.url(f"{base}/people/{hit.id}")
    if hit.kind is HitKind.POST:
        return visit.url(f"{base}/posts/{hit.id}")
    if hit.kind is HitKind.DEPARTMENT:
        return visit.url(f"{base}/map", department=hit.id)
    return visit.url(f"{base}/gaps") + f"#deal-{hit.id}"


def search_page(visit: Visit) -> Response:
    """A single result in an account is opened at once."""
    account_id = visit.request.path_params.get("account_id")
    text = visit.query("q")[:LONGEST]
    found = visit.site.graph.read(visit.actor, _read, account_id, text, visit.as_of)
    if len(found.hits) == 1 and account_id is not None:
        return RedirectResponse(address(visit, found.hits[0]), status_code=303)
    kinds = [(kind.value, [(h, address(visit, h)) for h in found.hits if h.kind is kind]) for kind in HitKind]
    return visit.site.render(
        visit, "search.html", chrome=found.chrome, text=text, kinds=[(k, hits) for k, hits in kinds if hits]
    )
