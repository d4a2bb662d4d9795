"""The words of findings and skipped rows, in both languages. Params are filled in as the file writes them."""

from collections.abc import Mapping
from types import MappingProxyType

from service.domain.importing.findings import WITH_ITS_ROW, Finding, Skip, Told
from service.domain.importing.texts_chart import CHART_TEXTS
from service.domain.importing.texts_exports import EXPORT_TEXTS
from service.domain.importing.texts_sheets import SHEET_TEXTS
from service.domain.importing.texts_units import UNIT_TEXTS
from service.domain.wording import Words

FINDINGS: Mapping[str, tuple[Told, Told]] = MappingProxyType(
    {code: (ja, en) for code, ja, en in (*CHART_TEXTS, *UNIT_TEXTS, *SHEET_TEXTS, *EXPORT_TEXTS)}
)

ROW_LEFT_OUT = Words("この行は取り込みません", "the row is left out")

SKIPS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unreadable_bytes": (
            "名前・番号・日付など、行に要る値に文字として読めないバイトがある",
            "a value that the row needs (name, number, day) holds bytes that are no text",
        ),
        "formula_error": (
            "名前・番号・日付など、行に要る値が数式のエラー",
            "a value that the row needs (name, number, day) is a failed formula",
        ),
        "formula_error.uncomputed": (
            "名前・番号・日付など、行に要る値が計算結果のない数式",
            "a value that the row needs (name, number, day) is a formula without a stored result",
        ),
        "template_example": ("ひな形の記入例の行", "an example row of the template"),
        "left_out": ("取り込まないと決めた行", "left out by choice"),
        "empty_row": ("行が何を指すか分からない(名前がない)", "nothing says whom or what the row means"),
        "eliminated_post": ("廃止されたポスト {post}", "an eliminated post: {post}"),
        "duplicate_id.employee": ("社員番号 {id} は「{first}」のもの", "employee id {id} belongs to {first}"),
        "duplicate_id.post": ("ポスト番号 {id} は「{first}」のもの", "post id {id} belongs to {first}"),
        "duplicate_id.department": ("部署の番号 {id} は「{first}」のもの", "department id {id} belongs to {first}"),
        "duplicate_member": ("「{name}」は前の行の「{first}」と同じ人", "{name} is {first} of an earlier row"),
        "other_company": ("ほかの会社「{name}」の行", "a row of another company, {name}"),
        "bad_date": ("日付が読めない: {value}", "the date cannot be read: {value}"),
        "duplicate_meeting": ("同じ面談がすでにある", "the same meeting stands in an earlier row"),
        "duplicate_opportunity": ("商談「{name}」がすでにある", "the opportunity {name} stands in an earlier row"),
        "bad_stance": ("立場が読めない: {value}", "the stance cannot be read: {value}"),
        "unknown_person": (
            "「{value}」が見つからないか、一人に決まらない",
            "nobody, or not only one person, found for “{value}”",
        ),
        "unknown_opportunity": ("商談「{value}」が見つからない", "no opportunity “{value}”"),
    }
)


def finding_text(finding: Finding, locale: str) -> Told:
    """What was found, expected and done, in the language."""
    found, expected, action = FINDINGS[finding.code][0 if locale == "ja" else 1]
    if finding.level == "error" and finding.code in WITH_ITS_ROW:
        action = ROW_LEFT_OUT.of(locale)
    params = finding.params
    return found.format_map(params), expected.format_map(params), action.format_map(params)


def skip_text(skip: Skip, locale: str) -> str:
    """Why a row was left out, in the language."""
    return SKIPS[skip.code][0 if locale == "ja" else 1].format_map(skip.params)
