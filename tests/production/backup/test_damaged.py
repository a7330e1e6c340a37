"""A bad archive is refused, and changes nothing."""

import hashlib

import pytest

from production.backup import make, restore, rows
from production.backup.archive import Refused
from tests.production.backup.contents import everything, leftovers, rewrite, wipe

pytestmark = pytest.mark.django_db(transaction=True)


def flipped(data):
    return b"".join([data[: len(data) // 3], bytes([data[len(data) // 3] ^ 4]), data[len(data) // 3 + 1 :]])


DAMAGE = {
    "one bit": flipped,
    "last byte missing": lambda data: data[:-1],
    "half of it": lambda data: data[: len(data) // 2],
    "something behind it": lambda data: data + b"x",
    "nothing": lambda data: b"",
    "no zip": lambda data: b"%PDF-1.4" + data[8:],
    "seal of another": lambda data: data[:-64] + b"0" * 64,
}


def without_a_file(manifest, members):
    del members["files/1/picture"]


def another_picture(manifest, members):
    data = members["files/1/picture"]
    members["files/1/picture"] = data[:-1] + bytes([data[-1] ^ 1])


def fewer_rows(manifest, members):
    members["rows/production.film.jsonl"] = b""


def other_rows(manifest, members):
    members["rows/production.film.jsonl"] = members["rows/production.film.jsonl"].replace(b"12A", b"12B")
    name = "rows/production.scene.jsonl"
    members[name] = members[name].replace(b"12A", b"12B")


def a_row_that_leads_nowhere(manifest, members):
    name = "rows/production.film.jsonl"
    members[name] = b""
    manifest["tables"]["production.film"] |= {"size": 0, "rows": 0, "sha256": hashlib.sha256(b"").hexdigest()}


def a_way_out(manifest, members):
    members["files/../../out"] = b"out"
    manifest["files"]["../../out"] = {"size": 3, "sha256": hashlib.sha256(b"out").hexdigest()}


def an_absolute_path(manifest, members):
    members["files//tmp/out"] = b"out"
    manifest["files"]["/tmp/out"] = {"size": 3, "sha256": hashlib.sha256(b"out").hexdigest()}


def a_stowaway(manifest, members):
    members["files/stowaway"] = b"x"


def a_later_version(manifest, members):
    manifest["migrations"].append(["production", "0999_later"])


def another_format(manifest, members):
    manifest["format"] = "somebody-else"


def a_manifest_of_nonsense(manifest, members):
    manifest["tables"] = [1, 2]


def more_than_the_disk_holds(manifest, members):
    manifest["files"]["1/picture"]["size"] = 10**15


CHANGES = {
    change.__name__: change
    for change in (
        without_a_file,
        another_picture,
        fewer_rows,
        other_rows,
        a_row_that_leads_nowhere,
        a_way_out,
        an_absolute_path,
        a_stowaway,
        a_later_version,
        another_format,
        a_manifest_of_nonsense,
        more_than_the_disk_holds,
    )
}


def test_bad_archives_are_refused_and_change_nothing(house, tmp_path, monkeypatch):
    good = tmp_path / "good.zip"
    make.make(good)
    data = good.read_bytes()
    bad = {}
    for name, damage in DAMAGE.items():
        bad[name] = tmp_path / f"{name}.zip"
        bad[name].write_bytes(damage(data))
    for name in CHANGES:
        bad[name] = rewrite(good, tmp_path / f"{name}.zip", CHANGES[name])
    wipe()
    before = everything()
    # the long way of building the tables is gone once, where what was wiped comes back
    monkeypatch.setattr(rows.fill, "__defaults__", (rows.drawn,))
    for name, path in bad.items():
        with pytest.raises(Refused):
            pytest.fail(f"{name}: {restore.restore(path)} was taken")
        assert everything() == before, name
    folder = make.files_folder().parent
    assert leftovers(folder) == []
    assert not (tmp_path.parent / "out").exists()


def test_a_change_in_the_rows_is_no_zip_trick(house, tmp_path):
    """The control of the test above: what `rewrite` makes is taken when nothing was changed."""
    good = tmp_path / "good.zip"
    make.make(good)
    same = rewrite(good, tmp_path / "same.zip", lambda manifest, members: None)
    assert make.verify(same, tmp_path, rows.drawn).rows > 20
