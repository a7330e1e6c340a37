"""The day and the numbers that factories begin with."""

import datetime

DAY = datetime.date(2003, 6, 17)
ABOVE = 1_000  # counted numbers begin above those that tests name: these never meet, however many ran before
