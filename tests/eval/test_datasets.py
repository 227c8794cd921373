"""Each published form read from a tiny file, and what a malformed one says."""

import pytest

from eval.datasets import choose, load_dataset, shrink
from graphrag.errors import SourceError
from tests.eval import samples


def titles(dataset, identifiers):
    by_id = {passage.id: passage.title for passage in dataset.passages}
    return [by_id[identifier] for identifier in identifiers]


def gold_texts(dataset, question):
    """The text of each gold sentence, read through the publisher's boundaries."""
    texts = {passage.id: passage.text for passage in dataset.passages}
    spans = dataset.sentence_spans
    return {texts[p][spans[p][n].start : spans[p][n].end] for p, n in question.sentences}


def test_hotpotqa(tmp_path):
    path = samples.write_array(
        tmp_path / "dev.json",
        [
            samples.hotpot_record("h1"),
            samples.hotpot_record("h2", type="comparison"),
        ],
    )
    data = load_dataset(path)
    assert (data.format, len(data.passages)) == ("hotpotqa", 3)  # pooled: shared contexts once
    question = data.questions[0]
    assert titles(data, question.gold) == ["Ruritown", "Blue River"]
    assert question.answers == ("Freedonia",)
    assert data.passages[0].text == "Ruritown is a town. It lies on the Blue River."
    assert gold_texts(data, question) == {
        "It lies on the Blue River.",
        "The Blue River ends in Freedonia.",
    }
    assert [q.type for q in data.questions] == ["bridge", "comparison"]


def test_hotpotqa_fullwiki_may_lack_gold(tmp_path):
    record = samples.hotpot_record()
    record["context"] = record["context"][:1]
    data = load_dataset(samples.write_array(tmp_path / "fullwiki.json", [record]))
    assert data.questions[0].gold[1] == "absent:Blue River"
    assert "1 of 1 questions" in data.notes[0]


def test_twowiki_with_aliases(tmp_path):
    path = samples.write_array(tmp_path / "dev.json", [samples.twowiki_record()])
    samples.write_lines(tmp_path / "id_aliases.json", samples.ALIASES)
    data = load_dataset(path)
    question = data.questions[0]
    assert data.format == "2wikimultihopqa"
    assert question.answers == ("Ruritown", "Rurivil", "Ruritownian")
    assert question.evidences[0].objects == ("Ann Oak", "A. Oak")
    assert question.hops == 2
    assert gold_texts(data, question) == {
        "Blue Night is a film by Ann Oak.",
        "She was born in Ruritown.",
    }


def test_twowiki_says_when_aliases_are_missing(tmp_path):
    data = load_dataset(samples.write_array(tmp_path / "dev.json", [samples.twowiki_record()]))
    assert data.questions[0].answers == ("Ruritown",)
    assert "id_aliases.json" in data.notes[0]


def test_musique(tmp_path):
    path = samples.write_lines(
        tmp_path / "musique_ans.jsonl",
        [
            samples.musique_record(),
            samples.musique_record("3hop1__3", answerable=False),
        ],
    )
    data = load_dataset(path)
    question = data.questions[0]
    assert (question.type, question.hops) == ("2hop", 2)
    assert question.answers == ("1901", "the year 1901")
    assert len(data.passages) == 3  # two of one title
    assert titles(data, question.gold) == ["Ann Oak", "Blue Night"]
    assert question.sentences is None
    assert "1 questions marked unanswerable" in data.notes[0]


@pytest.mark.parametrize("given", ["musique.json", "musique_corpus.json"])
def test_hipporag_musique(tmp_path, given):
    record = samples.musique_record()
    samples.write_array(tmp_path / "musique.json", [record])
    samples.write_array(
        tmp_path / "musique_corpus.json",
        [{"title": p["title"], "text": p["paragraph_text"] + " "} for p in record["paragraphs"]],
    )
    data = load_dataset(tmp_path / given)
    assert data.questions[0].gold == ("musique-000000", "musique-000002")


def test_hipporag_twowiki(tmp_path):
    record = samples.twowiki_record()
    samples.write_array(tmp_path / "2wiki.json", [record])
    samples.write_array(
        tmp_path / "2wiki_corpus.json",
        [{"title": title, "text": " ".join(sentences)} for title, sentences in record["context"]],
    )
    data = load_dataset(tmp_path / "2wiki.json")
    assert titles(data, data.questions[0].gold) == ["Blue Night", "Ann Oak"]
    assert data.questions[0].sentences is None


def test_folder(tmp_path):
    data = load_dataset(samples.folder(tmp_path / "d"))
    question = data.questions[0]
    assert question.gold == ("p1", "p2")
    assert question.sentences == {("p1", 1), ("p2", 0)}
    assert question.hops == 1  # one gold triple
    assert "splitter" in data.notes[0]


