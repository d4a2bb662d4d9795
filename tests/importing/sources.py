"""Small files of an invented customer, as they would be given to the import."""

from service.importing.files import SourceFile

CHART = """社員番号,ポスト番号,氏名,役職,所属,上司,メール
100,P1,山田 太郎,代表取締役社長,,,yamada@example.com
101,P2,鈴木 花子,本部長,生産本部,100,suzuki@example.com
102,P3,佐藤 健,部長,生産本部/第一部,101,sato@example.com
,P4,空席,部長,生産本部/第二部,101,
103,P5,高橋 誠,課長,生産本部/第一部/製造課,102,
104,P6,田中 実,担当,生産本部/第一部/製造課,103,
"""

MEMBERS = """氏名,役職,部署,メール
江口 亮{0},課長,営業部,eguchi{0}@us.example.com
"""

MEETINGS = """日付,自社参加者,先方参加者,種別,件名,双方向,商談,状態
2026/10/5,江口 亮{0},佐藤 健,面談,定例,,更新案件,
2026/12/1,江口 亮{0},鈴木 花子;山田 太郎,面談,役員面談,,,予定
"""

DEALS = """商談名,金額,フェーズ,受注予定日,部門,関係者
更新案件,1.5億,提案,2027/3/31,第一部,佐藤 健:推進者;鈴木 花子:決裁者
"""

STANCES = """氏名,立場,対象,日付,根拠,評価者
佐藤 健,支持,,2026/10/5,定例で前向き,江口 亮{0}
"""

KEYS = """氏名,理由,商談
鈴木 花子,決裁者,更新案件
"""


def file(name: str, text: str, encoding: str = "utf-8") -> SourceFile:
    return SourceFile(name, text.encode(encoding))


def chart(text: str = CHART) -> list[SourceFile]:
    return [file("組織図.csv", text, "cp932")]


def everything(tag: str, chart_text: str = CHART) -> list[SourceFile]:
    """The six lists; `tag` keeps the member of ours apart from those of other tests."""
    return [
        file("組織図.csv", chart_text, "cp932"),
        file("自社.csv", MEMBERS.format(tag), "utf-8-sig"),
        file("面談.csv", MEETINGS.format(tag)),
        file("商談.csv", DEALS),
        file("スタンス.csv", STANCES.format(tag)),
        file("キーパーソン.csv", KEYS),
    ]


def large_chart(people: int, departments: int = 20) -> list[SourceFile]:
    """One chart of so many people below one president."""
    rows = ["社員番号,氏名,役職,所属,上司,メール", "0,社長 零,代表取締役社長,,,p0@example.com"]
    for n in range(1, people):
        department = f"本部{n % departments:02d}"
        title, boss = ("本部長", 0) if n <= departments else ("課長", n % departments or departments)
        rows.append(f"{n},社員 {n:05d},{title},{department},{boss},p{n}@example.com")
    return [file("大きな組織図.csv", "\n".join(rows))]
