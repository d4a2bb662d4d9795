"""旭波重機械グループ: an invented Japanese manufacturer, about 300 people in 60 departments, two years of contact.

Everything is relative to `today`, so that the gaps of the last 90 days are there whenever the demo is loaded.
"""

import random
from datetime import date, timedelta

from service.demo.names import Named, japanese
from service.demo.organisation import Builder, remembering
from service.demo.sheets import Sheets

NAME = "旭波重機械グループ"
SEED = 20260401

_CAST = {
    "鷲尾 隆一郎": ("ワシオ リュウイチロウ", "Ryuichiro Washio"),
    "宇佐美 恭子": ("ウサミ キョウコ", "Kyoko Usami"),
    "瀬能 正樹": ("セノウ マサキ", "Masaki Seno"),
    "梶原 由紀": ("カジワラ ユキ", "Yuki Kajiwara"),
    "城戸 隆": ("キド タカシ", "Takashi Kido"),
    "早乙女 玲": ("サオトメ レイ", "Rei Saotome"),
    "近江 直人": ("オウミ ナオト", "Naoto Omi"),
    "髙嶋 慎二": ("タカシマ シンジ", "Shinji Takashima"),
    "樋渡 香織": ("ヒワタシ カオリ", "Kaori Hiwatashi"),
    "乾 雅人": ("イヌイ マサト", "Masato Inui"),
    "保科 遥": ("ホシナ ハルカ", "Haruka Hoshina"),
    "野々村 拓": ("ノノムラ タク", "Taku Nonomura"),
    "柚木 瞬": ("ユズキ シュン", "Shun Yuzuki"),
    "能登 沙織": ("ノト サオリ", "Saori Noto"),
    "八重樫 潤": ("ヤエガシ ジュン", "Jun Yaegashi"),
    "片桐 修": ("カタギリ オサム", "Osamu Katagiri"),
    "三好 和真": ("ミヨシ カズマ", "Kazuma Miyoshi"),
    "水上 晋": ("ミナカミ ススム", "Susumu Minakami"),
    "土屋 慶": ("ツチヤ ケイ", "Kei Tsuchiya"),
    "星 千尋": ("ホシ チヒロ", "Chihiro Hoshi"),
    "相馬 美緒": ("ソウマ ミオ", "Mio Soma"),
    "真壁 優": ("マカベ ユウ", "Yu Makabe"),
    "戸田 恵美": ("トダ エミ", "Emi Toda"),
    "𠮷永 誠": ("ヨシナガ マコト", "Makoto Yoshinaga"),
    "矢﨑 彩": ("ヤザキ アヤ", "Aya Yazaki"),
}

# 本部 → 部 → 課
_TREE: dict[str, dict[str, tuple[str, ...]]] = {
    "経営企画本部": {"経営企画部": ("企画課",), "DX推進部": ("DX企画課",)},
    "管理本部": {
        "経理部": ("主計課", "予算課"),
        "情報システム部": ("基盤課", "運用課", "業務アプリ課"),
        "調達部": ("購買企画課", "資材課"),
        "法務部": ("契約課",),
        "人事総務部": ("人事課", "総務課"),
    },
    "生産本部": {
        "生産技術部": ("設備技術課", "工程設計課", "保全課"),
        "第一製造部": ("製造一課", "製造二課", "製造三課"),
        "第二製造部": ("製造四課",),
        "品質保証部": ("検査課", "品質企画課"),
        "生産管理部": ("計画課",),
    },
    "研究開発本部": {"先行開発部": ("要素技術課",), "設計部": ("機械設計課", "電気設計課"), "知的財産部": ()},
    "営業本部": {"国内営業部": ("東日本課", "西日本課"), "営業企画部": ()},
    "海外事業本部": {"海外管理部": ("拠点支援課",), "海外営業部": ("アジア課",)},
    "アフターサービス本部": {"アフターサービス部": ("部品管理課", "受付課"), "フィールドサービス部": ()},
}

