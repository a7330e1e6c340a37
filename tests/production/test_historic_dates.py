from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production import historic_dates
from production.historic_dates import HistoricDate, Precision, Stated, parse
from production.historic_words import format_date

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "precision"),
    [
        ("22 Aug 1940", "1940-08-22", "1940-08-22", "day"),
        ("August 22nd, 1940", "1940-08-22", "1940-08-22", "day"),
        ("22 de agosto de 1940", "1940-08-22", "1940-08-22", "day"),
        ("1º de mayo de 1938", "1938-05-01", "1938-05-01", "day"),
        ("1940-08-22", "1940-08-22", "1940-08-22", "day"),
        ("22.8.1940", "1940-08-22", "1940-08-22", "day"),
        ("8/22/1940", "1940-08-22", "1940-08-22", "day"),
        ("29 Feb 1940", "1940-02-29", "1940-02-29", "day"),
        ("Aug. 1940", "1940-08-01", "1940-08-31", "month"),
        ("Agosto de 1940", "1940-08-01", "1940-08-31", "month"),
        ("February 1938", "1938-02-01", "1938-02-28", "month"),
        ("1908-09", "1908-09-01", "1908-09-30", "month"),
        ("autumn 2003", "2003-09-01", "2003-11-30", "season"),
        ("otoño de 2003", "2003-09-01", "2003-11-30", "season"),
        ("winter 1939–40", "1939-12-01", "1940-02-29", "season"),
        ("early 1935", "1935-01-01", "1935-05-01", "part"),
        ("a principios de 1935", "1935-01-01", "1935-05-01", "part"),
        ("mid-1930s", "1933-05-02", "1936-08-30", "part"),
        ("late May 1940", "1940-05-21", "1940-05-31", "part"),
        ("1940", "1940-01-01", "1940-12-31", "year"),
        ("1940s", "1940-01-01", "1949-12-31", "decade"),
        ("los años 40", "1940-01-01", "1949-12-31", "decade"),
        ("años cuarenta", "1940-01-01", "1949-12-31", "decade"),
        ("década de 1870", "1870-01-01", "1879-12-31", "decade"),
        ("1937–38", "1937-01-01", "1938-12-31", "range"),
        ("1937-38", "1937-01-01", "1938-12-31", "range"),
        ("1908–09", "1908-01-01", "1909-12-31", "range"),
        ("de 1937 a 1938", "1937-01-01", "1938-12-31", "range"),
        ("between 1937 and 1938", "1937-01-01", "1938-12-31", "range"),
        ("24–25 May 1940", "1940-05-24", "1940-05-25", "range"),
        ("May 24-25, 1940", "1940-05-24", "1940-05-25", "range"),
        ("del 24 al 25 de mayo de 1940", "1940-05-24", "1940-05-25", "range"),
        ("24 May – 3 June 1940", "1940-05-24", "1940-06-03", "range"),
        ("March–May 1938", "1938-03-01", "1938-05-31", "range"),
        ("Aug 1940 – 1941", "1940-08-01", "1941-12-31", "range"),
        ("1920s–30s", "1920-01-01", "1939-12-31", "range"),
    ],
)
def test_dates_as_sources_give_them(typed, earliest, latest, precision):
    found = parse(typed)
    assert (found.earliest, found.latest) == (date.fromisoformat(earliest), date.fromisoformat(latest))
    assert found.precision == precision
    assert not found.about


