"""The relationship map as a page of its own."""

from datetime import date

from service.domain.actor import Actor, FieldClass
from service.domain.dates import format_day
from service.graph.database import Graph
from service.org import read_map
from viz import lay_out, standalone_page


def offline_map(
    graph: Graph,
    actor: Actor,
    *,
    account_id: str,
    as_of: date,
    since: date | None,
    locale: str,
    with_stances: bool,
    made_on: date,
) -> str:
    """One HTML file that draws the map of that day without network; everything is unfolded.

    Without `since` the account's settings say how long a contact counts. Stances are in it only when asked for and when
    the actor may read them. It says who may see it and when it was made.
    """
    org = graph.read(actor, read_map, account_id=account_id, as_of=as_of, since=since)
    layout = lay_out(org, open_departments={d.id for d in org.departments})
    made = format_day(made_on, locale, "head")
    marked = f"社外秘　{made} 作成" if locale == "ja" else f"Confidential. Made on {made}"
    return standalone_page(
        layout, org, locale, with_stances=with_stances and actor.reads(FieldClass.STANCE), marked=marked
    )
