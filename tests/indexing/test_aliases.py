"""Which names become one entity, and which stay apart."""

import pytest

from tests.indexing.resolved import Resolved


@pytest.mark.parametrize(
    ("one", "other"),
    [("AC-DC", "Ac-Dc"), ("The Beatles", "Beatles"), ("O'Neill", "O’Neill"), ("NATO", "Nato")],
)
def test_names_of_one_key(one, other):
    found = Resolved(("A", f"They met {one} there."), ("B", f"They left {other} there."))
    bare = [text.removeprefix("The ") for text in (one, other)]
    assert found.of(bare[0]) == found.of(bare[1])


def test_titles_of_one_key_are_one_entity():
    assert Resolved(("AT&T", "It rained."), ("At&t", "It snowed.")).names == ["AT&T"]


def test_the_commonest_spelling_is_the_name():
    found = Resolved(
        ("A", "They met Nato there."), ("B", "They met NATO there."), ("C", "They met NATO there.")
    )
    assert found.of("Nato") == "NATO"


def test_a_bracketed_title_owns_its_bare_name():
    found = Resolved(
        ("Devotion (1929 film)", "It was shown in Orlov."), ("Lane", "She starred in Devotion.")
    )
    assert found.of("Devotion") == "Devotion (1929 film)"
    assert found.reason("Devotion") == "bracket"
    assert (1, 1) in found.spots("Devotion (1929 film)")


def test_two_titles_with_one_base_stay_apart_and_are_joined_by_alias_edges():
    found = Resolved(
        ("Devotion (film)", "It was shown in Orlov."),
        ("Devotion (play)", "It was staged in Velm."),
        ("Lane", "She starred in Devotion."),
    )
    assert found.of("Devotion") == "Devotion"
    assert found.edges("alias") == {
        ("Devotion", "Devotion (film)"),
        ("Devotion", "Devotion (play)"),
    }


def test_a_base_that_is_a_title_itself_stays_apart():
    found = Resolved(("Devotion (film)", "It is one."), ("Devotion", "It is another."))
    assert found.of("Devotion") == "Devotion"
    assert found.edges("alias") == {("Devotion", "Devotion (film)")}


def test_initials():
    found = Resolved(
        ("A", "They met Herbert L. Kessler there."), ("B", "They met Herbert Kessler there.")
    )
    assert found.of("Herbert L. Kessler") == found.of("Herbert Kessler") == "Herbert Kessler"
    assert found.reason("Herbert L. Kessler") == "initials"


def test_initials_of_a_title():
    found = Resolved(
        ("Herbert L. Kessler", "He lives in Orlov."), ("B", "They met Herbert Kessler there.")
    )
    assert found.of("Herbert Kessler") == "Herbert L. Kessler"


def test_two_full_forms_stay_apart():
    found = Resolved(
        ("A", "They met Herbert L. Kessler there."),
        ("B", "They met Herbert M. Kessler there."),
        ("C", "They met Herbert Kessler there."),
    )
    owners = {found.of(f"Herbert {x}Kessler") for x in ("L. ", "M. ", "")}
    assert len(owners) == 3


def test_two_titles_that_differ_by_an_initial_stay_apart():
    found = Resolved(("Herbert L. Kessler", "He sings."), ("Herbert Kessler", "He paints."))
    assert found.of("Herbert L. Kessler") != found.of("Herbert Kessler")


def test_middle_names_are_no_initials():
    found = Resolved(
        ("A", "They met Herbert Leon Kessler there."), ("B", "They met Herbert Kessler there.")
    )
    assert found.of("Herbert Leon Kessler") != found.of("Herbert Kessler")


@pytest.mark.parametrize(
    ("long", "short"),
    [("World Food Programme", "WFP"), ("Bank of the United States", "BUS")],
)
def test_acronyms(long, short):
    found = Resolved(
        ("A", f"They met the {long} ({short}) there."), ("B", f"They left {short} there.")
    )
    assert found.of(short) == found.of(long) == long
    assert found.reason(short) == "acronym"


def test_an_acronym_of_two_long_forms_stays_apart():
    found = Resolved(
        ("A", "They met the World Food Programme (WFP) there."),
        ("B", "They met the Western Film Project (WFP) there."),
    )
    assert len({found.of(x) for x in ("WFP", "World Food Programme", "Western Film Project")}) == 3


def test_other_letters_in_brackets_are_no_acronym():
    found = Resolved(("A", "They met the World Food Programme (ABC) there."))
    assert found.of("ABC") == "ABC"


def test_an_acronym_that_is_a_title_stays_apart():
    found = Resolved(("WFP", "It is a band."), ("B", "They met the World Food Programme (WFP)."))
    assert found.of("WFP") == "WFP"


def test_the_name_that_opens_a_passage_is_its_title():
    found = Resolved(
        ("Bob Kessler", "Robert James Kessler (born 1950) is a painter."),
        ("B", "They met Robert James Kessler there."),
    )
    assert found.of("Robert James Kessler") == "Bob Kessler"
    assert found.reason("Robert James Kessler") == "lead"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bob Kessler", "Mary Ann Hale met him."),  # no word in common
        ("Bob Kessler", "In 1950 Robert James Kessler came."),  # does not open it
        ("Battle of Orlov Hill", "Orlov Hill is a hill."),  # a part of the title
        ("Kingdom of the North", "Archipelago of the South is near."),  # only small words
    ],
)
def test_other_openings_are_names_of_their_own(title, text):
    found = Resolved((title, text))
    assert all(alias.reason != "lead" for alias in found.found.aliases)


def test_an_opening_that_two_titles_claim_is_neither():
    found = Resolved(
        ("Bob Kessler", "Robert James Kessler is a painter."),
        ("Jim Kessler", "Robert James Kessler is a singer."),
    )
    assert found.of("Robert James Kessler") == "Robert James Kessler"
