"""What may stand in which element of FCPXML 1.10, in which order, and which attributes it must and may have.

Final Cut Pro takes no document that breaks this. Only what we write is known here.
"""

import re

_ANCHORED = "(audio|video|clip|title|asset-clip|spine)*"
_MARKS = "(marker|rating|keyword)*"

# children as a pattern of their names; attributes: needed, allowed
MODELS = {
    "fcpxml": ("resources library", "version", ""),
    "resources": ("(asset|effect|format)*", "", ""),
    "format": ("", "id frameDuration", "name width height"),
    "asset": (
        "(media-rep) (metadata)?", "id name start duration",
        "hasVideo hasAudio format videoSources audioSources audioChannels audioRate",
    ),
    "media-rep": ("", "kind src", ""),
    "effect": ("", "id uid", "name"),
    "metadata": ("(md)*", "", ""),
    "md": ("", "key value", ""),
    "library": ("(event)*", "", ""),
    "event": ("(project)*", "name", ""),
    "project": ("sequence", "name", ""),
    "sequence": ("spine", "format duration tcStart tcFormat", "audioLayout audioRate"),
    "spine": ("(asset-clip|gap)*", "", ""),
    "gap": (f"(note)? {_ANCHORED} {_MARKS} (metadata)?", "offset start duration", "name"),
    "asset-clip": (
        f"(note)? (conform-rate)? {_ANCHORED} {_MARKS} (metadata)?", "ref offset name start duration",
        "tcFormat lane srcEnable format audioRole",
    ),
    "conform-rate": ("", "srcFrameRate scaleEnabled", ""),
    "title": ("(text)* (text-style-def)* (note)?", "ref lane offset start duration name", ""),
    "text": ("(text-style)*", "", ""),
    "text-style-def": ("text-style", "id", ""),
    "text-style": ("", "", "ref font fontSize fontColor alignment"),
    "note": ("", "", ""),
    "marker": ("", "start duration value", "completed note"),
    "keyword": ("", "start duration value", ""),
    "rating": ("", "start duration value", "name"),
}  # fmt: skip
_VALUES = {
    "tcFormat": "DF|NDF",
    "srcEnable": "all|audio|video",
    "srcFrameRate": r"23\.98|24|25|29\.97|30|60|50|59\.94",
    "kind": "original-media",
    "audioRate": "48k|48000",
    "alignment": "left|center|right",
    "completed": "0|1",
    "lane": "-?[1-9][0-9]?",
}


def broken(root):
    """What is against the order, as words; [] for a document that is taken."""
    found, ids, refs = [], [], []
    for node in root.iter():
        model = MODELS.get(node.tag)
        if model is None:
            found.append(f"<{node.tag}> is unknown")
            continue
        children, needed, allowed = model
        pattern = re.sub(r"[a-z][a-z-]*", lambda name: f"(?:{name[0]}_)", children).replace(" ", "")
        stand = "".join(f"{child.tag}_" for child in node)
        if not re.fullmatch(pattern, stand):
            found.append(f"<{node.tag}>: {stand}")
        facts = set(node.keys())
        if not set(needed.split()) <= facts <= {*needed.split(), *allowed.split()}:
            found.append(f"<{node.tag}>: attributes {sorted(facts)}")
        for name, value in node.items():
            if name in _VALUES and not re.fullmatch(_VALUES[name], value):
                found.append(f"<{node.tag} {name}={value!r}>")
        ids += [node.get("id")] if node.get("id") else []
        refs += [node.get(name) for name in ("ref", "format") if node.get(name)]
    found += [f"{one!r} twice" for one in set(ids) if ids.count(one) > 1]
    found += [f"{one!r} refers to nothing" for one in set(refs) - set(ids)]
    return found
