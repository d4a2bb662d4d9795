"""The settings of the gap report, of the workspace or of one account: what counts, who set it, set it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.responses import RedirectResponse, Response

from service.changes import SETTINGS as KIND
from service.domain.errors import InvalidInputError
from service.domain.gaps.settings import GROUP, SETTINGS, Setting, Value, ValueChange, by_group, read_values
from service.graph.ids import new_id
from service.graph.transaction import ReadTx
from service.pages.chrome import Chrome, read_chrome
from service.pages.visit import Visit
from service.settings_store import SettingRow, SettingsView, read_settings_view, save_settings
from service.writing import ChangeMeta


@dataclass(frozen=True, slots=True)
class Line:
    """One setting as the page shows it. `usual` is what counts when nothing is set here."""

    setting: Setting
    label: str
    hint: str
    unit: str
    text: str
    usual: Value
    own: SettingRow | None
    above: SettingRow | None
    wrong: str


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the history: what went from what to what; None: not set here."""

    label: str
    before: Value | None
    after: Value | None


def _account_of(visit: Visit) -> str | None:
    account_id = visit.request.path_params.get("account_id")
    return None if account_id is None else str(account_id)


def _read(tx: ReadTx, account_id: str | None) -> tuple[Chrome, SettingsView]:
    return read_chrome(tx, "settings", account_id), read_settings_view(tx, account_id=account_id)


def settings_page(visit: Visit) -> Response:
    return _page(visit, 200, None, {})


def _page(visit: Visit, status: int, wrong: InvalidInputError | None, given: Mapping[str, str]) -> Response:
    chrome, found = visit.site.graph.read(visit.actor, _read, _account_of(visit))
    bad = {} if wrong is None else {p.where: p.expected_in(visit.locale) for p in wrong.problems}
    groups = [
        (GROUP[g].of(visit.locale), [_line(s, found, visit.locale, bad, given) for s in settings])
        for g, settings in by_group()
    ]
    return visit.site.render(
        visit,
        "settings.html",
        status,
        chrome=chrome,
        groups=groups,
        own=len(found.own),
        wrong=None if wrong is None else wrong.told(visit.locale),
        problems=len(bad),
        history=[(c, _told(c.changes, visit.locale)) for c in found.history],
        saved=visit.query("saved"),
        zone=visit.site.settings.zone,
        path=visit.request.url.path,
    )


def _line(setting: Setting, found: SettingsView, locale: str, bad: Mapping[str, str], given: Mapping[str, str]) -> Line:
    own, above = found.own.get(setting.name), found.above.get(setting.name)
    return Line(
        setting=setting,
        label=setting.words.of(locale),
        hint=setting.hint.of(locale),
        unit=setting.unit_words.of(locale),
        text=given.get(setting.name, "" if own is None else str(own.value)),
        usual=setting.default if above is None else above.value,
        own=own,
        above=above,
        wrong=bad.get(setting.name, ""),
    )


def _told(changes: Sequence[ValueChange], locale: str) -> list[Told]:
    return [Told(SETTINGS[c.name].words.of(locale), c.before, c.after) for c in changes]


def save(visit: Visit) -> Response:
    """Saves what the form holds: an empty field sets back, so does the button of a field or of them all.

    A value that cannot be used brings the form back with what was typed; then nothing is saved.
    """
    account_id = _account_of(visit)
    given = {name: visit.text(name) for name in SETTINGS if name in visit.form}
    reset = visit.text("reset")
    if reset == "all":
        given = dict.fromkeys(SETTINGS, "")
    elif reset in SETTINGS:
        given = {reset: ""}
    try:
        wanted = read_values(given)
    except InvalidInputError as wrong:
        return _page(visit, 422, wrong, given)
    change = ChangeMeta(new_id(), datetime.now(UTC), KIND)
    done = visit.site.graph.write(visit.actor, save_settings, account_id=account_id, wanted=wanted, change=change)
    here = "/settings" if account_id is None else f"/accounts/{account_id}/settings"
    return RedirectResponse(f"{here}?saved={len(done)}", status_code=303)
