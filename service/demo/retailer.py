"""Larkfield & Moss Group: an invented European retailer in English, about 120 people, contact of one year."""

import random
from datetime import date, timedelta

from service.demo.names import Named, english
from service.demo.organisation import Builder
from service.demo.sheets import Sheets

NAME = "Larkfield & Moss Group"
SEED = 20260402

_CAST = (
    "Helena Marchbanks", "Rupert Kingsmere", "Ingrid Vandermeer", "Tobias Lindqvist", "Farah Okonjo", "Edmund Thackery",
    "Saskia Moreau", "Callum Ravenscroft", "Zoë Whitcombe", "Niall O'Dowd", "Priya Sandoval", "Leopold Castellan",
    "Amara Osei", "Gareth Penhallow",
)  # fmt: skip

_TREE: dict[str, dict[str, tuple[str, ...]]] = {
    "Finance": {"Financial Planning": (), "Procurement": ("Indirect Procurement",)},
    "Technology": {"Platforms": ("Store Systems", "Data Platform"), "Security": ()},
    "Supply Chain": {"Logistics": ("Transport Planning", "Warehousing"), "Demand Planning": ()},
    "Stores": {"Northern Europe": ("Store Operations",), "Southern Europe": ()},
    "E-commerce": {"Online Trading": ("Customer Experience",), "Marketplace": ()},
    "People": {"Talent": (), "Reward": ()},
}

_HEADS = {
    "Finance": ("Chief Financial Officer", "Rupert Kingsmere"),
    "Technology": ("Chief Information Officer", "Ingrid Vandermeer"),
    "Supply Chain": ("Supply Chain Director", "Tobias Lindqvist"),
    "Stores": ("Stores Director", "Farah Okonjo"),
    "E-commerce": ("Chief Digital Officer", "Edmund Thackery"),
    "People": ("Chief Human Resources Officer", ""),
    "Procurement": ("Head of Procurement", "Saskia Moreau"),
    "Platforms": ("Head of Platforms", "Callum Ravenscroft"),
    "Security": ("Head of Security", "Zoë Whitcombe"),
    "Logistics": ("Head of Logistics", "Niall O'Dowd"),
    "Demand Planning": ("Head of Demand Planning", "Priya Sandoval"),
    "Online Trading": ("Head of Online Trading", "Leopold Castellan"),
    "Store Systems": ("Store Systems Manager", "Amara Osei"),
    "Warehousing": ("Warehousing Manager", "Gareth Penhallow"),
}

_OURS = (
    ("Margot Ellery", "Regional Vice President", "Sales Europe"),
    ("Daniel Brough", "Account Director", "Sales Europe"),
    ("Sofia Karlsen", "Solutions Architect", "Technical Services"),
    ("Henrik Vale", "Customer Success Manager", "Technical Services"),
)

_DEALS = (
    ("Store systems renewal", "EUR 6.2m", "proposal", 90, "Technology/Platforms",
     "Callum Ravenscroft:champion; Rupert Kingsmere:approver; Ingrid Vandermeer:economic buyer; "
     "Saskia Moreau:procurement"),
    ("Warehouse visibility", "EUR 1.4m", "proposal", 120, "Supply Chain/Logistics",
     "Niall O'Dowd:user buyer; Tobias Lindqvist:economic buyer"),
    ("Demand forecasting pilot", "EUR 180k", "negotiation", 40, "Supply Chain/Demand Planning",
     "Priya Sandoval:champion"),
    ("Marketplace onboarding", "EUR 420k", "idea", 180, "E-commerce/Marketplace", "Edmund Thackery:economic buyer"),
    ("Security monitoring", "EUR 760k", "proposal", 75, "Technology/Security", "Zoë Whitcombe:technical buyer"),
    ("Network refresh", "EUR 980k", "won", -200, "Technology/Platforms", "Callum Ravenscroft:champion"),
    ("Loyalty programme", "EUR 2.1m", "lost", -140, "E-commerce/Online Trading", "Leopold Castellan:economic buyer"),
)  # fmt: skip

_MEETINGS = (
    (3, ("Daniel Brough", "Sofia Karlsen"), ("Callum Ravenscroft",), "Scope of the renewal", "Store systems renewal"),
    (9, ("Sofia Karlsen",), ("Callum Ravenscroft", "Amara Osei"), "Store visit", "Store systems renewal"),
    (21, ("Henrik Vale",), ("Priya Sandoval",), "Pilot results", "Demand forecasting pilot"),
    (38, ("Daniel Brough",), ("Niall O'Dowd",), "Warehouse walk-through", "Warehouse visibility"),
    (52, ("Daniel Brough",), ("Niall O'Dowd", "Gareth Penhallow"), "Loading times", "Warehouse visibility"),
    (66, ("Margot Ellery",), ("Ingrid Vandermeer",), "Annual review", ""),
    (128, ("Daniel Brough",), ("Saskia Moreau",), "Tender rules", "Store systems renewal"),
    (150, ("Sofia Karlsen",), ("Zoë Whitcombe",), "Threat workshop", "Security monitoring"),
    (171, ("Margot Ellery",), ("Tobias Lindqvist",), "Introduction", ""),
    (205, ("Daniel Brough",), ("Leopold Castellan",), "Decision against us", "Loyalty programme"),
)

