"""The four subjects: how far each is, what to know before asking, and the questions themselves.

Questions are the project's own words; nobody is given an answer.
"""

from __future__ import annotations

from typing import Any

from interviews.actions import questions
from interviews.models import Question, Subject
from production.models import Film, Person, Theme, User
from script.demo import SAMPLE, kept

# text, whether it is a must-get, state, note
Asked = tuple[str, bool, str, str]

SUBJECTS: list[dict[str, Any]] = [
    {
        "person": "Esteban Volkov",
        "theme": "The night of 24 May",
        "status": "pre_interviewed",
        "is_irreplaceable": True,
        "language": "es",
        "brief": "The last witness of the night of 24 May 1940 who speaks on camera. Guides us through the "
        "rooms; owns the photographs of the picnics. Start with the friendly years, go to the night "
        "late, and end in the garden.",
        "sensitivities": f"{SAMPLE}: his sister is asked about last, and only once. Let silences stand.",
        "questions": [
            ("Who met you when you came to this house in October 1939?", False, "open", ""),
            (
                "What did a Sunday with the Cárdenas family look like?",
                True,
                "open",
                "Have the photographs of the picnics on the table.",
            ),
            ("What was Frida Kahlo like with a boy of thirteen?", False, "open", ""),
            (
                "Where did you lie when the firing began on 24 May 1940?",
                True,
                "open",
                "In the room itself; let him show the space between bed and wall.",
            ),
            ("From how many directions did they fire?", True, "open", ""),
            (
                "What do you think today about the guard who opened the gate?",
                True,
                "open",
                "His opinion, not a finding: ask how he came to it.",
            ),
            ("How did the man who called himself Jacson win the guards?", False, "open", ""),
            (
                "What did you see when you came home from school on 20 August?",
                True,
                "open",
                "Ask once; wait.",
            ),
            ("In which language did you meet your sister again?", False, "open", ""),
        ],
    },
    {
        "person": "Pierre Broué",
        "theme": "The trials",
        "status": "scheduled",
        "is_irreplaceable": False,
        "language": "fr",
        "brief": "The historian's frame: what the papers say where the witnesses only remember. Interpreter "
        "on the day; keep questions short enough to be interpreted.",
        "sensitivities": f"{SAMPLE}: tires in the afternoon; asks to see quotations before they are used.",
        "questions": [
            ("Which archives were closed to you until 1990?", False, "open", ""),
            ("What do the papers say about the order to kill, and what don't they?", True, "open", ""),
            ("How reliable is Sudoplatov's account?", True, "open", "Two independent sources are wanted."),
            ("Who was Ignace Reiss, and why did his letter matter?", True, "open", ""),
            ("How did the exile of 1929 to 1937 narrow, country by country?", False, "open", ""),
            ("What did Zborowski report from Paris?", False, "open", ""),
            ("Which figure of the trials would you put on screen, and on what evidence?", True, "open", ""),
        ],
    },
    {
        "person": "Octavio Fernández",
        "theme": "Asylum",
        "status": "interviewed",
        "is_irreplaceable": True,
        "language": "es",
        "brief": "He arranged the asylum and can't be asked again: what stands on his cards is all there is. "
        "Rights go through his heirs.",
        "sensitivities": f"{SAMPLE}: the family hears the recording first.",
        "questions": [
            ("Which governments had refused a visa by the autumn of 1936?", True, "answered", ""),
            ("How did you come before President Cárdenas?", True, "answered", "Who spoke first, where."),
            ("In which words was the asylum granted?", True, "answered", ""),
            ("What did the Old Man fear on board the Ruth?", True, "answered", ""),
            ("Who stood on the quay in Tampico?", False, "answered", ""),
            ("How did Natalia Sedova see the country first?", False, "asked", "Left half way; too tired."),
            ("Who travelled on the train Hidalgo?", False, "open", "Not asked any more."),
        ],
    },
    {
        "person": "Alan Woods",
        "theme": "Memory",
        "status": "contacted",
        "is_irreplaceable": False,
        "language": "en",
        "brief": "Guest from London; speaks at the desk in the study. Has read the script with "
        "Esteban Volkov.",
        "sensitivities": "",
        "questions": [
            ("Why does this desk matter to somebody born after it was left?", True, "open", ""),
            ("How would you tell this life in one minute?", True, "open", "Three takes, standing."),
            ("What did you change your mind about in this house?", False, "open", ""),
            ("Which sentence of the biography do you still argue with?", False, "open", ""),
            ("What did the visitors ask you while we were setting up?", False, "open", ""),
            ("Where do you stop believing the memoirs?", False, "open", ""),
        ],
    },
]


def build(film: Film, people: dict[str, Person], by: User) -> None:
    """Every subject with their questions in order."""
    themes = {theme.name: theme for theme in Theme.objects.filter(film=film)}
    for row in SUBJECTS:
        fields = {name: row[name] for name in ("status", "is_irreplaceable", "brief", "sensitivities")}
        subject = kept(Subject(film=film, person=people[row["person"]], **fields))
        asked: list[Asked] = row["questions"]
        questions.add(
            subject=subject,
            questions=[
                Question(
                    text=text,
                    is_must=is_must,
                    state=state,
                    note=note,
                    language=row["language"],
                    theme=themes[row["theme"]] if is_must else None,
                )
                for text, is_must, state, note in asked
            ],
            by=by,
        )
