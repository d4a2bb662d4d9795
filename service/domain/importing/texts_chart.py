"""The words of findings about files and organisation charts: code, Japanese, English."""

from service.domain.importing.findings import Texts

CHART_TEXTS: Texts = (
    # the file itself
    (
        "unreadable_bytes",
        (
            "文字として読めないバイト {bytes}(「{rest}」)",
            "ファイルの文字コードで読める文字",
            "このセルは取り込みません",
        ),
        ("bytes that are no text: {bytes} (“{rest}”)", "text in the encoding of the file", "the cell is left out"),
    ),
    (
        "formula_error",
        ("数式のエラー {value}", "値", "このセルは取り込みません"),
        ("a failed formula: {value}", "a value", "the cell is left out"),
    ),
    (
        "formula_error.uncomputed",
        ("計算結果のない数式", "値。表計算ソフトで開いて保存すると結果が入ります", "このセルは取り込みません"),
        (
            "a formula without its result",
            "a value: opened and saved in a spreadsheet the file holds it",
            "the cell is left out",
        ),
    ),
    (
        "encoding_guessed",
        ("文字コードの目印がない", "UTF-8 か CP932", "{encoding} として読みました。文字化けがないか確かめてください"),
        ("no mark of its encoding", "UTF-8 or CP932", "read as {encoding}; please check the accents"),
    ),
    (
        "no_rows",
        ("見出しの下に行がない", "1行以上", "取り込む行はありません"),
        ("no row below the header", "at least one row", "there is nothing to import from it"),
    ),
    (
        "ignored_sheet",
        ("何の表か分からないシート「{name}」", "組織図、自社、面談、商談、スタンス、キーパーソン", "取り込みません"),
        (
            "a sheet that lists none of these: {name}",
            "Org, Members, Meetings, Opportunities, Stances, Key People",
            "it is left out",
        ),
    ),
    (
        "ignored_column",
        ("使わない列「{column}」", "―", "取り込みません"),
        ("column “{column}”, which is not kept", "-", "it is left out"),
    ),
    (
        "ignored_column.empty",
        ("列「{column}」は全体が空", "―", "取り込みません"),
        ("column “{column}” is empty", "-", "it is left out"),
    ),
    (
        "ignored_column.no_header",
        ("見出しのない列に値がある行が {n}", "見出し", "見出しのない列は取り込みません"),
        ("{n} row(s) with values under no header", "a header", "columns without a header are left out"),
    ),
    (
        "not_kept.fte",
        (
            "常勤換算(FTE)の列「{column}」",
            "―",
            "保存しません。ポストの定員は、同じポスト番号の行数で数えます",
        ),
        (
            "column “{column}”: full-time equivalents",
            "-",
            "not kept; how many share a post is told by the rows of its id",
        ),
    ),
    # rows of a chart
    (
        "empty_row",
        ("氏名もポスト番号もない", "氏名かポスト番号", "この行は取り込みません"),
        ("neither a name nor a post id", "a name or a post id", "the row is left out"),
    ),
    (
        "blank_name",
        ("氏名が空欄({title})", "氏名、「空席」か「不明」", "空席として取り込みます"),
        ("no name ({title})", "a name, “vacant” or “unknown”", "imported as a vacant seat"),
    ),
    (
        "blank_name.numbered",
        (
            "ポスト番号 {post} の氏名が空欄なのに、社員番号 {employee} がある",
            "氏名、「空席」か「不明」",
            "空席として取り込みます。社員番号は取り込みません",
        ),
        (
            "no name for the post {post}, yet the employee id {employee}",
            "a name, “vacant” or “unknown”",
            "imported as a vacant seat, without the employee id",
        ),
    ),
    (
        "eliminated_post",
        ("廃止されたポスト {post}", "今あるポスト", "取り込みません"),
        ("an eliminated post: {post}", "posts that exist", "it is left out"),
    ),
    (
        "duplicate_id.employee",
        (
            "社員番号 {id} が「{first}」({first_row}行目)と「{second}」の両方にある",
            "1人に1つの番号",
            "この行は取り込みません",
        ),
        (
            "employee id {id} of both {first} (row {first_row}) and {second}",
            "one id for one person",
            "the row is left out",
        ),
    ),
    (
        "duplicate_id.post",
        (
            "ポスト番号 {id} が「{first}」({first_row}行目)と「{second}」の両方にある",
            "1つのポストに1つの番号",
            "この行は取り込みません",
        ),
        ("post id {id} of both {first} (row {first_row}) and {second}", "one id for one post", "the row is left out"),
    ),
    (
        "duplicate_id.member",
        (
            "{email} が自社の「{first}」({first_row}行目)と「{name}」の両方にある",
            "1人に1つのアドレス",
            "この行は取り込みません",
        ),
        (
            "{email} of both {first} (row {first_row}) and {name} of ours",
            "one address for one person",
            "the row is left out",
        ),
    ),
    (
        "duplicate_person.member",
        ("自社の「{name}」は{first_row}行目にもある", "1人1行", "この行は取り込みません"),
        ("{name} of ours stands in row {first_row} too", "one row a person", "the row is left out"),
    ),
    (
        "duplicate_email",
        ("{email} が別の名前の行にもある", "1人に1つのアドレス", "別の人として取り込みます"),
        ("{email} also stands beside another name", "one address for one person", "imported as different people"),
    ),
    (
        "duplicate_person.namesake",
        (
            "同じ名前「{name}」が {n} 人",
            "同じ人なら社員番号、メールか「兼務」の注記",
            "別の人として取り込みます",
        ),
        (
            "{n} people called {name}",
            "for one person: an employee id, a mail address or the note “concurrent”",
            "imported as different people",
        ),
    ),
    (
        "duplicate_person.spelling",
        ("一つの名前の別の書き方かもしれない: {names}", "1人に1つの書き方", "別の人として取り込みます"),
        ("perhaps one name in several spellings: {names}", "one spelling a person", "imported as different people"),
    ),
    (
        "duplicate_person.same_row",
        ("「{name}」の同じ内容の行", "1人1行、または兼務", "1つの行として扱います"),
        ("the same twice of {name}", "one row a person, or concurrent posts", "taken as one row"),
    ),
    (
        "duplicate_person.differing",
        (
            "「{name}」の同じポストの行が複数あり、内容が違う: {differing}",
            "1人1行、または兼務",
            "1つの行として扱います。備考・点線上司・自社担当・重要な理由は合わせ、ほかは先の行の使える値を残します",
        ),
        (
            "several rows of {name} in one post that differ: {differing}",
            "one row a person, or concurrent posts",
            "taken as one row: notes, dotted lines, our contacts and key reasons are joined, of all else the first "
            "value that can be used is kept",
        ),
    ),
    (
        "duplicate_person.concurrent",
        ("「{name}」の行が複数", "1人1行、または兼務", "1人の兼務として扱います。最初の行を本務とします"),
        (
            "several rows of {name}",
            "one row a person, or concurrent posts",
            "one person with several posts; the first is the main one",
        ),
    ),
    (
        "duplicate_person.known",
        (
            "同じ名前「{known}」の人が、別の部署と役職ですでにいる",
            "同じ人なら社員番号かメール",
            "新しい人として取り込みます",
        ),
        (
            "somebody called {known} is known, in another department and post",
            "for one person: an employee id or a mail address",
            "imported as a new person",
        ),
    ),
    (
        "duplicate_person.writing",
        ("「{name}」と似た字の「{known}」がすでにいる", "同じ人なら社員番号かメール", "新しい人として取り込みます"),
        (
            "{known} is known, written much like {name}",
            "for one person: an employee id or a mail address",
            "imported as a new person",
        ),
    ),
    (
        "name_changed",
        ("「{known}」だった人の名前が「{name}」", "同じ名前", "番号かメールが同じなので、名前を直します"),
        ("{known} is now called {name}", "the same name", "number or address agree, so the name is corrected"),
    ),
    (
        "unknown_title",
        ("役職「{title}」", "役職表にある語", "役職はそのまま、順位は不明とします"),
        ("title “{title}”", "a word of the table of titles", "kept as written; its rank stays unknown"),
    ),
    (
        "bad_date",
        (
            "「{value}」({reason_ja})",
            "実在する日付。例 2026/4/1、令和8年4月1日",
            "この行は取り込みません",
        ),
        ("“{value}” ({reason_en})", "a date that exists, such as 2026-04-01", "the row is left out"),
    ),
    (
        "bad_date.kept",
        (
            "「{value}」({reason_ja})",
            "実在する日付。例 2026/4/1、令和8年4月1日",
            "この行は日付なしで取り込みます",
        ),
        ("“{value}” ({reason_en})", "a date that exists, such as 2026-04-01", "the row is imported without the date"),
    ),
    (
        "bad_date.missing",
        ("日付が空欄", "日付", "この行は取り込みません"),
        ("no date", "a date", "the row is left out"),
    ),
    (
        "bad_date.from_file",
        ("日付が空欄", "日付", "ファイルの日付 {on} とします"),
        ("no date", "a date", "the day of the file is taken: {on}"),
    ),
    (
        "bad_email",
        ("「{value}」", "メールアドレス", "このセルは取り込みません"),
        ("“{value}”", "a mail address", "the cell is left out"),
    ),
    (
        "future_start",
        ("{name} は今この席にいるが、開始日が {on}", "ファイルの日までの開始日", "開始日は取り込みません"),
        ("{name} holds this post now, yet from {on} on", "a start up to the day of the file", "the start is left out"),
    ),
    (
        "start_unknown",
        (
            "「{post}」に {since} からの「{counts}」と、開始日の分からない「{name}」がいる",
            "席の定員までの人。または全員の開始日",
            "{since} からは「{counts}」とします。「{name}」の記録は残りますが、その日からこの席には表示しません",
        ),
        (
            "{post} is held by {counts} from {since} on and by {name}, whose start is not known",
            "no more people than the post takes, or the start of each",
            "from {since} on {counts} counts; {name} stays on record but is not shown in this post from that day",
        ),
    ),
    # departments
    (
        "ambiguous_department",
        ("「{name}」という部署が {n} か所にある", "上からの所属(例 事業本部/{name})", "最上位の部署として取り込みます"),
        ("{n} departments called {name}", "the path from the top", "imported as a department at the top"),
    ),
    (
        "ambiguous_department.target",
        ("「{value}」に当たる部署が複数ある", "上からの所属", "部署とは結びません"),
        ("several departments fit “{value}”", "the path from the top", "not tied to a department"),
    ),
    (
        "unknown_department",
        ("部署「{value}」", "組織図にある部署", "部署とは結びません"),
        ("department “{value}”", "a department of the chart", "not tied to a department"),
    ),
    (
        "unknown_department.further",
        ("兼務「{title}」の部署が見つからない", "組織図にある部署", "本務と同じ部署に置きます"),
        (
            "the department of the further post “{title}” is not found",
            "a department of the chart",
            "placed where the main post is",
        ),
    ),
    # reporting lines
    (
        "unknown_manager",
        ("上司「{value}」が見つからない", "ポスト番号、社員番号、メールか氏名", "上司なしで取り込みます"),
        (
            "nobody found for “{value}”",
            "a post id, employee id, mail address or name",
            "imported without a line to a superior",
        ),
    ),
    (
        "unknown_manager.further",
        (
            "もう1つの上司「{value}」が見つからないか、一人に決まらない",
            "ポスト番号、社員番号、メールか氏名",
            "「{first}」だけを上司とします",
        ),
        (
            "a further superior “{value}”: nobody, or not only one person, found",
            "a post id, employee id, mail address or name",
            "only {first} is taken as the superior",
        ),
    ),
    (
        "unknown_manager.eliminated",
        ("上司「{value}」のポストは廃止", "今あるポスト", "上司なしで取り込みます"),
        ("the post {value} above is eliminated", "a post that exists", "imported without a line to a superior"),
    ),
    (
        "ambiguous_manager",
        ("上司「{value}」に当たる人が複数({detail})", "番号かメール", "上司なしで取り込みます"),
        ("several people fit “{value}” ({detail})", "an id or a mail address", "imported without a line to a superior"),
    ),
    (
        "ambiguous_manager.nearest",
        (
            "上司「{value}」に当たる人が複数({detail})",
            "番号かメール",
            "同じ部署かその上の部署で最も近い {name} を上司とします",
        ),
        (
            "several people fit “{value}” ({detail})",
            "an id or a mail address",
            "taken as {name}, the nearest in the same department or above it",
        ),
    ),
    (
        "ambiguous_manager.titled",
        ("上司「{value}」と同じ名前の人が {n} 人", "番号かメール", "書かれた役職が合う {name} を上司とします"),
        (
            "{n} people have the name in “{value}”",
            "an id or a mail address",
            "taken as {name}, whom the title beside the name fits",
        ),
    ),
    (
        "ambiguous_manager.near_post",
        (
            "上司「{value}」にはポストが複数ある({detail})",
            "ポスト番号か、役職を添えた氏名",
            "同じ部署かその上の部署で最も近い {name} の「{post}」を上司とします",
        ),
        (
            "the superior “{value}” holds several posts ({detail})",
            "a post id, or the name with its title",
            "taken as {name} in the post nearest in the same department or above it: {post}",
        ),
    ),
    (
        "ambiguous_manager.main_post",
        (
            "上司「{value}」にはポストが複数ある({detail})",
            "ポスト番号か、役職を添えた氏名",
            "{name} の本務「{post}」を上司とします",
        ),
        (
            "the superior “{value}” holds several posts ({detail})",
            "a post id, or the name with its title",
            "taken as {name} in the main post: {post}",
        ),
    ),
    (
        "manager_without_post",
        ("上司「{detail}」にポストがない", "ポストのある人", "上司なしで取り込みます"),
        ("{detail} has no post", "somebody who holds a post", "imported without a line to a superior"),
    ),
    (
        "two_managers",
        ("「{name}」の上司が「{first}」と「{others}」", "1つのポストに直属の上司は1人", "「{first}」を上司とします"),
        (
            "{name} reports to {first} and to {others}",
            "one line manager a post",
            "{first} is taken as the line manager",
        ),
    ),
    (
        "self_report",
        ("「{name}」の上司が自分自身({value})", "別の人かポスト", "上司なしで取り込みます。人とポストは残ります"),
        (
            "{name} reports to himself or herself ({value})",
            "somebody else",
            "imported without the line; person and post are kept",
        ),
    ),
    (
        "cycle",
        (
            "上司をたどると一回りする: {members}",
            "上司をたどると最上位に着く",
            "「{left_out}」の上司だけを外します。人とポストはすべて残ります",
        ),
        (
            "the reporting lines run in a circle: {members}",
            "lines that lead to the top",
            "only the line of {left_out} is left out; all people and posts are kept",
        ),
    ),
)
