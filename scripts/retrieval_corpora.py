"""Make retrieval corpora of other kinds of text than the training sets have, for `fit_ranker.py`.

    python scripts/retrieval_corpora.py ../shared/data/reading ../shared/data/train OUT

Reading comprehension asks a question of a known passage; asked of all passages of its kind it
becomes single-hop retrieval: over forum posts and reviews without titles, biomedical papers, real
searches. Cut into sentences, passages become like turns of a talk, which only their neighbours
explain. And two training sets come back disguised: with titles that say nothing, in small letters.
Every folder of OUT has a corpus.jsonl and a questions.jsonl as the training sets have.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

Row = dict[str, object]
QUESTIONS = 150
PASSAGES = 1000  # at most, the answers' own among them
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")


def main() -> None:
    """Write every folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("reading", "train", "out"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    read, out = given.reading, given.out
    whole(read / "squadshifts_reddit.jsonl.gz", out / "posts", lambda number, title: "")
    whole(read / "squadshifts_amazon_reviews.jsonl.gz", out / "reviews", numbered("Review"))
    whole(read / "covidqa.jsonl.gz", out / "papers", numbered("document"))
    whole(read / "qed_dev.jsonl.gz", out / "searches", lambda number, title: title)
    turns(read / "squadshifts_new_wiki.jsonl.gz", out / "turns", lambda number, title: title)
    turns(read / "squadshifts_reddit.jsonl.gz", out / "talk", numbered("thread"))
    disguise(given.train / "hotpotqa", out / "untitled", title=numbered("note"))
    disguise(given.train / "musique", out / "lowercase", change=str.lower)


def numbered(word: str) -> Callable[[int, str], str]:
    """A title that only counts."""
    return lambda number, _: f"{word} {number}"


def drawn(path: Path) -> tuple[list[Row], dict[str, int]]:
    """Questions, and the number of every context that is kept, theirs first."""
    rows = [json.loads(line) for line in gzip.open(path, "rt", encoding="utf-8")]
    random.Random(path.name).shuffle(rows)
    rows = [row for row in rows if row["answers"]]
    asked, seen = [], set()
    for row in rows:  # one question of a context
        if row["context"] not in seen and len(asked) < QUESTIONS:
            seen.add(row["context"])
            asked.append(row)
    contexts = list(dict.fromkeys([row["context"] for row in (*asked, *rows)]))
    return asked, {context: number for number, context in enumerate(contexts[:PASSAGES])}


def whole(path: Path, out: Path, title: Callable[[int, str], str]) -> None:
    """A passage a context."""
    asked, contexts = drawn(path)
    titles = {row["context"]: row["title"] for row in read_all(path)}
    corpus = [
        {"id": f"{out.name}-{number:04d}", "title": title(number, titles[text]), "text": text}
        for text, number in contexts.items()
    ]
    write(out, corpus, asked, lambda row: [corpus[contexts[row["context"]]]["id"]])


def turns(path: Path, out: Path, title: Callable[[int, str], str]) -> None:
    """A passage a sentence, a title a context; the passage wanted is where the answer stands."""
    asked, contexts = drawn(path)
    contexts = {text: number for text, number in contexts.items() if number < PASSAGES // 3}
    titles = {row["context"]: row["title"] for row in read_all(path)}
    corpus, places = [], {}
    for text, number in contexts.items():
        for turn, (start, end) in enumerate(sentences(text)):
            name = f"{out.name}-{number}-{turn}"
            places.setdefault(text, []).append((end, name))
            said = title(number, titles[text])
            corpus.append({"id": name, "title": f"{said}, {number}", "text": text[start:end]})

    def supporting(row: Row) -> list[str]:
        start = row["answers"][0]["start"]
        return [next(name for end, name in places[row["context"]] if start < end)]

    write(out, corpus, asked, supporting)


def disguise(
    folder: Path,
    out: Path,
    title: Callable[[int, str], str] = lambda _, title: title,
    change: Callable[[str], str] = str,
) -> None:
    """A training set with other titles or letters."""
    rows = [json.loads(line) for line in (folder / "corpus.jsonl").open(encoding="utf-8")]
    corpus = [
        row | {"title": change(title(number, row["title"])), "text": change(row["text"])}
        for number, row in enumerate(rows)
    ]
    asked = [json.loads(line) for line in (folder / "questions.jsonl").open(encoding="utf-8")]
    for row in asked:
        row["question"] = change(row["question"])
    write(out, corpus, asked, lambda row: row["supporting_ids"])


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence stands, roughly."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def read_all(path: Path) -> Iterator[Row]:
    """Every line of a gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write(
    out: Path, corpus: list[Row], asked: list[Row], supporting: Callable[[Row], list[str]]
) -> None:
    """corpus.jsonl and questions.jsonl."""
    out.mkdir(parents=True, exist_ok=True)
    questions = [
        {"id": row["id"], "question": row["question"], "supporting_ids": supporting(row)}
        for row in asked
    ]
    for name, rows in (("corpus", corpus), ("questions", questions)):
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (out / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    print(f"{out.name}: {len(corpus)} passages, {len(questions)} questions")


if __name__ == "__main__":
    main()
