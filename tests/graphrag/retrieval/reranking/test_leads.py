"""What leads to a passage, on the fixed index of twelve."""

from graphrag.retrieval.linking.signals import read_signals
from graphrag.retrieval.reranking.leads import heading, lead_to

CHAIN = "Where was the director of the film The Glass Heron born?"
FILM, MARROW, KELDER, INSTITUTE, QUARTZ = 0, 1, 2, 3, 11


def led(index, question, *passages):
    signals = read_signals(index, question, index.settings.linking)
    return lead_to(index, signals, passages)


def test_a_sentence_leads_to_the_passage_that_names_what_it_brings_up(golden_index):
    _, found = led(golden_index, CHAIN, FILM, MARROW)
    assert [lead.number for lead in found.leads] == [0]
    assert found.leads[0].text.endswith("directed by Ilse Marrow.")


def test_the_passage_is_read_after_it_for_what_it_leaves_open(golden_index):
    _, found = led(golden_index, CHAIN, FILM, MARROW)
    assert found.before == (
        "The Glass Heron (film): The Glass Heron is a 1987 drama film directed by Ilse Marrow. "
    )


def test_a_passage_that_the_question_names_is_read_alone(golden_index):
    film, marrow = led(golden_index, "Where was Ilse Marrow of the film born?", FILM, MARROW)
    assert marrow.before == ""
    assert [lead.number for lead in film.leads] == []  # what leads there, the question says itself


def test_a_sentence_that_adds_nothing_of_the_question_is_not_read_before(golden_index):
    _, found = led(golden_index, "Which harbour town lies at a river?", MARROW, KELDER)
    assert [lead.number for lead in found.leads] == [0]  # she was born there
    assert found.before == ""


def test_nothing_leads_to_a_passage_that_shares_no_name(golden_index):
    *_, found = led(golden_index, CHAIN, FILM, MARROW, QUARTZ)
    assert found.leads == () and found.before == ""


def test_passages_of_one_title_do_not_lead_to_each_other(golden_index):
    first, second = led(golden_index, CHAIN, INSTITUTE, INSTITUTE)
    assert first.leads == second.leads == ()


def test_no_more_than_two_lead(golden_index):
    everything = range(len(golden_index.texts))
    found = led(golden_index, CHAIN, *everything)
    assert max(len(one.leads) for one in found) == 2
    assert all(one.leads == tuple(sorted(one.leads, key=lambda lead: lead.fit)) for one in found)


def test_title_and_headings_stand_before_a_passage(golden_index):
    assert heading(golden_index, KELDER) == "Port Kelder: "