_HEADS = {
    "情報システム部": "近江 直人", "経理部": "髙嶋 慎二", "調達部": "樋渡 香織", "法務部": "乾 雅人",
    "生産技術部": "野々村 拓",
    "第一製造部": "八重樫 潤", "品質保証部": "片桐 修", "アフターサービス部": "三好 和真", "海外管理部": "水上 晋",
    "基盤課": "土屋 慶", "運用課": "星 千尋", "DX企画課": "相馬 美緒", "契約課": "保科 遥", "設備技術課": "柚木 瞬",
    "工程設計課": "能登 沙織", "製造三課": "真壁 優", "主計課": "戸田 恵美", "国内営業部": "𠮷永 誠",
    "設計部": "矢﨑 彩",
}  # fmt: skip

_VACANT = {"製造二課", "知的財産部"}
_UNKNOWN = {"購買企画課", "アジア課"}

_OURS = (
    ("大庭 誠一", "執行役員 営業本部長", "営業本部"),
    ("鴨志田 勉", "取締役 技術本部長", "技術本部"),
    ("久我 麻衣", "営業部長", "営業本部"),
    ("佐伯 智也", "アカウントマネージャー", "営業本部"),
    ("東雲 航", "営業", "営業本部"),
    ("江口 亮", "技術課長", "技術本部"),
    ("三輪 佳奈", "技術主任", "技術本部"),
    ("名取 光希", "カスタマーサクセス", "技術本部"),
)

_IS, _PT, _DS = "管理本部/情報システム部", "生産本部/生産技術部", "アフターサービス本部/アフターサービス部"

_DEALS: tuple[tuple[str, str, str, int, str, str], ...] = (
    ("基幹刷新 第1期(会計・購買)", "4億円", "提案", 95, _IS,
     "近江 直人:推進者; 宇佐美 恭子:決裁者; 髙嶋 慎二:予算管理者; 樋渡 香織:購買"),
    ("生産実績データ基盤 第1期", "1億8,000万円", "提案", 120, _PT,
     "野々村 拓:利用部門責任者; 柚木 瞬:技術評価者; 瀬能 正樹:決裁者"),
    ("海外拠点の通信統合", "1.5億円", "構想", 200, "海外事業本部/海外管理部", "早乙女 玲:起案者; 梶原 由紀:決裁者"),
    ("保守部品の在庫最適化", "9,600万円", "提案", 60, _DS, "三好 和真:決裁者"),
    ("設備保全の予兆検知", "8,800万円", "提案", 150, "生産本部/第一製造部",
     "八重樫 潤:利用部門責任者; 野々村 拓:技術評価者"),
    ("品質記録の電子化", "7,200万円", "見積", 80, "生産本部/品質保証部", "片桐 修:合議者"),
    ("購買業務の電子化", "6,400万円", "提案", 75, "管理本部/調達部", "樋渡 香織:決裁者"),
    ("図面管理の更新", "55百万円", "構想", 240, "研究開発本部/設計部", "矢﨑 彩:起案者"),
    ("生産計画の最適化", "4,200万円", "構想", 210, "生産本部/生産管理部", ""),
    ("人事情報の統合", "3,200万円", "提案", 110, "管理本部/人事総務部", ""),
    ("資材トレーサビリティ", "24,000千円", "構想", 260, "管理本部/調達部", "樋渡 香織:起案者"),
    ("国内営業の案件管理", "1,800万円", "見積", 45, "営業本部/国内営業部", "𠮷永 誠:決裁者"),
    ("契約書の管理", "1,200万円", "交渉", 30, "管理本部/法務部", "乾 雅人:決裁者; 保科 遥:利用部門責任者"),
    ("DX人材の育成", "800万円", "交渉", 35, "経営企画本部/DX推進部", "相馬 美緒:起案者"),
    ("データ分析環境の試行", "200万円", "見積", 25, "経営企画本部/経営企画部", ""),
    ("基幹サーバー更新", "1億2,000万円", "受注", -160, _IS, "近江 直人:推進者"),
    ("工場ネットワーク更新", "3,600万円", "受注", -300, _PT,
     "野々村 拓:利用部門責任者"),
    ("会議システム", "900万円", "受注", -420, "管理本部/人事総務部", ""),
    ("経費精算の刷新", "2,800万円", "失注", -210, "管理本部/経理部", "髙嶋 慎二:決裁者"),
    ("CADの更新", "6,000万円", "失注", -350, "研究開発本部/設計部", ""),
)  # fmt: skip

