"""Media files are told by content, opened where they can do no harm, and their facts are exact."""

import random
import struct
import time
from fractions import Fraction
from pathlib import Path

import av
import pytest

from production.formats import media, media_probe
from production.formats.uploads import Refused
from production.timecode import RATES, rate_of, read
from script.demo.film_strip import draw


def refused(path):
    with pytest.raises(Refused) as caught:
        media.probe(path)
    return caught.value


@pytest.fixture(scope="session")
def strips(tmp_path_factory):
    """The small film in several kinds, drawn once."""
    folder, made = tmp_path_factory.mktemp("strips"), {}

    def strip(name, key="25/1", start="01:00:00:00", *, drop=False, seconds=3, **more):
        if name not in made:
            rate = rate_of(key, drop=drop)
            label = read(start)
            made[name] = draw(folder / name, rate=rate, start=label, seconds=seconds, reel="A001", **more)
        return made[name]

    return strip


def a_sound(path, codec, *, seconds=2, rate=48_000, container=None):
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=rate, layout="mono")
        wanted = "s16" if codec == "pcm_s16le" else "s16p" if codec == "libmp3lame" else "fltp"
        for second in range(seconds):
            frame = av.AudioFrame(format=wanted, layout="mono", samples=rate)
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            frame.sample_rate, frame.pts = rate, second * rate
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    return path


def a_wave_of_a_recorder(path, seconds, since_midnight, rate=48_000):
    """A WAV with the bext chunk of the broadcasting union: samples since midnight."""
    bext = bytes(256 + 32 + 32 + 10 + 8) + struct.pack("<Q", since_midnight * rate) + bytes(2 + 64 + 190)
    form = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
    sound = bytes(rate * 2 * seconds)
    parts = b"".join(
        name + struct.pack("<I", len(body)) + body
        for name, body in ((b"bext", bext), (b"fmt ", form), (b"data", sound))
    )
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(parts)) + b"WAVE" + parts)
    return path


# -- facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "start", "drop"),
    [
        ("a.webm", "25/1", "01:00:00:00", False),
        ("b.webm", "30000/1001", "09:59:58;02", True),
        ("c.mp4", "24000/1001", "10:00:00:00", False),
        ("d.mov", "30000/1001", "23:59:59;28", True),
        ("e.mp4", "50/1", "00:00:00:49", False),
    ],
)
def test_length_rate_and_start_are_read(strips, name, key, start, drop):
    facts = media.probe(strips(name, key, start, drop=drop))
    assert facts.content_type == ("video/webm" if name.endswith("webm") else "video/mp4")
    assert (facts.rate, str(facts.label), facts.drop) == (key, start, drop)
    assert abs(facts.seconds - 3) < Fraction(1, 20)
    assert (facts.width, facts.height, facts.has_picture, facts.has_sound) == (320, 180, True, True)


def test_the_small_film_is_the_same_every_time(strips, tmp_path):
    again = draw(
        tmp_path / "again.webm", rate=rate_of("25/1"), start=read("01:00:00:00"), seconds=3, reel="A001"
    )
    assert again.read_bytes() == strips("a.webm").read_bytes()


def test_the_small_film_shows_each_frame_where_it_says(strips):
    """Frames of one label look alike and those of others don't: the picture runs with the timecode."""
    with av.open(str(strips("a.webm"))) as film:
        stamps = [round(float(frame.time) * 25) for frame in film.decode(video=0)]
    assert stamps == list(range(75))


@pytest.mark.parametrize(
    ("name", "codec", "kind", "container"),
    [
        ("a.mp3", "libmp3lame", "audio/mpeg", None),
        ("a.wav", "pcm_s16le", "audio/wav", None),
        ("a.m4a", "aac", "audio/mp4", "ipod"),
        ("brand.mp4", "aac", "audio/mp4", "mp4"),
    ],
)
def test_sound_alone_has_neither_rate_nor_picture(tmp_path, name, codec, kind, container):
    facts = media.probe(a_sound(tmp_path / name, codec, container=container))
    assert (facts.content_type, facts.rate, facts.has_picture, facts.has_sound) == (kind, "", False, True)
    assert abs(facts.seconds - 2) < Fraction(1, 10)
    assert facts.start(rate_of("25/1")) is None


def test_the_clock_of_a_sound_recorder_becomes_a_timecode(tmp_path):
    facts = media.probe(a_wave_of_a_recorder(tmp_path / "t.wav", 1, 36_061))
    assert facts.since_midnight == 36_061
    assert str(facts.start(rate_of("25/1"))) == "10:01:01:00"
    # by the clock, 36,061 s are 1,080,749 frames
    assert str(facts.start(rate_of("30000/1001", drop=True))) == "10:01:01;01"
    assert str(facts.start(rate_of("30000/1001"))) == "10:00:24:29"


def test_frames_of_different_lengths_have_no_rate(tmp_path):
    path = tmp_path / "phone.webm"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libvpx", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        at = 0
        for number in range(90):
            frame = av.VideoFrame(64, 48, "yuv420p")
            frame.pts, frame.time_base = at, Fraction(1, 1000)
            out.mux(stream.encode(frame))
            at += 20 + 27 * (number % 2)
        out.mux(stream.encode())
    assert media.probe(path).rate == ""


