"""The script of the demo film, from Mercader to the end; see script.demo.lines."""

from __future__ import annotations

from script.demo.lines import Chapter, bite, card, clip, music, names, note, roll, say, shot, still, sub, wild
from script.demo.scenes import W
from script.demo.written_asylum import FUNERAL

AFTER = [
    Chapter(
        "13",
        "",
        160,
        [
            (roll("A car of the time, chrome", 13), wild("Engine, idle")),
            (bite("Mercader: smart"), roll("Chrome, a glove on the wheel")),
            (bite("Favours for the guards"), shot("Garden wall and guard's post")),
            (
                say(
                    "He calls himself Jacson. He has money, he has time, he does favours, and he asks for "
                    "nothing. That is what nobody finds strange.",
                    9.9,
                ),
                shot("The wall, the whole length"),
            ),
            (bite("Never tried to come close"), shot("The garden door, from inside")),
            (bite("The guards were amateurs"),),
            (bite("And yet there was no way"), shot("Garden wall and guard's post")),
            (
                say(
                    "Half a century later, in 1989, Pavel Sudoplatov writes a letter to the Procurator "
                    "General. The order has an address at last."
                ),
                still("Sudoplatov's letter", 16),
            ),
            (still("Sudoplatov's letter", 10, "the signature"), wild("Paper")),
            (roll("Rear mirror, the gate in it", 9), wild("Engine, idle")),
            (roll("The car drives off", 13), wild("Engine, leaving")),
            (bite("The biography of Stalin as"), still("Letter about the biography")),
        ],
    ),
    Chapter(
        "14",
        "",
        140,
        [
            (card("20 AUGUST 1940", 6),),
            (shot("Volkov comes down the street", 17), wild("School bell, far")),
            (shot("From behind, to the gate", 14), wild("Steps")),
            (bite("A crowd outside the house"), shot("He stops where he stopped")),
            (shot("He stops where he stopped", 12), wild("Street")),
            (bite("His grandfather has the boy"),),
            (
                say(
                    "It has happened in the study, at the desk. What he still asks for is that the child "
                    "shall not see it.",
                    9.7,
                ),
                shot("The garden door, from inside"),
            ),
            (
                shot("The garden door, from inside", 14),
                wild("Room tone of the study", "Room tone of the study"),
            ),
            (roll("Shoes on the tiles, running, then not", 9), wild("Steps, and none")),
            (roll("A school bag on a chair", 12),),
            (roll("The gate, shut", 12), wild("Street, then nothing")),
        ],
    ),
    Chapter(
        "2",
        "",
        110,
        [
            (shot("The desk from the door", 14), wild("Room tone of the study", "Room tone of the study")),
            (shot("Papers and ink", 12),),
            (shot("The broken glasses", 13),),
            (
                say(
                    "The glasses are broken. They lie on the desk as if somebody had just taken them off, "
                    "and beside them the calendar says the twentieth of August."
                ),
                still("The broken glasses"),
                note("“As if”: ask the museum who laid them there."),
            ),
            (shot("The chair, empty", 12), wild("Visitors, behind a rope")),
            (shot("The paper calendar", 14),),
            (still("The desk calendar", 12), music("in", "Strings, the held note again", 24)),
            (shot("Shelves behind the desk", 13),),
        ],
    ),
    Chapter(
        "15",
        "",
        180,
        [
            (shot("Woods at the desk", 9), wild("Room tone of the study")),
            (bite("At the desk where Trotsky"), names(W, "writer, London")),
            (bite("The life told in one minute: second"), note("Take two; the plane in take one.")),
            (
                say(
                    "When Lenin died in 1924 the struggle of the Left Opposition began. What came after it, "
                    "years of it, was written at tables like this one.",
                    12.4,
                ),
                shot("Shelves behind the desk"),
            ),
            (bite("The calendar that still shows"), shot("Woods, the calendar behind him")),
            (shot("Woods, the calendar behind him", 10), wild("Visitors")),
            (bite("The life told in one minute: first", ranges=[(2, 9)]), still("Woods at the desk")),
            (still("Woods at the desk", 9), wild("None")),
            (bite("Visitors file past", off=True), shot("A school class listens")),
        ],
    ),
    Chapter(
        "",
        "The funeral",
        110,
        [
            (clip(FUNERAL, "03:40:30", "03:40:46"), wild("None: the film is silent")),
            (
                say(
                    "There are pictures of the funeral. They have no sound, and nobody who is in them knows "
                    "that they are being seen by us.",
                    9.6,
                ),
                clip(FUNERAL, "03:40:46", "03:40:58"),
                note("The screener is replaced: take FF-2."),
            ),
            (clip(FUNERAL, "03:41:20", "03:41:38"), music("under", "The corrido, sung", 40)),
            (clip(FUNERAL, "03:42:05", "03:42:19"),),
            (
                say("Then the reel ends, and the house in Coyoacán is as quiet as it is today."),
                clip(FUNERAL, "03:43:10", "03:43:20"),
            ),
            (roll("The gate, from inside", 13), music("out", "The corrido ends")),
        ],
    ),
    Chapter(
        "17",
        "",
        110,
        [
            (shot("Corridor to the bedrooms", 12), wild("Steps on tiles")),
            (bite("The sister found in Moscow"),),
            (
                say(
                    "A brother and a sister, and between them some decades and a country. He speaks Spanish "
                    "and English; Russian he has lost.",
                    9.1,
                ),
                roll("Two chairs at a window"),
            ),
            (bite("No language in common"), sub("They no longer had a language in common.")),
            (roll("A window, snow; archive or stock", 14), note("To be found.")),
            (roll("Two chairs at a window", 13), wild("Room tone")),
            (
                say("There is nothing to interpret in such a meeting, and nobody to do it."),
                roll("A photograph frame, face down"),
                note("Too much? Ask Volkov."),
            ),
        ],
    ),
    Chapter(
        "16",
        "",
        90,
        [
            (still("Woods and Volkov read", 12), wild("Pages, two voices")),
            (bite("Reading the script with Volkov"), still("Woods and Volkov read")),
            (still("Videla directing", 9), wild("“Silencio, por favor”")),
            (
                say(
                    "The film that you are watching was read here first, at the table, by the last one who "
                    "can say: it wasn't like that.",
                    9.9,
                ),
                still("Woods and Volkov read", 0, "slow pull"),
            ),
            (roll("Cables across the tiles", 10), wild("Crew, low")),
            (still("Videla directing", 9, "detail"),),
        ],
    ),
    Chapter(
        "18",
        "",
        90,
        [
            (shot("The stone in the last light", 20), wild("Garden at dusk")),
            (bite("The stone monument"), shot("Hammer and sickle")),
            (shot("Hammer and sickle", 13),),
            (
                say(
                    "The stone in the garden is plain. There is a hammer and a sickle on it, cactus around "
                    "it, and in the evening nobody.",
                    10.4,
                ),
                shot("The stone in the last light"),
                note("Wait for the last visitors to leave."),
            ),
            (shot("Cactus against the wall", 14), wild("Garden at dusk")),
            (shot("Hammer and sickle", 8), wild("A last bird")),
            (roll("Light goes on in the library", 13),),
        ],
    ),
    Chapter(
        "20",
        "",
        130,
        [
            (
                say(
                    "Sixty-three years later the page still hasn't been turned. Visitors come in and go out, "
                    "and between them walks a man who knows where the bed stood.",
                    15.2,
                ),
                shot("Visitors go in at the door", 12),
                shot("A school class listens", 12),
            ),
            (shot("The wall and the gate", 17), wild("Street at closing time")),
            (
                say("He doesn't say that it was history. He says that he came home from school."),
                shot("From behind, to the gate"),
            ),
            (bite("What the visitors see today", off=True, ranges=[(10, 19)]), shot("The paper calendar")),
            (shot("The paper calendar", 17), music("in", "Strings, to the end", 50)),
            (card("La casa de Coyoacán", 8),),
            (card("Archive: Footage Farm · British Pathé · Filmoteca UNAM · Volkov family", 10),),
            (card("2003", 5), music("out", "Strings, out")),
        ],
    ),
]
