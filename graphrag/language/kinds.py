"""Kinds of things by the nouns that name them: what a question's noun asks for, what a page is.

`kind_of_noun("actress") == "person"`. The lists are general English, by hand.
"""

from __future__ import annotations

import re
from importlib.resources import files

_NOUNS = {
    "person": """actor actress singer songwriter rapper musician composer artist painter author
        writer novelist poet journalist director filmmaker producer screenwriter president
        politician senator governor mayor minister king queen prince princess emperor general
        commander officer player footballer quarterback coach manager driver boxer wrestler golfer
        cyclist swimmer athlete scientist physicist mathematician chemist biologist engineer
        inventor philosopher historian economist lawyer judge astronaut explorer founder leader
        owner chairman executive ceo head editor photographer model comedian host presenter dancer
        guitarist drummer bassist vocalist pianist conductor father mother wife husband son
        daughter brother sister child spouse parent man woman person people guy boy girl
        architect designer businessman businesswoman entrepreneur saint pope bishop priest
        criminal killer character star member individual winner soldier aristocrat nobleman duke
        earl baron lord lady celebrity cinematographer midfielder striker defender goalkeeper
        candidate figure ruler successor predecessor sibling uncle aunt grandfather grandmother
        artists actors actresses performer inductee officers actresses writers""",
    "place": """city town village country nation state county province region district area
        location place capital island continent river lake mountain range sea ocean bay borough
        suburb municipality territory neighborhood neighbourhood community park street road
        airport station stadium arena building hotel museum castle palace church cathedral bridge
        valley peninsula desert harbor harbour port waterfall forest theater theatre venue
        birthplace hometown residence hospital prison cemetery base body mansion house tower
        counties cities countries states provinces""",
    "organisation": """company corporation organization organisation institution university college
        school academy band group team club league party government agency network station label
        studio publisher newspaper magazine journal brand bank airline army force military navy
        church order tribe family dynasty association society union federation museum orchestra
        franchise manufacturer department firm developer distributor channel broadcaster airline
        church tribes house duo trio ensemble organizations conference foundation institute""",
    "work": """film movie song single album book novel play series show sitcom episode opera musical
        poem magazine newspaper game painting sculpture soundtrack documentary comic story
        program programme title track record video anime manga drama comedy thriller piece
        franchise soap memoir essay treaty act law bill clause constitution work award prize medal
        event war battle operation tournament championship cup season bowl race festival election
        revolution movement religion language ship aircraft plane car vehicle""",
    "date": "year date day month decade century time period era season birthday deadline",
    "number": """number population percentage percent amount age height length size cost price rate
        distance area average score total weight depth speed elevation capacity maximum minimum
        limit timeout fee salary wage budget quota duration share ratio threshold dose
        temperature hours minutes seconds charge extension fare fine penalty rent tariff""",
    "description": """position profession occupation job role genre type kind sort term nickname
        name acronym initials abbreviation instrument sport color colour style career field subject
        topic nationality ethnicity degree disease cause reason purpose quality feature unit
        currency species breed animal plant food drink beverage product material element""",
}
KINDS = tuple(_NOUNS)
DOCUMENTS = frozenset(  # a document is called so by its title, which its text need not say
    """policy document file page report newsletter memo memorandum letter mail email agreement
    contract protocol guideline guidelines procedure manual guide handbook regulation regulations
    directive ordinance statute decree resolution notice bulletin circular brochure leaflet minutes
    log logbook diary transcript specification spec charter bylaws statutes proposal paper article
    readme changelog faq sop rules runbook playbook checklist plan""".split()
)
BUILT = frozenset(  # places that are no town
    "airport station stadium arena building hotel museum castle palace church cathedral bridge"
    " theater theatre venue hospital prison cemetery mansion house tower".split()
)
_KIND: dict[str, str] = {}
for _kind, _words in _NOUNS.items():
    for _word in _words.split():
        _KIND.setdefault(_word, _kind)

PERSONS = frozenset("person man woman one boy girl lady guy somebody someone".split())
_THINGS = frozenset(  # that end as persons do
    """letter paper water computer printer server container order offer matter power corner border
    tower quarter chapter poster banner dinner summer winter tender folder register counter
    freezer boiler locker drawer ladder timber rubber silver copper leather butter sugar centre door
    floor motor factor sector vector error mirror anchor harbor color flavor corridor monitor sensor
    restaurant warrant grant plant constant elephant""".split()
)
_AGENT = re.compile(r"[a-z]{2,}(?:[^aeiou]er|or|ist|ian|ant|man)")
_NOT_BY_ENDING = frozenset(  # persons, beside the kinds above, which the index goes by
    """captain one somebody someone chair co-chair vice-chair chairperson deputy boss champion
    spokesperson secretary clerk nurse cook guard heir heiress chief trustee employee nominee
    delegate representative surgeon pilot steward warden apprentice intern colleague client
    supplier landlord landlady pupil student vet attorney counsel analyst hostess waitress bride
    groom widow cousin niece nephew colonel admiral corporal monk nun rabbi imam mechanic co-author
    co-founder referee umpire sheriff marshal envoy consul premier head-teacher principal dean
    postmistress housemistress seamstress citizen resident""".split()
)

_ORGANISATION_ENDS = frozenset(
    """university college school academy institute records inc. inc corporation company co. ltd
    group band orchestra club party league association federation army navy force department
    studios pictures press entertainment productions foundation council committee agency bank
    airlines church ministry times post network society union fc united""".split()
)
_PLACE_ENDS = frozenset(
    """city county river lake island islands mountains mountain range park street road avenue
    district province state region valley bay sea ocean airport stadium arena hall building hotel
    museum castle palace cathedral bridge house station township village peninsula hills beach
    field square tower center centre falls creek""".split()
)
_EVENT_ENDS = frozenset(
    "award awards prize war battle championship championships cup bowl olympics festival election"
    " games act treaty league tour".split()
)
GIVEN_NAMES = frozenset(
    files("graphrag.language").joinpath("given_names.txt").read_text(encoding="utf-8").split()
)


def kind_of_noun(noun: str) -> str:
    """The kind a common noun names, "" when it is not in the lists; plurals count."""
    word = noun.lower()
    if word in _KIND:
        return _KIND[word]
    if word.endswith("ies"):
        return _KIND.get(word[:-3] + "y", "")
    if word.endswith("es") and word[:-2] in _KIND:
        return _KIND[word[:-2]]
    return _KIND.get(word[:-1], "") if word.endswith("s") else ""


def is_person_noun(noun: str) -> bool:
    """Whether a common noun names a person: by the lists, or ending as those who do something."""
    word = noun.lower()
    kind = kind_of_noun(word)
    if kind or word in _THINGS:
        return kind == "person"
    return word in _NOT_BY_ENDING or _AGENT.fullmatch(word) is not None


def kind_of_name_end(last_word: str) -> str:
    """The kind a proper name's last word betrays: "University" → organisation."""
    word = last_word.lower()
    if word in _ORGANISATION_ENDS:
        return "organisation"
    if word in _PLACE_ENDS:
        return "place"
    return "work" if word in _EVENT_ENDS else ""
