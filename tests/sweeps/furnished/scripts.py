"""A script that cites, its draft, and what is on its way into it."""

from tests import factories


def scripts(house):
    """A scene of two rows: what was said under a clip and a shot, and narration with whom it names.

    What is cited can't be binned, so it is nothing that others bin.
    """
    film = house.film
    person = factories.ContributorFactory(film=film)
    recording = factories.RecordingFactory(interview=factories.InterviewFactory(film=film))
    segment = factories.SegmentFactory(recording=recording, in_frame=0, speaker=person)
    script = factories.ScriptFactory(film=film, is_working=True)
    scene = factories.ScriptSceneFactory(script=script)
    row = factories.RowFactory(scene=scene)
    cell = factories.SoundbiteFactory(row=row, segment=segment)
    shot = factories.ShotFactory(scene=scene.scene)
    picture = {"row": row, "column": "picture", "text": ""}
    clip = factories.ArchiveClipFactory(film=film)
    factories.CellFactory(**picture, element="archive", clip=clip)
    factories.CellFactory(**picture, element="b_roll", shot=shot, lasts_ms=4_000)
    other = factories.RowFactory(scene=scene)
    factories.CellFactory(row=other)
    factories.CellFactory(row=other, column="picture", element="lower_third", text="", person=person)
    house.things |= {
        "script": script,
        "other_script": factories.ScriptFactory(film=film, title=f"{house.mark} other"),
        "script_scene": scene,
        "other_script_scene": factories.ScriptSceneFactory(script=script, scene=None, title="x"),
        "script_row": row,
        "other_script_row": other,
        "script_cell": cell,
        "narration_cell": factories.CellFactory(row=other),
        "cited_segment": segment,
        "cut_import": _cut_brought(house, script),
        "script_import": _paper_edit(house, script),
    }


def _cut_brought(house, script):
    """An editor's cut that waits: of a card that the film doesn't have."""
    from script.actions import cut_import

    mark = "".join(sign for sign in house.mark.upper() if sign.isalnum())
    text = f"TITLE: X\n001  {mark} V C 01:00:00:00 01:00:01:00 01:00:00:00 01:00:01:00\n"
    text += f"* FROM CLIP NAME: {house.mark}\n"
    by, data = house.users["producer"], text.encode()
    imported = cut_import.look_first(
        script=script, name=f"{house.mark}.edl", data=data, rate=script.frames, by=by
    )
    return cut_import.keep(imported=imported, data=data)


def drafts(house):
    """The script as it was locked, once all that it says carries its marks."""
    from script.actions import drafts

    house.things["draft"] = drafts.lock(
        script=house.things["script"], note=f"{house.mark} note", by=house.users["director"]
    )


def _paper_edit(house, script):
    """On its way into a script: a heading, what was said by nobody, and narration."""
    from script.actions import paper_edits

    by, data = house.users["producer"], f"THE WALL\n\n{house.mark}\n\nV.O.: Words of it.".encode()
    imported = paper_edits.look_first(
        script=script, kind="paper_edit", name=f"{house.mark}.txt", data=data, by=by
    )
    return paper_edits.keep(imported=imported, data=data)
