"""The corpora of HippoRAG's reproduction sets: `NAME_corpus.json` beside `NAME.json`.

The corpus is an array of `title` and `text`; the questions keep the structure of their source
(HotpotQA, 2WikiMultiHopQA or MuSiQue). Gold paragraphs are matched to the corpus by title and text,
blanks ignored, as titles repeat in MuSiQue.
"""

from __future__ import annotations

from pathlib import Path

from eval.formats import musique, twowiki
from eval.formats.checked_records import Record, read_array
from eval.questions import Dataset, Question
from indexing.documents import Document


def corpus_of(path: Path) -> Path | None:
    """The corpus file that belongs to `path` (which may be the corpus itself), if there is one."""
    if path.name.endswith("_corpus.json"):
        return path if _questions_of(path).is_file() else None
    corpus = path.with_name(f"{path.stem}_corpus.json")
    return corpus if path.suffix == ".json" and corpus.is_file() else None


def load(path: Path) -> Dataset:
    """Questions over the published corpus.

    Raises:
        SourceError: a record is malformed, or a gold paragraph is not in the corpus.
    """
    corpus_path = corpus_of(path)
    assert corpus_path is not None, "load() is called for paths that corpus_of() knows"
    path = _questions_of(corpus_path)
    passages = tuple(
        Document(f"{path.stem}-{number:06d}", record.text("title"), record.text("text"))
        for number, record in enumerate(read_array(corpus_path))
    )
    known = {_key(passage.title, passage.text): passage.id for passage in passages}
    aliases = twowiki.read_aliases(path.with_name("id_aliases.json"))
    records = {}
    for record in read_array(path):
        name = record.text("_id" if "_id" in record.keys() else "id")
        if name in records:
            raise record.wrong("_id", f"repeats {name!r}")
        records[name] = record
    questions = tuple(
        _from_paragraphs(record, known)
        if "paragraphs" in record.keys()
        else _from_context(name, record, known, aliases)
        for name, record in records.items()
    )
    return Dataset(
        path.stem,
        "hipporag",
        path,
        passages,
        questions,
        notes=("the corpus carries no sentence boundaries: supporting sentences are not scored",),
    )


def _from_paragraphs(record: Record, known: dict[tuple[str, str], str]) -> Question:
    gold = []
    for paragraph in record.records("paragraphs"):
        if not musique.supporting(paragraph):
            continue
        name = "text" if "text" in paragraph.keys() else "paragraph_text"
        key = _key(paragraph.text("title"), paragraph.text(name))
        if key not in known:
            raise paragraph.wrong(name, "is the text of no passage of the corpus")
        gold.append(known[key])
    return musique.question(record, gold)


def _from_context(
    name: str, record: Record, known: dict[tuple[str, str], str], aliases: twowiki.Aliases
) -> Question:
    wanted = {title for title, _ in record.rows("supporting_facts", str, int)}
    gold = []
    for title, sentences in record.rows("context", str, list):
        if title not in wanted:
            continue
        key = _key(title, "".join(str(sentence) for sentence in sentences))
        if key not in known:
            raise record.wrong("context", f"has a text under {title!r} that is not in the corpus")
        gold.append(known[key])
    if not gold:
        raise record.wrong("supporting_facts", "names no paragraph of the context")
    hops = twowiki.evidences(record, aliases) if "evidences" in record.keys() else ()
    item = str(record.values.get("answer_id"))
    return Question(
        id=name,
        text=record.text("question"),
        answers=(record.text("answer"), *aliases.get(item, ())),
        gold=tuple(dict.fromkeys(gold)),
        type=record.text("type", "unknown"),
        hops=len(hops) or len(gold),
        evidences=hops,
    )


def _questions_of(corpus: Path) -> Path:
    return corpus.with_name(corpus.name.removesuffix("_corpus.json") + ".json")


def _key(title: str, text: str) -> tuple[str, str]:
    """What tells paragraphs apart: the title, and the text without its blanks."""
    return title, "".join(text.split())
