"""Question words of other languages, read as English ones."""

from __future__ import annotations

import pytest

from graphrag.language.question_words import in_english_words


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Wer baute die Seemühle?", "Who baute die Seemühle?"),
        ("Wann wurde der Verein gegründet?", "When wurde der Verein gegründet?"),
        ("In welchem Jahr brannte das Dach?", "In which year brannte das Dach?"),
        ("Wem gehört die Mühle?", "To whom gehört die Mühle?"),
        ("Was ist die Gebühr für ein Jahr?", "What ist die Gebühr für ein Jahr?"),
        ("Was kostet der Eintritt?", "How much kostet der Eintritt?"),
        ("Combien d’enfants a la présidente ?", "How many enfants a la présidente ?"),
        ("Où se trouve le moulin ?", "Where se trouve le moulin ?"),
        ("¿En qué año se fundó la asociación?", "In which year se fundó la asociación?"),
        ("¿Quién construyó el molino?", "Who construyó el molino?"),
        ("Dov'è il mulino della signora?", "Where is il mulino della signora?"),
        ("Wie heeft de molen gebouwd?", "Who heeft de molen gebouwd?"),
        ("Wie hoch ist der Turm?", "How high ist der Turm?"),
        ("Quantos membros tem a associação?", "How many membros tem a associação?"),
    ],
)
def test_what_is_asked_is_read_in_english(question: str, read: str) -> None:
    assert in_english_words(question) == read


@pytest.mark.parametrize(
    "question",
    [
        "Was the mill built in 1874?",
        "Was Die Hard released in 1988?",
        "Who wrote Die Zauberflöte?",
        "Que Sera Sera was sung by whom?",
        "Come to the hall?",
        "Where is La Scala?",
        "Wer?",
        "Кто построил мельницу?",
        "",
    ],
)
def test_english_and_others_stay_as_they_are(question: str) -> None:
    assert in_english_words(question) == question
