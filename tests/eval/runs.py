"""Made-up rows whose figures can be counted: 20 questions, two gold passages each."""

from pathlib import Path

from eval.questions import Dataset, Question
from eval.returned import Row
from graphrag.datatypes import Hop
from indexing.documents import Document

PASSAGES = tuple(Document(f"p{n}", f"Title {n}", f"Text of <b>{n}</b>.") for n in range(40))
QUESTIONS = tuple(
    Question(
        f"q{n}", f"Question {n} about <script>?", (f"answer {n}",), (f"p{n}", f"p{n + 1}"),
        ("bridge", "comparison")[n % 2], 2 + n % 2,
    )
    for n in range(20)
)  # fmt: skip
DATA = Dataset("tiny & co", "folder", Path("somewhere"), PASSAGES, QUESTIONS, notes=("a note",))


def rows(method, right, ms=2.0):
    """Rows of which the first `right` find all gold and answer well; the others find half."""
    found = []
    for n, question in enumerate(QUESTIONS):
        good = n < right
        first = [f"p{n}", f"p{n + 1}"] if good else [f"p{n}", f"p{n + 5}"]
        rest = [f"p{m}" for m in range(21, 39)]
        found.append(
            Row(
                question.id, method, (*first, *rest), ms=ms + n, timings_ms={"walk": 1.0 + n},
                route="graph", seeds=((f"Title {n}", 0.5, "mention"),),
                hops=(Hop("a", "b", "c", f"p{n}", ""),),
                answer=f"answer {n}" if good else "wrong", llm={"calls": 0, "tokens": 0, "cost": 0},
            )
        )  # fmt: skip
    return found
