"""The log counts and reads timecode as the server does."""

import random

import pytest
from playwright.sync_api import Page

from interviews.places import frame_typed
from production import timecode
from production.timecode import BadTimecode
from tests.browser.log.hands import log_of, opened
from tests.factories import InterviewFactory, RecordingFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_timecode_is_counted_as_on_the_server(page: Page, login, editor, recording, console):
    login(page, editor)
    opened(page, log_of(recording))
    rates = [
        (key, drop)
        for key in timecode.RATES
        for drop in (False, True)
        if not drop or key in timecode.MAY_DROP
    ]
    asked, wanted = [], []
    chance = random.Random(1940)
    for key, drop in rates:
        rate = timecode.rate_of(key, drop=drop)
        minute = 60 * rate.base
        frames = [0, 1, minute - 1, minute, minute + 1, 10 * minute, rate.day - 1, rate.day, 3 * rate.day + 7]
        frames += [chance.randrange(rate.day) for _ in range(200)]
        asked.append([[rate.num, rate.den, rate.drop], frames])
        wanted.append(
            [
                [
                    str(timecode.label_of(frame % rate.day, rate)),
                    timecode.running(frame, rate),
                    timecode.ms_of(frame, rate),
                    timecode.frame_at(timecode.ms_of(frame, rate) + 7, rate),
                ]
                for frame in frames
            ]
        )
    got = page.evaluate(
        """async (asked) => {
            const t = await import("/static/production/log_timecode.js");
            return asked.map(([given, frames]) => {
                const rate = t.rateOf(given);
                return frames.map((frame) => [
                    t.source(frame, { rate, start: 0 }),
                    t.running(frame, rate),
                    t.msOf(frame, rate),
                    t.frameAt(t.msOf(frame, rate) + 7, rate),
                ]);
            });
        }""",
        asked,
    )
    assert got == wanted


TYPED = [
    "10:00:04:00", "10:00:04", "100004", "10000412", "0:04", "4:10", "r 4", "r4", "R 0:12", "r 1:00:00:05",
    "+12", "-12", "+ 1:00", "-1:00", "+1:00:00", "+99:99", "10:00:00:25", "10:00:00;05", "09:59:59:24",
    "24:00:00:00", "10:60:00:00", "10:00:61", "soon", "", "10.00.04.00", "10;00", "10:01:00:00",
    "10:01:00:02", "10:01:00;00", "10:01:00;02",
    "11:59:59:00", "r 99:99", "r 999999", "+", "1", "١٢:٠٠", "10:00:04:0",
]  # fmt: skip


@pytest.mark.parametrize(("key", "drop"), [("25/1", False), ("30000/1001", True), ("24000/1001", False)])
def test_typed_times_mean_the_same_as_on_the_server(page: Page, login, editor, film, key, drop, console):
    recording = RecordingFactory(
        interview=InterviewFactory(film=film),
        rate=key,
        drop_frame=drop,
        start_timecode="10:00:00:00",
        duration=200_000,
    )
    login(page, editor)
    opened(page, log_of(recording))
    rate = recording.frames
    got = page.evaluate(
        """async ([given, start, duration, texts]) => {
            const t = await import("/static/production/log_timecode.js");
            const place = { rate: t.rateOf(given), start, duration };
            return texts.map((text) => {
                try { return t.typed(text, place, 300); } catch (error) { return error.code; }
            });
        }""",
        [[rate.num, rate.den, rate.drop], timecode.frame_of(recording.start, rate), 200_000, TYPED],
    )
    assert dict(zip(TYPED, got, strict=True)) == {text: _meant(text, recording) for text in TYPED}


def _meant(text, recording):
    try:
        return frame_typed(text, recording, at=300)
    except BadTimecode as error:
        return error.code
