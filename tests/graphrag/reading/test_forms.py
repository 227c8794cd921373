"""Every form of answer on invented documents, each part by itself and without the span head."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage, ScoredSentence
from graphrag.reading.asking.question import analyse
from graphrag.reading.finding import in_words
from graphrag.reading.forms.deciding import decided
from graphrag.reading.forms.items import listed
from graphrag.reading.forms.quoting import quoted
from graphrag.reading.material.material import gather
from graphrag.reading.material.scene import Scene
from graphrag.reading.material.sentences import ReadSentence, following, leads_on, places
from graphrag.reading.pages.found import Finding
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import UNHEARD, passage


def page_of(*parts: tuple[str, float], between: str = "\n") -> ScoredPassage:
    """A passage of sentences with their cosines to the question."""
    scored, start = [], 0
    for text, score in parts:
        scored.append(ScoredSentence(text, start, start + len(text), score))
        start += len(text) + len(between)
    whole = between.join(text for text, _ in parts)
    return ScoredPassage("p", "Harbour rules", whole, 1.0, {}, tuple(scored))


def places_of(question: str, *passages: ScoredPassage) -> list[ReadSentence]:
    pages = open_pages(passages, 5)
    return places(Scene(analyse(question, pages), pages), UNHEARD)


def quotes(question: str, *parts: tuple[str, float]) -> list[str]:
    found = quoted(question, places_of(question, page_of(*parts)), UNHEARD)
    assert found is not None and found.form == "sentences"
    return [step.text for step in found.steps]


def items(question: str, *parts: tuple[str, float]) -> str | None:
    found = listed(places_of(question, page_of(*parts)), UNHEARD)
    return found.text if found else None


def decision(question: str, *parts: tuple[str, float]) -> Finding:
    found = decided(question, places_of(question, page_of(*parts)))
    assert found is not None and found.form == "yes-no"
    return found


class TestQuoting:
    def test_a_heading_stands_for_what_follows_it(self) -> None:
        said = quotes(
            "What is a lay day?",
            ("Lay days", 0.9),
            ("Time in port that costs nothing.", 0.3),
            ("Cranes are painted blue each spring by hand.", 0.0),
        )
        assert said[:2] == ["Lay days", "Time in port that costs nothing."]

    def test_a_reason_is_preferred_where_a_reason_is_asked_for(self) -> None:
        said = quotes(
            "Why is the basin closed?",
            ("The basin is closed on Mondays.", 0.60),
            ("It is closed because the gates are greased.", 0.55),
        )
        assert "It is closed because the gates are greased." in said[:2]
        first = quotes(
            "What is the basin?",
            ("The basin is closed on Mondays.", 0.60),
            ("Boats keep off because the gates are greased.", 0.55),
        )
        assert first[0] == "The basin is closed on Mondays."

    def test_steps_are_quoted_on_and_never_more_than_three(self) -> None:
        said = quotes(
            "How do I return a rented boat?",
            ("To return a rented boat, tie it to the red post.", 0.9),
            ("Then hand the key to the warden.", 0.1),
            ("The warden signs your card.", 0.1),
            ("Boats are washed at noon.", 0.1),
        )
        assert said[:2] == [
            "To return a rented boat, tie it to the red post.",
            "Then hand the key to the warden.",
        ]
        assert len(said) <= 3


class TestLists:
    def test_the_items_of_a_sentence(self) -> None:
        text = "The harbour has four basins: Inner, Outer, Old North, and Timber."
        assert items("What are the four basins?", (text, 0.9)) == "Inner, Outer, Old North, Timber"

    def test_the_lines_under_an_announcement(self) -> None:
        found = items(
            "What must the form state?",
            ("The form must state the following:", 0.9),
            ("Name of the boat", 0.2),
            ("Length of stay", 0.2),
            ("Home port", 0.2),
        )
        assert found == "Name of the boat, Length of stay, Home port"

    def test_lines_are_a_list_rather_than_commas_are(self) -> None:
        found = items(
            "Which tools are lent?",
            ("Tools are lent, repaired and sold by the warden.", 0.5),
            ("These tools are lent:", 0.5),
            ("- hammers", 0.1),
            ("- saws", 0.1),
        )
        assert found == "hammers, saws"

    def test_clauses_between_commas_are_no_items(self) -> None:
        said = ("When a boat is stolen, the warden must be told, and you should wait.", 0.9)
        assert items("Which boats were stolen?", said) is None

    def test_marks_of_lines_are_left_out_and_text_behind_them_ends_the_list(self) -> None:
        found = items(
            "Which tools are lent?",
            ("These tools are lent:", 0.9),
            ("- hammers", 0.1),
            ("- saws", 0.1),
            ("Ask the warden for anything else.", 0.1),
        )
        assert found == "hammers, saws"

    @pytest.mark.parametrize(
        ("sentence", "found"),
        [
            # what the items are called, without what each of them has in brackets or is not
            ("It has three ports: Aro (12 km), Bex (3 km) and Cul (9 km).", "Aro, Bex, Cul"),
            ("It sails to Aro and Bex, not Cul and Dun, at noon.", "Aro, Bex"),
            # behind a clause, in small letters
            ("Beyond that we ask for rope, paint and the key of the shed.",
             "rope, paint, the key of the shed"),
            # of a row: the items of a cell, never the row's cells
            ("Boat; old: Heron, Tern; new: Skua, Gull.", "Heron, Tern"),
            ("boat: Heron; master: Per; berths: 40.", None),
        ],
    )  # fmt: skip
    def test_where_an_enumeration_begins_and_ends(self, sentence: str, found: str | None) -> None:
        assert items("Which things are these?", (sentence, 0.9)) == found

    def test_lines_with_headwords_are_listed_by_them(self) -> None:
        lines = (
            ("There are three kinds of tide:", 0.9),
            ("1.1 Spring: the highest. It comes twice a month.", 0.1),
            ("1.2 Neap: the lowest.", 0.1),
            ("1.3 Slack: none.", 0.1),
        )
        assert items("Which kinds of tide are there?", *lines) == "Spring, Neap, Slack"

    def test_what_announces_lines_is_cited_before_them(self) -> None:
        lines = (("The kinds of tide are:", 0.9), ("- spring", 0.1), ("- neap", 0.1))
        found = listed(places_of("Which kinds of tide are there?", page_of(*lines)), UNHEARD)
        assert found is not None and found.text == "spring, neap"
        assert [step.text for step in found.steps] == [text for text, _ in lines]

    def test_half_a_bracket_is_no_item(self) -> None:
        said = ("These are lent: axes, saws (old) and nets.", 0.9)
        assert items("Which tools are lent?", said) == "axes, saws (old), nets"
        cut = ("Boats are lent in the summer, mostly in June (e.g. a skiff).", 0.9)
        assert items("In which months are boats lent?", cut) is None

    def test_what_is_listed_of_times_are_times(self) -> None:
        def found(*sentences: str) -> str | None:
            pages = [passage("p", "Boats", *sentences)]
            question = "In which months are boats lent?"
            said = in_words(gather(question, open_pages(pages, 5)))
            return said[0].text if said else None

        assert found("Boats are lent: May, June and August.") == "May, June, August"
        assert found("Boats are lent with oars, sails and ropes.") is None

    def test_no_list_no_items(self) -> None:
        assert items("Which tools are lent?", ("The warden lends tools.", 0.9)) is None


class TestYesNo:
    @pytest.mark.parametrize(
        ("question", "sentence", "answer"),
        [
            ("Are dogs allowed on the pier?", "Dogs are allowed on the pier.", "yes"),
            ("Are dogs allowed on the pier?", "Dogs are not allowed on the pier.", "no"),
            ("Can members bring guests?", "Guests: No - members only.", "no"),
            ("Can members bring guests?", "Members cannot bring guests after dark.", "no"),
            ("Is the pier not lit at night?", "The pier is not lit at night.", "yes"),
            # a word of denial that both have denies nothing
            ("Can boats moor without lights?", "Boats cannot moor without lights.", "no"),
            ("Was the toll dropped?", "All agreed that the toll be dropped.", "yes"),
            ("Was the night ferry dropped?", "Poll: drop the night ferry, unanimous.", "yes"),
        ],
    )
    def test_a_word_of_denial_decides(self, question: str, sentence: str, answer: str) -> None:
        found = decision(question, (sentence, 0.8), ("The clock strikes at noon.", 0.1))
        assert (found.text, found.steps[0].text) == (answer, sentence)

    def test_a_limit_of_what_the_title_names(self) -> None:
        sentence = "They were only tried on the pier, but should hold elsewhere."
        assert decision("Do the harbour rules hold on the pier?", (sentence, 0.8)).text == "yes"
        assert decision("Do the harbour rules hold on boats?", (sentence, 0.8)).text == "no"

    def test_what_would_be_decides_nothing(self) -> None:
        sentence = "If there were a pier at Velm, the ferry would call there."
        question = "Does the ferry call at Velm?"
        assert decided(question, places_of(question, page_of((sentence, 0.8)))) is None
        asked = "Would the ferry call at Velm if there were a pier?"
        assert decision(asked, (sentence, 0.8)).text == "yes"

    def test_a_heading_decides_nothing(self) -> None:
        found = decision("Is the ferry free?", ("Is the ferry free?", 1.0), ("It is free.", 0.5))
        assert found.steps[0].text == "It is free."

    @pytest.mark.parametrize(
        ("question", "sentence", "answer"),
        [
            (
                "Do ropes need gloves?",
                "Gloves are worn for nets and hooks, not for ropes.",
                "no",
            ),
            ("Were boats lost in the gale?", "Ten boats were late; none was lost.", "no"),
            # another word of denial, a limit that leaves out what is asked
            ("Can I use the slip on Sunday?", "The slip is closed on Sundays.", "no"),
            ("Is lime sold in sacks?", "Lime is sold loose only.", "no"),
            ("Is lime sold?", "Lime is sold only.", "yes"),
            ("May I moor for free?", "Boats may moor without any charge.", "yes"),
            ("Is there a charge for mooring?", "Boats may moor without any charge.", "no"),
        ],
    )
    def test_what_denies_it_in_other_words(self, question: str, sentence: str, answer: str) -> None:
        assert decision(question, (sentence, 0.8)).text == answer


def test_what_leads_on_and_what_follows() -> None:
    passage = page_of(("Tides", 0.0), ("They turn twice a day.", 0.0), ("Moon", 0.0), ("Up.", 0.0))
    heading, sentence, _, _ = sorted(places_of("tides", passage), key=lambda place: place.number)
    assert leads_on(heading) and not leads_on(sentence)
    text = passage.text
    assert [text[a:b] for a, b in following(heading, 2)] == ["They turn twice a day.", "Up."]
