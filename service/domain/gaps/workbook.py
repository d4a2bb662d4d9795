"""The gap report as sheets: what its first sheet says, and the tables after it, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from service.domain.actor import told_actor
from service.domain.dates import format_day
from service.domain.exporting.columns import Column, Shown
from service.domain.gaps import check_texts
from service.domain.gaps.check_document import formula, ranked_out
from service.domain.gaps.checks import CheckCode
from service.domain.gaps.document import GapDocument, RiskOut, UncoveredOut
from service.domain.gaps.money import MoneySum
from service.domain.gaps.parts import MoneyOut
from service.domain.gaps.ranking import SINGLE_CONTACT, UNCOVERED, Lead, leading
from service.domain.gaps.report import GapReport
from service.domain.importing.tables import Cell
from service.domain.money import format_money
from service.domain.stance import LABEL, Level
from service.domain.wording import Words

FIRST_SHEET = Words("要約", "Summary")
CONFIDENTIAL = Words("社外秘", "Confidential")
SOURCE = "Nemawashi"
TITLE = Words("{name}　手薄な関係　{day} 時点", "{name}: thin coverage as of {day}")
MOST_ON_TOP = 10

LISTS: Mapping[str, Words] = {
    UNCOVERED: Words("接点のない重要な人・ポスト", "Key people and posts without contact"),
    SINGLE_CONTACT: Words("一人頼みの商談・部署", "Single-contact deals and departments"),
}
_SCOPE = {
    "opportunity": Words("商談", "Deal"),
    "department": Words("部署", "Department"),
    "account": Words("顧客全体", "Whole account"),
}
_STATE = {
    "vacant": Words("（空席）", " (vacant)"),
    "unknown": Words("（未特定）", " (holder not known)"),
}
_NEW, _STILL = Words("新規", "new"), Words("継続", "still open")


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One sheet of the report; a heading has at most 31 characters."""

    heading: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def title(self, locale: str) -> str:
        return self.heading.of(locale)


def list_title(code: str, locale: str) -> str:
    """What a list of gaps is called: of a check its title."""
    return (LISTS.get(code) or check_texts.CHECK[CheckCode(code)].title).of(locale)


def footer(report: GapReport, locale: str) -> str:
    """What stands below every printed page: who may see it, of which day it is, where it comes from."""
    return f"{CONFIDENTIAL.of(locale)}　{format_day(report.as_of, locale, 'table')}　{SOURCE}"


def title(report: GapReport, locale: str) -> str:
    return TITLE.of(locale).format(name=report.account.name, day=format_day(report.as_of, locale, "head"))


def summary(report: GapReport, told: GapDocument, locale: str, *, by: str, made_at: datetime) -> list[tuple[str, str]]:
    """The lines of the first sheet: marks, counts and money, what was compared, the top gaps, what is missing."""

    def day(value: date) -> str:
        return format_day(value, locale, "table")

    counts = told.summary
    lines = [
        (Words("取り扱い", "Handling"), CONFIDENTIAL.of(locale)),
        (Words("顧客", "Account"), report.account.name),
        (Words("時点", "As of"), day(report.as_of)),
        (Words("接点を数えた期間", "Period of contact"), f"{day(report.since)} – {day(report.as_of)}"),
        (Words("出どころ", "Source"), SOURCE),
        (Words("書き出し", "Exported"), f"{day(made_at.date())} {made_at:%H:%M %Z}  {by}".strip()),
        (Words("指摘の合計", "Gaps in all"), str(counts.gaps)),
        (
            Words("接点のない重要な人", "Key people without contact"),
            f"{report.missed_people} / {report.key_people}",
        ),
        (Words("空席・未特定の重要なポスト", "Key posts without a known holder"), str(report.missed_seats)),
        (LISTS[SINGLE_CONTACT], str(counts.single_contact_risks)),
        (Words("そのほかの点検", "Further checks"), str(counts.further_checks)),
        (
            Words("点検したが指摘なし", "Checked, nothing found"),
            ("、" if locale == "ja" else ", ").join(c.title for c in told.nothing_found) or "–",
        ),
        (Words("保留", "Dismissed"), str(len(told.dismissed))),
        (Words("影響額（商談の重複なし）", "Money at risk, no deal twice"), _sum(report.uncovered_money, locale)),
    ]
    if (found := told.comparison) is not None:
        lines.append(
            (
                Words("{day} との比較", "Compared with {day}"),
                Words("新規 {new}・解消 {closed}・継続 {still}", "{new} new, {closed} closed, {still} still open")
                .of(locale)
                .format(new=len(found.new), closed=len(found.closed), still=len(found.still_open)),
            )
        )
    rows = [(heading.of(locale).format(day="" if found is None else day(found.day)), text) for heading, text in lines]
    rows += [
        (f"{place}. {lead.first.name}", _leads(lead, locale))
        for place, lead in enumerate(leading(report.ranked(), MOST_ON_TOP), start=1)
    ]
    rows.append((Words("順位の付け方", "How they are ranked").of(locale), formula(report, locale)))
    return rows + [(Words("注意", "Note").of(locale), f"{n.text} {n.how}") for n in told.notes]


