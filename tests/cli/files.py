"""The files that the tests of the commands bring in: an invented customer in Japanese, a register in English."""

from collections.abc import Mapping, Sequence
from pathlib import Path

Rows = Sequence[Sequence[str]]

JA: Mapping[str, Rows] = {
    "組織図": [
        ["社員番号", "氏名", "役職", "所属", "上司", "メール", "血液型"],
        ["101", "香取 誠", "代表取締役社長", "", "", "katori@asanagi.example", "A"],
        ["102", "真壁 悠子", "常務執行役員 営業本部長", "営業本部", "101", "makabe@asanagi.example", "B"],
        ["103", "能登 光", "情報システム部長", "管理本部/情報システム部", "101", "noto@asanagi.example", "O"],
        ["104", "小鹿 洋平", "課長", "管理本部/情報システム部/基盤課", "103", "", ""],
        ["105", "相馬 美緒", "主任", "管理本部/情報システム部/基盤課", "999", "", ""],
        ["106", "巡 一", "課長", "営業本部", "107", "", ""],
        ["107", "巡 二", "課長", "営業本部", "106", "", ""],
        ["108", "自分 守", "課長", "営業本部", "108", "", ""],
        ["", "空席", "経理部長", "管理本部/経理部", "101", "", ""],
        ["110", "非公開", "次長", "管理本部/経理部", "101", "", ""],
    ],
    "自社": [["氏名", "役職", "部署", "メール"], ["佐伯 健太", "課長", "営業部", "saeki@us.example"]],
    "商談": [
        ["商談名", "金額", "フェーズ", "受注予定日", "部門", "関係者"],
        ["基盤更改", "1.5億", "提案", "2027/3/31", "情報システム部", "能登 光:技術評価者;真壁 悠子:決裁者"],
    ],
    "面談": [
        ["日付", "自社参加者", "先方参加者", "種別", "件名", "商談"],
        ["2026/11/10", "佐伯 健太", "能登 光", "面談", "更改の進め方", "基盤更改"],
    ],
    "スタンス": [
        ["氏名", "立場", "日付", "根拠", "評価者"],
        ["真壁 悠子", "反対", "2026/9/18", "他社の品に肩入れ", "佐伯 健太"],
        ["能登 光", "支持", "2026/9/10", "自分で稟議を起こす", "佐伯 健太"],
    ],
    "キーパーソン": [["氏名", "理由", "商談"], ["真壁 悠子", "最終決裁", "基盤更改"]],
}

REGISTER: Rows = [
    ["Post Unique Reference", "Name", "Grade", "Job Title", "Organisation", "Unit", "Reports to Senior Post", "FTE"],
    ["P1", "Ida Lund", "SCS2", "Director General", "Lund Agency", "Executive", "XX", "1.0"],
    ["P2", "Tom Berg", "SCS1", "Director of Finance", "Lund Agency", "Finance", "P1", "1.0"],
    ["P3", "Vacant", "SCS1", "Director of Estates", "Lund Agency", "Estates", "P1", "1.0"],
    ["P4", "N/D", "SCS1", "Director of Data", "Lund Agency", "Data", "P1", "1.0"],
    ["P5", "Eliminated", "SCS1", "Director of Paper", "Lund Agency", "Paper", "P1", "1.0"],
]


def csv(rows: Rows) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def write(folder: Path, sheets: Mapping[str, Rows], encoding: str) -> list[str]:
    """A CSV file a sheet; answers their paths."""
    paths = []
    for name, rows in sheets.items():
        place = folder / f"{name}.csv"
        place.write_bytes(csv(rows).encode(encoding))
        paths.append(str(place))
    return paths
