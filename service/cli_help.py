"""Around the commands: their help in Japanese, wrong calls in both languages, and what nobody foresaw.

The English help stands at the commands.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import typer

from service.console import DONE, REFUSED, WRONG_CALL, refuse, unforeseen
from service.domain.errors import InvalidInputError, NemawashiError, worded
from service.domain.wording import Words
from service.settings import read_settings, reader_locale

USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""What the argument parser raises; it has no public name of its own."""

JA: Mapping[str, str] = {
    "Relationship intelligence for enterprise account planning. 根回し":
        "法人営業のアカウントプランのための、人と組織の関係図。根回し",
    "List accounts; undo the last import; delete an account.":
        "顧客の一覧。最後の取り込みの取り消し、顧客の削除。",
    "The embedded graph engine: fetch, status, stop.": "組み込みのグラフエンジン: 取得・状態・停止。",
    "One JSON document on standard output, all else on standard error.":
        "標準出力に JSON を一つ出す。ほかは標準エラーに出す。",
    "Id or exact name of the account.": "顧客の ID か正確な名前。",
    "The day asked about; default: today.": "調べる日。指定がなければ今日。",
    "Start the engine and the web server, open the browser; Ctrl-C stops both.":
        "エンジンと Web サーバーを起動し、ブラウザーを開く。Ctrl-C で両方を止める。",
    "Load the demo accounts if the workspace is empty.": "顧客が一つもなければ、デモの顧客を取り込む。",
    "Port to serve on (default: NEMAWASHI_PORT or 8321).":
        "使うポート（指定がなければ NEMAWASHI_PORT か 8321）。",
    "Bring in organisation charts, members, meetings, opportunities, stances, key people.":
        "組織図・自社の人・面談・商談・スタンス・キーパーソンを取り込む。",
    "CSV or XLSX files.": "CSV か XLSX のファイル。",
    "Id or name of the account; a new name makes a new account.":
        "顧客の ID か名前。新しい名前なら新しい顧客を作る。",
    "Read this column as this field.": "この列をこの項目として読む。",
    "Take only this sheet of the workbooks.": "ブックのうち、このシートだけを読む。",
    "Say what would happen; change nothing.": "どうなるかだけを示し、何も変えない。",
    "Uncovered key people, single-contact risks, and what the further checks find.":
        "接点のない重要な人、一人頼みの商談・部署、そのほかの点検で分かったこと。",
    "Write the report as a workbook.": "報告をブックに書き出す。",
    "Only uncovered, single_contact, or the check of this code.":
        "uncovered か single_contact だけ、またはこのコードの点検だけ。",
    "Only this department and what lies below it.": "この部署とその下だけ。",
    "Only what this one of us covers or met.": "当社のこの人が担当し、または会った相手のものだけ。",
    "Only key people who were entered, or only those proposed.":
        "登録した重要人物だけ（declared）、候補だけ（proposed）。",
    "What a gap report is decided by: list the values and where they come from, set one, set it back.":
        "手薄な関係を決める値: どこで決めた値かを示し、変え、元に戻す。",
    "What counts for every account that does not set it itself.": "自分で決めていないすべての顧客に効く値。",
    "Set this value here. May be repeated.": "ここでこの値にする。繰り返せる。",
    "Set this value back to what stands above. May be repeated.": "この値を上位の値に戻す。繰り返せる。",
    "Say what is new and closed since this day.": "この日から新しく出たもの、なくなったものを示す。",
    "Length of the contact period; default: the account's setting.":
        "接点を数える期間の日数。指定がなければ顧客の設定。",
    "Write the relationship map as one page that works offline by double click.":
        "関係図を、ネットワークなしにダブルクリックで開ける一枚のページに書き出す。",
    "Where to write the page.": "書き出す場所。",
    "Put stances into the page as well.": "スタンスもページに入れる。",
    "Write the account as a workbook that the import reads; imported again it changes nothing.":
        "顧客を、取り込みで読めるブックに書き出す。そのまま取り込んでも何も変わらない。",
    "Where to write the workbook.": "ブックを書き出す場所。",
    "Language of the workbook; default: that of the command.": "ブックの言葉。指定がなければコマンドと同じ。",
    "Leave the stances out.": "スタンスを入れない。",
    "Write a workbook to fill in: all sheets that the import reads, with examples and notes.":
        "取り込みで読めるすべてのシートに例と説明を付けた、書き込み用のブックを書き出す。",
    "Take back the last import of the account.": "顧客の最後の取り込みを取り消す。",
    "Delete an account and all that hangs off it. This cannot be undone.":
        "顧客と、それに連なるすべてを削除する。元に戻せない。",
    "Do not ask; needed when nobody is at the terminal.": "確かめずに行う。端末に人がいないときに要る。",
    "Load the two invented accounts, or write their files to try the import with.":
        "架空の顧客を二社取り込む。または、取り込みを試すためのファイルを書き出す。",
    "Write the demo's files here instead of loading them.": "取り込まずに、デモのファイルをここに書き出す。",
    "Download the engine into the cache, once.": "エンジンをキャッシュに取得する（一度だけ）。",
    "Whether the engine is fetched, and whether it runs.": "エンジンが取得済みか、動いているか。",
    "Stop the running engine of this data directory.": "このデータの場所で動いているエンジンを止める。",
    "What this installation is, where its data lie, whether it works; the address and token for scripts.":
        "この環境の内容、データの場所、正しく動くか。スクリプトのためのアドレスとトークン。",
    "Print the version.": "バージョンを表示する。",
    "Show this message and exit.": "この説明を表示する。",
    "Install completion for the current shell.": "いまのシェルに補完を入れる。",
    "Show completion for the current shell, to copy it or customize the installation.":
        "いまのシェルの補完を表示する。",
}  # fmt: skip
"""English help → Japanese; a test holds it complete."""

