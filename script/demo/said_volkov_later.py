"""What Esteban Volkov tells, after the pause; see script.demo.said for how it is written."""

from __future__ import annotations

from script.demo.said import (
    AUGUST,
    HOUSE,
    MEMORY,
    MERCADER,
    NIGHT,
    Note,
)

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
