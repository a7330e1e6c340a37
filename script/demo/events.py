"""The events of history that the film tells, with what they are known from and what covers them."""

from __future__ import annotations

from production.models import EventSource, Film, HistoricalEvent, Person, Scene
from script.demo import kept

VOLKOGONOV = "Volkogonov, Trotsky"
FIGURES = "Leon Trotsky"

# title, date, place, who, scenes, clips by the beginning of their title, themes, sources
# (kind, citation, locator, standing)
Told = tuple[str, str, str, str, list[str], list[str], list[str], list[tuple[str, str, str, str]]]
EVENTS: list[Told] = [
    ("Death of Lenin; the Left Opposition's struggle", "1924", "Moscow", "", [], [], ["Exile"], []),
    ("Expulsion from the party", "1927", "Moscow", FIGURES, [], [], ["Exile"], []),
    (
        "Exile: Turkey, France, Norway",
        "1930s",
        "",
        "Leon Trotsky, Natalia Sedova",
        ["3"],
        ["Map of the exile"],
        ["Exile"],
        [],
    ),
    (
        "Shpigelglas is told to speed up the murder",
        "early 1935",
        "Moscow",
        "Mikhail Shpigelglas, Pavel Sudoplatov",
        [],
        [],
        ["Mercader"],
        [("book", VOLKOGONOV, "p. 443", "secondary")],
    ),
    (
        "The purge trials",
        "1937–38",
        "Moscow",
        "",
        ["19", "11"],
        ["Trotsky denounces"],
        ["The trials"],
        [("book", "Trotsky, The Revolution Betrayed", "", "primary")],
    ),
    (
        "Ignace Reiss is found murdered",
        "4 September 1937",
        "Zurich",
        "Ignace Reiss",
        [],
        ["Reiss's letter"],
        ["The trials"],
        [("document", "Reiss's letter to the Central Committee", "1937", "primary")],
    ),
    (
        "Asylum is granted",
        "1930s",
        "Mexico City",
        "Lázaro Cárdenas, Diego Rivera, Octavio Fernández",
        ["4", "5"],
        ["Front pages announce"],
        ["Asylum", "The Cárdenas family"],
        [("interview", "Octavio Fernández, interview for the film", "", "primary")],
    ),
    (
        "Landing at Tampico from the tanker Ruth; the train Hidalgo",
        "1930s",
        "Tampico",
        "Leon Trotsky, Natalia Sedova",
        ["6", "7"],
        ["The tanker Ruth", "The train Hidalgo", "Tampico"],
        ["Asylum"],
        [("interview", "Octavio Fernández, interview for the film", "", "primary")],
    ),
    (
        "Letter about the biography of Stalin",
        "March 1938",
        "Coyoacán",
        FIGURES,
        [],
        ["Letter about the biography"],
        ["Exile"],
        [("book", VOLKOGONOV, "p. 197", "secondary")],
    ),
    (
        "The oil is nationalised",
        "1938",
        "Mexico",
        "Lázaro Cárdenas",
        [],
        ["The nationalisation of oil"],
        ["The Cárdenas family"],
        [],
    ),
    ("Sieva comes to the house", "October 1939", "Coyoacán", "Esteban Volkov", ["8"], [], ["Exile"], []),
    (
        "The attack of 24 May",
        "24 May 1940",
        "Coyoacán",
        "David Siqueiros, Robert Sheldon Harte, Esteban Volkov",
        ["12", "12A", "12B"],
        ["The house after the attack"],
        ["The night of 24 May"],
        [
            ("document", "Trotsky's own account of 24 May 1940", "", "primary"),
            ("interview", "Esteban Volkov, interview for the film", "", "primary"),
        ],
    ),
    (
        "Robert Sheldon Harte is found dead",
        "1940",
        "",
        "Robert Sheldon Harte",
        [],
        [],
        ["The night of 24 May"],
        [],
    ),
    (
        "Mercader's attack in the study",
        "20 August 1940",
        "Coyoacán",
        "Leon Trotsky, Ramón Mercader, Esteban Volkov",
        ["2", "13", "14", "15"],
        ["The broken glasses", "The desk calendar"],
        ["20 August", "Mercader"],
        [("interview", "Esteban Volkov, interview for the film", "", "primary")],
    ),
    (
        "The funeral",
        "22 August 1940",
        "Mexico City",
        "",
        [],
        ["1940 – Mexico"],
        ["20 August"],
        [("archive", "Footage Farm 220606-08", "03:40:22–03:43:33", "primary")],
    ),
    (
        "Sudoplatov writes to the Procurator General",
        "1989",
        "Moscow",
        "Pavel Sudoplatov",
        [],
        [],
        ["Mercader"],
        [("book", VOLKOGONOV, "pp. 440–441", "secondary")],
    ),
    ("The house is a museum", "2003", "Coyoacán", "Esteban Volkov", ["1", "18", "20"], [], ["The house"], []),
    ("The film is due on Mexican television", "autumn 2003", "Mexico", "", [], [], ["Memory"], []),
]


def enter(*, film: Film, people: dict[str, Person], scenes: dict[str, Scene]) -> None:
    themes = {theme.name: theme for theme in film.themes.all()}
    for title, date, place, figures, told_in, clips, about, sources in EVENTS:
        names = [name.strip() for name in figures.split(",") if name.strip()]
        taking_part = [people[name] for name in names if name in people]
        others = ", ".join(name for name in names if name not in people)
        event = kept(HistoricalEvent(film=film, title=title, date=date, place=place, figures=others))
        event.people.set(taking_part)
        event.scenes.set(scenes[number] for number in told_in)
        event.themes.set(themes[name] for name in about)
        for beginning in clips:
            event.clips.add(*film.archive_clips.filter(title__startswith=beginning))
        for kind, citation, locator, standing in sources:
            EventSource.objects.create(
                event=event, kind=kind, citation=citation, locator=locator, standing=standing
            )
