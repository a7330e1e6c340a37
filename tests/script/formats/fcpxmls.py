"""Documents in FCPXML, and what was read of them."""

from script.formats import fcpxml_read


def document(spine, *, resources="", version="1.10", start="0s", tail=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE fcpxml><fcpxml version="{version}"><resources>
    <format id="f25" frameDuration="100/2500s"/><format id="f24" frameDuration="1001/24000s"/>
    <asset id="a" name="A" start="100s" duration="60s" format="f25" hasVideo="1" hasAudio="1">
      <media-rep kind="original-media" src="file:///Volumes/A%20B.mov"/></asset>
    <asset id="s" name="S" start="0s" duration="60s" hasAudio="1" src="file://localhost/C:/S.wav"/>
    <asset id="n" name="N" duration="60s" format="f24" hasVideo="1" src="n.mov"/>
    {resources}</resources><library><event><project name="P"><sequence format="f25" tcStart="{start}"
    tcFormat="NDF"><spine>{spine}</spine></sequence></project></event></library>{tail}</fcpxml>""".encode()


def events(spine, **more):
    """Where each piece lies, with the tracks on which it does, and what was told."""
    back = fcpxml_read.read(document(spine, **more))
    tracks = {}
    for e in back.events:
        place = e.record_in, e.record_out, e.source_in, e.source_out
        tracks.setdefault(place, []).append(e.track)
    return [(" ".join(names), *place) for place, names in tracks.items()], [r.code for r in back.repairs]
