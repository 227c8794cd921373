"""Tiny files in the structure of each published set, in words of our own."""

import json


def hotpot_record(identifier="h1", **changes):
    """One HotpotQA record; sentences carry their own blanks."""
    record = {
        "_id": identifier,
        "question": "In which country does the river of Ruritown end?",
        "answer": "Freedonia",
        "type": "bridge",
        "level": "hard",
        "supporting_facts": [["Ruritown", 1], ["Blue River", 0]],
        "context": [
            ["Ruritown", ["Ruritown is a town.", " It lies on the Blue River."]],
            ["Blue River", ["The Blue River ends in Freedonia.", " It is long."]],
            ["Green Hill", ["Green Hill is a hill."]],
        ],
    }
    return {**record, **changes}


def twowiki_record(identifier="w1", **changes):
    """One 2WikiMultiHopQA record of the release with item ids."""
    record = {
        "_id": identifier,
        "type": "compositional",
        "question": "Where was the director of Blue Night born?",
        "answer": "Ruritown",
        "answer_id": "Q2",
        "evidences": [
            ["Blue Night", "director", "Ann Oak"],
            ["Ann Oak", "place of birth", "Ruritown"],
        ],
        "evidences_id": [["Q1", "director", "Q3"], ["Q3", "place of birth", "Q2"]],
        "entity_ids": "Q1_Q3",
        "supporting_facts": [["Blue Night", 0], ["Ann Oak", 1]],
        "context": [
            ["Blue Night", ["Blue Night is a film by Ann Oak."]],
            ["Ann Oak", ["Ann Oak is a director.", "She was born in Ruritown."]],
            ["Red Day", ["Red Day is a film."]],
        ],
    }
    return {**record, **changes}


ALIASES = [
    {"Q_id": "Q2", "aliases": ["Rurivil"], "demonyms": ["Ruritownian"]},
    {"Q_id": "Q3", "aliases": ["A. Oak"], "demonyms": []},
]


def musique_record(identifier="2hop__1_2", **changes):
    """One MuSiQue record."""
    record = {
        "id": identifier,
        "paragraphs": [
            {
                "idx": 0,
                "title": "Ann Oak",
                "paragraph_text": "Ann Oak sang Blue Night.",
                "is_supporting": True,
            },
            {
                "idx": 1,
                "title": "Ann Oak",
                "paragraph_text": "Ann Oak has a dog.",
                "is_supporting": False,
            },
            {
                "idx": 2,
                "title": "Blue Night",
                "paragraph_text": "Blue Night is from 1901.",
                "is_supporting": True,
            },
        ],
        "question": "From which year is the song of Ann Oak?",
        "question_decomposition": [
            {
                "id": 1,
                "question": "Ann Oak >> sang",
                "answer": "Blue Night",
                "paragraph_support_idx": 0,
            },
            {"id": 2, "question": "year of #1", "answer": "1901", "paragraph_support_idx": 2},
        ],
        "answer": "1901",
        "answer_aliases": ["the year 1901"],
        "answerable": True,
    }
    return {**record, **changes}


def write_array(path, records):
    path.write_text(json.dumps(records, indent=1), encoding="utf-8")
    return path


def write_lines(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def folder(path, questions=None, corpus=None):
    """A folder of corpus.jsonl and questions.jsonl."""
    path.mkdir(exist_ok=True)
    write_lines(
        path / "corpus.jsonl",
        corpus
        or [
            {
                "id": "p1",
                "title": "Ruritown",
                "text": "Ruritown is a town. It lies on the Blue River.",
            },
            {"id": "p2", "title": "Blue River", "text": "The Blue River ends in Freedonia."},
            {"id": "p3", "title": "Green Hill", "text": "Green Hill is a hill."},
        ],
    )
    write_lines(path / "questions.jsonl", questions or [question()])
    return path


def question(identifier="q1", **changes):
    """A line of questions.jsonl."""
    record = {
        "id": identifier,
        "question": "In which country does the river of Ruritown end?",
        "answer": "Freedonia",
        "aliases": ["Fredonia"],
        "supporting_ids": ["p1", "p2"],
        "type": "bridge",
        "evidences": [["Ruritown", "on", "Blue River"]],
        "supporting_facts": [["Ruritown", 1], ["Blue River", 0]],
    }
    return {**record, **changes}
