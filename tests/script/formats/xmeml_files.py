"""Files as editing systems write them in the XML of Final Cut Pro 7, piece by piece."""

from script.formats import xmeml_read

RATE = "<rate><timebase>{}</timebase><ntsc>{}</ntsc></rate>"
R25, R2997 = RATE.format(25, "FALSE"), RATE.format(30, "TRUE")
CLOCK = (
    f"<timecode>{R25}<string>01:00:00:00</string><frame>90000</frame>"
    "<displayformat>NDF</displayformat></timecode>"
)
PATH = "file://localhost/V/A%201.mov"
FILE = f'<file id="f"><name>A.mov</name><pathurl>{PATH}</pathurl>{R25}{CLOCK}</file>'


def item(start=0, end=50, first=100, last=150, file=FILE, rate=R25, more=""):
    return (
        f'<clipitem id="c"><name>C</name>{rate}<start>{start}</start><end>{end}</end><in>{first}</in>'
        f"<out>{last}</out>{file}{more}</clipitem>"
    )


def document(*tracks, audio=(), rate=R25, more="", around=""):
    video = "".join(f"<track>{track}</track>" for track in tracks)
    sound = "".join(f"<track>{track}</track>" for track in audio)
    return f"""<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="4">{around}<project><children>
        <sequence id="s"><name>S</name>{rate}{CLOCK}
        <media><video>{video}</video><audio>{sound}</audio></media>{more}</sequence></children></project></xmeml>""".encode()


def events(*tracks, **more):
    back = xmeml_read.read(document(*tracks, **more))
    told = [(e.track, e.record_in, e.record_out, e.source_in, e.source_out) for e in back.events]
    return told, [repair.code for repair in back.repairs]


def inner(said, track):
    media = f"<media><video><track>{track}</track></video></media>"
    return f'<sequence id="{said}"><name>I</name>{R25}{media}</sequence>'


LONG = FILE.replace("</name>", "</name><duration>1000</duration>", 1)


def remap(speed, reverse="FALSE"):
    return (
        "<filter><effect><effectid>timeremap</effectid><parameter><parameterid>speed</parameterid>"
        f"<value>{speed}</value></parameter><parameter><parameterid>reverse</parameterid>"
        f"<value>{reverse}</value></parameter></effect></filter>"
    )
