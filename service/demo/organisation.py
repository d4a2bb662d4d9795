"""A chart built from a small description: who stands where, who reports to whom, and the rows it gives."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.demo.names import Named
from service.demo.sheets import Sheets


@dataclass(slots=True)
class Builder:
    """Adds rows to the org sheet. Seats get a post id, ordinary staff none; everybody an employee number."""

    sheets: Sheets
    names: Iterator[Named]
    rng: random.Random
    domain: str
    readings: dict[str, Named] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    """Post id by the key it was given."""
    people: dict[str, str] = field(default_factory=dict)
    """Employee number by name."""

    def seat(
        self,
        key: str,
        title: str,
        place: str,
        *,
        boss: str = "",
        name: str = "",
        note: str = "",
    ) -> str:
        """A seat with its holder (`name`; empty: an invented one); answers the holder's name."""
        holder = name or next(self.names).name
        post = f"P{len(self.posts) + 1:04d}"
        self.posts[key] = post
        self._row(holder, title, place, post, self.posts.get(boss, ""), note)
        return holder

    def empty_seat(self, key: str, title: str, place: str, word: str, *, boss: str = "") -> None:
        """A seat that is vacant or whose holder is not known: `word` says which."""
        post = f"P{len(self.posts) + 1:04d}"
        self.posts[key] = post
        self.sheets.org.append(("", post, word, "", "", title, place, self.posts.get(boss, ""), "", ""))

    def staff(self, title: str, place: str, boss: str, *, name: str = "") -> str:
        holder = name or next(self.names).name
        self._row(holder, title, place, "", self.posts.get(boss, ""), "")
        return holder

    def _row(self, name: str, title: str, place: str, post: str, boss: str, note: str) -> None:
        number = self.people.setdefault(name, f"{100001 + len(self.people) * 7}")
        known = self.readings.get(name)
        mail = f"e{number}@{self.domain}" if self.rng.random() < 0.8 else ""
        self.sheets.org.append(
            (
                number,
                post,
                name,
                known.kana if known else "",
                known.romaji if known else "",
                title,
                place,
                boss,
                mail,
                note,
            )
        )


def remembering(names: Iterator[Named], into: dict[str, Named]) -> Iterator[Named]:
    """The same people, each kept in `into` under the name."""
    for person in names:
        into[person.name] = person
        yield person
