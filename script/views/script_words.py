"""What the program of the writing page says, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = {
    # the connection
    "saved": _("All saved"),
    "typed": _("Not saved yet"),
    "waits": _("Waits: %(count)s"),
    "lost": _("No connection. What you write is kept here and sent when it is back."),
    "back": _("Connected again. What waited is saved."),
    "signIn": _("You are signed out. Sign in in another tab; what you wrote is kept here and sent then."),
    "failed": _("The server could not take it. It is kept here and sent again."),
    # what was not taken
    "conflict": _("Somebody else changed this meanwhile"),
    "refused": _("Not taken"),
    "notTaken": _("Not taken: %(count)s"),
    "mine": _("Yours"),
    "theirs": _("Theirs"),
    "base": _("Before"),
    "keepMine": _("Keep mine"),
    "takeTheirs": _("Take theirs"),
    "giveUp": _("Give it up"),
    "deletedMeanwhile": _("It was deleted meanwhile."),
    "others": _("Changed by somebody else"),
    "othersSay": _("Somebody else changed rows: %(count)s"),
    "sources": _("What it cites was changed"),
    "sourcesSay": _("What is cited was changed in rows: %(count)s"),
    "warnings": _("Warnings: %(count)s"),
    "meanwhile": _("Somebody else changed this row while you write; you will be asked when you save."),
    # what was done
    "undone": _("Undone: %(what)s"),
    "redone": _("Done again: %(what)s"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "undoWhat": _("Undo: %(what)s"),
    "redoWhat": _("Redo: %(what)s"),
    "inserted": _("Inserted: %(what)s"),
    "asPicture": _("As picture"),
    "asSound": _("As sound"),
    "noOther": _("This stands in one column only."),
    "deleted": _("Row deleted"),
    "moved": _("Row moved"),
    "chooseRow": _("Choose a row first."),
    "chooseCell": _("There is nothing in this row yet; add something."),
    "noNext": _("No row follows in this scene."),
    "splitHow": _("Move the cursor to where the second part begins; Enter splits."),
    "noSplit": _("Only words that are spoken are split."),
    "noTrim": _("Only soundbites and archive clips are trimmed."),
    "noPin": _("Only soundbites are pinned."),
    "noScene": _("Add a scene first."),
    # rows
    "new": pgettext_lazy("row", "new"),
    "scene": _("Scene %(number)s"),
    "rowsOf": _("Rows of scene %(number)s"),
    "emptyScene": _("Nothing here yet: press I to look for sources, N to write narration."),
    "newScene": _("New scene"),
    "write": _("Write"),
    "save": _("Save"),
    "cancel": _("Cancel"),
    "splitHere": _("Split here"),
    "of": _("%(time)s of %(target)s"),
    "ofTarget": _("of %(target)s"),
    "over": _("%(time)s over"),
    "under": _("%(time)s left"),
    # trimming
    "range": _("Range %(number)s of %(total)s"),
    "failedToAsk": _("That could not be asked. Try again when the connection is back."),
}
