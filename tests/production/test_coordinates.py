"""Coordinates as people paste them."""

from decimal import Decimal

import pytest

from production.formats.coordinates import NoCoordinate, parse, split_pair


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("19.3449", "19.344900"),
        ("19,3449", "19.344900"),
        ("−99.0972", "-99.097200"),
        ("48.8584 N", "48.858400"),
        ("70.66 S", "-70.660000"),
        ("99°05'49.9\"W", "-99.097194"),
        ("99° 30′ O", "-99.500000"),
        ("19.34490000000000000001", "19.344900"),
        ("180", "180.000000"),
    ],
)
def test_one_coordinate(text, value):
    assert parse(text, 180) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "x", "nan", "inf", "1e3", "-99 W", "181", "٣", "1" * 500, "99°60'W", "1.2.3"]
)
def test_what_is_none(text):
    with pytest.raises(NoCoordinate):
        parse(text, 180)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("19.3449, -99.0972", ("19.344900", "-99.097200")),
        ("(19.3449,-99.0972)", ("19.344900", "-99.097200")),
        ("19,3449; -99,0972", ("19.344900", "-99.097200")),
        ("19,3449 -99,0972", ("19.344900", "-99.097200")),
        ("19.3449 N, 99.0972 W", ("19.344900", "-99.097200")),
        ("19°20'41.6\"N 99°05'49.9\"W", ("19.344889", "-99.097194")),
        ("19°20'41.6\"N99°05'49.9\"W", ("19.344889", "-99.097194")),
    ],
)
def test_a_pasted_pair(text, pair):
    first, second = split_pair(text)
    assert (parse(first, 90), parse(second, 180)) == (Decimal(pair[0]), Decimal(pair[1]))


@pytest.mark.parametrize("text", ["19.3449", "19,34", "19,3449", "91, 0", "0, 181", "a, b", "1, 2, 3"])
def test_what_is_no_pair(text):
    assert split_pair(text) is None