def _leads(lead: Lead, locale: str) -> str:
    """What was found about it, the money of the heaviest finding and what to do about that."""
    first = ranked_out(lead.first, locale)
    found = "; ".join((first.found, *(ranked_out(r, locale).found for r in lead.also)))
    return f"{found}  {_sum(lead.first.money, locale)}  {first.do}"


def tables(report: GapReport, told: GapDocument, locale: str) -> list[ReportTable]:
    """All gaps in order, then the lists with their details, then what is set aside and what was closed."""
    marks = {} if told.comparison is None else _marks(told, locale)
    found = [
        ReportTable(
            Words("順位", "Ranking"),
            (_ORDER, _KIND, _ABOUT, _FOUND, _WHY_IT_MATTERS, _DO, _SEVERITY, _AMOUNT, _CURRENCY, _UNKNOWN, _SCORE,
             _SINCE),
            tuple(
                (
                    place, list_title(r.code, locale), r.name, r.found, r.why, r.do, r.severity, *_money(r.money),
                    r.score, marks.get(r.id),
                )
                for place, r in enumerate(told.ranking, start=1)
            ),
        ),
        ReportTable(
            Words("重要な人とポスト", "Key people and posts"),
            (_ABOUT, _POST, _PLACE, _WHY, _STANCE, _LAST, _LAST_BY, _WHY_IT_MATTERS, _DO, _SEVERITY, _AMOUNT, _CURRENCY,
             _UNKNOWN, _DEALS, _NEAR),
            tuple(_uncovered(g, report, locale) for g in told.uncovered_key_people),
        ),
        ReportTable(
            Words("一人頼み", "Single contact"),
            (_KIND, _ABOUT, _FOUND, _WHY_IT_MATTERS, _DO, _SEVERITY, _COUNT, _WANTED, _PEOPLE, _AMOUNT, _CURRENCY,
             _UNKNOWN, _DEALS),
            tuple(_risk(r, report, locale) for r in told.single_contact_risks),
        ),
        ReportTable(
            Words("そのほかの点検", "Further checks"),
            (_KIND, _ABOUT, _FOUND, _WHY_IT_MATTERS, _DO, _SEVERITY, _AMOUNT, _CURRENCY, _UNKNOWN, _DEALS),
            tuple(
                (
                    check.title, g.name, g.found, g.why, g.do, g.severity, *_money(g.money),
                    _deals(g.money.opportunities, report),
                )
                for check in told.checks
                for g in check.gaps
            ),
        ),
    ]  # fmt: skip
    if told.dismissed:
        found.append(
            ReportTable(
                Words("保留", "Dismissed"),
                (_ABOUT, _FOUND, _REASON, _BY, _FROM, _UNTIL),
                tuple(
                    (d.name, d.found, d.reason, told_actor(d.actor, locale), d.dismissed_on, d.until_on)
                    for d in told.dismissed
                ),
            )
        )
    if told.comparison is not None and told.comparison.closed:
        found.append(
            ReportTable(
                Words("解消", "Closed"), (_ABOUT, _FOUND), tuple((c.name, c.found) for c in told.comparison.closed)
            )
        )
    return [t for t in found if t.rows]


