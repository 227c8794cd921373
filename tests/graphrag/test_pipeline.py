"""From a question to passages on a small index with the real encoder."""

import dataclasses

import numpy as np
import pytest

from graphrag.answering import ask
from graphrag.errors import GraphError, QuestionError
from graphrag.index import open_index
from graphrag.pipeline import MAX_QUESTION, retrieve
from graphrag.retrieval.linking.signals import read_signals
from graphrag.retrieval.straight_line import UNREAD, edge_weights, walk_resets
from graphrag.retrieval.weighting.static import static_weights
from graphrag.settings import Settings, update
from indexing.build import build_index
from tests.fakes import write_corpus

ROWS = [
    (
        "film",
        "Glass Harbour",
        "Glass Harbour is a 1962 film directed by Ines Varga. It won a prize.",
    ),
    ("director", "Ines Varga", "Ines Varga was a director born in Orlov. She died in 1990."),
    ("town", "Orlov", "Orlov is a town on the river Teel. Its mayor is Per Dahl."),
    ("river", "Teel", "The Teel is a river of 310 km that rises in the Marn hills."),
    ("other", "Ines Okafor", "Ines Okafor is a swimmer from Lagos who holds two records."),
    ("play", "Glass Harbour (play)", "Glass Harbour is a play by Jan Mott, first staged in 1934."),
    ("food", "Čevap", "Čevap is grilled meat – eaten with bread; naïve cooks add 東京 sauce."),
    ("bird", "Reed heron", "The reed heron breeds in marshes and eats small fish."),
]
BRIDGE = "Where was the director of the 1962 film Glass Harbour born?"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pipeline")
    build_index(write_corpus(folder / "c.jsonl", ROWS), folder / "index")
    with open_index(folder / "index") as opened:
        yield opened


def ids(retrieval):
    return [passage.id for passage in retrieval.passages]


def with_settings(index, table):
    """The same index, searched with other settings."""
    return dataclasses.replace(index, settings=update(index.settings, table))


# --- what is found ----------------------------------------------------------------------------


def test_both_ends_of_the_bridge_come_first(index):
    found = retrieve(index, BRIDGE, k=3)
    assert found.route == "graph"
    assert {"film", "director"} <= set(ids(found))
    assert "Glass Harbour" in {seed.entity for seed in found.seeds}
    (path,) = [path for path in found.paths if path[-1].passage_id == "director"]
    assert [hop.passage_id for hop in path] == ["film", "director"]
    assert path[0].sentence == "Glass Harbour is a 1962 film directed by Ines Varga."
    assert path[-1].target == "Orlov"


def test_the_question_is_answered(index):
    answer = ask(index, BRIDGE)
    assert answer.text == "Orlov" and not answer.abstained
    assert "director" in {citation.passage_id for citation in answer.citations}


def test_every_returned_thing_is_in_the_index(index):
    for _, title, _ in ROWS:
        found = retrieve(index, f"What is {title} known for?", k=8)
        names = {entity.name for entity in index.entities}
        assert {seed.entity for seed in found.seeds} <= names
        assert sum(seed.weight for seed in found.seeds) == pytest.approx(0.95, abs=1e-4)
        for passage in found.passages:
            spans = [passage.text[s.start : s.end] for s in passage.sentences]
            assert spans == [s.text for s in passage.sentences]
        texts = {passage.id: passage.text for passage in found.passages}
        for hop in (hop for path in found.paths for hop in path):
            assert hop.sentence in texts[hop.passage_id]
        scores = [passage.score for passage in found.passages]
        assert scores == sorted(scores, reverse=True)
        assert set(found.timings_ms) == {"signals", "walk", "rank", "evidence", "total"}


def test_the_same_question_has_the_same_answer(index):
    one, other = retrieve(index, BRIDGE, k=8), retrieve(index, BRIDGE, k=8)
    assert dataclasses.replace(one, timings_ms={}) == dataclasses.replace(other, timings_ms={})


