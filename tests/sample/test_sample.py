"""The sample corpus keeps its promises: formats, lengths, and questions its documents answer."""

import importlib.util
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ROOT / "sample" / "documents"
QUESTIONS = [
    json.loads(line)
    for line in (ROOT / "sample" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
FIELDS = {
    "id", "question", "answer", "aliases", "supporting_ids", "type", "hops", "evidences",
}  # fmt: skip


def read(path: Path) -> str:
    """The text of a document, markup removed, every run of white space one blank."""
    if path.suffix == ".pdf":
        text = "\n".join(page.extract_text() for page in PdfReader(path, strict=True).pages)
    elif path.suffix == ".docx":
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    elif path.suffix == ".html":
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for element in soup(["script", "style", "head"]):
            element.decompose()
        text = soup.get_text()
    else:
        text = path.read_text(encoding="utf-8")
    return " ".join(text.split())


TEXTS = {
    path.relative_to(DOCUMENTS).as_posix(): read(path)
    for path in sorted(DOCUMENTS.rglob("*"))
    if path.is_file()
}


def supporting_texts(question: dict) -> list[str]:
    return [TEXTS[name.removesuffix("#0")] for name in question["supporting_ids"]]


def named_in(name: str, text: str) -> bool:
    """True when the whole name stands in the text."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def test_formats():
    counts = Counter(Path(name).suffix for name in TEXTS)
    assert counts[".pdf"] == counts[".docx"] == 1
    assert counts[".txt"] >= 8
    assert counts[".html"] >= 8
    assert counts[".md"] > counts.total() / 2
    assert counts.keys() == {".md", ".txt", ".html", ".pdf", ".docx"}


@pytest.mark.parametrize("name", TEXTS)
def test_document_is_one_short_passage(name):
    assert 75 <= len(TEXTS[name].split()) <= 165


def test_no_two_documents_share_a_title():
    titles = [
        next(line for line in path.read_text(encoding="utf-8").splitlines() if line).lstrip("# ")
        for path in DOCUMENTS.rglob("*")
        if path.suffix in {".md", ".txt"}
    ]
    titles += [
        BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").title.text
        for path in DOCUMENTS.rglob("*.html")
    ]
    assert [title for title, count in Counter(titles).items() if count > 1] == []


def test_letters_of_other_languages_survive_every_format():
    assert "Jan Łukasiewicz" in TEXTS["people/jan-lukasiewicz.md"]
    assert "Chambéry" in TEXTS["people/luigi-menabrea.txt"]
    assert "Eidgenössische" in TEXTS["organisations/eth-zurich.html"]
    assert "Mailüfterl" in TEXTS["machines/mailuefterl.pdf"]
    assert "Stanisław Ulam" in TEXTS["people/stanislaw-ulam.docx"]


def test_committed_binaries_are_what_the_script_writes():
    path = ROOT / "scripts" / "make_sample_binaries.py"
    spec = importlib.util.spec_from_file_location("make_sample_binaries", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, content in script.binaries().items():
        assert (DOCUMENTS / name).read_bytes() == content


def test_enough_questions_of_every_kind():
    counts = Counter((question["type"], question["hops"]) for question in QUESTIONS)
    kinds = Counter(question["type"] for question in QUESTIONS)
    assert counts["bridge", 2] >= 14
    assert counts["bridge", 3] >= 5
    assert counts["bridge", 4] >= 2
    assert kinds["comparison"] >= 6
    assert kinds["yesno"] >= 5
    assert kinds["intersection"] >= 4
    assert kinds.keys() == {"bridge", "comparison", "yesno", "intersection"}


def test_ids_and_questions_are_unique():
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    assert len({question["question"] for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
class TestQuestion:
    def test_fields(self, question):
        assert question.keys() == FIELDS
        assert question["question"].endswith("?")
        assert question["hops"] == len(question["supporting_ids"])
        assert 2 <= question["hops"] <= 4

    def test_supporting_documents_exist(self, question):
        names = [name.removesuffix("#0") for name in question["supporting_ids"]]
        assert 2 <= len(set(names)) == len(names)
        assert set(names) <= TEXTS.keys()
        assert all(name.endswith("#0") for name in question["supporting_ids"])

    def test_answer_is_stated(self, question):
        if question["type"] == "yesno":
            assert question["answer"] in {"yes", "no"}
        else:
            assert any(named_in(question["answer"], text) for text in supporting_texts(question))

    def test_evidence_is_stated(self, question):
        """Both ends of every evidence stand together in one supporting document."""
        for subject, _, target in question["evidences"]:
            assert any(
                named_in(subject, text) and named_in(target, text)
                for text in supporting_texts(question)
            ), (subject, target)

    def test_bridge_needs_more_than_one_document(self, question):
        """No document states the whole chain, and each step starts where the last one ended."""
        if question["type"] != "bridge":
            return
        evidences = question["evidences"]
        assert all(before[2] == after[0] for before, after in pairwise(evidences))
        assert evidences[-1][2] == question["answer"]
        ends = {end for subject, _, target in evidences for end in (subject, target)}
        assert not any(
            all(named_in(end, text) for end in ends) for text in supporting_texts(question)
        )
