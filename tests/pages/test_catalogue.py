"""Japanese and English are equal: every text of the pages exists in both, and no template holds a bare one."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment

from service.pages.i18n import CATALOGUES, read_catalogues, whole_texts
from service.web.language import Locale, preferred_locale

PAGES = CATALOGUES.parent
METHODS = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**.html": {"silent": "false", "newstyle_gettext": "true", "trimmed": "true", "extensions": "jinja2.ext.do"}}
FIELD = re.compile(r"%\((\w+)\)s")


def texts() -> list[str | tuple[str, ...]]:
    found = extract_from_dir(PAGES, METHODS, OPTIONS)
    return list(dict.fromkeys(message for _, _, message, _, _ in found))


def catalogue() -> Catalog:
    with (CATALOGUES / "ja.po").open("rb") as file:
        return read_po(file, locale="ja")


def first(message: str | list[str] | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """A text in its one form or in its plural ones."""
    return [text] if isinstance(text, str) else list(text or ())


def test_every_text_has_a_translation_and_every_translation_a_text() -> None:
    known = catalogue()
    wanted = {first(m) for m in texts()}
    assert len(wanted) > 300
    assert sorted(m for m in wanted if known.get(m) is None) == []
    assert sorted(first(m.id) for m in known if m.id and first(m.id) not in wanted) == []
    assert [m.id for m in known if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])] == []
    assert not list(known.obsolete)
    assert [m.id for m in known if m.fuzzy and m.id] == []


def test_a_translation_names_no_value_that_its_text_does_not_have() -> None:
    for message in catalogue():
        if message.id:
            has = {
                f for text in ([message.id] if isinstance(message.id, str) else message.id) for f in FIELD.findall(text)
            }
            for text in forms(message.string):
                assert set(FIELD.findall(text)) <= has, message.id
                assert set(FIELD.findall(text)) == has or not isinstance(message.id, str), message.id


def test_the_japanese_follows_the_house_style() -> None:
    for message in catalogue():
        for text in forms(message.string):
            assert not re.search(r"[!！]|エラーが発生|ユーザー様", text), text
            if message.id:
                assert re.search(r"[\u3041-\u30ff\u4e00-\u9fff%]", text), text


def test_the_english_follows_the_house_style() -> None:
    for message in texts():
        for text in [message] if isinstance(message, str) else message:
            assert "!" not in text, text
            assert text.isascii() or set(text) - set(map(chr, range(128))) <= set("“”–…"), text


def markup(text: str) -> str:
    """A template without what Jinja replaces, without tags, scripts and entities."""
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"<svg\b.*?</svg>", "", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", text)


ALLOWED = {"Nemawashi", "日本語", "EN", "Esc"}


@pytest.mark.parametrize("template", sorted((PAGES / "templates").glob("*.html")), ids=lambda p: p.name)
def test_no_template_holds_a_bare_text(template: Path) -> None:
    words = re.findall(r"[^\W\d_]{2,}", markup(template.read_text(encoding="utf-8")))
    assert [w for w in words if w not in ALLOWED] == []


ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"{]*[^\W\d_]{2,}[^"{]*)"')


@pytest.mark.parametrize("template", sorted((PAGES / "templates").glob("*.html")), ids=lambda p: p.name)
def test_no_template_holds_style_or_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:|\|\s*safe", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    bare = [t for t in ATTRIBUTES.findall(text) if t not in {"Nemawashi", "Language · 言語", "EN, English"}]
    assert bare == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ja", "ja"), ("en-GB,en;q=0.9", "en"), ("fr,ja;q=0.5,en;q=0.4", "ja"), ("en;q=0.1,ja;q=0.9", "ja"),
        ("de", "en"), ("", "en"), ("ja;q=0", "en"), ("ja;q=x,en", "en"), ("JA-jp", "ja"), (",;q=,", "en"),
    ],
)  # fmt: skip
def test_the_browser_chooses_the_language(header: str, expected: str) -> None:
    assert preferred_locale(header, "en") == expected


def test_both_catalogues_are_read() -> None:
    found = read_catalogues()
    assert found["ja"].gettext("Thin coverage") == "手薄な関係"
    assert found["en"].gettext("Thin coverage") == "Thin coverage"


TRICKY = """{% macro said(x) %}<b title="{{ x }}">{{ x|length }}</b>{% endmacro %}
{{ _("100 %% <sure> & \\"quoted\\"") }} {{ _( 'Settings' ) }} {{ said(_("Settings")) }} {{ _("Set" "tings") }}
{{ _("Settings") ~ "<" }} {{ {"a": _("Settings")}["a"]|upper }} {{ _("%(num)s entered", num="<3>") }} {{ _(name) }}
{% if _("Settings") == _(name) %}{{ [_("Settings"), "&"]|join("<") }}{% endif %} {{ "_(" }}"""


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_text_put_in_when_compiled_is_the_text_that_is_looked_up(locale: Locale) -> None:
    found = read_catalogues()[locale]
    shown = []
    for more in ([], [whole_texts(found)]):
        environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n", *more])
        vars(environment)["install_gettext_translations"](found, newstyle=True)
        shown.append(environment.from_string(TRICKY).render(name="Settings"))
    assert shown[1] == shown[0]
    assert "100 % <sure>" in shown[0]
