"""Passages: true offsets, sentences kept whole where they fit, even lengths, no input too odd."""

from itertools import accumulate, islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphrag.errors import SettingsError
from graphrag.settings import Chunking
from indexing.documents import Block, Document
from indexing.passages import _spans, check_section, count_tokens
from indexing.passages import cut as cut_document
from indexing.readers.writer import Writer


def cut(text, blocks=(), **section):
    return cut_document(Document("d", "T", text, blocks), Chunking(**section))


def test_a_short_text_is_one_passage():
    (passage,) = cut("  One sentence. Another.\n")
    assert (passage.id, passage.document_id, passage.title) == ("d#0", "d", "T")
    assert (passage.text, passage.start, passage.end) == ("One sentence. Another.", 2, 24)


def test_long_texts_are_cut_between_sentences_into_even_passages():
    text = " ".join(f"Sentence number {n} says that Dr. Lane met J. Rook." for n in range(40))
    passages = cut(text, tokens=100)
    assert len(passages) > 3
    assert all(p.text.startswith("Sentence") and p.text.endswith("Rook.") for p in passages)
    lengths = [count_tokens(passage.text) for passage in passages]
    assert max(lengths) <= 100
    assert min(lengths) > 40


def test_what_is_a_little_too_long_leaves_no_crumb():
    text = " ".join(f"Number {n} met J. Rook." for n in range(20))
    whole = count_tokens(text)
    one, other = (count_tokens(p.text) for p in cut(text, tokens=int(0.9 * whole)))
    assert abs(one - other) < whole / 2


def test_rows_are_passages_of_their_own():
    text = "First row.\nSecond row."
    rows = (Block("row", 0, 10, name="X"), Block("row", 11, 22, name="Y"))
    found = [(p.id, p.title, p.text, p.start) for p in cut(text, rows)]
    assert found == [("d#0", "X", "First row.", 0), ("d#1", "Y", "Second row.", 11)]


def test_overlap_repeats_the_end_of_the_former_passage():
    text = " ".join(f"Number {n} is a sentence." for n in range(60))
    passages = cut(text, tokens=60, overlap=20)
    for before, after in pairwise(passages):
        assert before.start < after.start < before.end


@pytest.mark.parametrize("heads", [1, 2, 3])
def test_what_is_repeated_before_a_heading_lets_the_text_go_on(heads):
    """The heading goes with what it heads, which does not fit behind what would be repeated."""
    texts = ["One two three.", "Four five six.", *["Head of it"] * heads]
    texts += [" ".join(f"word{n}" for n in range(7)), "Last words of all."]
    kinds = ["paragraph", "paragraph", *["heading"] * heads, "paragraph", "paragraph"]
    starts = list(accumulate((len(text) + 2 for text in texts), initial=0))
    blocks = [
        Block(kind, start, start + len(text), level=int(kind == "heading"))
        for kind, start, text in zip(kinds, starts, texts, strict=False)
    ]
    spans = list(islice(_spans("\n\n".join(texts), blocks, Chunking(tokens=20, overlap=10)), 9))
    assert len(spans) < 9
    for (start, end), (then, after) in pairwise(spans):
        assert start < then <= end + 2 and end < after
    assert (spans[0][0], spans[-1][1]) == (0, len("\n\n".join(texts)))


def test_offsets_are_true_where_the_text_repeats_itself():
    text = "The same words again. " * 200
    passages = cut(text, tokens=40)
    assert [p.start for p in passages] == sorted({p.start for p in passages})
    assert all(a.end <= b.start for a, b in pairwise(passages))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 60_000,
        "漢字" * 20_000,
        "a b " * 20_000,
        "\n" * 1000 + "z",
        "a. " + ". " * 5000 + "b",
        "👩‍👩‍👧" * 9999,
    ],
    ids=["no space", "chinese", "short words", "blank lines", "stops", "emoji"],
)
def test_odd_texts_are_cut_all_the_same(text):
    passages = cut(text)
    assert all(text[p.start : p.end] == p.text and p.text.strip() for p in passages)
    assert all(count_tokens(p.text) <= 220 for p in passages)
    covered = sum(p.end - p.start for p in passages)
    assert covered >= len(text.strip(" \n.ab")) * 0.4


@given(st.text(alphabet="ab .!?\n\tÄ漢,;", max_size=400), st.integers(20, 40))
@settings(max_examples=60, deadline=None)
def test_no_letter_is_lost_and_no_passage_is_marks_alone(text, tokens):
    passages = cut(text, tokens=tokens)
    assert all(text[p.start : p.end] == p.text for p in passages)
    assert all(set(p.text) - set(" .!?,;\n\t") for p in passages)
    kept = "".join(filter(str.isalnum, "".join(p.text for p in passages)))
    assert kept == "".join(filter(str.isalnum, text))


@pytest.mark.parametrize("text", ["", " ", "\n\n\t"])
def test_no_text_no_passage(text):
    assert cut(text) == []


@pytest.mark.parametrize("section", [{"tokens": 5}, {"overlap": -1}, {"overlap": 200}])
def test_impossible_sizes(section):
    with pytest.raises(SettingsError, match="chunking"):
        check_section(Chunking(**section))


def test_a_small_part_goes_with_what_it_is_a_part_of():
    long = "The crane lifts what lies on the quay, and the clerk counts it. " * 3
    heads = {"Cranes": (1, long), "Who": (2, "Ida Moe."), "Ropes": (1, long), "Nets": (1, "Two."),
             "Tar": (1, long)}  # fmt: skip
    writer = Writer()
    for head, (level, said) in heads.items():
        writer.add("heading", head, level=level)
        writer.add("paragraph", said)
    found = cut_document(writer.document("a", "The quay of Velm"), Chunking())
    assert [passage.text.split("\n\n")[::2] for passage in found] == [
        ["Cranes", "Who"],
        ["Ropes"],
        ["Nets", "Tar"],
    ]
    assert found[0].text.endswith("Ida Moe.")
