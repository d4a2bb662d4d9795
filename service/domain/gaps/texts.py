"""What the gap report says, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from service.domain.gaps.model import NoteCode, RiskCode, Tie
from service.domain.wording import Words

KEY_DECLARED = Words("重要人物として登録", "Entered as a key person")
KEY_RANK = Words("役職が高い", "High rank")
KEY_RANK_PERSON = Words("役職が高い（{title}）", "High rank ({title})")
KEY_RANK_SEAT = Words("組織の長（{title}）", "Head of a unit ({title})")
KEY_ROLE = Words("「{deal}」の{role}", "{role} of “{deal}”")
KEY_FOR_DEAL = Words("{reason}（「{deal}」）", "{reason} (“{deal}”)")

RISK: Mapping[RiskCode, Words] = MappingProxyType(
    {
        RiskCode.NO_CONTACT: Words(
            "期間中に双方向で話せた人がいません",
            "Nobody in two-way contact in the period",
        ),
        RiskCode.ONE_CONTACT: Words(
            "窓口が一人だけです",
            "One contact only",
        ),
        RiskCode.ONE_LINE: Words(
            "話せている全員が一つの指揮系統にいます",
            "All contacts stand in one reporting line",
        ),
        RiskCode.ONE_MEMBER: Words(
            "当社側が一人だけです",
            "One of us only",
        ),
        RiskCode.BELOW_THRESHOLD: Words(
            "商談の規模に対する目安は{expected}名、話せている人は{found}名です",
            "{found} in dialogue, {expected} wanted for a deal of this size",
        ),
    }
)

TIE: Mapping[Tie, Words] = MappingProxyType(
    {
        Tie.SELF: Words("以前に会っています", "Has met before"),
        Tie.DEPARTMENT: Words("同じ部署の人と会っています", "Has met somebody of the same department"),
        Tie.LINE: Words("指揮系統の近い人と会っています", "Has met somebody close in the reporting line"),
    }
)

NOTE: Mapping[NoteCode, tuple[Words, Words]] = MappingProxyType(
    {
        NoteCode.NO_ORGANISATION: (
            Words("組織図がまだありません。", "There is no org chart yet."),
            Words(
                "「組織図」のシートかCSV（氏名・役職・所属・上司）を取り込んでください。",
                "Import the sheet or CSV “Org” (name, job title, department, reports to).",
            ),
        ),
        NoteCode.NO_MEETINGS: (
            Words(
                "実施した双方向の面談の記録がありません。接点がないのではなく、分かりません。",
                "No held two-way meeting is recorded. That means unknown, not that nobody was met.",
            ),
            Words(
                "「面談」のシートかCSV（日付・自社参加者・先方参加者）を取り込んでください。",
                "Import the sheet or CSV “Meetings” (date, our attendees, their attendees).",
            ),
        ),
        NoteCode.NO_RECENT_MEETINGS: (
            Words(
                "期間中に実施した双方向の面談の記録がありません。最後の記録は{day}です。",
                "No held two-way meeting is recorded in the period. The last one is of {day}.",
            ),
            Words(
                "その後の面談を取り込むか、期間を広げてください。",
                "Import the meetings since then, or widen the period.",
            ),
        ),
        NoteCode.NO_KEY_PEOPLE: (
            Words(
                "重要人物が登録されていません。下に出るのは、役職と商談での役割から見た候補だけです。",
                "No key people are entered. Listed below are only candidates, by rank and by role in a deal.",
            ),
            Words(
                "「キーパーソン」のシートかCSV（氏名・理由・商談）を取り込んでください。",
                "Import the sheet or CSV “Key People” (person, reason, opportunity).",
            ),
        ),
        NoteCode.NO_DEALS: (
            Words(
                "進行中の商談がありません。影響額と、商談・部署ごとの判定は出せません。",
                "There are no open deals. Money at risk and the look at deals and departments need them.",
            ),
            Words(
                "「商談」のシートかCSV（商談名・金額・部門・関係者）を取り込んでください。",
                "Import the sheet or CSV “Opportunities” (name, amount, department, people).",
            ),
        ),
        NoteCode.UNKNOWN_AMOUNTS: (
            Words(
                "進行中の商談のうち{count}件は金額が分かりません。合計に入っていません。",
                "Open deals without a known amount: {count}. They are not in the sums.",
            ),
            Words(
                "「商談」のシートに金額を入れて、取り込み直してください。",
                "Fill in the amounts in the sheet “Opportunities” and import it again.",
            ),
        ),
        NoteCode.SEVERAL_CURRENCIES: (
            Words(
                "進行中の商談に{count}種類の通貨があります。通貨ごとに合計し、足し合わせていません。",
                "The open deals are in {count} currencies. Each is summed by itself; they are never added together.",
            ),
            Words(
                "主な金額は顧客の通貨です。ほかの通貨は内訳にあります。",
                "The main figure is in the account's currency; the others stand beside it.",
            ),
        ),
    }
)
