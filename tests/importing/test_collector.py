import gc

import pytest

from service.importing.collector import collector_at_rest


@collector_at_rest()
def _at_work() -> bool:
    return gc.isenabled()


def test_the_collector_rests_inside_and_works_again_after_the_outermost_block() -> None:
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        assert not _at_work()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="in between"), collector_at_rest():
        raise ValueError("in between")
    assert gc.isenabled()


def test_where_it_was_off_before_it_stays_off() -> None:
    gc.disable()
    try:
        assert not _at_work()
        assert not gc.isenabled()
    finally:
        gc.enable()