@pytest.mark.parametrize("k", [1, 2, 5, 8, 1000])
def test_k_passages_or_all_of_them(index, k):
    found = ids(retrieve(index, BRIDGE, k))
    assert len(found) == len(set(found)) == min(k, 8)


def test_a_larger_k_returns_the_same_first_passages(index):
    longest = ids(retrieve(index, BRIDGE, 8))
    assert ids(retrieve(index, BRIDGE, 5)) == longest[:5]


# --- questions that are not about a known name ------------------------------------------------


@pytest.mark.parametrize("question", ["how do quarks decay?", "¿por qué?", "x = ?"])
def test_no_known_entity(index, question):
    found = retrieve(index, question, k=3)
    assert found.route == "dense+bm25"
    assert found.seeds == ()
    assert len(found.passages) == 3


@pytest.mark.parametrize(
    "question",
    [
        "Was ist Čevap?",
        "what is cevap",
        "東京 sauce?",
        "Who directed “Glass Harbour”?\u200b",
        "Ines Varga\x00 was?",
        "\ud800 Orlov?",
        "Orlov " * 300,
        "a" * MAX_QUESTION,
        "🦩 bird of marshes?",
        "ORLOV!!!",
    ],
)
def test_odd_questions_find_something(index, question):
    assert len(retrieve(index, question, k=2).passages) == 2


def test_names_without_accents_and_in_lower_case(index):
    assert ids(retrieve(index, "how is Čevap eaten?", k=1)) == ["food"]
    assert ids(retrieve(index, "what does the reed heron eat?", k=1)) == ["bird"]


@pytest.mark.parametrize("question", ["", " \n ", "?!", "…"])
def test_empty_questions(index, question):
    with pytest.raises(QuestionError, match="empty"):
        retrieve(index, question)


@pytest.mark.parametrize("question", [None, 5, b"Where?", ["Where?"]])
def test_a_question_that_is_no_text(index, question):
    for asking in (retrieve, ask):
        with pytest.raises(QuestionError, match="a question is a text, not"):
            asking(index, question)


def test_long_questions(index):
    with pytest.raises(QuestionError, match="2,001 characters"):
        retrieve(index, "a" * (MAX_QUESTION + 1))
    assert retrieve(index, "  " + "a" * MAX_QUESTION + "  ", k=1).passages


@pytest.mark.parametrize("k", [0, -1, 1001, "3", 3.0, None, True])
def test_k_out_of_range_or_no_whole_number(index, k):
    with pytest.raises(QuestionError, match="from 1 to 1,000"):
        retrieve(index, BRIDGE, k)


# --- every setting runs -----------------------------------------------------------------------

ABLATIONS = [
    {"linking": {"also": ["vectors"]}},
    {"linking": {"also": ["fact-paths"]}},
    {"weighting": {"scheme": "specific"}},
    {"weighting": {"scheme": "static"}},
    {"weighting": {"scheme": "typed"}},
    {"weighting": {"scheme": "tiers"}},
    {"weighting": {"boosts": ["key-facts", "relation-words"]}},
    {"weighting": {"boosts": ["direction"]}, "walk": {"solver": "power"}},
    {"weighting": {"boosts": ["direction"]}, "walk": {"solver": "exact"}},
    {"walk": {"seeds": ["names", "facts", "passages", "words", "spreading"]}},
    {"reranking": {"ranker": "additive"}},
    {"reranking": {"ranker": "feedback"}},
    {"reranking": {"ranker": "ppr", "select": "marginal"}},
    {"reranking": {"select": "marginal"}},
    {"reranking": {"select": "coverage"}},
    {"weighting": {"temperature": 0.05}},
    {"weighting": {"edges": ["context"]}},
    {"weighting": {"edges": []}},
    {"reranking": {"ranker": "alone"}},
    {"reranking": {"ranker": "ppr"}},
    {"reranking": {"ranker": "rrf"}},
    {"reranking": {"ranker": "words"}},
    {"reranking": {"ranker": "min-rank"}},
    {"reranking": {"pool_hop": 0}},
    {"reranking": {"pool_walk": 1, "pool_list": 1}},
    {"reranking": {"pool_list": 0}},
    {"walk": {"solver": "exact"}},
    {"walk": {"seeds": ["names", "facts", "dates"]}},
    {"walk": {"damping": 0.0}},
    {"walk": {"damping": 0.85}},
    {"linking": {"fuzzy": 1.1}},
    {"walk": {"seeds": ["names", "passages"]}},
]


