"""What has become of the gaps since an earlier day, as the outside sees it."""

from datetime import date

from service.domain.gaps.compare import Comparison
from service.domain.gaps.dismissals import key_of, name_of
from service.domain.gaps.dismissed_document import headline
from service.domain.gaps.parts import Part


class ClosedOut(Part):
    """A gap of the earlier day that is open no more; `found` says what it was then."""

    gap_id: str
    code: str
    name: str
    found: str


class ComparisonOut(Part):
    """Ids as in `ranking`. A gap that is dismissed now is neither new nor closed."""

    day: date
    new: list[str]
    still_open: list[str]
    closed: list[ClosedOut]


def comparison_out(comparison: Comparison | None, locale: str) -> ComparisonOut | None:
    """None where nothing was compared."""
    if comparison is None:
        return None
    return ComparisonOut(
        day=comparison.day,
        new=sorted(comparison.new),
        still_open=sorted(comparison.still),
        closed=[
            ClosedOut(
                gap_id=key_of(gap),
                code=key_of(gap).partition(":")[0],
                name=name_of(gap),
                found=headline(gap, locale),
            )
            for gap in comparison.closed
        ],
    )
