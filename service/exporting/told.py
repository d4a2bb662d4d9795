"""What the first sheet of a workbook says, in both languages."""

from collections.abc import Mapping
from datetime import date, datetime

from service.domain.dates import format_day
from service.domain.exporting.account import AccountSheets
from service.domain.exporting.columns import TITLES
from service.domain.importing.tables import Sheet
from service.domain.wording import Words

CONFIDENTIAL = Words("社外秘", "Confidential")
SOURCE = "Nemawashi"
EXPORT_TITLE = Words("{name}　{day} 時点", "{name} as of {day}")
TEMPLATE_TITLE = Words("取り込み用のひな形", "Template to fill in and import")

_HOLDS: Mapping[Sheet, Words] = {
    Sheet.ORG: Words(
        "一行に一人、または一つのポスト。氏名が空で役職のある行は空席",
        "one row per person or post; a row with a title and no name is a vacant post",
    ),
    Sheet.MEMBERS: Words("この顧客を担当する自社の人", "our own people on the account"),
    Sheet.MEETINGS: Words("面談・電話・メール。予定も書けます", "meetings, calls and mails; planned ones too"),
    Sheet.OPPORTUNITIES: Words("商談と、その関係者の役割", "deals, and who plays which role in them"),
    Sheet.STANCES: Words(
        "誰が、いつ、何を根拠に立場を判断したか", "who judged where somebody stands, when and on what"
    ),
    Sheet.KEY_PEOPLE: Words("重要な人とその理由", "who is key, and why"),
}
_ALWAYS_LEFT_OUT = Words(
    "{day} より前の経緯、後に決まっている異動、訂正の履歴、人どうしの影響と知人の関係、ほかの仕組みの番号",
    "what was before {day}, moves decided for later, corrections, who influences or knows whom, ids of other systems",
)
_OMITTED: Mapping[str, Words] = {
    "department": Words(
        "同じ場所に同じ名前の部署がある部署 {n}", "{n} departments that share name and place with another"
    ),
    "placed": Words("そのため所属の空いたポスト {n}", "{n} posts whose department is left empty for that"),
    "covered_post": Words(
        "人ではなくポストへの自社担当 {n}", "{n} posts covered by us as posts, while somebody holds them"
    ),
    "covered_without_post": Words("ポストのない人への自社担当 {n}", "cover of {n} people without a post"),
    "unit": Words("一つに決まらない自社の部署 {n}", "{n} of our units that do not go into one cell"),
    "meeting": Words("日付のない面談 {n}", "{n} meetings without a day"),
    "about": Words("この日にない商談についての面談 {n}", "what {n} meetings were about, not there on that day"),
    "phasing": Words("商談の期間配分 {n}", "the phasing of {n} deals"),
    "target": Words("商談の対象部署 {n}", "{n} departments targeted by deals"),
    "role": Words("商談での役割 {n}", "{n} roles in deals"),
    "stance": Words("この日にいない人や商談についての評価 {n}", "{n} stances on people or deals not there on that day"),
    "assessment": Words("同じ日に同じ人が改めた評価 {n}", "{n} stances judged anew by the same person on the same day"),
    "key": Words("この日にない商談のキーパーソン {n}", "key people of {n} deals not there on that day"),
}


def export_title(name: str, as_of: date, locale: str) -> str:
    return EXPORT_TITLE.of(locale).format(name=name, day=format_day(as_of, locale, "head"))


def export_footer(as_of: date, locale: str) -> str:
    """What stands below every printed page of an export."""
    return f"{CONFIDENTIAL.of(locale)}　{format_day(as_of, locale, 'table')}　{SOURCE}"


def of_export(
    sheets: AccountSheets, *, as_of: date, locale: str, with_stances: bool, by: str, made_at: datetime
) -> list[tuple[str, str]]:
    """Headings and texts about an export: whose, of which day, by whom and when, what is in it and what is not."""
    day = format_day(as_of, locale, "head")
    made = f"{format_day(made_at.date(), locale, 'head')} {made_at:%H:%M %Z}"
    left_out = [_ALWAYS_LEFT_OUT.of(locale).format(day=day)]
    left_out += [words.of(locale).format(n=n) for r, words in _OMITTED.items() if (n := sheets.omitted.get(r))]
    if not with_stances:
        left_out.append(Words("スタンス", "stances").of(locale))
    rows = [
        (Words("取り扱い", "Handling"), CONFIDENTIAL.of(locale)),
        (Words("顧客", "Account"), sheets.account_name),
        (Words("時点", "As of"), day),
        (Words("出どころ", "Source"), SOURCE),
        (Words("書き出し", "Exported"), f"{made}  {by}".strip()),
        (
            Words("取り込み直し", "Importing it again"),
            Words(
                "直したあと、この日の時点として取り込めます。直さずに取り込めば何も変わりません。"
                "キーの列を消さなければ、名前や役職を直しても同じ人・同じポストとして読みます。",
                "Correct it and import it as of that day; imported untouched it changes nothing. While the key columns "
                "stay, a row is read as the same person and post even where name or title was corrected.",
            ).of(locale),
        ),
        (Words("入っていないもの", "Not in it"), "\n".join(left_out)),
    ]
    told = [(heading.of(locale), text) for heading, text in rows]
    return [*told, *((t.title(locale), _rows(len(t.rows), locale)) for t in sheets.tables)]


def _rows(count: int, locale: str) -> str:
    return f"{count} 行" if locale == "ja" else f"{count} {'row' if count == 1 else 'rows'}"


def of_template(locale: str) -> list[tuple[str, str]]:
    """Headings and texts about the template: how to fill it in."""
    rows = [
        (
            Words("使い方", "How to use it"),
            Words(
                "例の行を書き換えるか、その下に書いて取り込みます。例のままの行は取り込みません。要らないシートと列は空のままに"
                "します。列の名前を変えなければ、順序を変えても列を足しても読めます。架空の例です。",
                "Replace the example rows or write below them, and import it. Examples that stay as they are "
                "are not imported. Leave sheets and columns empty that you do not need. Columns may be moved and added "
                "while the headers keep their names. The examples are invented.",
            ),
        ),
        (Words("一つの欄に複数", "Several in one cell"), Words("; で区切る", "divided by ;")),
        (
            Words("日付", "Days"),
            Words("2026/4/1、令和8年4月1日、Excel の日付", "2026-04-01, 1 Apr 2026, or a date of the spreadsheet"),
        ),
        (
            Words("兼務", "Concurrent posts"),
            Words("席ごとに一行。二つ目からは「兼務」", "one row per post; further ones are marked “Concurrent”"),
        ),
    ]
    told = [(heading.of(locale), text.of(locale)) for heading, text in rows]
    return [*told, *((TITLES[sheet].of(locale), holds.of(locale)) for sheet, holds in _HOLDS.items())]
