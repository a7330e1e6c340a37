"""A script of three soundbites and a narration, whose cut comes back from the editor."""

import pytest

from tests.factories import (
    CellFactory,
    RowFactory,
    ScriptFactory,
    SegmentFactory,
    SoundbiteFactory,
)


@pytest.fixture
def client(client_of, editor):
    return client_of(editor)


@pytest.fixture
def script(film):
    return ScriptFactory(film=film, title="House")


@pytest.fixture
def rows(scene, recording):
    """Three soundbites of four seconds, narration after the first."""
    made = []
    for number in range(3):
        row = RowFactory(scene=scene)
        segment = SegmentFactory(recording=recording, in_frame=1000 * number, out_frame=1000 * number + 100)
        SoundbiteFactory(row=row, segment=segment)
        made.append(row)
        if not number:
            made.append(RowFactory(scene=scene))
            CellFactory(row=made[-1])
    return made
