"""Dates, names and words are read in one place each; `python -m tests.test_finders` says where."""

import ast
import re
import sys

from graphrag.language.words import FUNCTION_WORDS
from tests.imports import PARTS, circles, files, imported, top, tree, where

# What reads dates, names and words is one each; this is where.
FINDERS = {
    "dates": ["graphrag/language/dates.py"],
    "names": ["graphrag/language/names.py"],
    "function words": ["graphrag/language/words.py"],
    "stems": ["graphrag/language/words.py"],
    "families of words": ["graphrag/language/words.py"],
    "words": ["graphrag/language/keys.py"],
}
MONTH = re.compile(r"\b(?:January|February|August|September|October|November|December)\b")


def finders() -> dict[str, list[str]]:
    """The files that read dates, names, words by means of their own, for each of them.

    They are known by what such a thing needs: the names of months, the particles within names, a
    table or a list that is little but function words, a stemmer, a class for a word and its place.
    """
    held: dict[str, list[str]] = {what: [] for what in FINDERS}
    for path in (path for part in PARTS for path in files(part)):
        nodes = list(ast.walk(tree(path)))
        said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
        constants = [node for node in nodes if isinstance(node, ast.Constant)]
        texts = [n.value for n in constants if isinstance(n.value, str) and id(n) not in said]
        tops = {top(name) for name in imported(path)}
        signs = {
            "dates": any(map(MONTH.search, texts)),
            "names": any(isinstance(n, ast.alias) and n.name == "PARTICLES" for n in nodes),
            "function words": "function_words.txt" in texts or any(map(_little_else, texts)),
            "stems": bool(tops & {"Stemmer", "nltk", "snowballstemmer"}),
            "families of words": "families.txt" in texts,
            "words": any(
                isinstance(node, ast.FunctionDef)
                and node.name.startswith("token")
                and ast.unparse(node.returns or node) == "list[Token]"
                for node in nodes
            ),
        }
        for what, here in signs.items():
            held[what] += [where(path)] * here
    return held


def _little_else(text: str) -> bool:
    """Is it a list of twenty words or more that are function words but for a fifth?"""
    words = text.split()
    return len(words) >= 20 and len([w for w in words if w in FUNCTION_WORDS]) > 0.8 * len(words)


def test_dates_names_and_words_are_found_by_one_each():
    assert finders() == FINDERS


if __name__ == "__main__":
    sys.stdout.write(f"circles of imports: {len(circles())}\n")
    for said, homes in finders().items():
        sys.stdout.write(f"{said}: {', '.join(homes)}\n")
