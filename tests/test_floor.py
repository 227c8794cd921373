"""One language floor: each finder is defined once, and nobody else knows English by itself.

python -m tests.test_floor      prints the home of each, and how many modules stand in circles
"""

import ast
import re
import sys
from pathlib import Path

import pytest

from graphrag.language.words import FUNCTION_WORDS
from tests import imports
from tests.imports import PARTS, circles, files, imported, top, tree, where

FLOOR = {
    "dates": "find_dates",
    "names": "find_names",
    "words of a text or question": "tokens",
    "function words": "FUNCTION_WORDS",
    "stemmer": "stem",
    "word families": "root",
    "terms": "terms",
}
STEMMER = re.compile(r"_?(?:stem|stemmed|stemmer|stem_word|lemma|lemmatise|lemmatize|bare)")
STEMMERS = {"Stemmer", "snowballstemmer", "nltk", "simplemma"}
MONTH = re.compile(r"(?i)\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z.?]*\b")
WORD_RUN = re.compile(r"\[\^\\W(?:\\d)?_\](?:[+*{]|\[\\w)")  # letters repeated: a word of one's own


def homes_of(name: str) -> list[str]:
    """The files of the four parts whose top level defines `name`."""
    found = []
    for path in (path for part in PARTS for path in files(part)):
        defined = {node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)}
        for node in tree(path).body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            defined |= {target.id for target in targets if isinstance(target, ast.Name)}
        if name in defined:
            found.append(where(path))
    return found


def strays(path: Path) -> set[str]:
    """What `path` knows of English by itself: months, words of its own, stop lists, stemmers."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and STEMMER.fullmatch(node.name):
            found.add(f"{where(path)} has a stemmer, {node.name}")
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if len({month.lower()[:3] for month in MONTH.findall(node.value)}) > 2:
                found.add(f"{where(path)} lists months")
            if WORD_RUN.search(node.value):
                found.add(f"{where(path)} has a pattern of words")
        words = _listed(node)
        if len(words) > 5 and len(words & FUNCTION_WORDS) >= 0.8 * len(words):
            found.add(f"{where(path)} lists function words: {sorted(words)}")
    found |= {f"{where(path)} imports {name}" for name in imported(path) if top(name) in STEMMERS}
    return found


def _listed(node: ast.AST) -> set[str]:
    """The words of a literal set, tuple or list of strings, or of a string that is split."""
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        values = [e.value if isinstance(e, ast.Constant) else None for e in node.elts]
        return {str(v) for v in values} if all(isinstance(v, str) for v in values) else set()
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        text = node.func.value
        if node.func.attr == "split" and isinstance(text, ast.Constant):
            return set(str(text.value).split())
    return set()


@pytest.mark.parametrize("name", FLOOR.values())
def test_one_finder_of_each_kind(name: str):
    (home,) = homes_of(name)
    assert home.startswith("graphrag/language/")


@pytest.mark.parametrize("part", PARTS)
def test_english_is_known_on_the_floor_only(part: str):
    above = [path for path in files(part) if "graphrag/language/" not in where(path)]
    assert not {stray for path in above for stray in strays(path)}


def test_a_stray_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(imports, "ROOT", tmp_path)
    path = tmp_path / "stray.py"
    path.write_text(
        'import Stemmer\nSTOP = frozenset("a an the of in to".split())\n'
        'DATE = "January|February|March"\nWORD = r"[^\\W_]+"\ndef stem(word): return word[:-1]\n'
    )
    assert len(strays(path)) == 5


if __name__ == "__main__":
    homes = [f"{kind}: {name} in {', '.join(homes_of(name))}" for kind, name in FLOOR.items()]
    circling = f"modules in circles of imports: {len(circles())}"
    sys.stdout.write("\n".join([circling, *homes, ""]))
