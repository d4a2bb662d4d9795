"""Who asks: every read and write of the graph is made by an actor."""

from dataclasses import dataclass
from enum import StrEnum

from service.domain.wording import Words


class FieldClass(StrEnum):
    """What kind of knowledge a field holds; an actor has the right to some of them."""

    ORG = "org"
    STANCE = "stance"
    MEMO = "memo"
    UNPUBLISHED = "unpublished"


ALL_FIELDS = frozenset(FieldClass)


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who asks.

    `visible` holds the ids of the accounts the actor may know of; None means all of them.
    `fields` are the classes of fields the actor may read.
    """

    member_id: str | None
    visible: frozenset[str] | None = None
    fields: frozenset[FieldClass] = ALL_FIELDS
    name: str = ""

    @property
    def id(self) -> str:
        """What a change says of who made it."""
        return self.member_id or self.name

    def sees(self, account_id: str) -> bool:
        """Whether the actor may know that this account exists."""
        return self.visible is None or account_id in self.visible

    def reads(self, field_class: FieldClass) -> bool:
        return field_class in self.fields


LOCAL_USER = Actor(member_id=None, name="local")
"""Until sign-in exists: the person at this machine, who sees all."""
_LOCAL_USER = Words("この端末の利用者", "the user of this machine")


def told_actor(actor_id: str | None, locale: str) -> str:
    """Who it was, as a reader is told: the id of an actor in words; empty where nobody is known."""
    return _LOCAL_USER.of(locale) if actor_id == LOCAL_USER.id else actor_id or ""
