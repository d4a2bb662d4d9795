"""Errors as RFC 9457 problem documents. Which status an error has is in `service.web.status`."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from service.domain.errors import AmbiguousNameError, NemawashiError, UnavailableError
from service.domain.wording import Words
from service.web.language import Locale, known_locale, language_of
from service.web.refusal import STATUS, Refusal
from service.web.status import RETRY_SECONDS, status_of

MEDIA_TYPE = "application/problem+json"


class ProblemItem(BaseModel):
    """One thing that is wrong."""

    model_config = ConfigDict(extra="forbid")

    code: str
    where: str
    found: str
    expected: str
    mend: str


class Candidate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    name: str


class ProblemDocument(BaseModel):
    """RFC 9457. `code` is stable; `problems` lists everything that is wrong, not only the first."""

    model_config = ConfigDict(extra="forbid")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    problems: list[ProblemItem] = []
    candidates: list[Candidate] = []
    ways_out: list[str] = []
    request_id: str


TITLES: Mapping[int, Words] = {
    400: Words("リクエストが正しくありません", "Bad request"),
    401: Words("認証されていません", "Not signed in"),
    403: Words("許可されていません", "Not allowed"),
    404: Words("ありません", "Not found"),
    405: Words("使えないメソッドです", "Method not allowed"),
    409: Words("今はできません", "Not possible now"),
    413: Words("大きすぎます", "Too large"),
    415: Words("扱えない形式です", "Unsupported media type"),
    421: Words("このホスト名では応答しません", "Unknown host"),
    422: Words("入力が正しくありません", "Invalid input"),
    500: Words("内部の誤り", "Internal error"),
    503: Words("今は応答できません", "Not available now"),
}
_ERROR = Words("誤り", "Error")

DETAILS: Mapping[Refusal, Words] = {
    Refusal.UNKNOWN_HOST: Words("このホスト名では応答しません。", "This host name is not served here."),
    Refusal.METHOD: Words("このアドレスでは、そのメソッドは使えません。", "This address does not take that method."),
    Refusal.FOREIGN_ORIGIN: Words(
        "変更のリクエストは、このサービスのページから送るか、Cookie なしで Bearer トークンを付けて送ってください。",
        "A changing request must come from our own pages, or carry the bearer token and no cookie.",
    ),
    Refusal.NOT_SIGNED_IN: Words(
        "`nemawashi doctor --json` が表示する Bearer トークンを付けてください。",
        "Send the bearer token that `nemawashi doctor --json` prints.",
    ),
    Refusal.BODY_TOO_LARGE: Words(
        "本文が、このアドレスで受け取れる大きさを超えています。", "The body is larger than this address takes."
    ),
    Refusal.TOO_BUSY: Words("処理中のリクエストが多すぎます。", "Too many requests are being worked on."),
    Refusal.TOO_SLOW: Words(
        "時間内に終わりませんでした。書き込みは行われたかもしれません。繰り返す前に確かめてください。",
        "The answer was not there in time. A write may have happened: look before you repeat it.",
    ),
    Refusal.BROKEN: Words(
        "思わぬ誤りです。リクエスト番号とともにログに記録しました。",
        "An unforeseen error; it stands in the log under the request id.",
    ),
}

_JA_BY_CODE: Mapping[str, str] = {
    "invalid_input": "入力が正しくありません。",
    "not_found": "その記録はありません。",
    "conflict": "ほかの操作で変更されています。もう一度確かめてください。",
    "refused": "今はできません。",
    "unavailable": "グラフが応答しません。",
    "outcome_unknown": "保存できたかどうか分かりません。繰り返す前に確かめてください。",
    "too_large": "大きすぎます。分けて行ってください。",
    "forbidden": "許可されていません。",
}
"""What is said in Japanese of an error that says itself in English only."""

_UNREADABLE = Words("リクエストをこのままでは読めません。", "The request cannot be read as it is.")

_EXPECTED_JA: Mapping[str, str] = {
    "missing": "必須の値",
    "extra_forbidden": "ここに無い項目は使えません",
    "json_invalid": "正しい JSON",
    "string_type": "文字列",
    "string_too_short": "{min_length} 文字以上の文字列",
    "string_too_long": "{max_length} 文字以内の文字列",
    "string_pattern_mismatch": "{pattern} に合う文字列",
    "int_type": "整数",
    "int_parsing": "整数",
    "bool_parsing": "true か false",
    "greater_than_equal": "{ge} 以上の値",
    "less_than_equal": "{le} 以下の値",
    "literal_error": "次のどれか: {expected}",
    "date_type": "日付（2026-04-01 の形）",
    "date_parsing": "日付（2026-04-01 の形）",
    "date_from_datetime_parsing": "実在する日付（2026-04-01 の形）",
    "date_from_datetime_inexact": "日付（2026-04-01 の形）",
    "list_type": "一覧",
    "dict_type": "オブジェクト",
    "model_attributes_type": "オブジェクト",
    "value_error": "受け取れる値",
}
"""What the request's shape asks for, by the kind of error of the validator."""


