"""Words by which the name of a department is told from the name of a person, and which kind of department it is."""

import re
import unicodedata

_KINDS_TEXT = """
事業本部 本部 事業部 統括部 カンパニー 支社 支店 支局 支所 支部 営業所 出張所 事務所 事業所 工場 研究所 センター 委員会
協議会 審議会 部門 グループ チーム 部 局 室 課 係 班 所
"""
_KINDS_TEXT_EN = """
directorate division department branch section office centre center group team unit plant factory bureau agency
administration authority ministry secretariat committee commission council board programme program institute laboratory
"""

_LONG_ENDINGS_TEXT = """
本社 支社 支店 支局 支所 支部 本部 部門 営業所 出張所 事務所 事業所 研究所 保健所 工場 センター 委員会 協議会 審議会
取締役会 監査役会 理事会 役員会 カンパニー グループ チーム ユニット ディビジョン プロジェクト 研究科 学部 学科 病院
図書館 消防署 事務局 秘書室 機構 役場
"""
_LONG_ENDINGS = tuple(_LONG_ENDINGS_TEXT.split())
_SHORT_ENDINGS = "部局室課係班庁署所"
"""Of three characters on: 総務部, 人事課."""
_WHOLE_TEXT = """
総務 人事 経理 財務 法務 営業 企画 経営企画 広報 購買 調達 製造 生産 生産管理 生産技術 品質保証 品質管理 研究開発 開発
設計 情報システム 監査 内部監査 秘書 物流 知的財産 財務省 外務省 総務省 法務省 環境省 防衛省 文部科学省 厚生労働省
農林水産省 経済産業省 国土交通省
"""
_WHOLE = frozenset(_WHOLE_TEXT.split())
_SURNAMES_TEXT = """
長谷部 日下部 曽我部 曾我部 長曽我部 長曾我部 長宗我部 香宗我部 香曽我部 美濃部 宇津部 五百部 御厨部 久下部 久米部
賀茂部 上田所 下田所 三田所 御子室 大曽根部 矢田部 八田部 谷田部 小田部 小谷部 五十部 伊勢部 佐伯部 土師部 日奉部
"""
_SURNAMES = frozenset(_SURNAMES_TEXT.split())
"""Family names of three characters and more that end like a department; those of two are too short to be one."""
_NUMBERED = re.compile(r"(?:[(\[【].*[)\]】]|[\s\-・第]*[\dA-Zivx一二三四五六七八九十]+)$")
_ONLY_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")

_UNIT = (
    r"(?:departments?|dept\.?|ministry|bureau|division|directorate(?:[ -]general)?|board|commission|committee|council|"
    r"institute|agency|administration|authority|secretariat|cent(?:re|er)|section|branch|unit|group|team|office|"
    r"faculty|school|programmes?|programs?|services?|operations|laborator(?:y|ies)|plant|factory|headquarters|taskforce|"
    r"task force)"
)
_BEGINS_LIKE_UNIT = re.compile(rf"(?:the )?{_UNIT} (?:of|for|on)\b")
_ENDS_LIKE_UNIT = re.compile(rf"(?:^|[\s&/,-]){_UNIT}(?: (?:[\divx]+|[a-z]))?(?: \(.*\))?$")
_POST_FIRST = re.compile(
    r"(?:head|director|deputy|vice|assistant|chief|manager|general manager|lead|leader|secretary|president|chair|"
    r"senior|member|minister|mr|mrs|ms|dr|prof)\b"
)
_FUNCTIONS_TEXT = """
finance|accounting|treasury|tax|controlling|internal audit|audit|legal|compliance|risk|risk management|marketing|sales|
operations|engineering|procurement|purchasing|human resources|hr|people and culture|it|information technology|ict|
research and development|r&d|research|logistics|supply chain|quality|quality assurance|communications|public relations|
corporate affairs|public affairs|customer service|customer support|customer success|manufacturing|production|strategy|
corporate strategy|business development|product management|facilities|health and safety|data and analytics|security
"""
_FUNCTIONS = frozenset(text.strip() for text in _FUNCTIONS_TEXT.replace("\n", "").split("|"))

_COMPANY = re.compile(
    r"(?:株式|有限|合同|合資|合名)会社|[(㈱]株[)]?|(?:財団|社団|独立行政|学校|医療)法人|"
    r"\b(?:inc|ltd|llc|plc|gmbh|ag|corp|corporation|company|s\.?a\.?|b\.?v\.?)\.?$",
    re.IGNORECASE,
)

_DESKS_TEXT = """
enquiries|general enquiries|inquiries|reception|front desk|switchboard|help desk|helpdesk|service desk|press office|
duty officer|main office|contact centre|call centre|代表|受付|窓口|相談窓口|問い合わせ窓口|お問い合わせ窓口|代表電話|
総合案内|ヘルプデスク|コールセンター
"""
_DESKS = frozenset(text.strip() for text in _DESKS_TEXT.replace("\n", "").split("|"))


def department_kind(name: str) -> str | None:
    """The word at the end of a department's name that says what it is: 本部, 部, 課, division, team …"""
    stripped = name.strip()
    for word in _KINDS_TEXT.split():
        if stripped.endswith(word):
            return word
    lowered = stripped.casefold()
    for word in _KINDS_TEXT_EN.split():
        if re.search(rf"(?:^|\s){word}(?:$|\s)", lowered):
            return word
    return None


def is_unit_name(text: str) -> bool:
    """Whether a text in the place of a person's name names a department or a company: 総務課, Department of Finance.

    Family names that end like one (服部, 長谷部) and posts (支社長, Head of Department) are none.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if _COMPANY.search(plain):
        return True
    if _ONLY_JAPANESE.search(plain):
        parts = re.split(r"[\s/>]", _NUMBERED.sub("", plain))
        return bool(parts[-1]) and all(_is_japanese_unit(part) for part in parts if part)
    lowered = plain.casefold()
    if _POST_FIRST.match(lowered):
        return False
    return bool(lowered in _FUNCTIONS or _BEGINS_LIKE_UNIT.match(lowered) or _ENDS_LIKE_UNIT.search(lowered))


def is_desk(text: str) -> bool:
    """Whether a text in the place of a person's name is where one calls, and nobody: 代表, Enquiries."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()) in _DESKS


def _is_japanese_unit(part: str) -> bool:
    if part in _WHOLE or part.endswith(_LONG_ENDINGS):
        return True
    return len(part) > 2 and part[-1] in _SHORT_ENDINGS and part not in _SURNAMES
