"""Transcripts and logs to print in tests and benchmarks."""

from dataclasses import replace
from datetime import date

from interviews.pdf.log_content import Log, Pick
from interviews.pdf.transcript_content import Source, Spoken, Transcript
from production import timecode
from tests.production.pdf.papers import HEAD

NTSC = timecode.rate_of("30000/1001", drop=True)
SOURCE = Source("A001", NTSC, timecode.read("10:00:59;20"), "B")
ASKED, TOLD = "Interviewer", "Esteban Volkov"
CUES = (
    Spoken(0, 60, "Who opened\nthe gate?", ASKED, "¿Quién abrió\nla puerta?"),
    Spoken(62, 120, "It was [?Sheldon], (laughs)", TOLD, "Fue Sheldon,"),
    Spoken(125, 240, "who had the watch [inaudible].", TOLD, "que tenía la guardia."),
    Spoken(330, 420, "Then there were shots.", TOLD, "Luego hubo disparos.", is_stale=True),
    Spoken(430, 1000, "We lay on the floor.", TOLD),
)
TRANSCRIPT = Transcript(
    HEAD, "In the garden", SOURCE, "en", "verbatim", CUES,
    maker="Inés", revision=4, shot_on=date(2003, 6, 17),
    translated_into="es", translator="Juan", not_before=date(2999, 1, 1), restrictions="He sees it first.",
)  # fmt: skip
GATE = Pick(
    "A001 · B", "10:01:00;02", "10:01:10;02", "00:00:10;00", NTSC.seconds(300), 4, "The gate",
    "Who opened the", "had the watch", (TOLD,), ("The attack", "Exile"), "Good light.",
)  # fmt: skip
FLOOR = replace(
    GATE,
    source_in="10:02:00;02",
    source_out="10:02:10;02",
    rating=2,
    gist="The floor",
    themes=(),
    in_words="",
    note="",
)
LOG = Log(HEAD, "In the garden", (GATE, FLOOR), not_before=date(2999, 1, 1), restrictions="He sees it first.")


def transcript_of(count):
    words = "What do you remember of that year in the house, and who could confirm it today?"
    cues = tuple(
        Spoken(n * 90, n * 90 + 80, words, (ASKED, TOLD)[n // 4 % 2], f"Otra vez: {words}")
        for n in range(count)
    )
    return replace(TRANSCRIPT, cues=cues)


def log_of(count):
    return Log(HEAD, "In the garden", (GATE, FLOOR) * (count // 2))
