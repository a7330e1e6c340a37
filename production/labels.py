"""The trade's words for the codes that models, documents and pages share.

Codes are stored; words are worded at drawing in the reader's language. The order of
DEPARTMENTS is the order of the crew grid.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DEPARTMENTS = {
    "production": _("Production"),
    "direction": _("Direction"),
    "camera": _("Camera"),
    "sound": _("Sound"),
    "lighting_grip": _("Lighting & Grip"),
    "art": _("Art"),
    "makeup_wardrobe": _("Make-up & Wardrobe"),
    "data": _("Data"),
    "locations": _("Locations"),
    "transport": _("Transport"),
    "catering": _("Catering"),
    "medic_safety": _("Medic & Safety"),
    "post": _("Post"),
}

ITEM_KINDS = {
    "call": _("Call"),
    "load_in": _("Load-in"),
    "safety": _("Safety meeting"),
    "set_up": _("Set-up"),
    "interview": _("Interview"),
    "actuality": _("Actuality"),
    "b_roll": _("B-roll"),
    "reconstruction": _("Reconstruction"),
    "archive": _("Archive"),
    "narration": _("Narration"),
    "meal": _("Meal"),
    "move": _("Company move"),
    "wrap": _("Wrap"),
    "other": _("Other"),
}

INT_EXT = {"int": _("INT"), "ext": _("EXT"), "int_ext": _("INT/EXT")}

DAY_NIGHT = {"day": _("Day"), "night": _("Night"), "dawn": _("Dawn"), "dusk": _("Dusk")}

DAY_TYPES = {
    "shoot": _("Shoot"),
    "travel": _("Travel"),
    "prep": _("Prep"),
    "recce": _("Recce"),
    "off": _("Off"),
}

HEADER_ROLES = {
    "director": _("Director"),
    "producer": _("Producer"),
    "production_manager": _("Production manager"),
    "first_ad": _("First assistant director"),
    "field_producer": _("Field producer"),
}

CERTAINTIES = {
    "unchecked": _("Unchecked"),
    "established": _("Established"),
    "disputed": _("Disputed"),
}

RELEASE_STANDINGS = {
    "signed": _("signed"),
    "needed": _("needed"),
    "guardian": _("guardian"),
    "restricted": _("restricted"),
    "estate": _("estate"),
    "not_required": _("not required"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
    "superseded": _("superseded"),
}

OUTCOMES = {
    "done": _("done"),
    "part": _("part done"),
    "not_done": _("not done"),
    "added": _("added"),
}

SOURCE_KINDS = {
    "archive_house": _("Archive house"),
    "museum": _("Museum"),
    "library": _("Library"),
    "newspaper": _("Newspaper"),
    "agency": _("Agency"),
    "private": _("Private holder"),
    "own": _("Own production"),
    "other": _("Other"),
}

CLIP_KINDS = {
    "footage": _("Footage"),
    "photograph": _("Photograph"),
    "document": _("Document"),
    "newspaper": _("Newspaper"),
    "object": _("Object"),
    "music": _("Music"),
    "graphic": _("Graphic"),
}

CLIP_STATES = {
    "identified": _("Identified"),
    "screener_ordered": _("Screener ordered"),
    "screener_in_cut": _("Screener in the cut"),
    "quote_requested": _("Quote requested"),
    "quoted": _("Quoted"),
    "negotiating": _("Negotiating"),
    "agreed": pgettext_lazy("archive clip", "Agreed"),
    "signed": pgettext_lazy("archive clip", "Signed"),
    "paid": _("Paid"),
    "denied": _("Denied"),
    "replaced": _("Replaced"),
    "cut": _("Cut"),
}

COPY_KINDS = {
    "master": _("Master"),
    "work_copy": _("Work copy"),
    "print": _("Print"),
    "screener": _("Screener"),
}

SHOT_CATEGORIES = {
    "establishing": _("Establishing"),
    "exteriors": _("Exteriors"),
    "interiors": _("Interiors"),
    "details": _("Details and inserts"),
    "objects": _("Objects"),
    "hands": _("Hands"),
    "people": _("People at work"),
    "cutaways": _("Cutaways"),
    "sound": _("Wild track and room tone"),
}

SHOT_SIZES = {
    "els": _("ELS"),
    "ls": _("LS"),
    "fs": _("FS"),
    "mls": _("MLS"),
    "ms": _("MS"),
    "mcu": _("MCU"),
    "cu": _("CU"),
    "ecu": _("ECU"),
    "insert": _("Insert"),
}

SHOT_SIZES_IN_FULL = {
    "els": _("extreme long shot"),
    "ls": _("long shot"),
    "fs": _("full shot"),
    "mls": _("medium long shot"),
    "ms": _("medium shot"),
    "mcu": _("medium close-up"),
    "cu": _("close-up"),
    "ecu": _("extreme close-up"),
    "insert": _("a detail on its own"),
}

SHOT_SOUNDS = {"sync": _("Sync"), "wild": _("Wild"), "mute": _("Mute")}

SHOT_PRIORITIES = {"must": _("Must"), "nice": _("Nice")}

SHOT_STATUSES = {
    "planned": _("Planned"),
    "shot": _("Shot"),
    "reshoot": _("To reshoot"),
    "dropped": _("Dropped"),
}
