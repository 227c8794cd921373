"""All metrics of one row against its question; a metric that does not apply is absent, never 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eval.cited_sentences import SentenceNumbers
from eval.metrics import answers, hops_found, ranking, sentences
from eval.questions import Dataset, Question
from eval.returned import Row

KS = (1, 2, 5, 10, 20)
RANKING = (
    *(f"recall@{k}" for k in KS),
    *(f"all-recall@{k}" for k in KS),
    "mrr",
    "ndcg@10",
)
ANSWERS = ("em", "f1", "abstained", "joint")
METRICS = (*RANKING, "sentence-f1", "hops-found", *ANSWERS)

WHAT = {
    "recall@k": "share of a question's gold passages among the first k",
    "all-recall@k": "share of questions with all gold passages among the first k",
    "mrr": "1 / rank of the first gold passage among those returned",
    "ndcg@10": "discounted gain of gold passages in the first 10, 1 at best",
    "sentence-f1": "F1 of the sentences cited (without an answer: on the evidence paths) "
    "against the gold supporting sentences",
    "hops-found": "share of the gold triples that a returned evidence path states",
    "em": "answer equal to a gold answer after HotpotQA's normalisation",
    "f1": "token F1 of the answer, the best over gold answers; an abstention counts 0",
    "abstained": "share of questions that the reader declined to answer",
    "joint": "all gold passages among the first 5 and the answer equal to a gold answer",
}


def depth_of(rows: Iterable[Row]) -> int:
    """The longest list of passages: recall@k is not known beyond it."""
    return max((len(row.passages) for row in rows), default=0)


def score(row: Row, question: Question, depth: int, where: SentenceNumbers) -> dict[str, float]:
    """Every metric that applies, by name."""
    found = _ranking(row, question, depth) if question.gold else {}
    offered = _offered_sentences(row, where) if question.sentences is not None else None
    if offered is not None and question.sentences is not None:
        found["sentence-f1"] = sentences.sentence_f1(offered, question.sentences)
    if question.evidences and row.hops is not None:
        found["hops-found"] = hops_found.hops_found(question.evidences, row.hops)
    if row.answer is not None and question.answers:
        found.update(_answer(row, row.answer, question))
    return found


def _ranking(row: Row, question: Question, depth: int) -> dict[str, float]:
    returned, gold = row.passages, question.gold
    found = {}
    for k in KS:
        if k <= depth:
            found[f"recall@{k}"] = ranking.recall(returned, gold, k)
            found[f"all-recall@{k}"] = ranking.all_recall(returned, gold, k)
    found["mrr"] = ranking.reciprocal_rank(returned, gold)
    if depth >= 10:
        found["ndcg@10"] = ranking.ndcg(returned, gold, 10)
    return found


def _answer(row: Row, answer: str, question: Question) -> dict[str, float]:
    said = not row.abstained
    match = answers.exact_match(answer, question.answers) if said else 0.0
    found = {
        "em": match,
        "f1": answers.f1(answer, question.answers) if said else 0.0,
        "abstained": float(row.abstained),
    }
    if question.gold:
        found["joint"] = match * ranking.all_recall(row.passages, question.gold, 5)
    return found


def _offered_sentences(row: Row, where: SentenceNumbers) -> set[tuple[str, int]] | None:
    """Cited sentences; without an answer those on the evidence paths; None with neither."""
    if row.citations is not None:
        return {
            sentence
            for cited in row.citations
            for sentence in where.of_range(cited.passage_id, cited.start, cited.end)
        }
    if row.hops is not None:
        return {
            sentence for hop in row.hops for sentence in where.of_text(hop.passage_id, hop.sentence)
        }
    return None


def reasons_left_out(
    dataset: Dataset, rows: Mapping[str, Sequence[Row]], depth: int
) -> dict[str, str]:
    """What is in no column, or for which methods or questions it is not, and why."""
    reasons = {}
    missing = [k for k in KS if k > depth]
    if missing:
        names = ", ".join(f"recall@{k}" for k in missing)
        reasons[names] = f"at most {depth} passages were asked for or returned"
    questions = dataset.questions
    marked = sum(question.sentences is not None for question in questions)
    stated = sum(bool(question.evidences) for question in questions)
    for metric, what, n in (
        ("sentence-f1", "gold sentences", marked),
        ("hops-found", "gold triples", stated),
        ("retrieval metrics", "gold passages", sum(bool(question.gold) for question in questions)),
    ):
        if n == 0:
            reasons[metric] = f"the data has no usable {what}"
        elif n < len(questions):
            of = f"{len(questions) - n} of {len(questions)} questions"
            reasons[f"{metric} of {of}"] = f"they have no usable {what}"
    unread = [method for method, found in rows.items() if all(row.answer is None for row in found)]
    pathless = [method for method, found in rows.items() if all(row.hops is None for row in found)]
    if unread:
        reasons[f"em, f1, abstained, joint ({', '.join(unread)})"] = "no reader ran"
    if pathless and stated:
        reasons[f"hops-found ({', '.join(pathless)})"] = "no evidence paths were returned"
    return reasons
