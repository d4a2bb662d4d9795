"""Corrections of one person: what changes, what stays, who was faster, and back again."""

from datetime import date

import pytest

from service.accounts import standing
from service.changes import items_of, last_standing, list_changes, list_imports
from service.correcting import Corrected, CorrectionConflictError, correct_person, corrections_of, undo_correction
from service.domain.actor import LOCAL_USER, Actor
from service.domain.correcting import Field, Wish
from service.domain.errors import InvalidInputError, NotFoundError, RefusedError
from service.importing.undo import undo_last_import
from service.org import search
from tests.correcting.conftest import Place
from tests.webapp import TODAY

pytestmark = pytest.mark.graph


def correct(place: Place, name: str, *wishes: Wish, base: str | None = None, day: date = TODAY) -> Corrected:
    return correct_person(
        place.graph,
        LOCAL_USER,
        account_id=place.account_id,
        person_id=place.person(name),
        wishes=wishes,
        base=base,
        as_of=day,
    )


def last_change(place: Place) -> str | None:
    found = place.graph.read(LOCAL_USER, standing, account_id=place.account_id)
    assert found is not None
    return found.last_change_id


def test_a_name_is_corrected_and_found_under_the_new_one(place: Place) -> None:
    done = correct(place, "能登 健一", Wish(Field.NAME, "能登 賢一"), Wish(Field.KANA, "ノト ケンイチ"))
    assert done.change_id
    hits = place.graph.read(LOCAL_USER, search, text="ケンイチ", account_id=place.account_id, as_of=TODAY)
    assert [h.name for h in hits] == ["能登 賢一"]
    (item,) = place.graph.read(LOCAL_USER, items_of, account_id=place.account_id, change_id=done.change_id)
    assert item.before is not None
    assert item.after is not None
    assert (item.before["name"], item.after["name"]) == ("能登 健一", "能登 賢一")


def test_a_title_is_corrected_in_the_whole_interval(place: Place) -> None:
    correct(place, "能登 健一", Wish(Field.TITLE, "執行役員 基盤部長"))
    for day in (date(2025, 4, 1), date(2026, 1, 1), TODAY, date(2030, 1, 1)):
        org = place.org(day)
        seat = org.seat[org.posts_of[place.person("能登 健一")][0].seat_id]
        assert seat.title == "基盤部長", day
    assert place.org().person[place.person("能登 健一")].grade_title == "執行役員"


def test_a_department_is_corrected_and_the_post_keeps_its_people(place: Place) -> None:
    correct(place, "山田 太郎", Wish(Field.DEPARTMENT, place.department("経理部")))
    org = place.org()
    seat = org.seat[place.seat("山田 太郎")]
    assert org.path(seat.department_id) == ("経理部",)
    assert place.manager("山田 太郎") == "能登 健一"
    correct(place, "山田 太郎", Wish(Field.DEPARTMENT, ""))
    assert place.org().seat[place.seat("山田 太郎")].department_id is None


def test_a_manager_is_corrected_and_taken_away(place: Place) -> None:
    correct(place, "山田 太郎", Wish(Field.MANAGER, place.seat("新田 進")))
    assert place.manager("山田 太郎") == "新田 進"
    correct(place, "山田 太郎", Wish(Field.MANAGER, ""))
    assert place.manager("山田 太郎") is None
    correct(place, "新田 進", Wish(Field.MANAGER, place.seat("相馬 美緒")))
    assert place.manager("新田 進") == "相馬 美緒"


def test_nothing_new_is_no_change(place: Place) -> None:
    before = last_change(place)
    assert correct(place, "能登 健一", Wish(Field.NAME, " 能登 健一 "), Wish(Field.TITLE, "部長")).change_id is None
    assert last_change(place) == before


@pytest.mark.parametrize("name", ["", "  ", "空席", "x" * 201])
def test_a_name_that_is_none(place: Place, name: str) -> None:
    with pytest.raises(InvalidInputError):
        correct(place, "能登 健一", Wish(Field.NAME, name))
    assert "能登 健一" in {p.name for p in place.org().people}


def test_what_cannot_be(place: Place) -> None:
    with pytest.raises(InvalidInputError):
        correct(place, "能登 健一", Wish(Field.DEPARTMENT, "nowhere"))
    with pytest.raises(InvalidInputError):
        correct(place, "能登 健一", Wish(Field.MANAGER, "nobody"))
    with pytest.raises(RefusedError, match="circle"):
        correct(place, "相馬 美緒", Wish(Field.MANAGER, place.seat("山田 太郎")))
    with pytest.raises(RefusedError, match="circle"):
        correct(place, "相馬 美緒", Wish(Field.MANAGER, place.seat("相馬 美緒")))
    with pytest.raises(NotFoundError):
        correct_person(
            place.graph, LOCAL_USER, account_id=place.account_id, person_id="nobody",
            wishes=[Wish(Field.NAME, "x")], base=None, as_of=TODAY,
        )  # fmt: skip
    with pytest.raises(NotFoundError):
        correct_person(
            place.graph, Actor(None, visible=frozenset({"another"})), account_id=place.account_id,
            person_id=place.person("能登 健一"), wishes=[Wish(Field.NAME, "x")], base=None, as_of=TODAY,
        )  # fmt: skip