@pytest.mark.parametrize("table", ABLATIONS, ids=str)
def test_every_ablation_answers(index, table):
    variant = with_settings(index, table)
    for question in (BRIDGE, "how do quarks decay?"):  # the second without a known name
        found = retrieve(variant, question, k=3)
        assert 1 <= len(found.passages) <= 3
        assert all(np.isfinite(passage.score) for passage in found.passages)
    assert retrieve(variant, BRIDGE, k=3).route == "graph"


def test_a_question_in_a_script_unknown_to_the_encoder_is_ordered_by_its_words(tmp_path):
    rows = [
        ("mill", "北山磨坊", "北山磨坊由李安于一九〇二年建造。"),
        ("light", "东港灯塔", "东港灯塔的看守人名叫王明。"),
        ("bridge", "南桥", "南桥在那场大水之后重新修建。"),
    ]
    build_index(write_corpus(tmp_path / "c.jsonl", rows), tmp_path / "index")
    with open_index(tmp_path / "index") as index:
        found = retrieve(index, "那场大水之后东港的看守人是谁？", k=3)
        assert ids(found)[:2] == ["bridge", "light"] and found.notes == (UNREAD,)
        fixed = with_settings(index, {"reranking": {"ranker": "rrf"}})
        assert retrieve(fixed, "东港的看守人是谁？", k=3).notes == ()


def test_both_solvers_agree(index):
    rankers = {"reranking": {"ranker": "ppr"}}
    push = with_settings(index, rankers)
    exact = with_settings(index, {**rankers, "walk": {"solver": "exact"}})
    for _, title, _ in ROWS:
        question = f"What is said of {title}?"
        one, other = retrieve(push, question, 8), retrieve(exact, question, 8)
        assert ids(one) == ids(other)
        scores = [[p.score for p in found.passages] for found in (one, other)]
        assert scores[0] == pytest.approx(scores[1], abs=1e-4)


def test_resets_and_weights_are_fit_for_a_walk(index):
    signals = read_signals(index, BRIDGE, index.settings.linking)
    for reset in walk_resets(index, signals):
        assert reset.vector.sum() == pytest.approx(1, abs=1e-5)
        assert (reset.vector >= 0).all()
    weights = edge_weights(index, signals)
    whole = weights.all()
    assert whole.shape == index.graph.source.shape and (whole >= 0).all()
    plain = with_settings(index, {"weighting": {"scheme": "specific"}})
    counted = static_weights(plain.view) * plain.graph.weight
    assert edge_weights(plain, signals).all().tolist() == counted.tolist()


def test_weights_that_differ_by_direction_are_refused_to_push(index):
    variant = with_settings(index, {"weighting": {"boosts": ["direction"]}})
    with pytest.raises(GraphError, match=r"walk\.solver=power"):
        retrieve(variant, BRIDGE)


# --- the smallest indexes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [("one", "Orlov", "Orlov is a town.")],
        [("one", "…", "It is small.")],
        [("one", "…", "!"), ("two", "?", "…")],
        [("one", "Orlov", "."), ("two", "Teel", ".")],
    ],
    ids=["one passage", "a title without words", "no words at all", "no sentence with words"],
)
def test_tiny_indexes(tmp_path, index, rows):
    folder = tmp_path / "index"
    build_index(write_corpus(tmp_path / "c.jsonl", rows), folder, embedder=index.embedder)
    with open_index(folder, settings=Settings(), embedder=index.embedder) as tiny:
        for question in ("Where is Orlov?", "why?"):
            found = retrieve(tiny, question, k=5)
            assert len(found.passages) == len(rows)
            assert ask(tiny, question).retrieval.question == question
