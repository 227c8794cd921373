"""Before a passage stand the sentences that lead to it: those that name it, then those that fit."""

from __future__ import annotations

from graphrag.datatypes import ScoredPassage, ScoredSentence
from graphrag.reading.head.leads import LONGEST, head_texts


def passage(title: str, *sentences: tuple[str, float, float]) -> ScoredPassage:
    text, found = "", []
    for written, score, hop in sentences:
        found.append(ScoredSentence(written, len(text), len(text) + len(written), score, hop))
        text += written + " "
    return ScoredPassage(title, title, text.strip(), 1.0, {}, tuple(found))


FILM = passage(
    "The Glass Heron (film)",
    ("The Glass Heron is a film of 1955.", 0.9, 0.0),
    ("Ilse Márrow directed it.", 0.1, 0.0),
)
BORN = passage("Ilse Marrow", ("She was born in Port Kelder.", 0.2, 0.6))
PORT = passage("Port Kelder", ("It is a town.", 0.0, 0.0))


def test_the_sentence_that_names_a_passage_leads_to_it():
    film, born, port = head_texts([FILM, BORN, PORT])
    assert born.before == (
        "Port Kelder: It is a town. The Glass Heron (film): Ilse Márrow directed it. Ilse Marrow: "
    )  # accents and case do not matter; the best stands last
    assert port.before.endswith("Ilse Marrow: She was born in Port Kelder. Port Kelder: ")
    assert [film.text, born.text, port.text] == [FILM.text, BORN.text, PORT.text]


def test_without_titles_what_fits_or_was_asked_on_leads():
    notes = [passage("", *((s.text, s.score, s.hop) for s in p.sentences)) for p in (FILM, BORN)]
    film, born = head_texts(notes)
    assert film.before == "She was born in Port Kelder. "
    assert born.before == "The Glass Heron is a film of 1955. "  # 0.9 before 0.1


def test_at_most_two_and_not_too_long():
    wordy = passage("Wordy", ("very " * 200 + "long.", 0.5, 0.0))
    texts = head_texts([FILM, BORN, PORT, wordy])
    assert all(text.before.count(": ") <= 3 for text in texts)
    assert max(len(text.before) for text in texts) < 2 * LONGEST + 100


def test_one_passage_has_its_title_alone():
    assert [text.before for text in head_texts([BORN])] == ["Ilse Marrow: "]
    assert head_texts([]) == []
