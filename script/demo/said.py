"""What the four interviews are about: log notes, and transcripts in reported speech.

Nobody is given words that the source doesn't report: the transcripts are the log-keeper's summary,
sentence by sentence, in the language that was spoken. Times are sample data.

Each note: where it begins, its length in seconds, stars, themes, scenes, gist, and what is reported:
each sentence in the language of the interview, with its translation where there is one.
"""

from __future__ import annotations

from typing import NamedTuple

from script.demo.scenes import B, F, V, W


class Note(NamedTuple):
    at: str  # running time on its card, m:ss
    seconds: int
    stars: int
    themes: tuple[str, ...]
    scenes: tuple[str, ...]
    gist: str
    said: tuple[tuple[str, str], ...] = ()
    note: str = ""


HOUSE, CARDENAS, MEMORY, LIFE = "The house", "The Cárdenas family", "Memory", "Everyday life"
NIGHT, MERCADER, AUGUST = "The night of 24 May", "Mercader", "20 August"
ASYLUM, EXILE, TRIALS = "Asylum", "Exile", "The trials"

SPOKEN_BY = {"VOLKOV": V, "FERNÁNDEZ": F, "WOODS": W, "BROUÉ": B}
