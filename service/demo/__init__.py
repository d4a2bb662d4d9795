"""Two invented accounts, made by a seeded generator and brought in by the importer like any customer's files."""

from datetime import date

from service.demo import manufacturer, retailer
from service.demo.sheets import Sheets

ACCOUNTS = (manufacturer.NAME, retailer.NAME)


def demo_sheets(today: date) -> dict[str, Sheets]:
    """The sheets of each demo account by its name; the same day always gives the same sheets."""
    return {manufacturer.NAME: manufacturer.build(today), retailer.NAME: retailer.build(today)}
