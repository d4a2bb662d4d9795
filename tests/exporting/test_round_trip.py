"""What is written into a workbook comes back from it: into the same account nothing, into an empty one the same."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.demo import CURRENCY, demo_sheets
from service.domain.importing.plan import plan_import
from service.importing.columns import recognise_all
from service.importing.files import read_tables
from tests.exporting.accounts import Picture, anew, planned, told, written
from tests.exporting.stories import stories
from tests.importing.fold import AS_OF, empty, fold, ids
from tests.story import Story

DEMO_DAY = date(2026, 11, 25)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories(), st.sampled_from(["ja", "en"]))
def test_any_account_comes_back(story: Story, locale: str) -> None:
    snapshot = told(story)
    sheets, content = written(snapshot, locale)
    assert not sheets.omitted, sheets.omitted
    again = planned(snapshot, content)
    assert not again.batch, again.batch
    made, plan = anew(content)
    assert not plan.skips, [(s, [f.code for f in plan.findings]) for s in plan.skips]
    want, found = Picture(snapshot, AS_OF).all(), Picture(made, AS_OF).all()
    for name in want:
        assert found[name] == want[name], name
    assert not planned(made, content).batch
    second, _ = anew(written(made, locale)[1])
    assert Picture(second, AS_OF).all() == want


@pytest.mark.parametrize("name", sorted(CURRENCY))
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_demo_account_comes_back(name: str, locale: str) -> None:
    files = demo_sheets(DEMO_DAY)[name].files()
    new_id = ids()
    snapshot = empty(name, CURRENCY[name])
    plan = plan_import(recognise_all(read_tables(files), {}), snapshot, as_of=DEMO_DAY, new_id=new_id)
    snapshot = fold(snapshot, plan.batch)
    sheets, content = written(snapshot, locale, day=DEMO_DAY)
    assert not sheets.omitted
    assert not planned(snapshot, content, DEMO_DAY).batch
    made, plan = anew(content, DEMO_DAY, currency=CURRENCY[name])
    assert not plan.skips
    assert [f.code for f in plan.findings if f.level == "error"] == []
    assert not planned(made, content, DEMO_DAY).batch
    want, found = Named(snapshot, DEMO_DAY).all(), Named(made, DEMO_DAY).all()
    for part in want:
        assert found[part] == want[part], part


class Named(Picture):
    """A picture in which whoever has a number is called by it: numbers go into the new account as they are."""

    def id(self, record_id: str) -> str:
        external = self.snapshot.records("ExternalId")
        for t in self.snapshot.ties:
            if t.type == "IDENTIFIED_BY" and t.start_id == record_id and external[t.end_id]["system"].endswith("_id"):
                return str(external[t.end_id]["value"])
        return super().id(record_id)