_PLAN1, _PLAN2, _PLAN3 = _DEALS[0][0], _DEALS[1][0], _DEALS[2][0]

# 日前, 当社, 先方, 件名, 商談, 種別
_RECENT: tuple[tuple[int, tuple[str, ...], tuple[str, ...], str, str, str], ...] = (
    (4, ("佐伯 智也", "江口 亮"), ("近江 直人",), "基幹刷新の要件確認", _PLAN1, "訪問"),
    (5, ("久我 麻衣",), ("髙嶋 慎二",), "予算の組み方", _PLAN1, "訪問"),
    (12, ("江口 亮",), ("土屋 慶", "星 千尋"), "基盤の棚卸し", _PLAN1, "Web会議"),
    (18, ("三輪 佳奈",), ("野々村 拓", "柚木 瞬"), "実績データの取り方", _PLAN2, "訪問"),
    (25, ("三輪 佳奈",), ("能登 沙織",), "工程設計との連携", _PLAN2, "Web会議"),
    (33, ("佐伯 智也",), ("相馬 美緒",), "育成計画のすり合わせ", "DX人材の育成", "訪問"),
    (40, ("佐伯 智也",), ("樋渡 香織",), "見積の前提", "購買業務の電子化", "電話"),
    (47, ("久我 麻衣",), ("水上 晋",), "拠点の回線の現状", _PLAN3, "Web会議"),
    (55, ("大庭 誠一",), ("鷲尾 隆一郎",), "年央の表敬", "", "訪問"),
    (62, ("大庭 誠一",), ("梶原 由紀",), "海外の投資方針", _PLAN3, "会食"),
    (70, ("東雲 航",), ("𠮷永 誠",), "案件管理の試用", "国内営業の案件管理", "訪問"),
    (74, ("名取 光希",), ("乾 雅人", "保科 遥"), "契約書の管理の範囲", "契約書の管理", "訪問"),
    (82, ("佐伯 智也",), ("矢﨑 彩",), "図面管理の課題", "図面管理の更新", "訪問"),
)

_OLDER: tuple[tuple[int, tuple[str, ...], tuple[str, ...], str, str, str], ...] = (
    (118, ("佐伯 智也",), ("三好 和真",), "在庫の実態", "保守部品の在庫最適化", "訪問"),
    (131, ("大庭 誠一", "久我 麻衣"), ("瀬能 正樹",), "生産本部の三か年計画", "", "訪問"),
    (160, ("三輪 佳奈",), ("八重樫 潤",), "予兆検知の紹介", "設備保全の予兆検知", "訪問"),
    (197, ("江口 亮",), ("片桐 修",), "品質記録の進め方", "品質記録の電子化", "訪問"),
)

_STANCES: tuple[tuple[str, str, int, str, str], ...] = (
    ("近江 直人", "推進", 4, "役員会の前に自分から資料を求めてきた", "佐伯 智也"),
    ("柚木 瞬", "推進", 18, "試験機の時間を自分で確保した", "三輪 佳奈"),
    ("髙嶋 慎二", "支持", 5, "「年度内に決めたい」と話した", "久我 麻衣"),
    ("土屋 慶", "支持", 12, "移行手順の案を先に送ってきた", "江口 亮"),
    ("野々村 拓", "支持", 18, "現場の説明会に同席すると言った", "三輪 佳奈"),
    ("能登 沙織", "支持", 25, "工程データの項目を一緒に決めた", "三輪 佳奈"),
    ("相馬 美緒", "支持", 33, "社内の研修枠を取ってくれた", "佐伯 智也"),
    ("樋渡 香織", "支持", 40, "比較表の当社欄を自分で埋めた", "佐伯 智也"),
    ("梶原 由紀", "推進", 62, "海外拠点長に当社を紹介した", "大庭 誠一"),
    ("瀬能 正樹", "支持", 131, "三か年計画の前提を説明してくれた", "大庭 誠一"),
    ("星 千尋", "中立", 12, "運用の負担だけを質問した", "江口 亮"),
    ("鷲尾 隆一郎", "中立", 55, "個別の案件には触れなかった", "大庭 誠一"),
    ("水上 晋", "中立", 47, "現行の契約が残ると話した", "久我 麻衣"),
    ("八重樫 潤", "中立", 160, "人手不足を理由に判断を保留した", "三輪 佳奈"),
    ("乾 雅人", "中立", 74, "手続きの説明にとどまった", "名取 光希"),
    ("保科 遥", "支持", 74, "管理の手間を具体的に挙げた", "名取 光希"),
    ("𠮷永 誠", "支持", 70, "試用を一か月延ばしたいと言った", "東雲 航"),
    ("戸田 恵美", "中立", 210, "決算期は動けないと話した", "久我 麻衣"),
    ("矢﨑 彩", "支持", 82, "課題の一覧を見せてくれた", "佐伯 智也"),
    ("三好 和真", "消極", 118, "他社の保守契約を続けたいと話した", "江口 亮"),
    ("三好 和真", "支持", 120, "在庫の数字を出してくれた", "佐伯 智也"),
    ("真壁 優", "反対", 140, "前回の停止の件を今も挙げる", "三輪 佳奈"),
    ("片桐 修", "反対", 197, "記録の電子化は監査に耐えないと言った", "江口 亮"),
)

