"""What a reading question says of the name that answers it, as a noun phrase, for `two_hops.py`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.tokens import Doc, Span, Token

from graphrag.language.parser.package import checked_folder
from scripts.head_leads import NAME

NO_NAMES = frozenset(
    "This That These Those It He She They We You In On At The A An January February March April"
    " May June July August September October November December Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday".split()
)
PERSON = ("the person who", "the one who")

Row = dict[str, Any]


@dataclass(frozen=True)
class Description:
    """What a first question says of the name that answers it."""

    name: str
    text: str
    row: Row


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
