"""Which address leads to which page."""

from starlette.routing import BaseRoute, Route

from service.pages import (
    accounts,
    correct,
    dismissals,
    gaps,
    helping,
    home,
    imported,
    imports,
    map,
    people,
    recording,
    rows,
    search,
    settings,
    workbooks,
)
from service.pages.endpoint import Handler, page
from service.pages.site import Site

ACCOUNT = "/accounts/{account_id}"

TABLE: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/", accounts.list_page),
    ("POST", "/demo", accounts.load_demo_accounts),
    ("GET", "/search", search.search_page),
    ("GET", "/template.xlsx", workbooks.template_file),
    ("GET", "/import", imports.import_page),
    ("POST", "/import", imports.take_files),
    ("GET", "/import/{import_id}", imports.preview_page),
    ("GET", "/import/{import_id}/columns", imports.columns_page),
    ("POST", "/import/{import_id}/columns", imports.choose_columns),
    ("POST", "/import/{import_id}/decide", imports.decide_on),
    ("POST", "/import/{import_id}/take-back", imports.take_back_decision),
    ("POST", "/import/{import_id}/discard", imports.discard_draft),
    ("GET", "/import/{import_id}/picture.svg", imports.picture),
    ("POST", "/import/{import_id}/apply", imported.apply_preview),
    ("GET", "/import/{import_id}/progress", imported.progress_page),
    ("GET", ACCOUNT, home.home_page),
    ("GET", f"{ACCOUNT}/gaps", gaps.gaps_page),
    ("GET", f"{ACCOUNT}/gaps/keys", rows.keys_page),
    ("GET", f"{ACCOUNT}/gaps.xlsx", gaps.gaps_file),
    ("GET", f"{ACCOUNT}/gaps/dismiss", dismissals.dismiss_page),
    ("POST", f"{ACCOUNT}/gaps/dismiss", dismissals.save),
    ("POST", f"{ACCOUNT}/gaps/take-back", dismissals.undo),
    ("GET", f"{ACCOUNT}/gaps/help/{{subject_id:path}}", helping.help_page),
    ("GET", f"{ACCOUNT}/gaps/{{scope}}/{{record_id:path}}", gaps.evidence_page),
    ("GET", f"{ACCOUNT}/map", map.map_page),
    ("GET", f"{ACCOUNT}/map/frame", map.frame),
    ("GET", f"{ACCOUNT}/map/data", map.data),
    ("GET", f"{ACCOUNT}/map/panel", map.panel),
    ("GET", f"{ACCOUNT}/map/picture.svg", map.picture),
    ("GET", f"{ACCOUNT}/map/file", map.offline_file),
    ("GET", f"{ACCOUNT}/record/{{what}}", recording.record_page),
    ("POST", f"{ACCOUNT}/record/undo", recording.undo),
    ("POST", f"{ACCOUNT}/record/{{what}}", recording.save),
    ("GET", f"{ACCOUNT}/people", people.people_page),
    ("GET", f"{ACCOUNT}/people/{{person_id:path}}", people.person_page),
    ("POST", f"{ACCOUNT}/people/{{person_id:path}}/correct", correct.correct),
    ("POST", f"{ACCOUNT}/people/{{person_id:path}}/correct/undo", correct.undo),
    ("GET", f"{ACCOUNT}/posts", rows.posts_page),
    ("GET", f"{ACCOUNT}/departments", rows.departments_page),
    ("GET", f"{ACCOUNT}/meetings", rows.meetings_page),
    ("GET", f"{ACCOUNT}/deals", rows.deals_page),
    ("GET", f"{ACCOUNT}/posts/{{seat_id:path}}", people.seat_page),
    ("GET", f"{ACCOUNT}/search", search.search_page),
    ("GET", f"{ACCOUNT}/export.xlsx", workbooks.export_file),
    ("GET", f"{ACCOUNT}/import", imports.import_page),
    ("POST", f"{ACCOUNT}/import", imports.take_files),
    ("POST", f"{ACCOUNT}/import/undo", imports.undo),
    ("GET", f"{ACCOUNT}/import/{{import_id}}/done", imported.done_page),
    ("GET", "/settings", settings.settings_page),
    ("POST", "/settings", settings.save),
    ("GET", f"{ACCOUNT}/settings", settings.settings_page),
    ("POST", f"{ACCOUNT}/settings", settings.save),
    ("GET", f"{ACCOUNT}/delete", accounts.delete_page),
    ("POST", f"{ACCOUNT}/delete", accounts.delete),
)


def routes(site: Site) -> list[BaseRoute]:
    return [Route(path, page(site, handler), methods=[method]) for method, path, handler in TABLE]
