"""Who takes part: four contributors, the director, and a sample crew of fourteen."""

from __future__ import annotations

from datetime import date
from typing import Any

from script.demo import SAMPLE

PHONE = "+52 55 555-01{:02d}"

CONTRIBUTORS: list[dict[str, Any]] = [
    {
        "number": 1,
        "name": "Esteban Volkov",
        "said": "es-TEH-ban VOL-kof; family and friends say SYEH-va",
        "addressed": "Señor Volkov",
        "line": "Trotsky's grandson; came to the house in October 1939, aged 13; hosts the shoot",
        "languages": ["es", "en"],
        "reads": "es",
        "phone": PHONE.format(1),
        "may_be_held": True,
        "notes": "Owns the family's photographs of the picnics with Lázaro and Cuauhtémoc Cárdenas. "
        "Wounded in the foot on 24 May 1940. No longer speaks Russian.",
    },
    {
        "number": 2,
        "name": "Pierre Broué",
        "said": "pyair broo-AY",
        "addressed": "Monsieur Broué",
        "line": "French historian of the Trotskyist movement",
        "languages": ["fr"],
        "reads": "en",
        "phone": "+33 1 555 01 02",
        "interpreter_needed": True,
        "notes": f"{SAMPLE}: phone.",
    },
    {
        "number": 3,
        "name": "Octavio Fernández",
        "said": "ok-TAH-vyo fer-NAN-des",
        "addressed": "Don Octavio",
        "line": "Veteran Mexican Trotskyist who arranged the asylum",
        "languages": ["es"],
        "reads": "es",
        "phone": PHONE.format(3),
        "access_needs": "Short sessions with a pause every half hour; a chair with arms",
        "companion": "A relative sits with him",
        "died": date(2003, 6, 21),
        "notes": "Died shortly after his interview: his release has to come from his estate, and he can't be "
        f"interviewed again. {SAMPLE}: the date of death.",
    },
    {
        "number": 4,
        "name": "Alan Woods",
        "said": "AL-an woods",
        "addressed": "Mr Woods",
        "line": "Author, guest from London; speaks at the desk in the study",
        "languages": ["en", "es"],
        "reads": "en",
        "email": "woods@example.org",
        "phone": "+44 20 5555 0104",
        "may_be_held": True,
        "notes": "Read the film script with Esteban Volkov.",
    },
]

DIRECTOR: dict[str, Any] = {
    "name": "Adolfo Videla",
    "said": "a-DOL-fo vee-DEL-a",
    "line": "Argentine-Mexican director",
    "position": "Director",
    "department": "direction",
    "header_role": "director",
    "languages": ["es", "en"],
    "reads": "es",
    "phone": PHONE.format(10),
    "email": "director@example.org",
}

WORKS = (date(2003, 6, 2), date(2003, 6, 30))  # the crew's first and last date

# name, position, department, head of the call sheet
CREW: list[tuple[str, str, str, str]] = [
    ("Lucía Ferrer", "Producer", "production", "producer"),
    ("Jorge Lira", "Production manager", "production", "production_manager"),
    ("Inés Robledo", "First assistant director", "direction", "first_ad"),
    ("Tomás Arriaga", "Director of photography", "camera", ""),
    ("Paula Nieto", "Camera assistant", "camera", ""),
    ("Héctor Sandoval", "Sound recordist", "sound", ""),
    ("Bruno Calles", "Gaffer", "lighting_grip", ""),
    ("Rosa Quiñones", "Make-up", "makeup_wardrobe", ""),
    ("Daniel Ocampo", "Data wrangler", "data", ""),
    ("Marisol Tovar", "Location manager", "locations", ""),
    ("Ernesto Pineda", "Driver", "transport", ""),
    ("Claire Aubry", "Interpreter French–Spanish", "production", ""),
    ("Chayo Mendieta", "Catering", "catering", ""),
    ("Raúl Estévez", "Medic", "medic_safety", ""),
]

# heirs of Octavio Fernández: two of three have signed
HEIRS: list[tuple[str, date | None]] = [
    (f"First heir ({SAMPLE.lower()})", date(2003, 6, 26)),
    (f"Second heir ({SAMPLE.lower()})", date(2003, 6, 27)),
    (f"Third heir ({SAMPLE.lower()})", None),
]

# who signs in to the demo, and who of the register they are
MEMBERS: list[tuple[str, str, str, str]] = [
    ("producer", "producer@example.org", "Lucía Ferrer", "Lucía Ferrer"),
    ("director", "director@example.org", "Adolfo Videla", "Adolfo Videla"),
    ("editor", "editor@example.org", "Elena Mora", ""),
    ("crew", "crew@example.org", "Tomás Arriaga", "Tomás Arriaga"),
    ("viewer", "viewer@example.org", "Victoria Paz", ""),
]