_KEYS: tuple[tuple[str, str, str], ...] = (
    ("鷲尾 隆一郎", "1億円を超える稟議の最終決裁", ""),
    ("宇佐美 恭子", "1億円を超える稟議の決裁者", _PLAN1),
    ("近江 直人", "基幹刷新の推進者", _PLAN1),
    ("髙嶋 慎二", "予算を組む", _PLAN1),
    ("樋渡 香織", "購買の窓口", ""),
    ("瀬能 正樹", "生産本部の投資を決める", _PLAN2),
    ("野々村 拓", "利用部門の責任者", _PLAN2),
    ("梶原 由紀", "海外投資の決裁者", _PLAN3),
    ("早乙女 玲", "通信統合の発議者", _PLAN3),
    ("三好 和真", "在庫最適化の決裁者", ""),
    ("八重樫 潤", "製造現場の合意を左右する", ""),
    ("片桐 修", "品質の合議者", ""),
)


def _chart(sheets: Sheets, rng: random.Random) -> Builder:
    readings = {name: Named(name, kana, romaji) for name, (kana, romaji) in _CAST.items()}
    taken = set(_CAST) | {name for name, _, _ in _OURS}
    made = remembering(japanese(rng, taken), readings)
    b = Builder(sheets, made, rng, "kyokuha.example", readings)
    top = "役員"
    b.seat("社長", "代表取締役社長", top, name="鷲尾 隆一郎")
    b.seat("CFO", "取締役 専務執行役員 CFO", top, boss="社長", name="宇佐美 恭子")
    b.seat("生産担当", "取締役 常務執行役員", top, boss="社長", name="瀬能 正樹")
    b.seat("営業担当", "常務執行役員", top, boss="社長")
    b.seat("海外担当", "執行役員", top, boss="社長", name="梶原 由紀")
    b.seat("技術担当", "上席執行役員 CTO", top, boss="社長")
    b.seat("社外", "社外取締役", top)
    b.seat("監査", "常勤監査役", top)
    b.seat("相談役", "相談役", top, name="城戸 隆", note="前会長")
    above = {
        "経営企画本部": "社長", "管理本部": "CFO", "生産本部": "生産担当", "研究開発本部": "技術担当",
        "営業本部": "営業担当",
        "海外事業本部": "海外担当", "アフターサービス本部": "社長",
    }  # fmt: skip
    heads = {"管理本部": "宇佐美 恭子", "生産本部": "瀬能 正樹", "海外事業本部": "梶原 由紀"}
    for division, parts in _TREE.items():
        if division == "アフターサービス本部":
            b.empty_seat(division, "本部長", division, "空席", boss=above[division])
        else:
            note = "兼務" if division in heads else ""
            b.seat(division, "本部長", division, boss=above[division], name=heads.get(division, ""), note=note)
        if division == "海外事業本部":
            b.seat("海外副", "副本部長", division, boss=division, name="早乙女 玲")
        elif division in {"管理本部", "生産本部"}:
            b.seat(f"{division}副", "副本部長", division, boss=division)
        for part, sections in parts.items():
            _department(b, rng, division, part, sections)
    b.seat(
        "業務アプリ兼",
        "業務アプリ課 担当課長",
        f"{_IS}/業務アプリ課",
        boss="情報システム部",
        name="相馬 美緒",
        note="兼務",
    )
    return b


