"""Scripts that put no space between words, and those that write vowels as marks."""

import time

import pytest

from graphrag.language.keys import longest_matches, name_key, tokens
from graphrag.language.parser.pipelines import load_language
from graphrag.language.words import term_count, terms
from graphrag.settings import Chunking
from indexing.documents import Document
from indexing.extract_rules import extract
from indexing.passages import count_tokens, cut


def test_two_letters_side_by_side_are_a_term():
    assert terms("王小明出生于北京。") == ["王小", "小明", "明出", "出生", "生于", "于北", "北京"]
    assert terms("A王b, 李娜 and ラジオ") == ["王", "b", "李娜", "ラシ", "シオ"]
    assert terms("กรุงเทพ")[0] == "กร"


def test_a_run_counts_as_one_word_of_a_text():
    english = "Li Wei was a painter from Suzhou"
    assert term_count(f"{english} (李伟出生于苏州)") == term_count(english) + 1
    assert term_count(english) == len(terms(english))


def test_a_name_is_found_inside_a_sentence():
    text = "昨天王小明来了"
    words = tokens(text)
    ((first, past),) = longest_matches(words, {name_key("王小明"): None}, 3)
    assert text[words[first].start : words[past - 1].end] == "王小明"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("王小明出生于北京。他创办了红星工厂。", ["王小明出生于北京。", "他创办了红星工厂。"]),
        ("彼は「行く。」と。そして去った。", ["彼は「行く。」", "と。", "そして去った。"]),
        ("रमेश का जन्म पटना में हुआ। सीता जयपुर में रहती है।",
         ["रमेश का जन्म पटना में हुआ।", "सीता जयपुर में रहती है।"]),
        ("أين ولد أحمد؟ ولد في القاهرة.", ["أين ولد أحمد؟", "ولد في القاهرة."]),
        ("He met Li (李。) twice. Then he left.", None),
    ],
)  # fmt: skip
def test_sentences_end_where_their_script_ends_them(text, sentences):
    found = [text[s.start : s.end] for s in extract("", text, load_language()).sentences]
    assert found == sentences if sentences else found[-1] == "Then he left."


def test_long_texts_are_cut_between_their_sentences():
    text = "王小明出生于北京。他创办了红星工厂。" * 60
    passages = cut(Document("d", "T", text), Chunking())
    assert len(passages) > 3
    assert all(p.text.endswith("。") and count_tokens(p.text) <= 220 for p in passages)


ODD = (
    "&#",
    "![",
    ":(",
    '",',
    "((",
    "A.",
    "“",
    "王",
    "a\u0301",
    "1.",
    "- ",
    "$1",
    "Lord ",
    "May 1 ",
)


@pytest.mark.parametrize("piece", ODD)
def test_odd_strings_are_extracted_soon(piece):
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    extract("T", text, load_language())
    assert time.process_time() - started < 2
