"""Where the copy of an archive clip begins, and which of its frames are shown."""

from types import SimpleNamespace

import pytest

from production.timecode import RATES
from script.actions.media import clip_part, medium_of_clip
from tests.factories import ArchiveClipFactory, CopyFactory

pytestmark = pytest.mark.django_db
DROP = {"rate": "30000/1001", "drop_frame": True}
PAL = {"rate": "25/1"}


def shown(clip, otherwise):
    medium = medium_of_clip(clip, otherwise)
    part = clip_part(SimpleNamespace(clip_in="", clip_out=""), clip, medium)
    return medium.start, part and (part.start, part.end)


def clip_of(first, last, begins, **rate):
    clip = ArchiveClipFactory(timecode_in=first, timecode_out=last, **rate)
    CopyFactory(clip=clip, start_timecode=begins, **rate)
    return clip


@pytest.mark.parametrize(
    ("first", "last", "begins", "rate", "told"),
    [
        # the first frame of a minute bears no 00 where labels are dropped
        ("01:01:00", "01:01:02", "01:01:00", DROP, ("01:01:00;02", (0, 58))),
        ("01:01:00;02", "01:01:02;00", "01:01:00", DROP, ("01:01:00;02", (0, 58))),
        ("01:10:00", "01:10:02", "01:10:00", DROP, ("01:10:00;00", (0, 60))),
        ("01:00:00", "01:00:02", "01:00:00", PAL, ("01:00:00:00", (0, 50))),
        # a second that the copy holds in part
        ("01:00:00", "01:00:02", "01:00:00:10", PAL, ("01:00:00:10", (0, 40))),
        # a clip that lies before its copy by frames: then nobody knows where that begins
        ("01:00:00:05", "01:00:02:00", "01:00:00:10", PAL, ("00:00:00:00", (90_005, 90_050))),
        ("01:00:00:10", "01:00:02:00", "01:00:00:10", PAL, ("01:00:00:10", (0, 40))),
    ],
)
def test_where_a_copy_begins(first, last, begins, rate, told):
    assert shown(clip_of(first, last, begins, **rate), RATES["25/1"]) == told
