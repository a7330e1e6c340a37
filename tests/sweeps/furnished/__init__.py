"""A film with one of everything, each text of it carrying a mark that no other film has.

A mark found in the answer to somebody who isn't a member is a leak; a secret mark found in the
answer to a member who may not see private data is one too.
"""

from production import models
from tests.sweeps.furnished.days import day, report, reports, sheets
from tests.sweeps.furnished.files import files
from tests.sweeps.furnished.house import Furnished
from tests.sweeps.furnished.marks import write_marks
from tests.sweeps.furnished.planning import archive, lists, members, people, places, scenes, shots
from tests.sweeps.furnished.scripts import drafts, scripts
from tests.sweeps.furnished.sittings import interviews, proxies
from tests.sweeps.furnished.tables import imports


def furnish(film, *, mark, secret, year, digits):
    film.private_fields = list(models.Person.MAY_BE_PRIVATE)
    house = Furnished(mark=mark, secret=secret, year=year, digits=digits, film=film)
    members(house)
    files(house)
    places(house)
    people(house)
    scenes(house)
    archive(house)
    day(house)
    shots(house)
    interviews(house)
    scripts(house)
    proxies(house)
    report(house)
    imports(house)
    lists(house)
    house.film.logo = house.things["logo"]
    write_marks(house)
    sheets(house)
    reports(house)
    drafts(house)
    return house
