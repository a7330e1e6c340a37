"""The script of the demo film, from the house today to the boy's arrival; see script.demo.lines."""

from __future__ import annotations

from script.demo.lines import Chapter, bite, card, clip, music, names, note, roll, say, shot, still, sub, wild
from script.demo.scenes import F, V

FUNERAL = "1940 – Mexico: Trotsky's Funeral"
ROAD = "Road to the Wall (first reel)"

ASYLUM = [
    Chapter(
        "",
        "Opening",
        140,
        [
            (card("Coyoacán, Mexico City", 6), wild("Garden, early", "Garden with birds")),
            (shot("The wall and the gate", 17), music("in", "Strings, one held note", 40)),
            (shot("The desk from the door", 14),),
            (
                bite("The calendar that still shows", off=True),
                shot("The paper calendar", 14),
                shot("The broken glasses"),
            ),
            (
                say(
                    "Nobody has turned this page since. The calendar on the desk says the twentieth of "
                    "August, and in this house it has stayed the twentieth of August."
                ),
                shot("Papers and ink"),
            ),
            (bite("A crowd outside the house", off=True), shot("Volkov comes down the street")),
            (bite("His grandfather has the boy"), names(V, "Trotsky's grandson")),
            (
                say("The boy is called Sieva. He is the one who still opens the door to visitors.", 6.2),
                shot("Visitors go in at the door"),
            ),
            (card("LA CASA DE COYOACÁN", 8), music("out", "Strings, cut on the title")),
            (shot("From the roof next door", 13), note("If the neighbour lets us up; else the wall.")),
        ],
    ),
    Chapter(
        "1",
        "",
        150,
        [
            (shot("The house from across the street", 14), wild("Street at opening time")),
            (shot("A school class listens", 17), wild("The guide's voice, far")),
            (
                say(
                    "Today the house is a museum. Visitors file past the desk and past the cactus, and "
                    "whoever comes in from the street is asked to lower the voice.",
                    13.4,
                ),
                shot("Cactus against the wall"),
            ),
            (bite("What the visitors see today"), shot("The guide tells")),
            (bite("The work went on every day"), shot("Books in four languages")),
            (clip(ROAD, "16:55:10", "16:55:26"), note("Title card “Coyoacan 1940” must be readable.")),
            (
                say(
                    "In those days it was a house with a guard's post and a gate that was opened to few. "
                    "People worked here every day, whatever was said outside."
                ),
                clip(ROAD, "16:55:26", "16:55:40"),
            ),
            (shot("Garden path after rain", 13), wild("Drops from the leaves")),
            (shot("The gardener waters the cactus", 14),),
            (shot("Chairs under the tree", 12), wild("Garden with birds, without traffic")),
        ],
    ),
    Chapter(
        "3",
        "",
        190,
        [
            (card("A PLANET WITHOUT A VISA", 6),),
            (
                bite("The planet without a visa"),
                note("Woods is heard here first: his lower third is still missing."),
            ),
            (
                say(
                    "In 1927 the party expels him, and after it there is no country that wants to keep him: "
                    "Turkey, then France, then Norway.",
                    12.1,
                ),
                still("Map of the exile", 17, "the line draws itself"),
            ),
            (bite("Exile in three countries"), still("Map of the exile")),
            (bite("The danger of being handed over"), names(F, "arranged the asylum"), sub("Norway")),
            (bite("Visas asked for everywhere"), roll("Stamps, refused: an insert on the copy stand")),
            (bite("Threats from fascist groups", off=True), roll("A door, closed; corridor light")),
            (
                say("A poet finds the words for it: a planet without a visa."),
                still("Map of the exile", 0, "hold"),
            ),
            (
                still("Letter about the biography of Stalin", 13),
                say(
                    "And yet he writes. In March 1938 a letter from his hand speaks of the life of Stalin "
                    "that he is working on; some will count it among the reasons for what follows."
                ),
            ),
            (roll("A ticket counter, shutters down", 11), wild("A hall, far steps")),
            (roll("Sea, grey, no coast", 16), wild("Engine, far below")),
            (bite("Father, mother and grandmother gone"), still("Map of the exile")),
        ],
    ),
    Chapter(
        "4",
        "",
        210,
        [
            (
                shot("The room before he comes in", 13),
                wild("Room tone of the living room", "Room tone of the living"),
            ),
            (shot("Fernández in his chair", 9),),
            (bite("Diego Rivera's help"), names(F, "veteran Mexican Trotskyist")),
            (bite("Received by Cárdenas"), shot("His hands on the armrest")),
            (bite("Hands on the armrest", off=True), shot("His hands on the armrest")),
            (
                say(
                    "Lázaro Cárdenas is told that the life of a man is in danger. That is enough for him, "
                    "and Mexico opens its door.",
                    9.8,
                ),
                still("Front pages announce", 12),
            ),
            (bite("What the news meant"),),
            (shot("Fernández, closer", 12), wild("A clock")),
            (shot("Books and papers on his table", 14), wild("Traffic behind the window")),
            (
                say(
                    "Octavio Fernández died shortly after this conversation. It is the last time that he "
                    "told it."
                ),
                shot("The room before he comes in"),
            ),
            (shot("Books and papers on his table", 10), wild("The clock again")),
            (
                card("Octavio Fernández died shortly after this interview.", 6),
                note("Wording to be agreed with the family."),
            ),
        ],
    ),
    Chapter(
        "6",
        "",
        170,
        [
            (shot("The quay at first light", 17), wild("Gulls, water")),
            (bite("Trotsky himself knew nothing"), shot("A tanker passes")),
            (
                say(
                    "They leave Europe on an oil tanker called Ruth. On board he knows little of what has "
                    "been arranged for him, and he trusts nobody.",
                    10.9,
                ),
                still("The tanker Ruth", 14),
            ),
            (bite("“The Old Man” feared", ranges=[(0, 8)]), still("The tanker Ruth")),
            (
                bite("The same sentence on the tanker"),
                note("Same words from the side: a jump without cover."),
            ),
            (bite("The fear of a shipwreck", off=True), shot("Ropes, rust, water")),
            (
                say("An empty ship, a long way, and nobody who would ask questions if it went down."),
                shot("Ropes, rust, water"),
                note("Fact-checker: is “empty” in the source? Else cut the word."),
            ),
            (clip("Tampico, the harbour", seconds=14), wild("Harbour")),
            (bite("Arrival in Tampico"), clip("Tampico, the harbour", seconds=16)),
            (shot("Pelicans on the piles", 12), wild("Harbour, quieter")),
            (roll("Tampico, a street down to the water", 12), wild("A radio, somewhere")),
            (music("in", "A corrido, from a radio", 20), shot("The quay at first light", 17)),
        ],
    ),
    Chapter(
        "5",
        "",
        90,
        [
            (shot("Front page, whole", 12), wild("Paper")),
            (bite("The newspapers bring"), shot("The headline on the asylum")),
            (bite("Looks up at the wall"), still("Front pages announce")),
            (
                say(
                    "The newspapers bring it to everybody's door. Not every paper in the country is glad of "
                    "the guest.",
                    8.7,
                ),
                still("El Popular", 12),
                note("El Popular was cut from the archive order: replace."),
            ),
            (shot("El Popular, columns", 10),),
            (shot("The page is turned", 9), wild("A page turns", "The page is turned")),
            (
                say(
                    "One name to keep in mind is Vicente Lombardo Toledano. We shall meet him again, at the "
                    "door of the president's house."
                ),
                shot("El Popular, columns"),
            ),
            (roll("A kiosk at night, papers in bundles", 10), wild("A bundle falls")),
            (card("The news of the asylum", 4),),
        ],
    ),
    Chapter(
        "7",
        "",
        90,
        [
            (still("The train Hidalgo", 13), wild("Wheels on rails")),
            (
                say(
                    "The president sends his own train. It is called Hidalgo, and it takes the guests from "
                    "the coast up to the capital.",
                    10.2,
                ),
                still("The train Hidalgo", 0, "slow pan"),
            ),
            (roll("Rails at night, from a slow train", 20), wild("Wheels on rails")),
            (bite("On to the capital"), still("The train Hidalgo")),
            (roll("First light on the plateau", 17), music("under", "The corrido again, played low", 14)),
            (
                say("For the first time in years somebody has sent for them, and not sent them away."),
                shot("The house from across the street"),
            ),
            (shot("The wall, the whole length", 14), wild("Street")),
        ],
    ),
    Chapter(
        "8",
        "",
        110,
        [
            (shot("Corridor to the bedrooms", 12), wild("Steps on tiles")),
            (bite("He came to the house"), names(V, "Trotsky's grandson")),
            (bite("The grandparents had lost"),),
            (
                say(
                    "He comes from the other side of the ocean, and of those who were his family two old "
                    "people are left, in a house in Coyoacán.",
                    9.4,
                ),
                shot("Books in four languages", 13),
            ),
            (bite("Frida Kahlo was unlike"), note("Nice, but does it belong here?")),
            (bite("Frida liked to stage rows"),),
            (shot("The garden door, from inside", 12), wild("A door")),
            (shot("Garden wall and guard's post", 13), wild("Garden with birds")),
            (
                say(
                    "October 1939. In Europe the war has begun. A boy of thirteen gets a room of his own, "
                    "next door to his grandparents."
                ),
                shot("Corridor to the bedrooms"),
            ),
            (card("October 1939", 4),),
        ],
    ),
]
