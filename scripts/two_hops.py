"""Two-hop questions over two passages, put together from reading questions, for `fit_head.py`.

    python scripts/two_hops.py ../shared/data/reading TWO.jsonl

"Who composed Norma?" is answered by "Bellini" in one passage, and "Where was Bellini born?" by
another: "Where was the one who composed Norma born?" needs both (arXiv:2108.00573 composes its
questions so). A part has a third hop. The passage with the name is the near miss that the head has
to tell from the answer: one row of the file has both, `passages[0]` answers.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Span, Token

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from indexing.parser.package import checked_folder  # noqa: E402
from scripts.head_examples import lines  # noqa: E402
from scripts.head_leads import NAME  # noqa: E402

FILES = (
    "squad_dev", "squad_train_tenth", "squadshifts_new_wiki", "qamr", "qed_dev",
    "squadshifts_reddit", "squadshifts_amazon_reviews",
)  # fmt: skip
NO_NAMES = frozenset(
    "This That These Those It He She They We You In On At The A An January February March April"
    " May June July August September October November December Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday".split()
)
OF_FIRST, OF_SECOND = 40, 8  # questions made of one
THIRD = 0.2  # how often the description itself is put in other words
WORDS = 3  # of the second question beside the name
BEFORE = frozenset(  # a word behind which a name stands for itself, as its description can
    "of in to by for from with at on did does do is was are were has had can could would and than"
    " that as about against between into after before during when if who which".split()
)
PERSON = ("the person who", "the one who")

Row = dict[str, Any]


@dataclass(frozen=True)
class Description:
    """What a first question says of the name that answers it."""

    name: str
    text: str
    row: Row


def main() -> None:
    """Describe, put together, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reading", type=Path, help="the folder of reading data")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rng = random.Random(5)
    asked = [
        {**row, "file": name}
        for name in FILES
        for row in lines(arguments.reading / f"{name}.jsonl.gz")
        if row["answers"]
    ]
    told = described(asked)
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in composed(asked, told, rng):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def described(asked: list[Row]) -> dict[str, list[Description]]:
    """By name, what the questions that it answers say of it."""
    firsts = [row for row in asked if _describes(row)]
    parse = spacy.load(checked_folder())
    told: dict[str, list[Description]] = defaultdict(list)
    seen = set[str]()
    docs = parse.pipe(row["question"].rstrip(" ?") for row in firsts)
    for row, doc in zip(firsts, docs, strict=True):
        text = description(doc)
        if text and text not in seen:
            seen.add(text)
            name = row["answers"][0]["text"].strip()
            told[name].append(Description(name, text, row))
    return told


def _describes(row: Row) -> bool:
    """A name answers it, and it names something else, so that it tells one thing from others."""
    name, question = row["answers"][0]["text"].strip(), row["question"]
    opened = re.match(r"(Who|What|Which) ", question)
    if not (opened and NAME.fullmatch(name) and len(name) > 3) or name in NO_NAMES:
        return False
    if re.search(r"\bnames?\b|^(What|Which) of", question):
        return False
    others = NAME.findall(question[opened.end() :])
    return name not in question and any(len(one) > 3 and one not in name for one in others)


