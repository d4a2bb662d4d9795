"""What the further checks say, in both languages: what was found, why it matters, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.domain.gaps.checks import CheckCode
from service.domain.wording import Words


@dataclass(frozen=True, slots=True)
class CheckWords:
    """`title` heads the list, `severity` says when a gap is the graver case.

    `found` (usual and grave), `why` and `do` are one sentence each, with {name}, {count}, {day} and {who} of the gap.
    """

    title: Words
    severity: Words
    found: tuple[Words, Words]
    why: Words
    do: Words


US = Words("当社", "us")
"""Stands for {who} where nobody is named."""

CHECK: Mapping[CheckCode, CheckWords] = MappingProxyType(
    {
        CheckCode.OPPONENT_WITHOUT_MEETING: CheckWords(
            Words("次の面談の予定がない反対者", "Opponents without a next meeting"),
            Words("消極は2、反対は3", "2 for reluctant, 3 for opposed"),
            (
                Words("{who}は{day}に「消極」と評価", "Reluctant, says {who} on {day}"),
                Words("{who}は{day}に「反対」と評価", "Opposed, says {who} on {day}"),
            ),
            Words(
                "話し合いのないまま決定を迎えると、反対は動きません。",
                "Without a talk before the decision the opposition stands.",
            ),
            Words(
                "反対の理由を聞く面談を入れてください。",
                "Plan a meeting that asks for the reasons.",
            ),
        ),
        CheckCode.ABOVE_APPROVER: CheckWords(
            Words("決裁者より上との接点がない商談", "Deals without contact above the approver"),
            Words("決裁者と会っていれば2、会っていなければ3", "2 if the approver was met, else 3"),
            (
                Words("決裁者は{who}、その上の層とは話せていません", "Approver {who}; nobody above was met"),
                Words(
                    "決裁者の{who}とも、その上の層とも話せていません",
                    "Neither the approver ({who}) nor anybody above was met",
                ),
            ),
            Words(
                "決裁者より上の一言で、決まりかけた商談も覆ります。",
                "A word from above the approver can turn the deal around.",
            ),
            Words(
                "決裁者の上の層との面談を、当社の役職者と組んでください。",
                "Arrange a meeting one level above, together with one of our own heads.",
            ),
        ),
        CheckCode.EXECUTIVE_ALONE: CheckWords(
            Words("当社に釣り合う相手のいない役員", "Executives without a counterpart of ours"),
            Words(
                "役職の低い人が会っていれば2、誰も会っていなければ3",
                "2 if somebody of lower rank met them, 3 if nobody did",
            ),
            (
                Words("会っているのは{who}で、役職が釣り合いません", "Only {who} in contact, not of comparable rank"),
                Words("当社の誰も担当せず、会ってもいません", "Nobody of us covers or met this executive"),
            ),
            Words(
                "役員どうしの関係がないと、困ったときに上で話せません。",
                "Without a tie between executives nothing can be settled at the top.",
            ),
            Words(
                "釣り合う役職の人を担当に決め、あいさつの場を設けてください。",
                "Name one of ours of comparable rank and arrange a first meeting.",
            ),
        ),
        CheckCode.LEAVER: CheckWords(
            Words("離れる人だけが担当している人・空席", "Covered only by somebody who leaves"),
            Words("これから離れるなら2、もう離れていれば3", "2 before the day, 3 once it has come"),
            (
                Words("接点は{who}だけで、{day}に離れます", "Only {who}, leaving on {day}"),
                Words("接点は{who}だけで、{day}に離れました", "Only {who}, gone since {day}"),
            ),
            Words(
                "引き継ぎがないと、担当と一緒に関係も切れます。",
                "Without a handover the relationship leaves as well.",
            ),
            Words(
                "後任を決め、引き継いでください。相手がいるなら同席で。",
                "Name a successor and hand over, in a joint meeting where somebody holds the post.",
            ),
        ),
        CheckCode.COLD: CheckWords(
            Words("間が空いてきた関係", "Relationships that grow cold"),
            Words("ふだんの間隔より長ければ2、目安の2倍を超えたら3", "2 when overdue, 3 beyond twice what is allowed"),
            (
                Words(
                    "ふだんは約{count}日おき、最後は{day}（{who}）", "Usually every {count} days, last on {day} ({who})"
                ),
                Words(
                    "ふだんは約{count}日おきなのに、{day}（{who}）から途絶えています",
                    "Usually every {count} days, silent since {day} ({who})",
                ),
            ),
            Words(
                "連絡が途切れるのは、関心が離れた最初のしるしです。",
                "A broken rhythm is the first sign of lost interest.",
            ),
            Words(
                "用件がなくても、近況を伺う連絡を入れてください。",
                "Get in touch, even without an occasion.",
            ),
        ),
        CheckCode.DEPARTMENT_WITHOUT_KEY: CheckWords(
            Words("商談があるのに重要人物が決まっていない部署", "Departments with money but no key person"),
            Words("商談が1件なら2、2件以上なら3", "2 for one deal, 3 for several"),
            (
                Words("進行中の商談が{count}件、重要人物の登録なし", "Open deals: {count}; no key person entered"),
                Words("進行中の商談が{count}件、重要人物の登録なし", "Open deals: {count}; no key person entered"),
            ),
            Words(
                "誰が決めるのか分からないままでは、提案の宛先が定まりません。",
                "As long as nobody knows who decides, the proposal has no address.",
            ),
            Words(
                "この部署で決める人を確かめ、重要人物として登録してください。",
                "Find out who decides here and enter the key person.",
            ),
        ),
        CheckCode.EVERYBODY_FAVOURABLE: CheckWords(
            Words("全員が好意的という評価", "Everybody is said to be in favour"),
            Words("評価者が複数なら1、一人だけなら2", "1 for several assessors, 2 for a single one"),
            (
                Words(
                    "評価した{count}名に、中立も反対もいません",
                    "{count} people assessed, neither neutral nor opposed among them",
                ),
                Words(
                    "評価した{count}名に中立も反対もなく、評価者は一人だけです",
                    "{count} people assessed by one of us, neither neutral nor opposed",
                ),
            ),
            Words(
                "反対のいない組織はまれで、見えていないだけかもしれません。",
                "An organisation without opposition is rare; it may just be out of sight.",
            ),
            Words(
                "会っていない部署の人に会い、評価を別の目で見直してください。",
                "Meet departments not seen so far and let somebody else assess.",
            ),
        ),
        CheckCode.ONE_ASSESSOR: CheckWords(
            Words("評価者が一人だけの商談", "Deals seen by one assessor only"),
            Words("中立や反対もあれば1、すべて好意的なら2", "1 if views differ, 2 if all are favourable"),
            (
                Words("関係者{count}名を評価したのは{who}だけです", "{count} players, all assessed by {who} alone"),
                Words(
                    "関係者{count}名を{who}一人が評価し、全員好意的です",
                    "{count} players, all in favour according to {who} alone",
                ),
            ),
            Words(
                "一人の見方が外れると、商談の読み全体が外れます。",
                "If one person is wrong, the whole reading of the deal is.",
            ),
            Words(
                "別の人が同席し、それぞれ評価してください。",
                "Bring a second person along and let both assess.",
            ),
        ),
        CheckCode.UNFOUNDED_STANCE: CheckWords(
            Words("根拠のない、または異動前の姿勢", "Stances without evidence or from before a move"),
            Words("根拠がなければ1、異動より古ければ2", "1 without evidence, 2 if older than the move"),
            (
                Words("{day}の評価（{who}）に根拠がありません", "Assessed on {day} ({who}) without evidence"),
                Words("{day}の評価（{who}）のあとで異動しています", "Assessed on {day} ({who}), moved since"),
            ),
            Words(
                "思い込みや前の職での姿勢を、いまの姿勢と取り違えます。",
                "A guess, or the stance of an earlier post, is taken for today's.",
            ),
            Words(
                "次に会ったときの言動を根拠に、評価し直してください。",
                "Assess again by what was said or done at the next meeting.",
            ),
        ),
        CheckCode.GHOST: CheckWords(
            Words("面談には出たが組織図にいない人", "Met, but not on the chart"),
            Words("商談に役割がなければ1、あれば2", "1 without a role in an open deal, 2 with one"),
            (
                Words("面談{count}回、最後は{day}（{who}）", "Meetings: {count}, last on {day} ({who})"),
                Words(
                    "面談{count}回、最後は{day}（{who}）、商談に役割あり",
                    "Meetings: {count}, last on {day} ({who}); plays a role in a deal",
                ),
            ),
            Words(
                "部署も上司も分からないと、その人の影響を読めません。",
                "Without department and superior the person's weight cannot be told.",
            ),
            Words(
                "所属と役職を確かめ、組織図に加えてください。",
                "Find out department and title and add the person to the chart.",
            ),
        ),
    }
)

SCORE = Words(
    "点数 = 影響額（円、計画レート、最低 {floor}）× 重さ（1〜3）",
    "Score = money (yen at plan rates, at least {floor}) × severity (1 to 3)",
)

SEVERITY: Mapping[int, Words] = MappingProxyType(
    {1: Words("確かめる", "to see to"), 2: Words("予定に入れる", "to plan"), 3: Words("すぐ動く", "to act on")}
)

UNCOVERED = Words("重要な人と話せていない", "Key person without contact")
EMPTY_SEAT = Words("重要なポストの担当者がいない、または分からない", "Key post vacant or of unknown holder")
