"""Names in running text: where they start, and where they end."""

import pytest

from graphrag.language.names import Stretch, find_names, with_rank


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in find_names(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He met Anna Berg in St. Louis.", ["Anna Berg", "St. Louis"]),
        ("The King Wu of Zhou ruled.", ["King Wu of Zhou"]),
        ("After that J. R. R. Holm left Ohio.", ["J. R. R. Holm", "Ohio"]),
        ('She said "I love Ohio."', ["Ohio"]),
        ("Schindler's List was Ann Lee's.", ["Schindler's List", "Ann Lee"]),
        ("Metro- Goldwyn- Mayer's film", ["Metro- Goldwyn- Mayer"]),
        ("Łódź and Émile Zola", ["Łódź", "Émile Zola"]),
        ("Vincent van Gogh met the WHO and Ann Lee.", ["Vincent van Gogh", "WHO", "Ann Lee"]),
        ("Who saw Apollo 11 land?", ["Apollo 11"]),
        ("Then Will Smith and May Lane came.", ["Will Smith", "May Lane"]),
        ("Also, a nothing of the kind", []),
        ("東京に行った", []),
        ("Was max_age_ms of Gunicorn 22.0.0 set?", ["max_age_ms", "Gunicorn", "22.0.0"]),
        ("Since v0.14.2. READ_ONLY holds, not __this__.", ["v0.14.2", "READ_ONLY"]),
        ("on 2.10.2024, for 3.5 litres at 10.1.80.0", ["10.1.80.0"]),
        ("Die X\u0302anthe sang", ["Die X\u0302anthe"]),  # no composed letter has this mark
    ],
)
def test_finds(text, found):
    assert names(text) == found


def test_offsets_count_in_the_whole_text():
    text = "Ohio lost. Ann Lee won."
    assert find_names(text, 11) == [Stretch(11, 18)]
    assert find_names(text, 0, 10) == [Stretch(0, 4)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Charles Moss, 1st Baron Stone was born.", "Charles Moss, 1st Baron Stone"),
        ("Karl, Duke of Saxe-Weimar, left.", "Karl, Duke of Saxe-Weimar"),
        ("Karl, a duke, left.", "Karl"),
    ],
)
def test_a_peerage_belongs_to_the_name(text, whole):
    start, end = with_rank(text, find_names(text)[0])
    assert text[start:end] == whole
