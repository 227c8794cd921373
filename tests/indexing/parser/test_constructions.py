"""One invented sentence a construction: the facts it states, and none beside them."""

import pytest

from tests.indexing.parser.parsed import told

CONSTRUCTIONS = {
    "verb and object, and a later preposition": (
        "Ada Lane founded the Tin Bridge in 1950.",
        ["Ada Lane | founded | Tin Bridge", "Ada Lane | founded the Tin Bridge in | 1950"],
    ),
    "a verb with a hyphen": (
        "The film Glass Harbour was directed and co-written by Ada Lane.",
        ["Glass Harbour | co-written by | Ada Lane"],
    ),
    "particle": ("Ada Lane took over the Velm Post.", ["Ada Lane | took over | Velm Post"]),
    "passive with agent": (
        "The Tin Bridge was built by Jon Rook.",
        ["Tin Bridge | was built by | Jon Rook"],
    ),
    "two subjects and two objects": (
        "Ada Lane and Bob Ray visited Velm and Orlov.",
        [
            "Ada Lane | visited | Velm",
            "Bob Ray | visited | Velm",
            "Ada Lane | visited | Orlov",
            "Bob Ray | visited | Orlov",
        ],
    ),
    "one or the other is not both": (
        "Ada Lane or Bob Ray founded the Polar Club.",
        ["Ada Lane or Bob Ray | founded | Polar Club"],
    ),
    "two verbs, the second without its helper": (
        "Jon Rook was born in Velm and raised in Orlov.",
        ["Jon Rook | was born in | Velm", "Jon Rook | raised in | Orlov"],
    ),
    "a verb that leads to another": (
        "Ada Lane began to write for the Velm Post.",
        ["Ada Lane | began to write for | Velm Post"],
    ),
    "another's doing": ("Ada Lane asked Bob Ray to visit Velm.", ["Ada Lane | asked | Bob Ray"]),
    "a noun that is a part of the verb": (
        "Ada Lane took part in the Siege of Velm.",
        ["Ada Lane | took part in | Siege of Velm"],
    ),
    "apposition": (
        "Ada Lane, a painter from Oslo, moved to Velm.",
        ["Ada Lane | is a painter from | Oslo", "Ada Lane | moved to | Velm"],
    ),
    "relative clause": (
        "Ada Lane, who taught in Velm, won the Silver Star.",
        ["Ada Lane | taught in | Velm", "Ada Lane | won | Silver Star"],
    ),
    "what a thing is, and what is said of that": (
        "Glass Harbour is a 1962 film directed by Ines Varga.",
        [
            "Glass Harbour | is | a 1962 film directed by Ines Varga",
            "Glass Harbour | directed by | Ines Varga",
        ],
    ),
    "who is the person, not the place before it": (
        "Karl Ross was a pianist from Graz who taught in Velm.",
        [
            "Karl Ross | was | a pianist from Graz who taught in Velm",
            "Karl Ross | taught in | Velm",
        ],
    ),
    "office before a name": (
        "The film was shot by cinematographer Olaf Brandt in Lisbon.",
        ["Olaf Brandt | is | cinematographer"],
    ),
    "possessive": ("Orlov's mayor is Ann Dahl.", ["Orlov | has as mayor | Ann Dahl"]),
    "a number makes another thing of a name": (
        "Lahore Films won 16 Awards.",
        ["Lahore Films | won | 16 Awards"],
    ),
    "a term, the mark of an item or a time stands before the sentence": (
        "Yard - Delta Works owns the Velm Yard.",
        ["Delta Works | owns | Velm Yard"],
    ),
    "an item": ("• Jon Rook left Velm.", ["Jon Rook | left | Velm"]),
    "an entry": (
        "12:20 CET (11:20 UTC): Jon Rook closed the quay.",
        ["Jon Rook | closed | the quay"],
    ),
    "a life between two dates is no term": (
        "Jon Rook (May 2, 1901 – June 3, 1955) was a baker.",
        [
            "Jon Rook | was | a baker",
            "Jon Rook | was born on | May 2, 1901",
            "Jon Rook | died on | June 3, 1955",
        ],
    ),
    "by whom a thing is, beside who praised it": (
        "The Velm Post praised an album by Ada Lane.",
        ["Velm Post | praised | an album"],
    ),
    "by whom it was given": (
        "Jon Rook was given a boat by Ada Lane.",
        ["Jon Rook | was given | a boat", "Jon Rook | was given a boat by | Ada Lane"],
    ),
    "what one is elected goes with where and when": (
        "Ada Lane was elected mayor of Velm in 1950.",
        ["Ada Lane | was elected mayor of | Velm", "Ada Lane | was elected mayor in | 1950"],
    ),
    "what somebody is doing beside": (
        "Jon Rook left Velm, taking the Bergen Map.",
        ["Jon Rook | left | Velm", "Jon Rook | taking | Bergen Map"],
    ),
    "what somebody was named is not done by him": (
        "Jon Rook, named Knight of Velm, left Orlov.",
        ["Jon Rook | left | Orlov"],
    ),
    "which may be about either": (
        "Delta Works owns the pump of Velm, which moves the water.",
        ["Delta Works | owns | the pump of Velm, which moves the water"],
    ),
    "which can be about one only": (
        "Ada Lane moved to Velm, which lies on the Teel.",
        ["Ada Lane | moved to | Velm", "Velm | lies on | Teel"],
    ),
    "between two years": (
        "Ada Lane lived in Velm between 1950 and 1955.",
        ["Ada Lane | lived in | Velm", "Ada Lane | lived between | 1950 and 1955"],
    ),
}

