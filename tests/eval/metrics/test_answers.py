"""EM and F1 on pairs that are easy to get wrong; every expectation is worked out by hand."""

import pytest

from eval.metrics.answers import exact_match, f1, normalise

PAIRS = [
    # answer, gold answers, EM, F1 as (same, given, wanted) token counts or a number
    ("Cork", ["Cork"], 1, 1.0),
    ("cork", ["Cork"], 1, 1.0),
    ("  Cork \n", ["Cork"], 1, 1.0),
    ("Cork.", ["Cork"], 1, 1.0),
    ("The Beatles", ["Beatles"], 1, 1.0),
    ("Beatles", ["the Beatles"], 1, 1.0),
    ("A Hard Day's Night", ["Hard Days Night"], 1, 1.0),
    ("An apple", ["apple"], 1, 1.0),
    ("Theatre", ["Theatre"], 1, 1.0),  # an article only as a whole word
    ("the the", ["The The"], 1, 0.0),  # nothing is left, so EM agrees and no token is shared
    ("A", ["an"], 1, 0.0),
    ("Vitamin A", ["Vitamin"], 1, 1.0),  # the normalisation eats the letter A: official
    ("Cork, Ireland", ["Cork"], 0, (1, 2, 1)),
    ("Ireland Cork", ["Cork Ireland"], 0, 1.0),  # order counts for EM only
    ("new york new york", ["New York"], 0, (2, 4, 2)),  # a token counts as often as both have it
    ("New York", ["New York New York"], 0, (2, 2, 4)),
    ("New York, New York", ["New York, New York City"], 0, (4, 4, 5)),  # as sets they share 2
    ("one one one two", ["one one two two"], 0, (3, 4, 4)),
    ("Jean-Luc Picard", ["Jean Luc Picard"], 0, (1, 2, 3)),  # the hyphen glues
    ("Jean-Luc Picard", ["JeanLuc Picard"], 1, 1.0),
    ("U.S.A.", ["USA"], 1, 1.0),
    ("O'Brien", ["OBrien"], 1, 1.0),
    ("O’Brien", ["OBrien"], 0, 0.0),  # a typographic apostrophe is no ASCII punctuation
    ("O’Brien", ["O'Brien"], 0, 0.0),
    ("AC/DC", ["ACDC"], 1, 1.0),
    ("Rock & Roll", ["Rock Roll"], 1, 1.0),
    ("Rock and Roll", ["Rock & Roll"], 0, (2, 3, 2)),
    ('"Heroes"', ["Heroes"], 1, 1.0),
    ("«Heroes»", ["Heroes"], 0, 0.0),
    ("1,000", ["1000"], 1, 1.0),
    ("1000", ["1,000 people"], 0, (1, 1, 2)),
    ("3.5", ["35"], 1, 1.0),  # the point goes too: official
    ("$5", ["5"], 1, 1.0),
    ("5%", ["5"], 1, 1.0),
    ("one thousand", ["1000"], 0, 0.0),
    ("1 May 1900", ["May 1, 1900"], 0, 1.0),
    ("1939–1945", ["1939 - 1945"], 0, 0.0),  # an en dash glues, a spaced hyphen vanishes
    ("1939-1945", ["19391945"], 1, 1.0),
    ("yes", ["yes"], 1, 1.0),
    ("Yes.", ["yes"], 1, 1.0),
    ("yes", ["no"], 0, 0.0),
    ("yes it is", ["yes"], 0, 0.0),  # a closed gold takes no partial credit
    ("no", ["no man's land"], 0, 0.0),  # nor does a closed answer
    ("no man", ["no mans land"], 0, (1, 2, 3)),
    ("noanswer", ["noanswer"], 1, 1.0),
    ("noanswer", ["no answer"], 0, 0.0),
    ("Zürich", ["Zürich"], 1, 1.0),
    ("Zurich", ["Zürich"], 0, 0.0),  # accents are kept
    ("ZÜRICH", ["zürich"], 1, 1.0),
    ("İstanbul", ["i̇stanbul"], 1, 1.0),
    ("東京", ["東京"], 1, 1.0),
    ("東京 都", ["東京"], 0, (1, 2, 1)),
    ("Стенька Разин", ["стенька разин"], 1, 1.0),
    ("", ["Cork"], 0, 0.0),
    ("!!!", ["Cork"], 0, 0.0),
    ("Hall", ["G. Stanley Hall", "Stanley Hall"], 0, (1, 1, 2)),  # the alias is nearer
    ("Stanley Hall", ["G. Stanley Hall", "Stanley Hall"], 1, 1.0),
    ("the United States", ["America", "United States", "USA"], 1, 1.0),
    ("States of America", ["America", "United States of America"], 0, (3, 3, 4)),
    ("yes", ["no", "yes"], 1, 1.0),
]


def as_number(expected):
    if isinstance(expected, float):
        return expected
    same, given, wanted = expected
    return 2 * same / (given + wanted)


@pytest.mark.parametrize(("answer", "golds", "match", "overlap"), PAIRS)
def test_pairs(answer, golds, match, overlap):
    assert exact_match(answer, golds) == match
    assert f1(answer, golds) == pytest.approx(as_number(overlap))


def test_there_are_enough_pairs():
    assert len(PAIRS) >= 40


def test_normalisation_goes_in_the_official_order():
    # Punctuation goes before articles: "a." is the article, "a-b" never was one.
    assert normalise("The a. A-b, an  X") == "ab x"