@pytest.mark.parametrize("key", RATES)
def test_a_rate_is_told_from_its_neighbour(key):
    rate = Fraction(RATES[key].num, RATES[key].den)
    for rounded in (rate, Fraction(f"{float(rate):.3f}"), Fraction(f"{float(rate):.2f}")):
        assert media.nearest(rounded) == key
    assert media.nearest(rate * Fraction(1006, 1000)) == ""


@pytest.mark.parametrize(
    ("text", "rate", "label"),
    [
        ("01:00:00:00", "25/1", "01:00:00:00"),
        ("01:00:00:25", "25/1", None),
        ("01:01:00;00", "30000/1001", None),
        ("01:01:00;02", "30000/1001", "01:01:00;02"),
        ("01:00:00;00", "25/1", None),
        ("01:00:00:10", "", "01:00:00:10"),
        ("25:00:00:00", "25/1", None),
        ("", "25/1", None),
        ("x" * 40, "25/1", None),
    ],
)
def test_only_a_timecode_that_exists_is_taken(text, rate, label):
    found = media._label(text, rate)
    assert (None if found is None else str(found)) == label


# -- refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "code"), [("hls", "type"), ("html", "type"), ("huge_atom", "unreadable")])
def test_hostile_samples_are_refused(samples, name, code):
    assert refused(samples / "hostile" / "video" / f"{name}.mp4").code == code


ATOM = b"\0\0\0\x10ftypisom\0\0\0\0"


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("empty", b"", "type"),
        ("playlist", b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "type"),
        ("concat", b"ffconcat version 1.0\nfile /etc/passwd\n", "type"),
        ("page", b"<html><script>alert(1)</script>", "type"),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "type"),
        ("avi", b"RIFF\x10\0\0\0AVI LIST", "type"),
        ("matroska", b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska", "type"),
        ("transport", b"G@\0\x10" + b"\xff" * 184, "type"),
        ("odd ftyp", b"\0\0\0\x09ftypisom\0\0\0\0", "type"),
        ("brand of controls", b"\0\0\0\x10ftyp\0\x01\x02\x03\0\0\0\0", "type"),
        ("no index", ATOM + b"\0\0\0\x08free", "unreadable"),
        ("endless index", ATOM + b"\0\0\0\x01moov\x7f" + b"\xff" * 7, "unreadable"),
        ("atom past the end", ATOM + b"\xff\xff\xff\xffmoov" + bytes(20), "unreadable"),
        ("atom of nothing", ATOM + b"\0\0\0\x04moov", "unreadable"),
        ("half an atom", ATOM + b"\0\0", "unreadable"),
        ("empty index", ATOM + b"\0\0\0\x08moov", "unreadable"),
        ("webm of nothing", b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm" + bytes(40), "unreadable"),
        ("wave of nothing", b"RIFF\x04\0\0\0WAVE", "unreadable"),
        ("mp3 of nothing", b"ID3\x04\0\0\x7f\x7f\x7f\x7f", "unreadable"),
        ("mp3 of noise", b"\xff\xfb\x90\x64" + b"no sound" * 50, "unreadable"),
    ],
)
def test_what_is_no_media_is_refused(tmp_path, name, body, code):
    path = tmp_path / "x.mp4"
    path.write_bytes(body)
    assert refused(path).code == code


def test_a_codec_that_browsers_do_not_play_is_refused_by_name(tmp_path):
    path = tmp_path / "old.mov"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("mjpeg", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuvj420p"
        out.mux(stream.encode(av.VideoFrame(64, 48, "yuvj420p")))
        out.mux(stream.encode())
    found = refused(path)
    assert (found.code, found.found) == ("codec", "mjpeg")


def test_a_file_that_was_cut_short_is_refused(strips, tmp_path):
    whole = strips("c.mp4", "24000/1001", "10:00:00:00").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    assert refused(path).code == "unreadable"


@pytest.mark.parametrize(
    "fault",
    [
        "while True: pass",
        "time.sleep(60)",
        "bytearray(1 << 30)",
        "open(sys.argv[2] + '.out', 'w').write('x' * 99_999)",
    ],
)
def test_a_reader_that_hangs_or_takes_too_much_is_ended(strips, monkeypatch, tmp_path, fault):
    """The limits are those of the real program; a fault is put in the place of its reading."""
    path, program = strips("a.webm"), tmp_path / "reader.py"
    source = Path(media_probe.__file__).read_text().replace("SECONDS = 10", "SECONDS = 1")
    program.write_text(source.replace("    limit()\n", f"    limit()\n    import time\n    {fault}\n"))
    monkeypatch.setattr(media_probe, "__file__", str(program))
    monkeypatch.setattr(media, "_WAIT", 3)
    began = time.monotonic()
    assert refused(path).code == "unreadable"
    assert time.monotonic() - began < 30  # half of what it sleeps; starting it takes a busy machine a while


def answer(path):
    """The rate that was read, or why nothing was; anything else goes through."""
    try:
        return media.probe(path).rate
    except Refused as refusal:
        return refusal.code


def test_mutated_files_give_facts_or_are_refused(strips, tmp_path):
    chance = random.Random(1940)
    path = tmp_path / "mutated"
    for name in ("a.webm", "c.mp4"):
        whole = strips(name, *(("24000/1001", "10:00:00:00") if name == "c.mp4" else ())).read_bytes()
        for _round in range(12):
            body = bytearray(whole)
            for _hit in range(chance.choice([1, 4, 40])):
                body[chance.randrange(min(len(body), 3000))] = chance.randrange(256)
            path.write_bytes(body)
            assert answer(path) in {"type", "unreadable", "codec", *RATES, ""}
