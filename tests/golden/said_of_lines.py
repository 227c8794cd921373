"""What the public functions of one or two texts say of many drawn lines.

A line is up to twelve pieces that formats and languages live on: names, dates, numbers, marks of
items, tags, odd spaces. `lines.txt` holds two signs for each answer, a hash of it; where one
differs, the test names function, line and answer. `python -m tests.golden.said_of_lines` writes it
anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from graphrag.errors import GraphRAGError
from graphrag.language import countries, dates, keys, kinds, names, numbers, plain, scripts, words
from graphrag.retrieval.linking.asked_words import roots
from indexing import clean, encodings, extract_rules, fields, passages, source
from indexing.parser import antecedents, bounds, worth
from indexing.readers import (
    differences,
    front_matter,
    html_noise,
    json_records,
    latex_macros,
    lines,
    markdown_dialects,
    tables,
    text,
    titles,
)
from tests.golden.read_files import HERE
from tests.golden.read_grids import grid
from tests.golden.read_varied import Pick, picks

EXPECTED = HERE / "lines.txt"
LINES, WIDE = 400, 50
PIECES = (
    *("the", "The", "of", "and", "a", "not", "which", "was", "pier", "harbours", "builds"),
    *("ship's", "Ilse Marrow", "Velm", "Port Ems", "United States", "UK", "French", "Dr."),
    *("Mr. Brand", "U.S.", "NASA", "O'Neill", "van der Berg", "Henry VIII", "B-52"),
    *("The Long Tide", "(film)", "[disc]", "12 May 1921", "44 BC", "the 1950s"),
    *("2019-11-02", "03/04/2015", "5th of June", "c. 1480", "March", "1901", "3,400"),
    *("4.5 %", "twenty-one", "two hundred", "third", "-7", "$5", "½", "10th", "•", "-"),
    *("–", "*", "1.", "(a)", "iv)", "2.1", "#", "##", ">", "|", ":", ";", ",", ".", "!"),
    *("?", '"said', 'so"', "“open", "close”", "(see", "page 3)", "Page 4 of 9", "...", "…"),
    *("___", "---", "<b>", "</div>", "<br/>", "&amp;", "{x}", "[[Weir|the weir]]"),
    *("[a](b)", "`code`", "\\town", "\\newcommand{\\town}{Velm}", "#1", "%", "key: value"),
    *("tags: [a, b]", "---\n", "\n", "\n\n", "\t", "   ", "\u00a0", "\u200b", "\ufffd"),
    *("\x07", "re-", "\nused", "soft\u00ad", "ﬁn", "é", "e\u0301", "ß", "İ", "東京", "は海。"),
    *("Москва", "и", "der", "und", "les", "ك", "A" * 40, "ab " * 20, "x_y", "C++", "e.g."),
    *("etc.", "no.", "vs.", "I", "its", "they", "where", "born", "km", "5 kg", '{"a": 1}'),
    *('{"id": 2}', "a.b { display: none }", "#ad{color:red}", "_old_name-v2"),
    *("final.draft"),
)  # fmt: skip

Said = Callable[[str, str], Any]  # of a line, and the one behind it


def alone(function: Callable[[str], Any]) -> Said:
    """Of a line alone."""
    return lambda line, after: function(line)


SAID: dict[str, Said] = {
    **{
        f"{function.__module__}.{function.__qualname__}": alone(function)
        for function in (
            countries.find_countries, countries.country, countries.country_itself,
            dates.find_dates, keys.tokens, keys.word_keys, keys.whole_keys, keys.name_key,
            keys.without_bracket, keys.fold, kinds.kind_of_noun, kinds.kind_of_name_end,
            names.find_names, numbers.value_of, plain.plain, scripts.composed, scripts.is_latin,
            scripts.bigrams, words.terms, words.term_count, words.root, roots,
            clean.clean, clean.usable, encodings.plausibility, extract_rules.tamed, fields.iso_date,
            antecedents.name_like, bounds.quoted_open, worth.is_english, passages.count_tokens,
            differences.wording, front_matter.split_front, html_noise.hidden_names,
            html_noise.is_tag, json_records.shown, latex_macros.expanded, lines.tidy,
            lines.one_line, lines.unwrap, lines.item_of, markdown_dialects.plain_markdown,
            tables.is_number, text.tidy_pages, titles.stem_title, titles.shorten,
            titles.letters_and_digits, titles.has_word, source.short_title,
        )
    },
    "lead_of": worth.lead_of,
    "join": lines.join,
    "keeps_hyphen": lines.keeps_hyphen,
    "same title": titles.same,
    "own_title": titles.own_title,
    "front": lambda line, after: front_matter.split_front(f"---\n{line}\n{after}\n---\nText"),
    "piece by piece": lambda line, after: [
        (numbers.value_of(word), kinds.kind_of_noun(word), words.root(word), tables.is_number(word))
        for word in line.split()
    ],
}  # fmt: skip


def drawn(number: int) -> str:
    """One line, some in capitals, some set in."""
    pick = picks(f"line {number}")
    some = [PIECES[pick(f"piece {n}", len(PIECES))] for n in range(1 + pick("length", 12))]
    return _written(" ".join(some), pick)


def _written(line: str, pick: Pick) -> str:
    ways = (line, line, line, line.upper(), line.capitalize(), line.lower(), f"  {line}.")
    return ways[pick("written", len(ways))]


def answers() -> Iterator[tuple[str, str, str]]:
    """Function, line, answer."""
    for name, function in SAID.items():
        for number in range(LINES):
            line, after = drawn(number), drawn(number + 1)
            yield name, f"{line!r}, {after!r}", _answer(lambda: function(line, after))  # noqa: B023
    for number in range(LINES):
        rows = grid(picks(f"head {number}"))
        yield "heads_of", repr(rows), _answer(lambda: tables.heads_of(rows))  # noqa: B023
        yield "make_table", repr(rows), _answer(lambda: tables.make_table(rows))  # noqa: B023


def _answer(asked: Callable[[], Any]) -> str:
    try:
        said = asked()
    except (GraphRAGError, ValueError) as error:
        return f"refused: {error}"
    if isinstance(said, float):
        return f"{said:.6f}"
    return repr(sorted(map(repr, said))) if isinstance(said, frozenset | set) else repr(said)


def signs(answer: str) -> str:
    """Two that stand for it."""
    return sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()[:2]


def record() -> str:
    """Everything that is compared: a head for each function, and its signs."""
    found: dict[str, list[str]] = {}
    for name, _, answer in answers():
        found.setdefault(name, []).append(signs(answer))
    rows = []
    for name, some in found.items():
        rows.append(f"= {name}")
        rows += ["".join(some[at : at + WIDE]) for at in range(0, len(some), WIDE)]
    return "\n".join(rows) + "\n"


def differing() -> list[str]:
    """Function, line and new answer wherever it differs from what is written down."""
    kept: dict[str, str] = {}
    for row in EXPECTED.read_text(encoding="utf-8").splitlines():
        if row.startswith("= "):
            name = row[2:]
            kept[name] = ""
        else:
            kept[name] += row
    at: dict[str, int] = dict.fromkeys(kept, 0)
    changed = []
    for name, line, answer in answers():
        place = at.get(name, 0)
        if kept.get(name, "")[place : place + 2] != signs(answer):
            changed.append(f"{name}({line}) is now {answer}")
        at[name] = place + 2
    return changed


if __name__ == "__main__":
    EXPECTED.write_text(record(), encoding="utf-8")