_STANCES = (
    (
        "Callum Ravenscroft",
        "strong supporter",
        3,
        "Booked the board slot for the business case himself",
        "Daniel Brough",
    ),
    ("Amara Osei", "supporter", 9, "Shared the incident list without being asked", "Sofia Karlsen"),
    ("Priya Sandoval", "supporter", 21, "Wants the pilot in two more countries", "Henrik Vale"),
    ("Niall O'Dowd", "neutral", 38, "Asked for references, gave no opinion", "Daniel Brough"),
    ("Ingrid Vandermeer", "supporter", 66, "Called us the safest option in front of her team", "Margot Ellery"),
    ("Zoë Whitcombe", "reluctant", 150, "Prefers the incumbent's tooling", "Sofia Karlsen"),
    ("Zoë Whitcombe", "supporter", 160, "Liked the workshop format", "Margot Ellery"),
    ("Leopold Castellan", "opponent", 205, "Said we were too slow in the loyalty tender", "Daniel Brough"),
    ("Saskia Moreau", "opponent", 128, "Wants a second supplier on principle", "Daniel Brough"),
)

_KEYS = (
    ("Helena Marchbanks", "Final word above EUR 5m", ""),
    ("Rupert Kingsmere", "Approves the renewal", "Store systems renewal"),
    ("Ingrid Vandermeer", "Owns the budget", "Store systems renewal"),
    ("Callum Ravenscroft", "Champion", "Store systems renewal"),
    ("Tobias Lindqvist", "Decides for the supply chain", ""),
    ("Saskia Moreau", "Runs the tender", ""),
    ("Edmund Thackery", "Decides for e-commerce", ""),
)


def _chart(sheets: Sheets, rng: random.Random) -> Builder:
    taken = set(_CAST) | {name for name, _, _ in _OURS}
    readings: dict[str, Named] = {}
    b = Builder(sheets, english(rng, taken), rng, "larkfieldmoss.example", readings)
    b.seat("CEO", "Chief Executive Officer", "Executive Board", name="Helena Marchbanks")
    b.seat("Chair", "Chairman", "Executive Board")
    for division, parts in _TREE.items():
        title, name = _HEADS[division]
        b.seat(division, title, division, boss="CEO", name=name)
        for part, teams in parts.items():
            _part(b, division, part, teams)
    return b


def _part(b: Builder, division: str, part: str, teams: tuple[str, ...]) -> None:
    place = f"{division}/{part}"
    title, name = _HEADS.get(part, (f"Head of {part}", ""))
    if part == "Southern Europe":
        b.empty_seat(part, title, place, "Vacant", boss=division)
    elif part == "Marketplace":
        b.empty_seat(part, title, place, "N/D", boss=division)
    else:
        b.seat(part, title, place, boss=division, name=name)
    for team in teams:
        title, name = _HEADS.get(team, (f"{team} Manager", ""))
        b.seat(team, title, f"{place}/{team}", boss=part, name=name)
        for grade in ("Senior Analyst", "Analyst", "Analyst", "Specialist", "Specialist", "Assistant"):
            b.staff(grade, f"{place}/{team}", team)
    for grade in ("Senior Manager", "Manager", "Analyst", "Analyst"):
        b.staff(grade, place, part)


def build(today: date) -> Sheets:
    """The account's six sheets as of `today`; the same day always gives the same sheets."""
    rng = random.Random(SEED)  # noqa: S311  # a demo, not a secret
    sheets = Sheets("en")
    _chart(sheets, rng)
    sheets.members = [(name, title, place, "") for name, title, place in _OURS]
    for name, amount, stage, days, place, people in _DEALS:
        sheets.opportunities.append((name, amount, stage, (today + timedelta(days=days)).isoformat(), place, people))
    for days, ours, theirs, subject, about in _MEETINGS:
        sheets.add_meeting(today - timedelta(days=days), ours, theirs, subject, kind="visit", about=about)
    sheets.add_meeting(
        today + timedelta(days=12), ["Margot Ellery"], ["Rupert Kingsmere"], "Business case", state="planned",
        about="Store systems renewal",
    )  # fmt: skip
    sheets.add_meeting(
        today - timedelta(days=30), ["Daniel Brough"], ["Edmund Thackery"], "Catch-up", state="cancelled"
    )
    sheets.stances = [
        (who, level, "", (today - timedelta(days=days)).isoformat(), why, by) for who, level, days, why, by in _STANCES
    ]
    sheets.key_people = list(_KEYS)
    return sheets
