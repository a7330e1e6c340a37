"""Reports on paper: word for word, whole, tagged, and nothing but text."""

from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from production.pdf import archive_list, report, report_grid, report_tables, shot_list
from production.pdf.wording import Words
from tests import hostile
from tests.production.pdf import papers, reading

GOLDEN = Path(__file__).parents[2] / "golden"
TABLES = {
    "one_liner": (report_tables.one_liner, papers.SCHEDULE),
    "shooting_schedule": (report_tables.shooting_schedule, papers.SCHEDULE),
    "contacts": (report_tables.contacts, papers.CONTACTS),
    "archive": (archive_list.by_source, papers.ARCHIVE),
    "archive_states": (archive_list.by_state, papers.ARCHIVE),
    "releases": (report_tables.releases, papers.RELEASES),
    "shot_list": (shot_list.shot_list, papers.SHOTS),
}
NAMES = [*TABLES, "day_out_of_days"]


def render(name, content=None, language="en", paper=None):
    words = Words(language, papers.HEAD.as_of)
    if name == "day_out_of_days":
        return report_grid.render(content or papers.GRID, words, paper=paper)
    lay_out, standing = TABLES[name]
    return report.render(partial(lay_out, content or standing), words, paper=paper)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_a_golden_report_reads_word_for_word(name, language):
    read = reading.lines(render(name, language=language))
    path = GOLDEN / f"report_{name}_{language}.txt"
    assert read == path.read_text(encoding="utf-8").splitlines()


def test_a_day_ends_after_its_work():
    read = reading.lines(render("one_liner"))
    ends = [n for n, line in enumerate(read) if line.startswith("End of")]
    work = next(n for n, line in enumerate(read) if "Volkov at the desk" in line)
    assert read[ends[0]].startswith("End of the travel day — Sunday, 15 June 2003 — 1 h 30")
    assert read[ends[1]].startswith("End of Day 1 — Monday, 16 June 2003 — 6 h 40")
    assert ends[0] < work < ends[1]
    assert "Day off — Tuesday, 17 June 2003" in read
    assert "End of Day 2 — Wednesday, 18 June 2003 — nothing planned yet" in read


def test_a_time_after_midnight_says_so():
    assert "00:15 next day" in reading.words(render("one_liner"))


def test_the_last_item_and_the_end_of_its_day_stand_together():
    for count in range(20, 60, 3):
        for page in reading.pages(render("one_liner", papers.schedule_of(count, per_day=count))):
            if "End of Day" in page:
                assert "What was said" in page.split("End of Day")[0]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_off_and_nothing_overlaps(name, paper):
    for (width, height), boxes in reading.line_boxes(render(name, language="es", paper=paper)):
        assert (width > height) == (name == "day_out_of_days")
        for left, bottom, right, top in boxes:
            assert 20 <= left <= right <= width - 20
            assert 15 <= bottom <= top <= height - 15
        assert not reading.overlapping(boxes)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_sound_and_tagged(name):
    data = render(name)
    assert not reading.problems(data)
    assert reading.is_balanced(data)
    assert all(reading.fonts(data).values())
    kinds = [kind for _depth, kind in reading.structure(data)]
    assert {"H1", "Table", "TR", "TH", "TD"} <= set(kinds)


def test_many_dates_go_over_pages_and_the_totals_stand_once():
    pages = reading.pages(render("day_out_of_days", papers.grid_of(5, 70)))
    assert len(pages) == 3
    assert all("Crew 4" in page for page in pages)
    assert [" W H T " in page for page in pages] == [False, False, True]
    codes = " ".join(page for page in pages).split()
    assert codes.count("SW") == codes.count("WF") == 5 + 1  # and once in the legend
    assert codes.count("W") == 5 * 68 + 1 + 1


@pytest.mark.parametrize("count", [1, 22, 23, 24, 45, 46, 47, 400])
def test_every_date_stands_on_one_page(count):
    found = report_grid.parts(count, 720)
    assert [n for part in found for n in part] == list(range(count))
    assert max(map(len, found)) * report_grid.DATE[0] + report_grid.NAME + 3 * report_grid.TOTAL <= 720


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_report_says_so(name):
    empty = {
        "contacts": papers.Contacts(papers.HEAD, ()),
        "releases": papers.Releases(papers.HEAD, ()),
        "archive": papers.ArchiveList(papers.HEAD, ()),
        "archive_states": papers.ArchiveList(papers.HEAD, ()),
        "shot_list": papers.ShotList(papers.HEAD, ()),
        "day_out_of_days": papers.Grid(papers.HEAD, (), ()),
    }.get(name, papers.Schedule(papers.HEAD, ()))
    assert "Nothing to report yet." in reading.words(render(name, empty))


def with_text(content, text):
    """The content with a text in all that somebody types."""
    codes = {"kind", "day_type", "int_ext", "day_night", "standing", "paper", "cells", "missing"}
    codes |= {"state", "copy"}
    if isinstance(content, tuple):
        return tuple(with_text(item, text) for item in content)
    if not is_dataclass(content):
        return text if isinstance(content, str) else content
    if isinstance(content, (papers.Grid, papers.Contacts)):
        name = "groups" if isinstance(content, papers.Grid) else "departments"
        kept = tuple((code, with_text(rows, text)) for code, rows in getattr(content, name))
        return replace(content, head=with_text(content.head, text), **{name: kept})
    values = {f.name: getattr(content, f.name) for f in fields(content) if f.name not in codes}
    return replace(content, **{name: with_text(value, text) for name, value in values.items()})


@pytest.mark.parametrize("name", NAMES)
def test_hostile_words_are_nothing_but_text(name):
    content = papers.GRID if name == "day_out_of_days" else TABLES[name][1]
    plain = reading.structure(render(name, with_text(content, "Plain words")))
    for text in hostile.STRINGS.values():
        data = render(name, with_text(content, text))
        assert not reading.problems(data)
        assert reading.is_balanced(data)
        assert not [link for link in reading.links(data) if not link.startswith("tel:")]
        kinds = {kind for _depth, kind in reading.structure(data)}
        assert kinds <= {kind for _depth, kind in plain} | {"Link"}
