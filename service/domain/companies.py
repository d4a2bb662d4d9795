"""Names of companies, compared: the legal form, spaces, width and glyph variants do not tell two apart."""

import re
import unicodedata

from service.domain.names import clean, key_fold

_JAPANESE_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|相互会社"
    r"|(?:一般|公益)(?:社団|財団)法人|(?:社会福祉|医療|学校|特定非営利活動|独立行政|国立大学)法人"
    r"|\((?:株|有|同|資|名|社|財|一社|一財|学|医)\)"
)
_LATIN_FORMS_TEXT = """
inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg se sa sas srl spa bv nv ab oy as kk
"""
_LATIN_FORMS = frozenset(_LATIN_FORMS_TEXT.split())
_KK = re.compile(r"\bk\.\s?k\b\.?")
_SEPARATORS = re.compile(r"[\s,]+")
_SITE = re.compile(r"(?:本社|本店|[\w・ー]*(?:支店|支社|支部|工場|営業所|事業所|事業本部|研究所|オフィス|センター))")


def company_key(name: str) -> str:
    """The key on which the writings of one company's name are equal: 北浜精機㈱, （株）北浜精機 and 北浜精機.

    Of a name that is nothing but a legal form the whole is kept. Idempotent on its own results.
    """
    plain = unicodedata.normalize("NFKC", clean(name)).casefold()
    words = [w for w in _SEPARATORS.split(_KK.sub("kk", _JAPANESE_FORMS.sub(" ", plain))) if w]
    while len(words) > 1 and words[-1].replace(".", "") in _LATIN_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    return key_fold(" ".join(words)) or key_fold(plain)


def same_company(a: str, b: str) -> bool:
    """Whether two names mean one company; a branch or a plant of it counts as the company."""
    first, second = company_key(a), company_key(b)
    if not first or not second:
        return False
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return longer == shorter or (longer.startswith(shorter) and bool(_SITE.fullmatch(longer[len(shorter) :])))
