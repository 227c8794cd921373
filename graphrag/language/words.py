"""Function words, a light stemmer and a small thesaurus: "directed", "director" and "helmed" agree.

Every word is compared by its stem; words of one line of the thesaurus share the line's first.
"""

from __future__ import annotations

from functools import lru_cache

FUNCTION_WORDS = frozenset(
    """a about after all also although am among an and any are as at be became because been before
    being between both but by can could did do does during each for from had has have he her him
    his how i if in into is it its itself like may me more most much my name named no nor not of
    on one only or other our out over own s same she should since so some such than that the their
    them then there these they this those through to under until up upon us very was we were what
    when where which while who whom whose why will with within without would you your used known
    called many""".split()
)
_ENDINGS = (
    "ization isation ations ation ingly ments ment ings ing edly"
    " ors ers or er ies ied ed es s ly y e ion ions"
).split()
# Irregular forms and near synonyms, general English; the first of a line stands for all.
_THESAURUS = """
write wrote written writes writing author authored writer penned novelist
direct directed director directs helmed filmmaker
sing sang sung sings singer vocalist frontman vocals
act actor actress acted acts acting
star starred stars starring featured features featuring
play played plays portray portrayed portrays portrayal role character
win won winner wins winning champion victory
lose lost loses loser
born birth birthplace birthday
die died dies death dead passed
marry married marriage marries wife husband spouse wed
kill killed murder murdered murders assassinated shot
found founded founder founders founding established establish formed form formation started
create created creator creates creation developed develop developer invented
base based headquartered headquarters located situated location lies lie located
lead led leader leads leading head headed heads
film movie films movies picture
song single track tune songs tracks
book novel books novels
band group bands groups
team club teams clubs
city town cities towns
country nation countries nations
begin began begun beginning begins start
build built building constructed construction erected
hold held holds
fight fought fights battle battles war
make made makes making
teach taught teacher professor teaches
fly flew flown flies flight pilot
buy bought acquired purchased acquisition purchase
own owned owner owns subsidiary parent
sell sold sells sale
produce produced producer producers produces production
compose composed composer composers music musical score scored
publish published publisher publishes publication
release released releases
record recorded records recording
broadcast broadcasts aired airs air network premiered televised
coach coached coaches manager managed
serve served serves serving
study studied studies studying attended graduated educated education
university college school
work worked works working employed
live lived lives resided residence home
grow grew raised
player footballer
movie film
population inhabitants residents people
company corporation firm business
airport airfield
soldier officer military
mother mothered
father fathered
child children son daughter
brother sister sibling siblings
king monarch
discover discovered discovery
name named names
border borders bordered bordering adjacent neighboring neighbouring
nickname nicknamed
appear appeared appears appearance
host hosted hosts hosting hostess presenter
design designed designer designs
run ran runs
speak spoke spoken speaks
take took taken takes
give gave given gives
perform performed performer performs performance
consist consists comprise comprised comprises include includes included including
show series programme program sitcom
magazine newspaper journal periodical
province provinces
resign resigned resignation
end ended ends
"""


def _bare(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def _read_thesaurus() -> dict[str, str]:
    first_of: dict[str, str] = {}
    for line in _THESAURUS.strip().splitlines():
        words = line.split()
        for word in words:
            first_of.setdefault(word, _bare(words[0]))
    return first_of


_FIRST_OF = _read_thesaurus()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What `word` (lower case) is compared by: its line of the thesaurus, else itself cut short."""
    return _FIRST_OF.get(word) or _bare(word)
