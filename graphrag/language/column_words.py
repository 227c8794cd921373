"""Heads of columns: by which words each is asked for, and what those of one kind are called.

"How heavy" is asked under "Weight", "what does it cost" under "Price"; all by their roots.
"""

from __future__ import annotations

from graphrag.language.words import root


def _roots(words: str) -> frozenset[str]:
    return frozenset(word if word[0] == "?" else root(word) for word in words.split())


# Heads and what they may be called in a question; a sign before a word marks a turn of phrase.
_LINES = """
ext extension: extension dial
tel telephone phone voice: telephone phone dial
mail email: mail email
max maximum: maximum most
min minimum: minimum least
temp temperature: temperature hot warm cold
dept: department
qty quantity: quantity ?many
cost price fee fare charge: cost price fee charge pay ?much
rent: cost pay ?much
rate: earn cost charge pay ?much
pay wage salary: earn pay wage salary paid
amount value: worth
weight: heavy weigh
speed: fast quick
age: old
height: tall high
length duration: long
width: wide
depth: deep
distance: far
capacity: hold carry seat
day: daily
month: monthly
year: yearly annual
who: ?who
where room: ?where
place venue: ?where room hall
location: ?where location address
address: ?where location address
when: ?when date time
date time: ?when
start: begin become join since
end: expire leave
valid: expire
due: expire overdue
depart departure: leave depart
arrive arrival: arrive
subject: teach
leader: lead run
manufacturer maker: make produce build
language: speak
back return: return back brought
role position job: role position job
"""
CALLED: dict[str, frozenset[str]] = {}
for _heads, _, _words in (_line.partition(":") for _line in _LINES.strip().splitlines()):
    CALLED |= dict.fromkeys(_roots(_heads), _roots(_words))
ANY_VALUE = _roots(  # words that go with any value and need not be said beside another
    "number name date time capacity address hour day week month year person piece key main notable"
    " mm cm m km mg g kg t ml l kb mb gb tb h min eur usd gbp chf"
)
PRICES = _roots("price cost fee fare charge rent wage salary pay budget eur usd gbp")
PERSONAL = _roots(  # what is told of persons only
    "role job position profession salary wage pay department birthday nationality supervisor email"
    " employer grade joined hired"
)
TAKES_PLACE = _roots(  # of anything that has a time or a place
    "time date held located happen take occur kept live meet"
)
PAID = _roots("price cost fee fare charge pay")  # by which a price is asked for
HAVING = _roots(  # verbs that say no more than that something has, is or does what its row says
    """have hold live need want use get take come go run stay belong sit stand grow work like
    contain carry meet place seat include offer support require feature fall appear name list give
    came went took got gave sat stood lay"""
)
ORDER = frozenset("first last next".split())  # heads that have no root
FREE = frozenset("free gratis complimentary".split())  # cells that cost nothing
TOTALS = _roots("total sum overall altogether average mean")  # of rows over all rows
CODES = _roots("code id identifier index key serial number phone telephone ext extension")
BEGIN = _roots(  # verbs by whose time something is old
    "build found establish purchase buy hire join since open bear make launch introduce acquire"
    " commission manufacture register create complete begin enter install plant print issue publish"
    " publication birth admit"
)
