"""What comes in with an archive as JSON is of the shape that pages and papers are drawn from."""

from datetime import UTC, date, datetime

import pytest

from script.actions.film_judging import FAULTS, READS
from script.pdf import content
from tests.script.scripts import narration, script_of, soundbite

QUOTED = {"ranges": [[0, 5]], "words": ["x"], "speaker": ""}


def stored(**more):
    since = content.Since(1, "White", (content.Count("added", 2),))
    found = script_of(
        [[narration(1, "The wall.")], [soundbite(2, "Vivíamos aquí.")]],
        since=since,
        on=date(2003, 7, 1),
        locked_at=datetime(2003, 7, 1, 12, tzinfo=UTC),
    )
    return {**content.to_json(found), **more}


def with_first(section, **more):
    first, *rest = stored()[section]
    return stored(**{section: [{**first, **more}, *rest]})


GOOD = {
    "draft.content": [stored(), stored(since=None), stored(unknown=5), stored(on=None)],
    "cell.ranges": [[], [[0, 5], [7, 9]]],
    "cell.kept": [None, QUOTED, {**QUOTED, "seen": {"ranges": [[1, 5]], "words": [""]}}],
    "script.paces": [{}, {"es": 120}],
    "script.reading": [{}, {"es": {"characters": 42}}],
    "cue.word_times": [None, [], [None, [0, 5]]],
}
BAD = {
    "draft.content": [
        *([], {}, "x", 7, None),
        *(stored(**{name: value}) for name in ("rows", "title", "media") for value in (5, None)),
        *(stored(record_start=value) for value in ("x", "99:99:99:99", 5)),
        *(stored(rate=value) for value in ("x", "0/0", None)),
        *(stored(on="tomorrow"), stored(number="1"), stored(scenes=[]), stored(rows=[])),
        stored(since={"number": 1, "colour": "White", "counts": [{"kind": "spelt", "rows": 1}]}),
        stored(since={"number": 1, "colour": "White", "before": [1, 0]}),
        *(with_first("rows", lasts=value) for value in ([1, 0], [1, 2, 3], ["1", 2], 5, None)),
        *(with_first("rows", **{name: "1"}) for name in ("key", "scene")),
        with_first("rows", clearance="perhaps"),
        *(
            with_first("cells", **{name: "?"})
            for name in ("element", "column", "basis", "clearance", "people")
        ),
        *(with_first("media", **more) for more in ({"rate": "7/1"}, {"start": ""}, {"duration": 1.5})),
        with_first("scenes", title=5),
    ],
    "cell.ranges": [
        None,
        {},
        5,
        [5],
        [["a", "b"]],
        [[1]],
        [[5, 1]],
        [[-5, 10]],
        [[0, 1 << 60]],
        [[False, True]],
    ],
    "cell.kept": [
        *([], 5, {"ranges": 1}, {"ranges": [[1, 2]]}, {**QUOTED, "ranges": [], "words": []}),
        *(
            {**QUOTED, **more}
            for more in ({"words": 5}, {"words": []}, {"speaker": 5}, {"seen": {"ranges": 5}})
        ),
    ],
    "script.paces": [None, [], 5, {"es": "x"}, {"es": 0}, {"es": [100]}, {"es": 100.5}],
    "script.reading": [None, 5, {"es": 5}, {"es": {"letters": 42}}, {"es": {"characters": "42"}}],
    "cue.word_times": [5, [5], [["a", 2]], [[1, 2, 3]], [[0, 1.5]]],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in GOOD.items() for value in values]
)
def test_what_we_store_is_taken(name, value):
    READS[name](value)


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in BAD.items() for value in values]
)
def test_what_could_not_be_shown_is_told(name, value):
    with pytest.raises(FAULTS):
        READS[name](value)
