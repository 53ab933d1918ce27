"""What a soak calls growth."""

from tests.soaking.report import growth


def test_a_steady_rise_is_told_per_hour_and_as_a_whole() -> None:
    went = growth([0, 60, 120, 180], [400, 410, 420, 430])
    assert (went.first, went.last) == (400, 430)
    assert round(went.per_hour, 6) == 600
    assert round(went.whole, 6) == 30
    assert not went.tolerable


def test_what_goes_up_and_down_has_not_grown() -> None:
    assert growth([0, 60, 120, 180, 240], [400, 440, 395, 445, 400]).tolerable


def test_a_twentieth_of_the_first_level_is_tolerated() -> None:
    assert growth([0, 3600], [400, 420]).tolerable
    assert not growth([0, 3600], [400, 421]).tolerable
