"""Reading the organisation of an account: functions of a transaction, each one consistent picture."""

from service.org.map import read_map
from service.org.meetings import read_meeting_list
from service.org.people import below, department_card, list_people, read_department, read_overview, read_people
from service.org.person import read_person
from service.org.search import Hit, HitKind, search
from service.org.seat import read_seat
from service.org.stops import read_stops

__all__ = [
    "Hit",
    "HitKind",
    "below",
    "department_card",
    "list_people",
    "read_department",
    "read_map",
    "read_meeting_list",
    "read_overview",
    "read_people",
    "read_person",
    "read_seat",
    "read_stops",
    "search",
]
