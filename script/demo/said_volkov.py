"""What Esteban Volkov tells, before the pause; see script.demo.said for how it is written."""

from __future__ import annotations

from script.demo.said import (
    ASYLUM,
    AUGUST,
    CARDENAS,
    EXILE,
    HOUSE,
    LIFE,
    MEMORY,
    Note,
)

VOLKOV_1 = [
    Note(
        "0:05",
        14,
        3,
        (HOUSE,),
        ("8",),
        "He came to the house in October 1939, aged thirteen",
        (
            (
                "Volkov cuenta que llegó a la casa en octubre de 1939.",
                "Volkov says that he came to the house in October 1939.",
            ),
            ("Tenía entonces trece años.", "He was thirteen then."),
        ),
    ),
    Note(
        "0:22",
        16,
        4,
        (HOUSE, MEMORY),
        ("8",),
        "The grandparents had lost both sons; the boy was a joy to them",
        (
            ("Los abuelos habían perdido a sus dos hijos.", "His grandparents had lost both their sons."),
            ("Dice que su llegada les dio una gran alegría.", "He says that his coming gave them great joy."),
        ),
    ),
    Note(
        "0:40",
        15,
        4,
        (EXILE, MEMORY),
        ("8", "3"),
        "Father, mother and grandmother gone before he came",
        (
            (
                "Recuerda que ya no vivían ni su padre, ni su madre, ni su abuela.",
                "He recalls that his father, mother and grandmother were no longer alive.",
            ),
        ),
    ),
    Note(
        "0:58",
        18,
        3,
        (CARDENAS,),
        ("9",),
        "Cárdenas was generous and kind to the family",
        (
            (
                "Habla de la generosidad de Lázaro Cárdenas con la familia.",
                "He speaks of Lázaro Cárdenas's generosity towards the family.",
            ),
            ("Lo describe como un hombre sencillo.", "He describes him as a simple man."),
        ),
    ),
    Note(
        "1:18",
        17,
        4,
        (CARDENAS,),
        ("9",),
        "The president slept in huts and asked people about their lives",
        (
            (
                "Cuenta que el presidente dormía en las chozas y preguntaba a la gente por sus problemas.",
                "He tells that the president slept in huts and asked people about their troubles.",
            ),
        ),
    ),
    Note(
        "1:36",
        16,
        5,
        (CARDENAS, LIFE),
        ("9",),
        "Played with Cuauhtémoc, the president's son",
        (
            (
                "De niño jugaba con Cuauhtémoc, el hijo del presidente.",
                "As a child he played with Cuauhtémoc, the president's son.",
            ),
            ("Salían juntos al campo.", "They went out to the country together."),
        ),
    ),
    Note(
        "1:54",
        20,
        5,
        (CARDENAS, LIFE),
        ("9",),
        "Shows the photographs of the picnics",
        (
            (
                "Muestra las fotografías de aquellos días de campo.",
                "He shows the photographs of those picnics.",
            ),
            ("En ellas están Lázaro y el joven Cuauhtémoc.", "Lázaro and young Cuauhtémoc are in them."),
        ),
        "Insert on the photographs from camera B.",
    ),
    Note(
        "2:16",
        16,
        4,
        (CARDENAS, ASYLUM),
        ("9",),
        "Met Lombardo Toledano at the door of the Cárdenas house",
        (
            (
                "Una vez, al salir de esa casa, vio entrar a Lombardo Toledano.",
                "Once, leaving that house, he saw Lombardo Toledano come in.",
            ),
            ("Para él fue una sorpresa desagradable.", "It was an unpleasant surprise to him."),
        ),
    ),
    Note(
        "2:34",
        14,
        3,
        (CARDENAS, AUGUST),
        ("9",),
        "Cárdenas's anger after the murder",
        (
            (
                "Refiere que Cárdenas se indignó por el asesinato.",
                "He reports that Cárdenas was outraged by the murder.",
            ),
            ("Siguió tratando bien a la familia.", "He went on treating the family well."),
        ),
    ),
    Note(
        "2:50",
        18,
        2,
        (LIFE,),
        (),
        "Frida Kahlo was unlike the figure of the recent film",
        (
            (
                "Opina que Frida Kahlo no era como la muestra la película reciente.",
                "In his opinion Frida Kahlo was not as the recent film shows her.",
            ),
        ),
    ),
    Note(
        "3:10",
        15,
        3,
        (LIFE,),
        (),
        "Frida liked to stage rows, with herself in the leading part",
        (
            (
                "La recuerda amiga de los escándalos, siempre en el papel principal.",
                "He remembers her as fond of scandals, always in the leading part.",
            ),
        ),
    ),
    Note(
        "3:27",
        18,
        4,
        (LIFE, HOUSE),
        ("10",),
        "Drives to collect cactus in mountains and fields",
        (
            (
                "Habla de las salidas en coche para recoger cactos.",
                "He speaks of the drives to collect cactus.",
            ),
            (
                "Iban a veinte o treinta kilómetros de la ciudad.",
                "They went twenty or thirty kilometres out of town.",
            ),
        ),
    ),
    Note(
        "3:47",
        14,
        4,
        (LIFE,),
        ("10",),
        "The grandfather would not live like a trapped animal",
        (
            (
                "Subraya que su abuelo no quería vivir como un animal acorralado.",
                "He stresses that his grandfather did not want to live like a trapped animal.",
            ),
        ),
    ),
    Note(
        "4:03",
        16,
        3,
        (HOUSE, LIFE),
        ("1", "8"),
        "The work went on every day, danger or not",
        (
            (
                "En la casa se trabajaba todos los días, pese al peligro.",
                "In the house they worked every day, in spite of the danger.",
            ),
        ),
    ),
    Note(
        "4:21",
        20,
        4,
        (HOUSE, MEMORY),
        ("1", "18"),
        "What the visitors see today",
        (
            (
                "Describe lo que ven hoy los visitantes: el escritorio y los anteojos rotos.",
                "He describes what visitors see today: the desk and the broken glasses.",
            ),
            ("El calendario sigue en el 20 de agosto.", "The calendar still stands at 20 August."),
        ),
    ),
    Note(
        "4:43",
        16,
        5,
        (HOUSE, MEMORY),
        ("18",),
        "The stone monument in the garden",
        (
            (
                "Termina en el jardín, ante el monumento de piedra.",
                "He ends in the garden, before the stone monument.",
            ),
        ),
    ),
]
