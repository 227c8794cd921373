"""Make retrieval corpora of other kinds of text than the training sets have, for `fit_ranker.py`.

    python scripts/retrieval_corpora.py ../shared/data/reading ../shared/data/train OUT

Reading comprehension asks a question of a known passage; asked of all passages of its kind it
becomes single-hop retrieval: over forum posts and reviews without titles, biomedical papers, real
searches. Cut into sentences, passages become like turns of a talk, which only their neighbours
explain. Pages of one article share its name in their titles, and are asked about with more words
than the question needs, as people write to a machine. And three training sets come back disguised:
with titles that say nothing, in small letters, asked in many words.
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
Title = Callable[[int, str], str]  # of the passage of that number, from the article's
Ask = Callable[[str, str], str]  # a question in other words, from it and the article's title
QUESTIONS = 150
PASSAGES = 1000  # at most, the answers' own among them
ABOUT = (
    *("About {title}: ", "In the pages on {title}, ", "My question is on {title}. "),
    *("According to what is written on {title}: ", "Please look at {title} and tell me: "),
)
OPENINGS = (
    *("", "Quick question: ", "Please answer from the documents only. "),
    *("I need this for a report, so be precise. ", "Hello, I would like to know the following. "),
    "As a careful researcher who has read all of it, answer this question: ",
    "Use the information that is given in the text to answer the next question. ",
)
ENDINGS = (
    *("", " Give a short answer.", " Explain how you found the answer.", " Name the source."),
    " If the documents do not say so, tell me and give the reason.",
    " Answer in one sentence, and say which statement shows it.",
    " Keep it brief, I can read the rest myself.",
    " Write so that a newcomer understands it, and leave nothing important out.",
)
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
    whole(read / "squad_dev.jsonl.gz", out / "pages", paged, Frames("pages"))
    turns(read / "squadshifts_new_wiki.jsonl.gz", out / "turns", lambda number, title: title)
    turns(read / "squadshifts_reddit.jsonl.gz", out / "talk", numbered("thread"))
    disguise(given.train / "hotpotqa", out / "untitled", title=numbered("note"))
    disguise(given.train / "musique", out / "lowercase", change=str.lower)
    disguise(given.train / "hotpotqa", out / "wordy", ask=Frames("wordy"))


class Frames:
    """Puts a question into more words than it needs, others each time."""

    def __init__(self, seed: str) -> None:
        """Draw the same words in every run."""
        self.random = random.Random(seed)

    def __call__(self, question: str, title: str) -> str:
        """`question` between an opening and an ending; half the openings name its article."""
        openings = ABOUT if title and self.random.random() < 0.5 else OPENINGS
        opening, ending = self.random.choice(openings), self.random.choice(ENDINGS)
        return (opening.format(title=title) + question + ending).strip()


def as_it_is(question: str, title: str) -> str:
    """The question alone."""
    return question


def paged(number: int, title: str) -> str:
    """The title of an article and the number of a page."""
    return f"{title}, page {number % 90 + 1}"


def numbered(word: str) -> Title:
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


def whole(path: Path, out: Path, title: Title, ask: Ask = as_it_is) -> None:
    """A passage a context."""
    asked, contexts = drawn(path)
    titles = {row["context"]: row["title"] for row in read_all(path)}
    corpus = [
        {"id": f"{out.name}-{number:04d}", "title": title(number, titles[text]), "text": text}
        for text, number in contexts.items()
    ]
    asked = [row | {"question": ask(row["question"], row["title"])} for row in asked]
    write(out, corpus, asked, lambda row: [corpus[contexts[row["context"]]]["id"]])


def turns(path: Path, out: Path, title: Title) -> None:
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
    title: Title = lambda _, title: title,
    change: Callable[[str], str] = str,
    ask: Ask = as_it_is,
) -> None:
    """A training set with other titles or letters, or asked in other words."""
    rows = [json.loads(line) for line in (folder / "corpus.jsonl").open(encoding="utf-8")]
    corpus = [
        row | {"title": change(title(number, row["title"])), "text": change(row["text"])}
        for number, row in enumerate(rows)
    ]
    asked = [json.loads(line) for line in (folder / "questions.jsonl").open(encoding="utf-8")]
    for row in asked:
        row["question"] = ask(change(row["question"]), "")
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