def description(doc: Doc) -> str | None:
    """ "Which team beat Ajax" as "the team that beat Ajax"; None where it is none of the known."""
    first = doc[0]
    head = first.head if first.dep_ == "det" else first
    kind = doc[1 : head.i + 1].text if head is not first else ""
    after = head.i + 1
    if after >= len(doc) or (head is not first and head.i > 4):
        return None
    if _is_subject(head, doc[after : after + 2]):
        opening = f"the {kind} that" if kind else _who(first, doc)
        return f"{opening} {doc[after:].text}"
    aux = doc[after]
    subject = next((t for t in aux.head.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if aux.pos_ == "AUX" and aux.dep_ == "ROOT":
        subject = next((t for t in aux.children if t.dep_ == "nsubj" and t.i > aux.i), None)
    if aux.pos_ != "AUX" or subject is None or subject.left_edge.i != after + 1:
        return None
    own, rest = doc[after + 1 : subject.right_edge.i + 1].text, doc[subject.right_edge.i + 1 :]
    if not len(rest):
        known = own.lower().startswith("the ") or "'s " in own
        return own if known and aux.lemma_ == "be" else None
    opening = f"the {kind} that" if kind else "the one that"
    if aux.lower_ not in ("did", "does", "do"):
        return f"{opening} {own} {aux.text} {rest.text}"
    verb = inflected(rest[0], aux.lower_)
    return f"{opening} {own} {verb} {rest[1:].text}".strip() if verb else None


def _is_subject(head: Token, next_two: Span) -> bool:
    """ "Who wrote …", and not "what country did Ada …" or "which city is Ada …", misread."""
    own = head.dep_ in ("nsubj", "nsubjpass") and head.head.pos_ in ("VERB", "AUX")
    turned = next_two[0].pos_ == "AUX" and next_two[-1].pos_ in ("PROPN", "DET", "PRON")
    return own and next_two[0].lower_ not in ("did", "does", "do") and not turned


def _who(first: Token, doc: Doc) -> str:
    return PERSON[len(doc) % 2] if first.lower_ == "who" else "what"


def inflected(verb: Token, aux: str) -> str | None:
    """The verb as it stands without "did", "does" or "do"; None for what is irregular."""
    word = verb.text
    if verb.tag_ != "VB":
        return None
    if aux == "do":
        return word
    if aux == "does":
        return word + ("es" if re.search(r"(s|x|z|ch|sh|o)$", word) else "s")
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("e"):
        return word + "d"
    return re.sub(r"([^aeiou])y$", r"\1i", word) + "ed"


IRREGULAR = {
    "become": "became", "begin": "began", "bring": "brought", "build": "built", "buy": "bought",
    "choose": "chose", "come": "came", "do": "did", "draw": "drew", "drive": "drove",
    "fall": "fell", "feel": "felt", "fight": "fought", "find": "found", "fly": "flew",
    "get": "got", "give": "gave", "go": "went", "grow": "grew", "have": "had", "hear": "heard",
    "hold": "held", "keep": "kept", "know": "knew", "lead": "led", "leave": "left",
    "lose": "lost", "make": "made", "marry": "married", "mean": "meant", "meet": "met",
    "pay": "paid", "put": "put", "run": "ran", "say": "said", "see": "saw", "sell": "sold",
    "send": "sent", "set": "set", "show": "showed", "sing": "sang", "speak": "spoke",
    "spend": "spent", "split": "split", "stand": "stood", "take": "took", "teach": "taught",
    "tell": "told", "think": "thought", "win": "won", "write": "wrote", "beat": "beat",
}  # fmt: skip


def composed(
    asked: list[Row], told: dict[str, list[Description]], rng: random.Random
) -> Iterator[Row]:
    """Second questions with what is told of a name in place of it."""
    used: Counter[str] = Counter()
    for row in rng.sample(asked, len(asked)):
        names = {one.group(): one.span() for one in NAME.finditer(row["question"])}
        made = 0
        for name, (start, end) in names.items():
            own = name.removesuffix("'s")
            for one in rng.sample(told.get(own, []), len(told.get(own, []))):
                if (
                    made < OF_SECOND
                    and used[one.text] < OF_FIRST
                    and _fits(row, one, start, end - start)
                ):
                    place = start, start + len(own)
                    yield _row(row, one, place, told, rng)
                    made += 1
                    used[one.text] += 1


def _fits(row: Row, one: Description, start: int, length: int) -> bool:
    """Two passages, of which only the second answers."""
    first, answers = one.row, [answer["text"].lower() for answer in row["answers"]]
    before = row["question"][:start].split()
    left = len(row["question"]) - length
    return (
        first["context"] != row["context"]
        and left > WORDS * 6
        and (not before or before[-1].lower() in BEFORE)
        and not any(a in first["context"].lower() or a in one.text.lower() for a in answers)
        and one.name.lower() not in answers
        and (one.name in row["context"] or one.name in row["title"])
    )


def _row(
    row: Row,
    one: Description,
    place: tuple[int, int],
    told: dict[str, list[Description]],
    rng: random.Random,
) -> Row:
    text, chain = one.text, [one.row]
    if rng.random() < THIRD:
        text, chain = _deeper(row, one, told, rng)
    question = row["question"][: place[0]] + text + row["question"][place[1] :]
    question = re.sub(r"\b([Tt]he) the\b", r"\1", question)
    every = [row, *chain]
    return {
        "question": question[0].upper() + question[1:],
        "answers": row["answers"],
        "source": row["source"],
        "title": row["title"],
        "file": row["file"],
        "passages": [
            {"context": r["context"], "title": r["title"], "source": r["source"]} for r in every
        ],
        "bridges": [r["answers"][0]["text"].strip() for r in chain],
    }


def _deeper(
    row: Row, one: Description, told: dict[str, list[Description]], rng: random.Random
) -> tuple[str, list[Row]]:
    """The description with another in place of a name in it, where there is one that fits."""
    answers = [answer["text"].lower() for answer in row["answers"]]
    for found in NAME.finditer(one.text):
        fitting = [
            deeper
            for deeper in told.get(found.group(), [])
            if deeper.row["context"] not in (row["context"], one.row["context"])
            and one.name not in deeper.text
            and one.name not in deeper.row["context"]
            and not any(answer in deeper.row["context"].lower() for answer in answers)
        ]
        if fitting:
            deeper = rng.choice(fitting)
            text = one.text[: found.start()] + deeper.text + one.text[found.end() :]
            return text, [one.row, deeper.row]
    return one.text, [one.row]


if __name__ == "__main__":
    main()
