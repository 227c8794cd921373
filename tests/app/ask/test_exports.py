"""An answer as files: complete, and inert whatever a document says."""

from __future__ import annotations

import json
import struct
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from app.ask.exports import as_graphml, as_html, as_json, as_markdown
from app.ask.picture import WIDTH, picture
from app.ask.raster import raster
from graphrag import ask, open_index
from graphrag.datatypes import Hop
from graphrag.evidence.answer_evidence import evidence_of
from tests.app.ask.test_pieces import Tags, evidence_for, made_of
from tests.test_templates import PAYLOADS, WRAPPED

QUESTION = "In which city did the author of the book Cybernetics die?"
DRAWN = {"svg", "title", "style", "rect", "text", "path", "circle", "tspan"}
PAGE = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "img", "ol", "ul",
        "li", "i", "b", "br", "q"}  # fmt: skip
WRITTEN = {"h1", "h2", "p", "strong", "ul", "ol", "li", "blockquote"}


@pytest.fixture(scope="module")
def answered(sample_index):
    with open_index(sample_index) as index:
        answer = ask(index, QUESTION)
        return answer, evidence_of(index, answer)


def test_every_form_holds_question_answer_and_sentences(answered) -> None:
    for text in (as_markdown(*answered), as_html(*answered), as_json(*answered)):
        bare = text.replace("\\", "")
        for part in (QUESTION, "Stockholm", "Wiener died in Stockholm on 18 March 1964.",
                     "people/norbert-wiener.txt"):  # fmt: skip
            assert part in bare
    assert json.loads(as_json(*answered))["evidence"]["branches"][0][-1]["target"] == "Stockholm"


def test_the_graph_is_graphml_that_another_reader_reads(answered, tmp_path) -> None:
    import igraph

    _, evidence = answered
    (tmp_path / "g.graphml").write_text(as_graphml(evidence.branches, dict(evidence.numbers)))
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert graph.vs["name"] == ["Cybernetics (book)", "Norbert Wiener", "Stockholm"]
    assert graph.es["source"] == [1, 2] and graph.is_directed()
    backward = (Hop("a", "knows", "b", "p", "s", backward=True),)
    (tmp_path / "g.graphml").write_text(as_graphml([backward], {"p": 1}))
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert [(graph.vs[e.source]["name"], graph.vs[e.target]["name"]) for e in graph.es] == [
        ("b", "a")
    ]


@pytest.mark.parametrize("wrapping", WRAPPED)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stays_text_in_every_file(payload: str, wrapping: str) -> None:
    answer = made_of(wrapping.replace("{}", payload))
    evidence = evidence_for(answer)
    assert set(Tags(as_html(answer, evidence)).tags) <= PAGE
    drawn = Tags(picture(answer, evidence))
    assert set(drawn.tags) <= DRAWN and "href" not in drawn.attributes
    ElementTree.fromstring(as_graphml(evidence.branches, dict(evidence.numbers)))
    shown = Tags(MarkdownIt("commonmark", {"html": True}).render(as_markdown(answer, evidence)))
    assert set(shown.tags) <= WRITTEN and not shown.attributes


def test_the_graph_is_a_png_of_its_size(answered) -> None:
    data = raster(*answered)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width == 2 * WIDTH and height > 400
    assert raster(*answered) == data


@pytest.mark.parametrize("payload", ["$\\frac{1}{0$", "100 $ and 200 $", "\\", "{{7*7}}"])
def test_a_formula_in_a_document_is_drawn_as_it_is_written(payload: str) -> None:
    answer = made_of(payload)
    assert raster(answer, evidence_for(answer))[:4] == b"\x89PNG"