def test_who_was_faster_is_said_with_both_values(place: Place) -> None:
    seen = last_change(place)
    correct(place, "能登 健一", Wish(Field.TITLE, "統括部長", "部長"), base=seen)
    with pytest.raises(CorrectionConflictError) as caught:
        correct(place, "能登 健一", Wish(Field.TITLE, "次長", "部長"), base=seen)
    (problem,) = caught.value.problems
    assert (problem.where, problem.found, problem.expected) == ("title", "統括部長", "次長")
    correct(place, "能登 健一", Wish(Field.NAME, "能登 賢一", "能登 健一"), base=seen)
    with pytest.raises(CorrectionConflictError):
        correct(place, "能登 賢一", Wish(Field.NAME, "能登 謙一"), base=seen)
    assert correct(place, "能登 賢一", Wish(Field.TITLE, "統括部長"), base=seen).change_id is None, "wanted by both"


@pytest.mark.parametrize("field", list(Field))
def test_an_undo_is_to_the_letter(place: Place, field: Field) -> None:
    value = {
        Field.NAME: "能登 賢一",
        Field.KANA: "ノト",
        Field.TITLE: "取締役 統括部長",
        Field.DEPARTMENT: place.department("経理部"),
        Field.MANAGER: place.seat("新田 進"),
    }[field]
    before = place.snapshot()
    done = correct(place, "能登 健一", Wish(field, value))
    assert done.change_id
    assert place.snapshot() != before
    correct(place, "新田 進", Wish(Field.NAME, "新田 晋"))
    undo_correction(place.graph, LOCAL_USER, account_id=place.account_id, change_id=done.change_id)
    correct(place, "新田 晋", Wish(Field.NAME, "新田 進"))
    assert place.snapshot() == before
    with pytest.raises(RefusedError, match="already"):
        undo_correction(place.graph, LOCAL_USER, account_id=place.account_id, change_id=done.change_id)


def test_what_was_corrected_again_is_not_undone_by_itself(place: Place) -> None:
    first = correct(place, "山田 太郎", Wish(Field.DEPARTMENT, place.department("経理部")))
    second = correct(place, "山田 太郎", Wish(Field.DEPARTMENT, ""))
    assert first.change_id
    assert second.change_id
    with pytest.raises(RefusedError, match="again"):
        undo_correction(place.graph, LOCAL_USER, account_id=place.account_id, change_id=first.change_id)
    undo_correction(place.graph, LOCAL_USER, account_id=place.account_id, change_id=second.change_id)
    undo_correction(place.graph, LOCAL_USER, account_id=place.account_id, change_id=first.change_id)
    assert place.org().seat[place.seat("山田 太郎")].department_id == place.department("運用課")


def test_only_corrections_of_this_account_are_undone(place: Place) -> None:
    imported = last_change(place)
    assert imported
    for change_id in (imported, "nothing"):
        with pytest.raises(NotFoundError):
            undo_correction(place.graph, LOCAL_USER, account_id=place.account_id, change_id=change_id)


def test_the_history_of_a_person_and_of_the_imports(place: Place) -> None:
    done = correct(place, "能登 健一", Wish(Field.MANAGER, place.seat("新田 進")))
    assert done.change_id
    changes = place.graph.read(LOCAL_USER, list_changes, account_id=place.account_id)
    (told,) = corrections_of(changes, place.person("能登 健一"))
    assert told.fields == {
        "manager": ("相馬 美緒 情報システム本部 本部長", "新田 進 経理部 部長"),
    }
    assert corrections_of(changes, place.person("新田 進")) == []
    undo_correction(place.graph, LOCAL_USER, account_id=place.account_id, change_id=done.change_id)
    assert [h.kind for h in place.graph.read(LOCAL_USER, list_imports, account_id=place.account_id)] == ["import"]
    changes = place.graph.read(LOCAL_USER, list_changes, account_id=place.account_id)
    assert corrections_of(changes, place.person("能登 健一"))[0].undone
    found = last_standing(changes)
    assert found is not None
    assert found.kind == "import"


def test_an_import_is_undone_only_after_the_corrections_on_top_of_it(place: Place) -> None:
    correct(place, "能登 健一", Wish(Field.NAME, "能登 賢一"))
    with pytest.raises(RefusedError):
        undo_last_import(place.graph, LOCAL_USER, place.account_id)
