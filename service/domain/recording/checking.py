"""What is wrong with an entry: gathered, told all at once."""

from collections.abc import Iterable
from datetime import date

from service.domain.errors import InvalidInputError, Problem, worded
from service.domain.names import clean
from service.domain.recording.known import Known, Ref
from service.domain.wording import Words

LONGEST_NAME, LONGEST_TEXT = 200, 4_000

_LABELS = {
    "Person": Words("この顧客の人", "a person of this account"),
    "Post": Words("この顧客のポスト", "a post of this account"),
    "Department": Words("この顧客の部署", "a department of this account"),
    "Opportunity": Words("この顧客の商談", "a deal of this account"),
    "Member": Words("自社の人", "one of us"),
}


class Problems:
    """Gathers what is wrong; `refuse` tells it. Each method answers what can be gone on with."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, code: str, where: str, found: str, expected: Words) -> None:
        self._found.append(Problem(code, where, found, expected.en, expected_ja=expected.ja))

    def text(self, where: str, text: str, *, needed: bool = False, longest: int = LONGEST_NAME) -> str:
        """The text cleaned, line by line where it may have several."""
        lines = text.splitlines() if longest > LONGEST_NAME else [text]
        kept = "\n".join(clean(line) for line in lines).strip()
        if needed and not kept:
            self.add("missing", where, "", Words("文字", "a text"))
        if len(kept) > longest:
            self.add("too_long", where, f"{kept[:40]}…", Words(f"{longest}文字まで", f"up to {longest} characters"))
        return kept

    def one_of(self, where: str, value: str, allowed: Iterable[str]) -> str:
        choices = tuple(allowed)
        if value not in choices:
            told = ", ".join(choices)
            self.add("unknown_value" if value else "missing", where, value, Words(told, told))
        return value

    def there(self, where: str, ref: Ref, known: Known) -> Ref:
        """The record must be there and of this account (one of us: of this workspace)."""
        if not known.has(ref):
            self.add("unknown_record" if ref[1] else "missing", where, ref[1], _LABELS[ref[0]])
        return ref

    def not_after(self, where: str, day: date, last: date) -> date:
        if day > last:
            told = last.isoformat()
            self.add("in_the_future", where, day.isoformat(), Words(f"{told}まで", f"up to {told}"))
        return day

    def refuse(self) -> None:
        """InvalidInputError with everything that was found, if anything was."""
        if self._found:
            raise worded(
                InvalidInputError("The entry cannot be kept as it is. Nothing was changed.", self._found),
                "このままでは記録できません。何も変更していません。",
            )