def problem_locale(request: Request, otherwise: Locale | None) -> Locale:
    """The language of a problem document: what the address asks for, else as for the pages."""
    return known_locale(request.query_params.get("locale")) or language_of(request, otherwise)


def problem_response(
    status: int,
    code: str,
    detail: str,
    request_id: str,
    locale: Locale,
    *,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """A problem document as an answer."""
    title = TITLES.get(status, _ERROR).of(locale)
    document = ProblemDocument(title=title, status=status, detail=detail, code=code, request_id=request_id, **more)
    given = {**(headers or {}), "content-language": locale, "vary": "Accept-Language, Cookie"}
    if status == 503:
        given["retry-after"] = str(RETRY_SECONDS)
    if status == 401:
        given["www-authenticate"] = 'Bearer realm="nemawashi"'
    return JSONResponse(document.model_dump(), status_code=status, media_type=MEDIA_TYPE, headers=given)


def error_problem(error: NemawashiError, request_id: str, locale: Locale) -> JSONResponse:
    """One of the product's own errors."""
    detail = error.told(locale)
    if locale == "ja" and error.words is None:
        detail = _JA_BY_CODE.get(error.code, detail)
    return problem_response(
        status_of(error),
        error.code,
        detail,
        request_id,
        locale,
        problems=[
            ProblemItem(code=p.code, where=p.where, found=p.found, expected=p.expected_in(locale), mend=p.mend)
            for p in error.problems
        ],
        candidates=[Candidate(id=i, name=n) for i, n in error.candidates]
        if isinstance(error, AmbiguousNameError)
        else [],
        ways_out=list(error.ways(locale)) if isinstance(error, UnavailableError) else [],
    )


def refusal_problem(refusal: Refusal, request_id: str, locale: Locale) -> JSONResponse:
    """A request that was turned away before any route saw it."""
    return problem_response(STATUS[refusal], refusal.value, DETAILS[refusal].of(locale), request_id, locale)


def http_problem(error: HTTPException, request_id: str, locale: Locale) -> JSONResponse:
    """An address or method that no route takes."""
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "error")
    detail = TITLES.get(error.status_code, _ERROR).ja if locale == "ja" else str(error.detail)
    return problem_response(error.status_code, code, detail, request_id, locale, headers=error.headers)


def validation_problem(errors: Sequence[Any], request_id: str, locale: Locale) -> JSONResponse:
    """Input that does not have the declared shape: every place at once, with what was found and what was expected."""
    items = [
        ProblemItem(
            code=str(e.get("type", "invalid")),
            where=".".join(str(part) for part in e.get("loc", ())),
            found=_found(e.get("input")),
            expected=_expected(e, locale),
            mend="",
        )
        for e in errors
    ]
    return problem_response(422, "invalid_input", _UNREADABLE.of(locale), request_id, locale, problems=items)


def _expected(error: Mapping[str, Any], locale: Locale) -> str:
    english = str(error.get("msg", ""))
    japanese = _EXPECTED_JA.get(str(error.get("type")), "受け取れる値（{msg}）")
    return japanese.format_map({"msg": english, **error.get("ctx", {})}) if locale == "ja" else english


def _found(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text.encode("utf-8", "replace").decode("utf-8")[:200]