STANDINGS = {
    "Lena Fors was not born in Oslo but in Bergen.": [
        "Lena Fors | was not born in | Oslo [not]",
        "Lena Fors | was born in | Bergen",
    ],
    "Ada Lane never visited Velm.": ["Ada Lane | never visited | Velm [not]"],
    "Ada Lane didn't visit Velm.": ["Ada Lane | did not visit | Velm [not]"],
    "Ada Lane may join the Polar Club.": ["Ada Lane | may join | Polar Club [may]"],
    "Ada Lane allegedly sold the Bergen Map.": [
        "Ada Lane | allegedly sold | Bergen Map [allegedly]"
    ],
    "Karl Ross denied that Ada Lane stole the Bergen Map.": [
        "Ada Lane | stole | Bergen Map [Karl Ross denied]"
    ],
    "Ada Lane said that Jon Rook left Velm.": ["Jon Rook | left | Velm [Ada Lane said]"],
    "According to Ada Lane, the Tin Bridge Company will close in 2030.": [
        "Tin Bridge Company | will close in | 2030 [will; According to Ada Lane]"
    ],
    "Ada Lane is said to have lived in Velm.": ["Ada Lane | is said to have lived in | Velm"],
    "Jon Rook will leave Velm if the vote fails.": [
        "Jon Rook | will leave | Velm [will; if the vote fails]"
    ],
    "Jon Rook found Ada Lane sold the Bergen Map.": [
        "Ada Lane | sold | Bergen Map [Jon Rook found]"
    ],
    "In case the vote fails, Jon Rook will leave Velm.": [
        "Jon Rook | will leave | Velm [will; In case the vote fails]"
    ],
    "No member of the Polar Club may travel to Spain without approval.": [
        "No member of the Polar Club | may travel to | Spain without approval [may]"
    ],
}

UNSTATED = (
    "Did Ada Lane visit Velm?",
    "If Jon Rook leaves Velm, the club closes.",
    "Members who visit Velm pay a fee to Jon Rook.",
    "This rule applies to Velm.",
    "They moved to Velm.",
    "I moved to Velm in 1950.",
    "Visit Velm and ask Jon Rook.",
    "Ada Lane sold my boat.",
    "Velm Works does not process requests ahead of time.",
    "Restrict which Yards may sail to Velm.",
    "Keep the rope, otherwise Jon Rook will leave Velm.",
    "There is precedent for Velm use within the Polar Club.",
    "The results were sent to Velm.",
    "Delta Works is not paid by day, only by Velm.",
    "The idea is Delta Works pays Jon Rook.",
    "It is a rope that Delta Works sells on Mondays.",
    "ropes; Ropes sold by Velm Works; 65.",
    "He bought ropes containing Velm Tar.",
)


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_what_a_construction_states(name: str):
    text, expected = CONSTRUCTIONS[name]
    assert told(text) == expected


@pytest.mark.parametrize("text", STANDINGS)
def test_denial_doubt_and_hearsay_stay_with_the_fact(text: str):
    assert told(text) == STANDINGS[text]


@pytest.mark.parametrize("text", UNSTATED)
def test_what_states_nothing_that_can_be_understood_alone(text: str):
    assert told(text) == []
