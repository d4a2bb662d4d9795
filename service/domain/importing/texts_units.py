"""The words of findings about lists of departments and rows that are no people: code, Japanese, English."""

from service.domain.importing.findings import Texts

UNIT_TEXTS: Texts = (
    (
        "no_header",
        (
            "見出しの行がない",
            "列の見出し(氏名、役職など)",
            "中身から「{columns}」の列として読みました。違うときは列の画面で直せます",
        ),
        (
            "no row of headers",
            "headers such as Name and Title",
            "read by what the columns hold, as {columns}; the page of columns is where to correct it",
        ),
    ),
    (
        "aside",
        ("集計や注記の行が {n} 行: {text}", "人や部署の行", "表の行としては読みません"),
        ("{n} rows of totals or notes: {text}", "rows of the list", "not read as rows of the list"),
    ),
    (
        "ditto",
        ("「〃」「同上」のある行が {n} 行", "値", "すぐ上の行の値を入れて読みました"),
        ("{n} rows with “ditto”", "a value", "read with the value of the row above"),
    ),
    (
        "filled_down",
        ("外側の部署が空欄の行", "各行に上からの部署", "すぐ上に書かれた部署の中とみなします"),
        ("rows that leave the outer department empty", "the departments from the top", "taken as inside the one above"),
    ),
    (
        "hidden_sheet",
        (
            "非表示のシート「{name}」",
            "見えているシート",
            "ほかのシートと同じく取り込みます。要らなければ列の画面で外せます",
        ),
        (
            "the hidden sheet {name}",
            "a sheet that is shown",
            "imported like the others; the page of columns is where to leave it out",
        ),
    ),
    (
        "hidden_rows",
        ("非表示の行が {n} 行", "見えている行", "ほかの行と同じく取り込みます"),
        ("{n} hidden rows", "rows that are shown", "imported like the others"),
    ),
    (
        "several_names",
        (
            "「{name}」は一人の名前に見えない",
            "1行に1人",
            "このまま一人として取り込みます。行を分けるか、名前を直してください",
        ),
        (
            "“{name}” does not look like one name",
            "one person a row",
            "imported as one person as it stands; divide the row or correct the name",
        ),
    ),
    (
        "unit_name",
        (
            "「{column}」{m} 件のうち {n} 件が部署の名前に見える(例: {examples})。ほかに人を表す値がない",
            "人の氏名。部署の一覧なら、この列を「所属」として読む",
            "このままでは人として取り込みます。「所属」として読めば、部署として上位・下位のまま取り込みます",
        ),
        (
            "{n} of {m} names in column “{column}” look like names of departments, such as {examples}; nothing else in "
            "these rows tells a person",
            "names of people; or, for a list of departments, this column read as “Department”",
            "imported as people as it stands; read as “Department”, as departments below one another",
        ),
    ),
    (
        "unit_row",
        (
            "「{column}」の {m} 件のうち {n} 件が部署か窓口の名前に見える: {examples}",
            "人の氏名",
            "このままでは人として取り込みます",
        ),
        (
            "{n} of {m} names in column “{column}” look like departments or desks: {examples}",
            "names of people",
            "imported as people as it stands",
        ),
    ),
    (
        "empty_row.department",
        ("部署の名前がない", "部署の名前", "この行は取り込みません"),
        ("no name of a department", "the name of a department", "the row is left out"),
    ),
    (
        "duplicate_id.department",
        (
            "部署の番号 {id} が「{first}」({first_row}行目)と「{second}」の両方にある",
            "1つの部署に1つの番号",
            "この行は取り込みません",
        ),
        (
            "department id {id} of both {first} (row {first_row}) and {second}",
            "one id for one department",
            "the row is left out",
        ),
    ),
    (
        "duplicate_department",
        ("同じ部署の下に「{name}」が2つ", "同じ部署の下では1つの名前に1つの部署", "1つの部署として取り込みます"),
        ("{name} stands twice in the same department", "one department of a name in one place", "taken as one"),
    ),
    (
        "unknown_parent",
        (
            "上位の部署「{value}」がファイルにない",
            "このファイルにある部署の番号か名前",
            "最上位の部署として取り込みます",
        ),
        (
            "the department above, “{value}”, is not in the file",
            "the id or name of a department in this file",
            "imported as a department at the top",
        ),
    ),
    (
        "unknown_parent.self",
        ("「{name}」の上位が自分自身", "上の部署、または空欄", "最上位の部署として取り込みます"),
        ("{name} stands above itself", "the department above, or nothing", "imported as a department at the top"),
    ),
    (
        "unknown_parent.deep",
        ("部署の階層が {most} を超える", "{most} 階層まで", "最上位の部署として取り込みます"),
        ("departments deeper than {most} levels", "up to {most} levels", "imported as a department at the top"),
    ),
    (
        "unknown_parent.circle",
        (
            "上位の部署をたどると一回りする: {members}",
            "たどると最上位に着く",
            "「{name}」を最上位の部署とします。部署はすべて残ります",
        ),
        (
            "the departments above one another run in a circle: {members}",
            "departments that lead to the top",
            "{name} is taken as a department at the top; all departments are kept",
        ),
    ),
)
