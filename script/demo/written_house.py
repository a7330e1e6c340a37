"""The script of the demo film, from the picnics to the dark rooms; see script.demo.lines."""

from __future__ import annotations

from script.demo.lines import Chapter, bite, card, clip, music, names, note, roll, say, shot, still, wild
from script.demo.scenes import B
from script.demo.written_asylum import ROAD

HOUSE = [
    Chapter(
        "9",
        "",
        200,
        [
            (shot("Volkov at the table", 12), wild("Paper on wood")),
            (bite("Shows the photographs"), shot("A photograph is put down")),
            (still("Picnic with Lázaro", 12), music("in", "A waltz on a gramophone", 45)),
            (bite("Cárdenas was generous"), still("Picnic with Lázaro")),
            (bite("The president slept in huts"), clip("The nationalisation of oil", seconds=14)),
            (
                say(
                    "In 1938 this president makes the oil of the country its own. The same man goes on "
                    "picnics, with his son and with the boy from Coyoacán.",
                    11.5,
                ),
                clip("The nationalisation of oil", seconds=12),
            ),
            (bite("Played with Cuauhtémoc"), still("Picnic with the young")),
            (still("Picnic, both families", 10), note("Print is replaced: take the scan from page 2.")),
            (bite("Met Lombardo Toledano"), shot("His eyes on it")),
            (
                say(
                    "For a child there are no parties, only people one likes, and people at whom the adults "
                    "fall silent."
                ),
                shot("A photograph is put down"),
            ),
            (bite("Cárdenas's anger"), still("Picnic with Lázaro")),
            (shot("A photograph is put down", 9), music("out", "The waltz runs out")),
        ],
    ),
    Chapter(
        "10",
        "",
        140,
        [
            (shot("The road into the hills", 17), wild("Wind, gravel")),
            (bite("Drives to collect cactus", off=True), shot("Cactus, near")),
            (shot("Cactus, near", 14), wild("Wind")),
            (
                say(
                    "Twenty, thirty kilometres out of town, in mountains and fields, a man who is hunted "
                    "looks for plants. There is cactus in the garden to this day.",
                    13.0,
                ),
                shot("A spade beside a root"),
            ),
            (bite("The grandfather would not live"), shot("Clouds over the ridge")),
            (shot("A spade beside a root", 13), wild("Iron on stone")),
            (shot("Clouds over the ridge", 16),),
            (roll("A picnic place, nobody there", 11), wild("Wind in dry grass")),
            (roll("The garden: one cactus after the other", 17), wild("Garden with birds")),
            (
                say("A plant that needs little and lets nobody come near it."),
                shot("Cactus against the wall"),
            ),
        ],
    ),
    Chapter(
        "19",
        "",
        120,
        [
            (card("MOSCOW, 1937", 5),),
            (clip("Trotsky denounces the purges", seconds=22, sound="sound"),),
            (bite("Trials: Trotsky as the main"), note("No pictures yet: the trials were denied.")),
            (
                say(
                    "In 1937 and 1938 the purge trials are held in Moscow. The main accused is not in the "
                    "room: he sits at a desk in Mexico and answers.",
                    12.3,
                ),
                clip("The Moscow trials", seconds=12),
                note("Denied by the archive on 12 June."),
            ),
            (bite("Ignace Reiss breaks"), still("Reiss's letter", 14)),
            (
                say(
                    "On the fourth of September 1937, six weeks after his letter, Ignace Reiss is found "
                    "murdered in Zurich."
                ),
                still("Reiss's letter"),
                note("Fact-checker: the place wants a second source."),
            ),
            (roll("A typewriter, keys only", 13), wild("Keys")),
            (
                say("How many were arrested in those two years is a number that needs two sources each."),
                card("1937–1938", 6),
            ),
            (roll("An empty courtroom bench", 10), wild("Room tone")),
            (clip("Trotsky denounces the purges", seconds=10, sound="mute"), wild("Room tone")),
        ],
    ),
    Chapter(
        "11",
        "",
        150,
        [
            (roll("A street in France, rain", 14), wild("Rain")),
            (bite("On the trials"), names(B, "historian")),
            (bite("On Ignace Reiss"), note("Forty-five seconds of a face: where is the cover?")),
            (
                say(
                    "Pierre Broué is the historian of this movement. Early in 1935, one document says, an "
                    "officer named Shpigelglas was told to hurry the murder.",
                    11.8,
                ),
                roll("His shelves, slowly", 17),
            ),
            (bite("On Zborowski in Paris"), roll("Paris, a street number")),
            (bite("On what the papers say"), still("Sudoplatov's letter")),
            (still("Sudoplatov's letter", 12), wild("Paper")),
            (roll("His hands on a card index", 12), wild("Cards")),
            (note("He asks to see quotations before they are used: held back until September."),),
        ],
    ),
    Chapter(
        "12",
        "",
        160,
        [
            (card("THE NIGHT OF 24 MAY 1940", 6),),
            (shot("Volkov in the doorway", 12), wild("The room, nobody speaks")),
            (bite("Woken by firing"), shot("Volkov in the doorway")),
            (bite("They fired in complete darkness"), shot("Bullet marks in the wall")),
            (still("The house after the attack", 12),),
            (bite("Under the bed"), shot("The space between bed and wall")),
            (
                bite("The firing stopped", ranges=[(0, 8.4), (8.6, 17)]),
                shot("What he sees from the floor"),
                note("Hold the silence between the two."),
            ),
            (shot("What he sees from the floor", 10), wild("Silence of the room")),
            (bite("Ran into the next room"), shot("Light under the door")),
            (
                say(
                    "The attack is led by a painter, David Siqueiros. In two rooms, side by side, three "
                    "people live to see the morning.",
                    11.2,
                ),
                shot("Bullet marks in the wall"),
                note("Fact-checker: Siqueiros wants a second source beside the account."),
            ),
            (still("The house after the attack", 13, "detail: shutters"), music("under", "Low strings", 20)),
            (clip(ROAD, "16:58:02", "16:58:14"), wild("None")),
            (bite("Under the bed", off=True, ranges=[(0, 6)]), shot("Bullet marks in the wall")),
        ],
    ),
    Chapter(
        "12A",
        "",
        130,
        [
            (shot("The guard's post at night", 14), wild("Crickets")),
            (bite("The guard who opened"), shot("The gate opens, from inside")),
            (shot("The bolt is drawn back", 9), wild("The bolt", "The bolt is drawn back")),
            (shot("The gate opens, from inside", 13), wild("Hinges")),
            (bite("Today he believes"), shot("The guard's post at night")),
            (
                say(
                    "It is Volkov's opinion, and he says so. His grandfather refused to believe it of the "
                    "young man who had stood at the gate.",
                    10.6,
                ),
                roll("The gate, shut, by day"),
            ),
            (bite("Harte as a scapegoat"), shot("The gate opens, from inside")),
            (roll("The gate, shut, by day", 12), wild("Street, far")),
            (roll("Street lamp, insects", 9), wild("Crickets")),
            (shot("A shadow crosses the lamp", 9), note("Shot was dropped: leave out or shoot.")),
        ],
    ),
    Chapter(
        "12B",
        "",
        80,
        [
            (shot("The dark room, the bed", 13), wild("Breath")),
            (shot("Light under the door", 12), wild("Steps")),
            (shot("A curtain moves", 12), wild("Wind")),
            (
                say(
                    "Nobody in the house believes that it is over. They have failed once, and they will come "
                    "again, by another way."
                ),
                shot("Garden wall and guard's post"),
            ),
            (shot("The dark room, the bed", 10),),
            (shot("The space between bed and wall", 12), music("out", "Low strings, gone")),
            (
                say("The boy was hit in one foot. He is the only one of them who can still tell it."),
                shot("Light under the door"),
            ),
        ],
    ),
]
