"""Every word the map itself shows, Japanese and English, and the signs of a stance."""

from collections.abc import Mapping

from service.domain.stance import CODE, GLYPH, LABEL, ORDER

STANCE_CODE: Mapping[str | None, str] = {None if level is None else level.value: code for level, code in CODE.items()}
"""Style code of a level as the organisation carries it; `u` is unknown."""

STANCES: tuple[str, ...] = tuple(CODE[level] for level in ORDER)
"""Style codes in the order in which stances are always listed."""

SIGN: Mapping[str, str] = {CODE[level]: sign for level, sign in GLYPH.items()}
"""The sign of a style code."""

_JA = {
    "title": "{account}の関係図",
    "summary": "{account}の関係図。{people}名、{departments}部署。",
    "vacant": "空席",
    "unknown": "未特定",
    "unassigned": "未配属",
    "ours": "当社",
    "count": "{n}名",
    "key": "重要な人",
    "key_seat": "重要な席",
    "inferred": "推定",
    "stale": "要再確認",
    "split": "評価割れ",
    "acting": "{title}（代行）",
    "concurrent": "兼",
    "concurrent_long": "兼務",
    "gap": "!",
    "gaps": "手薄 {n}",
    "hits": "該当 {n}",
    "gap_long": "手薄な関係 {n}件",
    "met": "接点 {names}",
    "covers": "担当のみ {names}",
    "nobody": "期間中の接点なし",
    "met_legend": "期間中の接点",
    "covers_legend": "担当のみ",
    "empty_seat": "空席",
    "unknown_seat": "未特定",
    "relation": "接点・紹介",
    "influence": "影響",
    "dotted": "点線の報告",
    "new": "新",
    "moved": "移",
    "changed": "改",
    "ended": "廃",
    "new_long": "新しい",
    "moved_long": "異動",
    "changed_long": "変更",
    "ended_long": "終わり",
    "folded": "ひらく",
    "open": "たたむ",
    "keys": "矢印キーで動かし、＋と－で拡大・縮小、Escで選択を解きます。",
    "noscript": "図を動かすには JavaScript が要ります。",
    "confidential": "社外秘",
    "as_of": "{day}時点",
    "since": "接点は{since}から{day}まで",
    "people": "人の一覧",
    "search": "名前・部署・役職で探す",
    "legend": "凡例",
    "fit": "全体",
    "zoom_in": "拡大",
    "zoom_out": "縮小",
    "stances": "姿勢",
    "found": "{n}名",
    "uncovered": "接点なし",
    "no_stances": "姿勢は含めていません。",
    "print": "印刷",
    "theme": "明暗",
    "map": "図",
    "comma": "、",
}
_EN = {
    "title": "{account}: relationship map",
    "summary": "Relationship map of {account}. {people} people, {departments} departments.",
    "vacant": "Vacant",
    "unknown": "Not known",
    "unassigned": "No post",
    "ours": "Our side",
    "count": "{n}",
    "key": "Key person",
    "key_seat": "Key post",
    "inferred": "Inferred",
    "stale": "Check again",
    "split": "Views differ",
    "acting": "{title} (acting)",
    "concurrent": "also",
    "concurrent_long": "Also holds this post",
    "gap": "!",
    "gaps": "thin {n}",
    "hits": "match {n}",
    "gap_long": "Thin coverage: {n}",
    "met": "Met by {names}",
    "covers": "Assigned only: {names}",
    "nobody": "No contact in the period",
    "met_legend": "Contact in the period",
    "covers_legend": "Assigned only",
    "empty_seat": "Vacant",
    "unknown_seat": "Holder not known",
    "relation": "Contact, introduction",
    "influence": "Influence",
    "dotted": "Dotted line",
    "new": "new",
    "moved": "moved",
    "changed": "edited",
    "ended": "ended",
    "new_long": "New",
    "moved_long": "Moved",
    "changed_long": "Changed",
    "ended_long": "Ended",
    "folded": "Open",
    "open": "Fold",
    "keys": "Arrow keys move, + and - zoom, Esc clears the selection.",
    "noscript": "Moving the map needs JavaScript.",
    "confidential": "Confidential",
    "as_of": "As of {day}",
    "since": "Contacts from {since} to {day}",
    "people": "People",
    "search": "Find a name, department or title",
    "legend": "Legend",
    "fit": "Fit",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "stances": "Stance",
    "found": "{n} people",
    "uncovered": "No contact",
    "no_stances": "Stances are left out.",
    "print": "Print",
    "theme": "Light or dark",
    "map": "Map",
    "comma": ", ",
}
_ALL: Mapping[str, Mapping[str, str]] = {
    locale: {**own, **{CODE[level]: word for level, word in LABEL[locale].items()}}
    for locale, own in (("ja", _JA), ("en", _EN))
}


def words(locale: str) -> Mapping[str, str]:
    """The words of a locale, the stances under their style codes; what is not Japanese gets English."""
    return _ALL["ja" if locale.startswith("ja") else "en"]
