"""Lap sheets and question lists to print in tests and benchmarks."""

from datetime import date

from interviews.pdf.content import Ask, Guest, LapSheet, QuestionLists
from tests.production.pdf.papers import HEAD

VOLKOV = Guest(
    "Esteban Volkov",
    status="scheduled",
    said="es-TEH-ban VOL-kof",
    addressed="Señor Volkov",
    line="Trotsky's grandson; hosts the shoot",
    languages=("es", "en"),
    is_irreplaceable=True,
    questions=(
        Ask("How did you come to the house?", theme="Arrival", language="es", note="Let him name the month."),
        Ask("Where were you that night?", is_must=True, theme="The attack", note="Wait for it."),
        Ask("Who opened the gate?", is_must=True, state="answered"),
        Ask("What did your sister know?", state="asked"),
    ),
)
BROUE = Guest("Pierre Broué", status="contacted", languages=("fr",), needs_interpreter=True)
LAP = LapSheet(
    HEAD, VOLKOV, on=date(2003, 6, 16), brief="He guides through the house.", sensitivities="His sister."
)
LISTS = QuestionLists(HEAD, (VOLKOV, BROUE))


def asks(count):
    return tuple(
        Ask(
            f"What do you remember of the year {1900 + n}, and who could confirm it?",
            is_must=n % 4 == 0,
            theme="Memory",
            language="es",
            note="Ask for a name." if n % 3 == 0 else "",
        )
        for n in range(count)
    )


def lap_of(count):
    return LapSheet(HEAD, Guest("Esteban Volkov", questions=asks(count)))


def lists_of(count, each=10):
    """So many questions, ten a subject."""
    guests = tuple(Guest(f"Subject {n}", questions=asks(each)) for n in range(count // each))
    return QuestionLists(HEAD, guests)
