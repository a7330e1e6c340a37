"""What Esteban Volkov tells, on two cards; see script.demo.said for how it is written."""

from __future__ import annotations

from script.demo.said import (
    ASYLUM,
    AUGUST,
    CARDENAS,
    EXILE,
    HOUSE,
    LIFE,
    MEMORY,
    MERCADER,
    NIGHT,
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

VOLKOV_2 = [
    Note(
        "0:04",
        16,
        5,
        (NIGHT,),
        ("12",),
        "Woken by firing from several directions",
        (
            (
                "Cuenta que lo despertaron los disparos, desde varias direcciones.",
                "He tells that the firing woke him, from several directions.",
            ),
        ),
    ),
    Note(
        "0:22",
        15,
        5,
        (NIGHT,),
        ("12",),
        "They fired in complete darkness",
        (
            (
                "Nadie encendió la luz: dispararon a oscuras.",
                "Nobody put on the light: they fired in the dark.",
            ),
            ("Piensa que ese fue su error.", "He thinks that this was their mistake."),
        ),
    ),
    Note(
        "0:39",
        14,
        5,
        (NIGHT,),
        ("12",),
        "Under the bed, hit in one foot",
        (
            (
                "Se escondió bajo la cama y lo hirieron en un pie.",
                "He hid under the bed and was hit in one foot.",
            ),
        ),
    ),
    Note(
        "0:55",
        17,
        5,
        (NIGHT,),
        ("12", "12B"),
        "The firing stopped; he caught the word “bombas”",
        (
            (
                "Dice que el fuego cesó y que oyó una voz tras la puerta.",
                "He says that the firing stopped and that he heard a voice behind the door.",
            ),
            ("Alcanzó a entender la palabra «bombas».", "He caught the word “bombas”."),
        ),
        "Strongest moment of the morning; hold the silence before it.",
    ),
    Note(
        "1:14",
        13,
        5,
        (NIGHT,),
        ("12", "12B"),
        "Ran into the next room before the fire bombs came",
        (
            (
                "Corrió al cuarto de al lado antes de que lanzaran las bombas incendiarias.",
                "He ran into the next room before they threw the incendiary bombs.",
            ),
        ),
    ),
    Note(
        "1:29",
        18,
        4,
        (NIGHT,),
        ("12A",),
        "The guard who opened the gate was missing afterwards",
        (
            (
                "Esa noche faltaba uno de los guardias, Robert Sheldon Harte.",
                "That night one of the guards was missing, Robert Sheldon Harte.",
            ),
            ("Más tarde apareció su cuerpo.", "Later his body was found."),
        ),
    ),
    Note(
        "1:49",
        16,
        4,
        (NIGHT, MEMORY),
        ("12A",),
        "Today he believes that Harte was bought: his opinion",
        (
            (
                "Hoy está convencido de que a Harte lo habían comprado.",
                "Today he is convinced that Harte had been bought.",
            ),
            (
                "Es su opinión; su abuelo se negó a creerlo.",
                "It is his opinion; his grandfather refused to believe it.",
            ),
        ),
        "Claim to be checked: two sources wanted.",
    ),
    Note(
        "2:07",
        15,
        3,
        (NIGHT,),
        ("12A",),
        "Harte as a scapegoat for the failure",
        (
            (
                "Cree que lo usaron para tapar el fracaso.",
                "He believes that he was used to cover up the failure.",
            ),
        ),
    ),
    Note(
        "2:24",
        17,
        4,
        (MERCADER,),
        ("13",),
        "Mercader: smart, with money and a flashy car",
        (
            (
                "Recuerda a Mercader bien vestido, con dinero y un coche llamativo.",
                "He remembers Mercader well dressed, with money and a flashy car.",
            ),
        ),
    ),
    Note(
        "2:43",
        16,
        4,
        (MERCADER,),
        ("13",),
        "Favours for the guards: restaurants, the car",
        (
            (
                "Hacía favores a los guardias y los invitaba a comer.",
                "He did favours for the guards and took them out to eat.",
            ),
            ("Les prestaba el coche para las excursiones.", "He lent them the car for the excursions."),
        ),
    ),
    Note(
        "3:01",
        14,
        4,
        (MERCADER,),
        ("13",),
        "Never tried to come close to Trotsky himself",
        (
            (
                "No intentaba acercarse a Trotsky, y así no despertó sospechas.",
                "He did not try to come near Trotsky, and so raised no suspicion.",
            ),
        ),
    ),
    Note(
        "3:17",
        15,
        4,
        (MERCADER, HOUSE),
        ("13",),
        "The guards were amateurs, he grants",
        (
            (
                "Admite que los guardias eran muy poco profesionales.",
                "He grants that the guards were very unprofessional.",
            ),
        ),
    ),
    Note(
        "3:34",
        16,
        5,
        (MERCADER, MEMORY),
        ("13",),
        "And yet there was no way to escape",
        (
            (
                "Pero insiste en que no había manera de escapar.",
                "But he insists that there was no way to escape.",
            ),
        ),
    ),
    Note(
        "3:52",
        18,
        5,
        (AUGUST,),
        ("14",),
        "A crowd outside the house as he came from school",
        (
            (
                "El 20 de agosto volvía de la escuela y vio gente frente a la casa.",
                "On 20 August he was coming home from school and saw people outside the house.",
            ),
        ),
    ),
    Note(
        "4:12",
        17,
        5,
        (AUGUST,),
        ("14",),
        "His grandfather has the boy led away",
        (
            (
                "Cuenta que su abuelo pidió que se llevaran al niño.",
                "He tells that his grandfather asked them to take the boy away.",
            ),
            ("Solo quería protegerlo.", "He only wanted to protect him."),
        ),
        "Ask nothing after this; room tone follows.",
    ),
    Note(
        "4:31",
        16,
        4,
        (MEMORY,),
        ("17",),
        "The sister found in Moscow, decades later",
        (
            (
                "Décadas después encontró a su hermana en Moscú.",
                "Decades later he found his sister in Moscow.",
            ),
        ),
    ),
    Note(
        "4:49",
        15,
        5,
        (MEMORY,),
        ("17",),
        "No language in common with his sister",
        (
            ("Ya no tenían ninguna lengua en común.", "They no longer had a language in common."),
            ("Ella murió poco después.", "She died soon after."),
        ),
    ),
]
