"""What the log's program says, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    # the connection
    "saved": _("All saved"),
    "typed": _("Not saved yet"),
    "notTaken": _("Not taken: %(count)s"),
    "waits": _("Waits: %(count)s"),
    "lost": _("No connection. What you log is kept here and sent when it is back."),
    "back": _("Connected again. What waited is saved."),
    "signIn": _("You are signed out. Sign in in another tab; what you logged is kept here and sent then."),
    "failed": _("The server could not take it. It is kept here and sent again."),
    # what was not taken
    "conflict": _("%(what)s: somebody else changed it meanwhile"),
    "mine": _("Yours"),
    "theirs": _("Theirs"),
    "base": _("Before"),
    "keepMine": _("Keep mine"),
    "takeTheirs": _("Take theirs"),
    "sendAgain": _("Send again"),
    "giveUp": _("Give it up"),
    "bringBack": _("Bring it back and save"),
    # the transport
    "paused": _("paused"),
    "notPlaying": _("The media can't be played here. The counter runs by itself."),
    "outside": _("The recording goes from %(start)s to %(end)s."),
    "badTime": _("Write a timecode like 03:40:22, or 03:40:22:10 with frames."),
    # segments
    "inSet": _("In at %(at)s"),
    "inFirst": _("Press I first: it sets the in."),
    "outFirst": _("The out must lie after the in; it is the first frame left out."),
    "made": _("Segment from %(start)s, %(length)s"),
    "choose": _("Choose a segment first."),
    "rated": _("Rating %(count)s"),
    "undone": _("Undone: %(what)s"),
    "nothing": _("Nothing to undo."),
    "new": _("new segment"),
    "deleted": _("deletion"),
    "changed": _("change"),
    "untitled": _("no gist yet"),
    "byWords": _("by the times of the words"),
    "byCue": _("by whole cues"),
    "noWords": _("The transcript has no words here."),
    "shown": _("%(shown)s of %(total)s"),
    # themes and fields
    "newTheme": _("New theme: %(name)s"),
    "gist": _("Gist"),
    "note": _("Note"),
    "rating": _("Rating"),
    "themes": _("Themes"),
    "speaker": _("Speaker"),
    "in": _("In"),
    "out": _("Out"),
    "unknown": _("Nobody of this name is in the register."),
    # the transcript
    "found": _("%(at)s of %(total)s"),
    "notFound": _("Not found"),
    "cuesLost": _("The rest of the transcript could not be loaded."),
    "selected": _("Words chosen: %(count)s. Enter makes a segment of them."),
}