def test_folder_with_open_sentence_numbers_has_none(tmp_path):
    record = samples.question(supporting_facts=[["Ruritown", None], ["Blue River", 0]])
    assert load_dataset(samples.folder(tmp_path / "d", [record])).questions[0].sentences is None


MALFORMED = [
    ({"answer": None}, "field 'answer' is not a string but null"),
    ({"question": " "}, "field 'question' is empty"),
    ({"supporting_ids": ["p1", "p9"]}, "field 'supporting_ids' names 'p9'"),
    ({"supporting_ids": "p1"}, "field 'supporting_ids' is not a list of strings"),
    ({"evidences": [["a", "b"]]}, "field 'evidences' has an item (number 0)"),
    ({"aliases": [1]}, "field 'aliases' is not a list of strings"),
    ({"hops": "two"}, "field 'hops' is not a whole number"),
    ({"id": "q0"}, "field 'id' repeats 'q0' of line 1"),
    ({"supporting_facts": [["Elsewhere", 0]]}, "field 'supporting_facts' names 'Elsewhere'"),
]


@pytest.mark.parametrize(("changes", "said"), MALFORMED)
def test_a_malformed_line_is_named_with_its_field(tmp_path, changes, said):
    lines = [samples.question("q0"), {**samples.question(), **changes}]
    with pytest.raises(SourceError) as error:
        load_dataset(samples.folder(tmp_path / "d", lines))
    assert str(error.value).startswith("questions.jsonl, line 2: ")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"context": [["Ruritown", "no list"]]}, "'context' has an item (number 0)"),
        ({"supporting_facts": [["Ruritown", "1"]]}, "'supporting_facts' has an item"),
        ({"answer": 7}, "'answer' is not a string but a number"),
    ],
)
def test_an_array_names_the_record_and_its_line(tmp_path, changes, said):
    records = [samples.hotpot_record("h1"), samples.hotpot_record("h2", **changes)]
    path = samples.write_array(tmp_path / "dev.json", records)
    line = path.read_text().split("\n").index(" {", 2) + 1  # where the second record opens
    with pytest.raises(SourceError) as error:
        load_dataset(path)
    assert f"dev.json, record 1 of the array (line {line}): field {said}" in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": "q1",\n', "line 1: not JSON"),
        ("[" * 100_000, "line 1: not usable JSON"),
        ("9" * 5_000, "line 1: not usable JSON"),
        ("[1]\n", "line 1: not an object but a list"),
        ("\n\n", "holds no record"),
    ],
)
def test_a_line_that_is_no_object(tmp_path, text, said):
    folder = samples.folder(tmp_path / "d")
    (folder / "questions.jsonl").write_text(text)
    with pytest.raises(SourceError, match=r"questions\.jsonl") as error:
        load_dataset(folder)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[{]", "line 1: not JSON"),
        ("[" * 100_000, "not usable JSON"),
        ("{}", "not a JSON array"),
        ("[]", "holds no record"),
        ('[{"a": 1}]', "in no known form"),
    ],
)
def test_an_array_that_is_none(tmp_path, text, said):
    path = tmp_path / "data.json"
    path.write_text(text)
    with pytest.raises(SourceError, match=r"data\.json") as error:
        load_dataset(path)
    assert said in str(error.value)


def test_data_that_is_not_there(tmp_path):
    with pytest.raises(SourceError, match="no data at"):
        load_dataset(tmp_path / "nowhere")
    with pytest.raises(SourceError, match=r"no corpus\.jsonl"):
        load_dataset(tmp_path)


def many(tmp_path):
    corpus = [{"id": f"p{n}", "title": f"T{n}", "text": f"Text {n}."} for n in range(50)]
    questions = [
        {"id": f"q{n}", "question": "Which?", "answer": "x", "supporting_ids": [f"p{n}"]}
        for n in range(10)
    ]
    return load_dataset(samples.folder(tmp_path / "d", questions, corpus))


def test_a_limit_draws_the_same_questions_for_a_seed(tmp_path):
    data = many(tmp_path)
    one, two = choose(data, 4, seed=3), choose(data, 4, seed=3)
    assert [q.id for q in one.questions] == [q.id for q in two.questions]
    assert len(one.questions) == 4 and len(one.passages) == 50
    assert "4 of 10 questions" in one.notes[-1]
    assert choose(data, None, 0) is data
    with pytest.raises(SourceError, match="at least 1"):
        choose(data, 0, 0)


def test_a_smaller_corpus_keeps_all_gold_and_says_so(tmp_path):
    data = shrink(choose(many(tmp_path), 4, seed=3), 20, seed=1)
    kept = {passage.id for passage in data.passages}
    assert len(kept) == 20
    assert {gold for question in data.questions for gold in question.gold} <= kept
    assert "20 of 50" in data.notes[-1]