def _column(field: str, ja: str, en: str, width: int, shown: Shown = "") -> Column:
    return Column(field, Words(ja, en), width, Words("", ""), shown=shown)


_ORDER, _KIND = _column("order", "順位", "No.", 6), _column("kind", "種類", "Kind", 34)
_ABOUT, _FOUND = _column("about", "対象", "About", 24), _column("found", "内容", "What was found", 44)
_DO, _SEVERITY = _column("do", "次にすること", "What to do", 60), _column("severity", "重さ", "Severity", 9)
_AMOUNT, _CURRENCY = _column("amount", "金額", "Amount", 16, "money"), _column("currency", "通貨", "Currency", 9)
_UNKNOWN = _column("unknown", "金額不明の商談", "Deals of unknown amount", 24)
_SCORE, _SINCE = _column("score", "点数", "Score", 16, "money"), _column("since", "比較", "Compared", 10)
_POST, _PLACE = _column("post", "役職", "Title", 20), _column("place", "部署", "Department", 32)
_WHY, _STANCE = _column("why", "重要な理由", "Why key", 36), _column("stance", "姿勢", "Stance", 14)
_LAST, _LAST_BY = _column("last", "最終接点", "Last contact", 13), _column("last_by", "当社", "By", 16)
_DEALS, _NEAR = _column("deals", "商談", "Deals", 40), _column("near", "近い道筋", "Nearest path", 40)
_COUNT, _WANTED = _column("count", "対話のある人", "In dialogue", 11), _column("wanted", "目安", "Wanted", 9)
_PEOPLE = _column("people", "対話のある人の名前", "Who", 40)
_WHY_IT_MATTERS, _REASON = _column("matters", "なぜ大切か", "Why it matters", 44), _column("reason", "理由", "Why", 44)
_BY, _FROM, _UNTIL = (
    _column("by", "誰が", "Who", 16),
    _column("from", "いつから", "From", 13),
    _column("until", "期限", "Until", 13),
)


def _marks(told: GapDocument, locale: str) -> dict[str, str]:
    found = told.comparison
    if found is None:
        return {}
    return dict.fromkeys(found.new, _NEW.of(locale)) | dict.fromkeys(found.still_open, _STILL.of(locale))


def _sum(total: MoneySum, locale: str) -> str:
    if not total.deals:
        return Words("商談なし", "no open deal").of(locale)
    others = "".join(f" + {format_money(m, locale)}" for m in total.others)
    return format_money(total.money, locale) + others


def _money(money: MoneyOut) -> tuple[Cell, Cell, Cell]:
    """Amount, currency, deals of unknown amount; nothing where there is no deal."""
    if not money.opportunities:
        return None, None, None
    return money.amount, money.currency, money.unknown_amounts or None


def _deals(ids: Iterable[str], report: GapReport) -> str:
    return "; ".join(sorted(report.account.deals[i].name for i in ids if i in report.account.deals))


def _uncovered(gap: UncoveredOut, report: GapReport, locale: str) -> tuple[Cell, ...]:
    level = next((x for x in Level if x == gap.stance), None)
    last, first = gap.last_contact, gap.posts[0] if gap.posts else None
    return (
        gap.name + (_STATE[gap.seat_state].of(locale) if gap.seat_state else ""),
        first.title if first else None,
        first.department_path if first else None,
        "; ".join(r.text for r in gap.reasons),
        LABEL[locale][level] if gap.kind == "person" else None,
        last.on if last else None,
        last.name if last else None,
        gap.why,
        gap.do,
        gap.severity,
        *_money(gap.money),
        _deals(gap.money.opportunities, report),
        " — ".join(step.name for step in gap.nearest.path) if gap.nearest else None,
    )


def _risk(risk: RiskOut, report: GapReport, locale: str) -> tuple[Cell, ...]:
    return (
        _SCOPE[risk.scope].of(locale),
        risk.name,
        "; ".join(r.text for r in risk.reasons),
        risk.why,
        risk.do,
        risk.severity,
        risk.contacts,
        risk.wanted,
        "; ".join(p.name for p in risk.people),
        *_money(risk.money),
        _deals(risk.money.opportunities, report),
    )