_USAGE_JA = tuple(
    (re.compile(english), japanese)
    for english, japanese in (
        (r"No such option: (\S+)", "オプション {0} はありません"),
        (r"No such command '(.*)'", "コマンド {0} はありません"),
        (r"unexpected extra arguments?.* \((.*)\)", "余分な引数があります（{0}）"),
        (r"Option '(.*)' requires an argument", "{0} の値がありません"),
        (r"Option '(.*)' does not take a value", "{0} に値は付けません"),
    )
)
"""What the argument parser says → the same in Japanese."""

EXIT_CODES = Words(
    "終了コード　0: 済み　1: 理由を付けて断った（使えない内容のファイル、書き込めない場所、今はできないこと）"
    "　2: 呼び出しの誤り（無いオプション・ファイル・顧客）",
    "Exit codes: 0 done; 1 refused with reasons (a file whose content cannot be used, a place that cannot be written, "
    "what is not possible now); 2 wrong call (an option, a file or an account that there is not).",
)

PANELS = ("引数", "オプション", "コマンド")


def carry_out(command: Any, as_document: bool) -> int:
    """Run the command that this process was called with; answers the exit code, and never raises a traceback."""
    locale = reader_locale()
    for part in parts(command):
        if hasattr(part, "epilog"):
            part.epilog = EXIT_CODES.of(locale)
    if locale == "ja":
        speak_japanese(command)
    try:
        code = command(standalone_mode=False)
    except USAGE_ERROR as wrong:
        if (told := wrong_call(wrong)) is not None:
            refuse(told, as_document=as_document, locale=locale)
        return WRONG_CALL
    except (KeyboardInterrupt, typer.Abort):
        return REFUSED
    except Exception as error:
        unforeseen(error, as_document=as_document, locale=locale, whole=_debugging())
        return REFUSED
    return code if isinstance(code, int) else DONE


def _debugging() -> bool:
    try:
        return read_settings().log_level == "debug"
    except NemawashiError:
        return False


def parts(command: Any) -> Iterator[Any]:
    """The command, its parameters, and those of the commands below it."""
    yield command
    yield from command.get_params(typer.Context(command))
    for inner in getattr(command, "commands", {}).values():
        yield from parts(inner)


def speak_japanese(command: Any) -> None:
    """Every help text of the command and of those below it is in Japanese."""
    arguments, options, commands = PANELS
    for part in parts(command):
        part.help = JA.get(part.help, part.help)
        kind = getattr(part, "param_type_name", "command")
        part.rich_help_panel = {"argument": arguments, "option": options}.get(kind, commands)


def wrong_call(wrong: Exception) -> InvalidInputError | None:
    """What the argument parser refused, in both languages; None when the answer is the help, already printed."""
    kind = type(wrong).__name__
    if kind == "NoArgsIsHelpError":
        return None
    english = str(getattr(wrong, "format_message", wrong.__str__)()).rstrip(". ")
    context: Any = getattr(wrong, "ctx", None)
    path = context.command_path if context is not None else "nemawashi"
    japanese = _japanese(kind, english, getattr(wrong, "param", None))
    return worded(InvalidInputError(f"{english}. How to call it: {path} --help"), f"{japanese}。使い方: {path} --help")


def _japanese(kind: str, english: str, param: Any) -> str:
    name = "" if param is None else " / ".join(param.opts) if param.param_type_name == "option" else param.metavar
    if kind == "MissingParameter":
        return f"{name} がありません"
    if kind == "BadParameter":
        limits = param if hasattr(param, "min") else getattr(param, "type", None)
        least, most = getattr(limits, "min", None), getattr(limits, "max", None)
        expected = f"（{least} から {most} までの整数）" if least is not None and most is not None else ""
        return f"{name} に使えない値です{expected}"
    for pattern, text in _USAGE_JA:
        if found := pattern.search(english):
            return text.format(*found.groups())
    return f"呼び出し方が正しくありません（{english}）"
