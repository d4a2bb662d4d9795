"""Words in the place of a name that say something about the post: it is vacant, its holder is not known, it is gone."""

import re
import unicodedata

_VACANT_TEXT = """
空席 欠員 空き 空きポスト 空ポスト 空席中 未定 後任未定 選考中 募集中 採用中 採用予定 人選中 調整中 補充予定 不在 欠
vacant vacancy vacated tbd tbc tba tobeconfirmed tobedecided tobedetermined tobeannounced tobefilled unfilled open
openposition recruiting hiring underrecruitment vacantpost postvacant
"""
_VACANT = frozenset(_VACANT_TEXT.split())
_UNKNOWN_TEXT = """
非公開 非公表 不明 氏名不明 未特定 未確認 未公表 不詳 非開示 開示なし 担当者不明 n/d nd n/k n/a n.a. n.d. unknown
notknown undisclosed notdisclosed notpublished unidentified withheld redacted nameunknown confidential
"""
_UNKNOWN = frozenset(_UNKNOWN_TEXT.split())
_ELIMINATED_TEXT = """
廃止 廃止済 廃止済み 廃 廃止ポスト ポスト廃止 eliminated abolished posteliminated postabolished eliminatedpost
abolishedpost deleted discontinued
"""
_ELIMINATED = frozenset(_ELIMINATED_TEXT.split())
_BRACKETS = re.compile(r"^[\s(\[{【〈《「『<*※#]+|[\s)\]}】〉》」』>*.。]+$")
_REMARK = re.compile(r"\s*[(\[【〈].*$|\s+[-–—:/]\s+.*$|[:、;].*$")
_VACANT_FRONT = re.compile(r"(?:空席|欠員|vacan(?:t|cy)\b)")


def is_placeholder_vacant(text: str) -> bool:
    """Whether it says, in place of a name, that nobody holds the post: 空席, 欠員, 未定, vacant, TBD …"""
    return _is_one_of(text, _VACANT) or _VACANT_FRONT.match(_bare(text)) is not None


def is_placeholder_unknown(text: str) -> bool:
    """Whether it says, in place of a name, that an unnamed person holds the post: 非公開, 不明, N/D, unknown …"""
    return _is_one_of(text, _UNKNOWN)


def is_eliminated(text: str) -> bool:
    """Whether it says, in place of a name, that the post no longer exists: 廃止, Eliminated …"""
    return _is_one_of(text, _ELIMINATED)


def _is_one_of(text: str, words: frozenset[str]) -> bool:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    forms = {plain, _bare(text)}
    forms |= {_REMARK.sub("", form) for form in forms}
    return any(re.sub(r"\s+", "", form) in words for form in forms)


def _bare(text: str) -> str:
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text).casefold())
