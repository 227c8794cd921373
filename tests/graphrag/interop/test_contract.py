"""What every framework's retriever gives: the passages of `retrieve`, with all they carry.

Skipped only where a framework's core is not installed; CI installs all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from graphrag import load_settings, open_index, retrieve
from graphrag.errors import IndexError_, QuestionError, SettingsError
from tests.graphrag.interop.retrievers import FRAMEWORKS, Framework, opening, three_at_once
from tests.servers.server import FakeServer

QUESTION = "Where did the father of the woman after whom the language Ada is named die?"
UNLINKED = "What is quartz made of?"
WHERE = ["folder!=people", "folder!=places"]


@pytest.fixture(params=FRAMEWORKS, scope="module")
def framework(request: pytest.FixtureRequest) -> Framework:
    opening(FRAMEWORKS[request.param])
    return FRAMEWORKS[request.param]


@pytest.fixture(scope="module")
def retriever(framework: Framework, sample_index: Path):
    return opening(framework).from_directory(sample_index, k=4)


@pytest.mark.parametrize("question", [QUESTION, UNLINKED])
def test_passages_order_scores_and_metadata_are_those_of_retrieve(
    framework: Framework, retriever, sample_index: Path, question: str
) -> None:
    with open_index(sample_index) as index:
        expected = retrieve(index, question, 4)
    found = framework.ask(retriever, question)
    assert [(one.id, one.text, one.score) for one in found] == [
        (passage.id, passage.text, passage.score) for passage in expected.passages
    ]
    for rank, (one, passage) in enumerate(zip(found, expected.passages, strict=True), 1):
        said = one.metadata
        assert (said["rank"], said["title"], said["route"]) == (rank, passage.title, expected.route)
        assert (said["section"], said["page"]) == (passage.section, passage.page)
        assert said["score_parts"] == {name: float(part) for name, part in passage.parts.items()}
        assert said["path"] == passage.metadata.path and said["folder"] == passage.metadata.folder
        assert said["fields"] == dict(passage.metadata.fields)
        json.dumps(said)


def test_sentences_have_their_offsets(framework: Framework, retriever) -> None:
    found = framework.ask(retriever, QUESTION)
    sentences = [(one.text, said) for one in found for said in one.metadata["sentences"]]
    assert len(sentences) > 4
    for text, said in sentences:
        assert text[said["start"] : said["end"]] == said["text"]


def test_every_path_goes_through_its_passage(
    framework: Framework, retriever, sample_index: Path
) -> None:
    with open_index(sample_index) as index:
        paths = retrieve(index, QUESTION, 4).paths
    found = framework.ask(retriever, QUESTION)
    for one in found:
        through = [path for path in paths if one.id in {hop.passage_id for hop in path}]
        assert one.metadata["evidence_paths"] == [[asdict(hop) for hop in p] for p in through]
    assert any(one.metadata["evidence_paths"] for one in found)


def test_async_gives_the_same(framework: Framework, retriever) -> None:
    expected = framework.ask(retriever, QUESTION)
    assert three_at_once(framework, retriever, QUESTION) == [expected] * 3


def test_a_part_of_the_index_is_retrieved_from_alone(
    framework: Framework, sample_index: Path
) -> None:
    there = opening(framework).from_directory(sample_index, k=8, where=WHERE)
    found = framework.ask(there, QUESTION)
    assert len(found) == 8
    for one in found:
        assert one.metadata["folder"] not in ("people", "places")
        hops = [hop for path in one.metadata["evidence_paths"] for hop in path]
        assert not any(hop["passage_id"].startswith(("people/", "places/")) for hop in hops)


def test_settings_say_how_it_is_searched(framework: Framework, sample_index: Path) -> None:
    settings = load_settings(None, ["reranking.ranker=ppr"])
    with open_index(sample_index, settings=settings) as index:
        expected = [passage.id for passage in retrieve(index, QUESTION, 8).passages]
    with open_index(sample_index) as index:
        usual = [passage.id for passage in retrieve(index, QUESTION, 8).passages]
    walked = opening(framework).from_directory(sample_index, k=8, settings=settings)
    found = [one.id for one in framework.ask(walked, QUESTION)]
    assert found == expected != usual


def test_a_preset_asks_the_model_that_the_settings_name(
    framework: Framework, index_copy: Path
) -> None:
    def answer(seen) -> str:
        return json.dumps({"facts": []})

    with FakeServer(answer) as server:
        settings = load_settings(None, server.pairs())
        there = opening(framework).from_directory(
            index_copy, k=3, settings=settings, preset="catrag"
        )
        found = framework.ask(there, QUESTION)
        assert len(found) == 3 and server.seen


def test_bad_input_is_refused_by_our_errors(
    framework: Framework, retriever, sample_index: Path, tmp_path: Path
) -> None:
    open_ = opening(framework).from_directory
    with pytest.raises(QuestionError, match="empty"):
        framework.ask(retriever, " ")
    with pytest.raises(QuestionError, match="k is"):
        framework.ask(open_(sample_index, k=0), QUESTION)
    with pytest.raises(QuestionError, match="no document has"):
        framework.ask(open_(sample_index, where="colour=red"), QUESTION)
    with pytest.raises(SettingsError, match="unknown preset"):
        open_(sample_index, preset="frugal")
    with pytest.raises(SettingsError, match="language model"):
        open_(sample_index, preset="economy")  # which names none
    with pytest.raises(IndexError_):
        open_(tmp_path)


def test_importing_the_door_imports_no_framework() -> None:
    cores = {one.core.partition(".")[0] for one in FRAMEWORKS.values()}
    program = f"import sys, graphrag.interop; sys.exit(bool({cores} & set(sys.modules)))"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