def _department(b: Builder, rng: random.Random, division: str, part: str, sections: tuple[str, ...]) -> None:
    place = f"{division}/{part}"
    if part in _VACANT:
        b.empty_seat(part, "部長", place, "空席", boss=division)
    else:
        b.seat(part, "部長", place, boss=division, name=_HEADS.get(part, ""))
    if rng.random() < 0.4:
        b.seat(f"{part}次長", "次長", place, boss=part)
    for section in sections:
        here = f"{place}/{section}"
        if section in _VACANT:
            b.empty_seat(section, "課長", here, "空席", boss=part)
        elif section in _UNKNOWN:
            b.empty_seat(section, "課長", here, "不明", boss=part)
        else:
            b.seat(section, "課長", here, boss=part, name=_HEADS.get(section, ""))
        for title in ("係長", "主任", "主任", "担当", "担当", "担当", "担当"):
            b.staff(title, here, section)
    if not sections:
        for title in ("主任", "担当"):
            b.staff(title, place, part)


def _history(sheets: Sheets, rng: random.Random, today: date) -> None:
    """Contact of the two years before the last hundred days: weekly, with those who have long been met."""
    met = [n for n in _CAST if n not in {"宇佐美 恭子", "早乙女 玲", "城戸 隆"}]
    subjects = ("定例", "進捗の確認", "課題の聞き取り", "提案の説明", "見積の説明", "障害の報告")
    ours = [n for n, _, _ in _OURS]
    for days in range(203, 730, 6):
        here = rng.sample(ours, rng.choice((1, 1, 2)))
        there = rng.sample(met, rng.choice((1, 1, 2, 3)))
        kind = rng.choice(("訪問", "訪問", "Web会議", "電話", "メール"))
        sheets.add_meeting(today - timedelta(days=days), here, there, rng.choice(subjects), kind=kind)


def build(today: date) -> Sheets:
    """The account's six sheets as of `today`; the same day always gives the same sheets."""
    rng = random.Random(SEED)  # noqa: S311  # a demo, not a secret
    sheets = Sheets("ja")
    b = _chart(sheets, rng)
    sheets.members = [(name, title, place, "") for name, title, place in _OURS]
    for name, amount, stage, days, place, people in _DEALS:
        sheets.opportunities.append((name, amount, stage, (today + timedelta(days=days)).isoformat(), place, people))
    for days, ours, theirs, subject, about, kind in (*_RECENT, *_OLDER):
        sheets.add_meeting(today - timedelta(days=days), ours, theirs, subject, kind=kind, about=about)
    sheets.add_meeting(
        today - timedelta(days=20),
        ["佐伯 智也"],
        ["三好 和真"],
        "在庫の再提案",
        about="保守部品の在庫最適化",
        state="中止",
    )
    sheets.add_meeting(
        today - timedelta(days=15), ["久我 麻衣"], ["早乙女 玲"], "資料の送付", kind="メール", about=_PLAN3
    )
    sheets.add_meeting(
        today + timedelta(days=8), ["久我 麻衣"], ["髙嶋 慎二"], "CFOへの紹介の相談", about=_PLAN1, state="予定"
    )
    sheets.add_meeting(
        today + timedelta(days=15), ["大庭 誠一", "久我 麻衣"], ["宇佐美 恭子"], "表敬", about=_PLAN1, state="予定"
    )
    _history(sheets, rng, today)
    sheets.stances = [
        (who, level, "", (today - timedelta(days=days)).isoformat(), why, by) for who, level, days, why, by in _STANCES
    ]
    sheets.key_people = [*_KEYS, (b.posts["アフターサービス本部"], "本部の投資を決める席", "")]
    return sheets
