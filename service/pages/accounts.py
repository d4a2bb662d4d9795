"""The list of accounts, the empty workspace, the demo, and deleting an account."""

from starlette.responses import RedirectResponse, Response

from service.accounts import delete_account, workspace_is_empty
from service.demo import load_demo
from service.domain.errors import InvalidInputError, Problem
from service.pages.chrome import read_chrome
from service.pages.visit import Visit


def list_page(visit: Visit) -> Response:
    chrome = visit.site.graph.read(visit.actor, read_chrome, "accounts")
    return visit.site.render(visit, "accounts.html", chrome=chrome, deleted=visit.query("deleted"))


def load_demo_accounts(visit: Visit) -> Response:
    """Loads the two demo accounts into an empty workspace; into any other it does nothing."""
    site = visit.site
    if site.graph.read(visit.actor, workspace_is_empty):
        load_demo(site.graph, visit.actor, today=visit.today, data_dir=site.settings.data_dir, locale=visit.locale)
    return RedirectResponse("/", status_code=303)


def delete_page(visit: Visit) -> Response:
    chrome = visit.site.graph.read(visit.actor, read_chrome, "delete", visit.account_id)
    return visit.site.render(visit, "delete.html", chrome=chrome, wrong=None)


def delete(visit: Visit) -> Response:
    """Deletes the account when its name was typed exactly; else the form comes back and says so."""
    site = visit.site
    chrome = site.graph.read(visit.actor, read_chrome, "delete", visit.account_id)
    if chrome.account is None:
        raise InvalidInputError("No account.", [Problem("account", "account", "", "")])
    if visit.text("name") != chrome.account.name.strip():
        return site.render(visit, "delete.html", 422, chrome=chrome, wrong=visit.text("name"))
    delete_account(site.graph, visit.actor, visit.account_id, data_dir=site.settings.data_dir)
    return RedirectResponse(visit.url("/", deleted=chrome.account.name), status_code=303)
