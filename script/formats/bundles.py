"""Edit lists that come packed: Final Cut Pro's .fcpxmld, of which a Mac makes a zip, and OTIO's .otioz."""

from __future__ import annotations

import io
import zipfile
import zlib

from script.formats.cut import Refused

BIGGEST = 20_000_000  # bytes of the list, and of the bundle
_LONGEST_DIRECTORY = 1_000_000  # bytes: some ten thousand files
_END = b"PK\x05\x06"


def unpacked(data: bytes) -> bytes:
    """The list in a bundle; anything else as it is. Refused: size, kind (no list, several, or damaged)."""
    if not data.startswith(b"PK\x03\x04"):
        return data
    if len(data) > BIGGEST or _directory(data) > _LONGEST_DIRECTORY:
        raise Refused("size", most=BIGGEST)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            names = [name for name in bundle.namelist() if _is_list(name)]
            if len(names) != 1:
                raise Refused("kind")
            with bundle.open(names[0]) as part:
                found = part.read(BIGGEST + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, KeyError):
        raise Refused("kind") from None
    if len(found) > BIGGEST:
        raise Refused("size", most=BIGGEST)
    return found


def _is_list(name: str) -> bool:
    """``Reel 1.fcpxmld/Info.fcpxml``, ``content.otio``; not what a Mac keeps beside its files."""
    *folders, file = name.split("/")
    return (
        file.lower().endswith((".fcpxml", ".otio"))
        and not file.startswith("._")
        and "__MACOSX" not in folders
    )


def _directory(data: bytes) -> int:
    """How long the directory is, which is read whole: by what its end says, wherever that may stand."""
    ends = {len(data) - 22, data.rfind(_END)}
    return max(
        (int.from_bytes(data[at + 12 : at + 16], "little") for at in ends if data[at : at + 4] == _END),
        default=0,
    )
