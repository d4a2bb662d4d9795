"""The pages that show the map: the sandboxed frame inside the product, and one file that stands alone.

pyvis builds both (`Network.generate_html`), with our templates: data stands only in JSON blocks, nothing is fetched
from another host, and no text of the user is ever part of a script or of markup.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from service.domain.dates import format_day
from service.domain.orgmap import OrgMap, SeatState
from service.domain.roster import Place, roster
from viz.data import frame_nodes
from viz.model import Layout
from viz.svg import svg
from viz.text import clean, search_key
from viz.words import SIGN, STANCE_CODE, STANCES, words

VIS_PACKAGE = ("pyvis", "lib/vis-9.1.2/vis-network.min.js")
"""Package and path of the one foreign script."""

STATIC_DIR = Path(__file__).parent / "static"
"""`map.js` and `map.css`, to be served as they are."""

_OPTIONS: Mapping[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False},
    "nodes": {"chosen": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 250,
        "zoomSpeed": 0.7,
        "multiselect": False,
        "keyboard": {"enabled": False},
    },
}

Theme = Literal["auto", "light", "dark"]


def vis_script() -> Path:
    """Where the installed pyvis keeps vis-network."""
    return Path(str(files(VIS_PACKAGE[0]))) / VIS_PACKAGE[1]


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "allow_nan": False, "separators": (",", ":")}
    return made


def _render(template: str, heading: str, data: dict[str, Any], page: Mapping[str, Any]) -> str:
    from pyvis.network import Network  # half a second: it brings a notebook along

    network = Network(height="100%", width="100%", heading=heading, directed=True)
    network.templateEnv, network.path, network.options = _environment(), template, _OPTIONS
    network.nodes, network.edges = data["nodes"], data["edges"]
    # the one attribute pyvis hands through to a template untouched
    network.conf = {**page, "data": {k: v for k, v in data.items() if k not in ("nodes", "edges")}}
    html: str = network.generate_html()
    return html


def _lang(locale: str) -> str:
    return "ja" if locale.startswith("ja") else "en"


def frame_page(
    layout: Layout,
    org: OrgMap,
    locale: str,
    *,
    vis_url: str,
    script_url: str,
    style_url: str,
    theme: str = "auto",
    with_stances: bool = True,
    marks: Mapping[str, str] | None = None,
) -> str:
    """The document for the sandboxed frame: three static files by address, all else in JSON blocks.

    It draws under `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:`.
    """
    text = words(locale)
    heading = text["title"].format(account=clean(org.account_name))
    page = {
        "lang": _lang(locale),
        "theme": theme if theme in ("light", "dark") else "auto",
        "label": f"{_summary(layout, org, locale)} {text['keys']}",
        "noscript": text["noscript"],
        "vis_url": vis_url,
        "script_url": script_url,
        "style_url": style_url,
    }
    return _render("map.html", heading, frame_nodes(layout, org, locale, with_stances=with_stances, marks=marks), page)


def _summary(layout: Layout, org: OrgMap, locale: str) -> str:
    departments = sum(1 for b in layout.boxes if b.department_id)
    return words(locale)["summary"].format(
        account=clean(org.account_name), people=len(org.people), departments=departments
    )


def standalone_page(layout: Layout, org: OrgMap, locale: str, *, with_stances: bool, marked: str) -> str:
    """One file that works offline by double click, with list, search and legend.

    `marked` is the confidentiality mark to show; empty takes 社外秘 or Confidential. Without stances no stance, no
    assessment and no evidence is anywhere in the file.
    """
    text = words(locale)
    lang = _lang(locale)
    heading = text["title"].format(account=clean(org.account_name))
    data = frame_nodes(layout, org, locale, with_stances=with_stances)
    vis, script, host = (_source(p) for p in (vis_script(), STATIC_DIR / "map.js", STATIC_DIR / "standalone.js"))
    style = (STATIC_DIR / "map.css").read_text("utf-8") + (STATIC_DIR / "standalone.css").read_text("utf-8")
    page = {
        "lang": lang,
        "text": text,
        "glyph": SIGN,
        "summary": _summary(layout, org, locale),
        "marked": clean(marked) or text["confidential"],
        "day": text["as_of"].format(day=format_day(org.as_of, lang, "head")),
        "since": text["since"].format(
            since=format_day(org.since, lang, "table"), day=format_day(org.as_of, lang, "table")
        ),
        "scripts": [vis, script, host],
        "style": Markup(style),  # noqa: S704 - our own file, no data in it
        "policy": "; ".join(
            (
                "default-src 'none'",
                "script-src " + " ".join(_hash(s) for s in (vis, script, host)),
                f"style-src {_hash(style)}",
                "img-src data: blob:",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
        "people": _people(org, data, locale),
        "stances": [(s, SIGN[s], text[s]) for s in STANCES] if with_stances else [],
        "drawing": Markup(svg(layout, org, locale, with_stances=with_stances)),  # noqa: S704 - escaped where it is made
    }
    return _render("standalone.html", heading, data, page)


def _source(path: Path) -> Markup:
    """A script as it may stand inside a script element."""
    return Markup(path.read_text("utf-8").replace("</script", "<\\/script"))  # noqa: S704 - files of ours and of vis


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _people(org: OrgMap, data: dict[str, Any], locale: str) -> list[dict[str, Any]]:
    """The list beside the map: whoever stands above all departments first, everybody once per post, empty posts too."""
    text = words(locale)
    whole = roster(org)
    found = []
    for section in whole.sections():
        if not section.places:
            continue
        path = tuple(clean(n) for n in section.path)
        if section is whole.top:
            name = clean(org.account_name)
        else:
            name = (" " if locale.startswith("ja") else " / ").join(path) or text["unassigned"]
        people = len({p.person.id for p in section.places if p.person})
        entries = [_listed(p, path, data["stances"], text) for p in section.places]
        found.append({"name": name, "people": people, "entries": entries})
    return found


def _listed(place: Place, path: tuple[str, ...], with_stances: bool, text: Mapping[str, str]) -> dict[str, Any]:
    person, seat = place.person, place.seat
    state = "" if person else "vacant" if seat and seat.state is SeatState.VACANT else "unknown"
    name = clean(person.name) if person else text[state]
    readings = (person.kana, person.romaji) if person else ()
    return {
        "id": f"c:{seat.id}:{person.id}" if person and seat else place.id,
        "name": name,
        "title": clean(place.title),
        "key": place.key,
        "second": place.second,
        "state": state,
        "stance": STANCE_CODE.get(person.stance, "u") if person and with_stances else None,
        "find": search_key(name, *readings, place.title, *path),
    }