@pytest.mark.parametrize(
    "typed",
    ["c. 1935", "ca 1935", "circa 1935", "about 1935", "hacia 1935", "alrededor de 1935", "1935?", "~1935"],
)
def test_about_keeps_the_days_and_says_so(typed):
    assert parse(typed) == HistoricDate(Stated(1935), about=True)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "not_a_historic_date"),
        ("banana", "not_a_historic_date"),
        ("40", "not_a_historic_date"),
        ("٢٢ Aug 1940", "not_a_historic_date"),
        ("1940 1941", "not_a_historic_date"),
        ("9999", "not_a_historic_date"),
        ("99", "not_a_historic_date"),
        ("1945s", "not_a_historic_date"),
        ("early 5 May 1935", "not_a_historic_date"),
        ("1940" * 30, "not_a_historic_date"),
        ("-" * 80, "not_a_historic_date"),
        ("30 Feb 1940", "no_such_day"),
        ("29 Feb 1939", "no_such_day"),
        ("0 May 1939", "no_such_day"),
        ("13.13.1940", "no_such_day"),
        ("13/1940", "no_such_day"),
        ("8/9/1940", "day_or_month"),
        ("1938–37", "wrong_order"),
        ("3 June – 24 May 1940", "wrong_order"),
    ],
)
def test_what_is_no_date_is_told_apart(typed, error):
    with pytest.raises(historic_dates.HistoricDateError) as refused:
        parse(typed)
    assert refused.value.code == error


@pytest.mark.parametrize(
    ("typed", "english", "short", "spanish"),
    [
        ("1940-08-22", "22 August 1940", "22 Aug 1940", "22 de agosto de 1940"),
        ("8/1940", "August 1940", "Aug 1940", "agosto de 1940"),
        ("fall 2003", "autumn 2003", "autumn 2003", "otoño de 2003"),
        ("winter 1939", "winter 1939–40", "winter 1939–40", "invierno de 1939–40"),
        ("start of 1935", "early 1935", "early 1935", "principios de 1935"),
        ("mid 1935", "mid-1935", "mid-1935", "mediados de 1935"),
        ("late 1930s", "late 1930s", "late 1930s", "fines de la década de 1930"),
        ("40s", "1940s", "1940s", "década de 1940"),
        ("c. 1937-38", "about 1937–38", "about 1937–38", "hacia 1937–38"),
        ("24/25 May 1940", "24–25 May 1940", "24–25 May 1940", "24–25 de mayo de 1940"),
        ("1 sep – 2 oct 1937", "1 September – 2 October 1937", "1 Sept – 2 Oct 1937",
         "1 de septiembre – 2 de octubre de 1937"),
        ("1898-1902", "1898 – 1902", "1898 – 1902", "1898 – 1902"),
    ],
)  # fmt: skip
def test_dates_in_the_words_of_both_languages(typed, english, short, spanish):
    found = parse(typed)
    assert format_date(found) == english
    assert format_date(found, short=True) == short
    assert format_date(found, "es") == spanish


points = st.one_of(
    st.dates(date(1600, 1, 1), date(2100, 12, 31)).map(lambda d: Stated(d.year, d.month, d.day)),
    st.builds(Stated, st.integers(1600, 2100), st.integers(1, 12)),
    st.builds(Stated, st.integers(1600, 2100)),
    st.builds(Stated, st.integers(1600, 2100), season=st.integers(0, 3)),
    st.builds(Stated, st.integers(1600, 2100), part=st.sampled_from(historic_dates.Part)),
    st.builds(Stated, st.integers(160, 210).map(lambda y: 10 * y), decade=st.just(True)),
)


@given(points, st.none() | points, st.booleans(), st.sampled_from(["en", "es"]), st.booleans())
def test_what_is_worded_is_read_again_as_the_same(start, end, about, language, short):
    if end is not None and end.bounds[1] < start.bounds[0]:
        start, end = end, start
    if start == end or (end and end.bounds[1] < start.bounds[0]):
        end = None
    value = HistoricDate(start, end, about)
    assert parse(format_date(value, language, short=short)) == value


@given(st.text(max_size=100))
def test_no_text_breaks_it(text):
    try:
        found = parse(text)
    except historic_dates.HistoricDateError:
        return
    assert found.earliest <= found.latest


@given(points, points)
def test_overlap_is_mutual_and_follows_the_days(one, other):
    one, other = HistoricDate(one), HistoricDate(other)
    shared = max(one.earliest, other.earliest) <= min(one.latest, other.latest)
    assert one.overlaps(other) == other.overlaps(one) == shared
    assert (one.sort_key < other.sort_key) == ((one.earliest, one.latest) < (other.earliest, other.latest))
