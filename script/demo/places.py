"""Where the film is shot: eight locations with their sets, permits and ways between them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from script.demo import SAMPLE

HOSPITAL = {
    "hospital_name": "Hospital Muestra Sur",
    "hospital_address": "Calzada de Muestra 1200, Coyoacán, Mexico City",
    "hospital_phone": "+52 55 555-0190",
}

HOUSE, STREET, MOUNTAINS, TAMPICO, BROUE, FERNANDEZ, OFFICE, ARCHIVE = (
    "House in Coyoacán",
    "Gate and street",
    "Mountains and fields near Mexico City",
    "Tampico harbour",
    "Broué's study",
    "Fernández's home",
    "Production office",
    "Newspaper archive",
)

LOCATIONS: list[dict[str, Any]] = [
    {
        "name": HOUSE,
        "address": "Calle de Muestra 410, Coyoacán, Mexico City",
        "latitude": "19.358300",
        "longitude": "-99.159000",
        "entrance": "Garden gate on the side street; ring twice. The main door is for visitors.",
        "crew_parking": "Parking lot at the corner, 200 m",
        "unit_parking": "Two vans at the garden wall until 08:30, then at the corner",
        "base": "Library, ground floor",
        "holding": "Reading room",
        "catering": "Courtyard, under the trees",
        "toilets": "Beside the library",
        "load_in": "Through the garden; steps to the study, no trolley",
        "opens": time(7, 0),
        "closes": time(20, 0),
        "hours": "Visitors 10:00–17:00, closed to them on Mondays",
        "rules": "Museum: touch nothing, no flash, no tape on walls or floor; visitors file past until 17:00",
        "contact_name": "Museum desk (sample data)",
        "contact_phone": "+52 55 555-0180",
        "permit_required": True,
        "sets": ["Study", "Trotsky's bedroom", "Grandson's room", "Courtyard and garden", "Library"],
        "permits": [
            {
                "number": "M-014/2003",
                "issuer": "Museum (sample data)",
                "first_date": date(2003, 6, 4),
                "last_date": date(2003, 6, 10),
                "daily_from": time(7, 0),
                "daily_until": time(20, 0),
                "conditions": "Interior light on stands only; the desk and what lies on it stay as they are.",
            },
            {
                "number": "M-015/2003",
                "issuer": "Museum (sample data)",
                "first_date": date(2003, 6, 11),
                "last_date": date(2003, 6, 11),
                "daily_from": time(12, 0),
                "daily_until": time(1, 0),
                "conditions": "Evening and night; a member of the museum is present.",
            },
        ],
        **HOSPITAL,
    },
    {
        "name": STREET,
        "address": "Calle de Muestra, in front of number 410, Coyoacán, Mexico City",
        "latitude": "19.358600",
        "longitude": "-99.158700",
        "entrance": "Meet at the garden gate",
        "crew_parking": "Parking lot at the corner, 200 m",
        "rules": "Keep the pavement open; stop for neighbours' cars",
        "contact_name": "Borough film desk (sample data)",
        "contact_phone": "+52 55 555-0181",
        "permit_required": True,
        "sets": ["Gate", "Guard's post", "Street"],
        "permits": [
            {
                "number": "V-2203",
                "issuer": "Borough (sample data)",
                "first_date": date(2003, 6, 4),
                "last_date": date(2003, 6, 12),
                "daily_from": time(6, 0),
                "daily_until": time(2, 0),
                "conditions": "One lane stays open.",
            }
        ],
        **HOSPITAL,
    },
    {
        "name": MOUNTAINS,
        "address": "Old road, kilometre 27 (sample data)",
        "latitude": "19.170000",
        "longitude": "-99.240000",
        "entrance": "Dirt track on the right after the shrine",
        "base": "Clearing beside the track",
        "toilets": "None; the van carries one",
        "rules": "No fires; take nothing that grows here",
        "contact_name": "Landholders' committee (sample data)",
        "contact_phone": "+52 55 555-0182",
        "sets": ["Cactus slope", "Road"],
        "permits": [
            {
                "number": "C-07",
                "issuer": "Landholders' committee (sample data)",
                "first_date": date(2003, 6, 13),
                "last_date": date(2003, 6, 16),
            }
        ],
        "hospital_name": "Clínica Muestra",
        "hospital_address": "Carretera 3, kilometre 12",
        "hospital_phone": "+52 55 555-0191",
    },
    {
        "name": TAMPICO,
        "address": "Muelle de Muestra, Tampico, Tamaulipas",
        "latitude": "22.216000",
        "longitude": "-97.855000",
        "entrance": "Customs gate; passports for everybody",
        "unit_parking": "Inside the gate, hazard lights on",
        "base": "Harbour master's waiting room",
        "rules": "Helmet and vest on the quay; nobody beyond the yellow line",
        "contact_name": "Harbour master (sample data)",
        "contact_phone": "+52 833 555-0183",
        "permit_required": True,
        "sets": ["Quay", "River mouth"],
        "permits": [
            {
                "number": "API-331",
                "issuer": "Port authority (sample data)",
                "first_date": date(2003, 6, 13),
                "last_date": date(2003, 6, 15),
                "daily_from": time(6, 0),
                "daily_until": time(21, 0),
            }
        ],
        "hospital_name": "Hospital Muestra Tampico",
        "hospital_address": "Avenida de Muestra 80, Tampico",
        "hospital_phone": "+52 833 555-0192",
    },
    {
        "name": BROUE,
        "address": "Rue de l'Exemple 12, France (sample data)",
        "latitude": "45.188500",
        "longitude": "5.724500",
        "entrance": "Second staircase, third floor, no lift",
        "load_in": "Narrow stairs: two cases a person",
        "emergency_number": "112",
        "contact_name": "Concierge (sample data)",
        "contact_phone": "+33 1 555 01 84",
        "sets": ["Study"],
        "permits": [],
        "hospital_name": "Hôpital de l'Exemple",
        "hospital_address": "Avenue de l'Exemple 1",
        "hospital_phone": "+33 1 555 01 93",
    },
    {
        "name": FERNANDEZ,
        "address": "Callejón de Muestra 8, Mexico City",
        "latitude": "19.400000",
        "longitude": "-99.150000",
        "entrance": "Green door; knock, the bell is loud for him",
        "rules": "Shoes off on the carpet; pauses when he asks",
        "contact_name": "The family (sample data)",
        "contact_phone": "+52 55 555-0185",
        "sets": ["Living room"],
        "permits": [],
        **HOSPITAL,
    },
    {
        "name": OFFICE,
        "address": "Avenida de Muestra 21, Mexico City",
        "latitude": "19.390000",
        "longitude": "-99.170000",
        "entrance": "Second floor",
        "sets": ["Edit room"],
        "permits": [],
        **HOSPITAL,
    },
    {
        "name": ARCHIVE,
        "address": "Plaza de Muestra 3, Mexico City",
        "latitude": "19.430000",
        "longitude": "-99.140000",
        "entrance": "Researchers' door; letter from production",
        "opens": time(9, 0),
        "closes": time(17, 0),
        "closed_weekdays": [5, 6],
        "rules": "Gloves; no light stronger than the copy stand's",
        "permit_required": True,
        "sets": ["Copy stand"],
        "permits": [
            {
                "number": "H-9",
                "issuer": "Archive (sample data)",
                "first_date": date(2003, 6, 2),
                "last_date": date(2003, 6, 30),
                "daily_from": time(9, 0),
                "daily_until": time(17, 0),
            }
        ],
        **HOSPITAL,
    },
]
for _location in LOCATIONS:
    _location.setdefault("notes", f"{SAMPLE}: address, coordinates, phones, hours and permits.")

# minutes by car
TRAVEL: list[tuple[str, str, int]] = [
    (OFFICE, HOUSE, 30),
    (OFFICE, FERNANDEZ, 20),
    (OFFICE, TAMPICO, 480),
    (OFFICE, ARCHIVE, 25),
    (FERNANDEZ, ARCHIVE, 25),
    (FERNANDEZ, HOUSE, 25),
    (HOUSE, STREET, 5),
    (HOUSE, MOUNTAINS, 75),
    (MOUNTAINS, TAMPICO, 450),
]
