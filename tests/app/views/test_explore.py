"""The page that looks things up, on the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.ask.chart import LIGHT
from app.desk import desk
from app.markup import filled
from app.views.around import clicked, hops_around, star, star_option
from app.views.explore import by_sentence
from graphrag.evidence.entities import EntityCard, entity_card
from graphrag.retrieval.linking.alike import likely_one
from tests.app.pages import button, html_of, opened, words_of


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch, sample_index: Path) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))


def test_a_part_of_a_name_finds_the_thing_and_a_click_opens_it() -> None:
    page = opened("explore")
    found = page.text_input(key="wanted").input("wiener").run()
    card = button(found, "Norbert Wiener").click().run()
    assert card.query_params["e"] in ("Norbert Wiener", ["Norbert Wiener"])
    said = words_of(card)
    assert "Wiener died in Stockholm on 18 March 1964." in said
    assert "people/norbert-wiener.txt" in said


def test_the_way_to_another_thing_is_quoted() -> None:
    said = words_of(opened("explore", e="Stockholm", to="Norbert Wiener"))
    assert "Stockholm ← died in — Norbert Wiener" in said or "died in" in said
    assert said.count("Wiener died in Stockholm on 18 March 1964.") >= 1


def test_what_nothing_is_joined_to_and_what_is_likely_one_are_listed() -> None:
    page = opened("explore")
    index = desk().index()
    page = page.pills[0].set_value("Joined to nothing").run()
    alone = [one.label.partition(" :gray")[0].replace("\\", "") for one in page.button]
    assert len(alone) == 16 and not [n for n in alone if entity_card(index, n).fact_count]
    page = page.pills[0].set_value("Likely the same").run()
    pairs = likely_one(index)
    assert pairs and all(button(page, pair.other) for pair in pairs)
    assert len([one for one in page.button if one.label == "They are one"]) == len(pairs)


def test_what_is_not_there_is_said() -> None:
    assert "gr-error" in html_of(opened("explore", e="Nobody Of That Name"))
    page = opened("explore")
    assert "Nothing is called" in words_of(page.text_input(key="wanted").input("zzqq").run())
    assert "Nobody" in html_of(opened("explore", e="Norbert Wiener", to="Nobody"))


def test_a_sentence_is_printed_once_for_all_facts_that_it_states() -> None:
    card = entity_card(desk().index(), "Norbert Wiener")
    rows = by_sentence(card.facts)
    assert sum(map(len, rows)) == len(set(card.facts)) > len(rows)
    assert by_sentence(card.facts[:1] * 2) == [card.facts[:1]]
    html = html_of(opened("explore", e="Norbert Wiener"))
    facts = html.partition('<ol class="gr-path">')[2].partition("</ol>")[0]
    assert facts.count("<q>") == len(rows)


def test_a_thing_is_drawn_among_its_neighbours() -> None:
    card = entity_card(desk().index(), "Norbert Wiener")
    hops = hops_around(card)
    near = {one.name for one in card.neighbours}
    assert 2 <= len(hops) <= 6 and {hop.target for hop in hops} <= near
    assert {hop.source for hop in hops} == {card.name}
    assert len(opened("explore", e=card.name).get("echarts_chart")) == 1
    drawing = star(card.name, hops)
    assert {node.kind for node in drawing.nodes} == {"named", "statement", "thing"}
    spec = star_option(drawing, LIGHT)
    assert spec["media"] == [] and len(spec["series"][0]["nodes"]) == len(drawing.nodes)
    second = next(n for n, node in enumerate(drawing.nodes) if node.label == hops[1].target)
    picked = {"selection": {"selected": [{"data_type": "node", "data_indices": [second]}]}}
    assert clicked(drawing, picked) == hops[1].target
    assert clicked(drawing, {}) == ""


def test_a_passage_is_read_where_it_is_listed() -> None:
    html = html_of(opened("explore", e="Norbert Wiener"))
    assert "Wiener died in Stockholm on 18 March 1964." in html.partition("gr-mentions")[2]


@pytest.mark.parametrize(
    ("aliases", "said"), [(("TTS.",), "TTS."), (("U.S.", "USA"), "U.S., USA."), ((), "")]
)
def test_other_names_end_with_one_full_stop(aliases: tuple[str, ...], said: str) -> None:
    card = EntityCard("T", "name", aliases, (), (), (), 0, 0)
    shown = re.sub(r"<[^>]*>", "", filled("entity_card", card=card, kind="Name"))
    assert (f"Also written {said}\n" in shown) == bool(said) and ".." not in shown
