"""Two-hop questions: what is put together, read after what leads to it, and under other names."""

from __future__ import annotations

import random

import pytest
import spacy

from graphrag.embedding.runtime import open_tokenise
from graphrag.embedding.span_head.head_rows import HeadText
from graphrag.embedding.weights import model_folder
from graphrag.language.parser.package import checked_folder
from scripts.head_examples import Maker, Ways
from scripts.head_leads import with_leads
from scripts.head_names import Names
from scripts.two_hops import composed, described, description

BUILT = "Harrow Mill was built by Edda Lund in 1830."
BORN = "Edda Lund was born in Bergen. She never married."
ASKED = [
    {
        "question": "Who built Harrow Mill?", "context": BUILT, "title": "", "source": "x",
        "file": "x", "answers": [{"text": "Edda Lund", "start": BUILT.index("Edda")}],
    },
    {
        "question": "In which old town was Edda Lund born?", "context": BORN, "title": "",
        "source": "x", "file": "x", "answers": [{"text": "Bergen", "start": BORN.index("Bergen")}],
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def parse() -> spacy.Language:
    return spacy.load(checked_folder())


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which team beat Ajax", "the team that beat Ajax"),
        ("What is the capital of Norway", "the capital of Norway"),
        ("What country did Napoleon invade in 1812", "the country that Napoleon invaded in 1812"),
        ("What did Ada Lund", None),
    ],
)
def test_a_question_as_a_description(parse: spacy.Language, question: str, text: str | None):
    assert description(parse(question)) == text


def test_the_description_stands_in_place_of_the_name():
    (row,) = composed(ASKED, described(ASKED), random.Random(0))
    assert row["question"] in (
        "In which old town was the person who built Harrow Mill born?",
        "In which old town was the one who built Harrow Mill born?",
    )
    assert [passage["context"] for passage in row["passages"]] == [BORN, BUILT]
    assert (row["answers"][0]["text"], row["bridges"]) == ("Bergen", ["Edda Lund"])


def test_only_the_second_passage_answers_and_the_first_leads_to_it():
    maker = Maker(open_tokenise(model_folder()), random.Random(0))
    maker.know("x", ASKED)
    (row,) = composed(ASKED, described(ASKED), random.Random(0))
    made = maker.of_two(row, Ways(joined=0, short=0, led=1, exchanged=0))
    said = [[made.text(n, *span) for span in spans] for n, spans in enumerate(made.answers)]
    assert said.count(["Bergen"]) == 1 and said.count([]) == len(said) - 1 > 0
    short = maker.of_two(row, Ways(joined=0, short=1, led=0, exchanged=0))
    assert not any(short.answers) and "Bergen" not in " ".join(short.texts)


def test_what_leads_to_a_text_is_read_before_it():
    texts = [HeadText(BUILT), HeadText("She was born in Bergen.", "Edda Lund: ")]
    led = with_leads("Where was the builder of Harrow Mill born?", texts)
    assert led[1].before == f"{BUILT} Edda Lund: "
    assert led[0].before == ""  # nothing on the other text is named here


def test_other_names_everywhere_and_the_answer_where_it_now_stands():
    names = Names()
    names.know(["Did Karl Berghaus leave?"])
    start = BORN.index("Bergen")
    question, texts, places = names.exchanged(
        "Where was Edda Lund born?", [HeadText(BORN)], [[(start, 6)]], random.Random(0)
    )
    assert question == "Where was Karl Berghaus born?"
    ((place, length),) = places[0]
    assert texts[0].text.startswith("Karl Berghaus was") and "Edda" not in texts[0].text
    assert texts[0].text[place : place + length] == "Bergen"


def test_the_same_asked_of_another_has_no_answer_here():
    names = Names()
    names.know(["Did Karl Berghaus leave?"])
    other = names.asked_of_another("Where was Edda Lund born?", BORN, random.Random(0))
    assert other == "Where was Karl Berghaus born?"
    assert names.asked_of_another("Where was it born?", BORN, random.Random(0)) is None
