"""Every command on the index of the sample corpus: what it prints."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path

import click
import pytest
from streamlit.config import get_config_options

from graphrag.cli.entry import COMMANDS, cli
from graphrag.cli.serving import named_options, server_options, token_for
from graphrag.datatypes import Retrieval
from tests.graphrag.cli.shell import QUESTION, Shell, write

ROOT = Path(__file__).parents[3]

# --- asking -------------------------------------------------------------------------------------


def test_search_returns_k_passages_with_offsets_that_hold(shell: Shell, sample_index: Path) -> None:
    found = shell.json("search", QUESTION, "--index", sample_index, "--k", "3")
    assert found["question"] == QUESTION
    assert found["route"] == "graph"
    assert len(found["passages"]) == 3
    assert found["seeds"] and found["paths"] and found["timings_ms"]
    for passage in found["passages"]:
        assert passage["parts"]
        for sentence in passage["sentences"]:
            assert passage["text"][sentence["start"] : sentence["end"]] == sentence["text"]


def test_ask_cites_sentences_that_stand_there(shell: Shell, sample_index: Path) -> None:
    found = shell.json("ask", QUESTION, "--index", sample_index)
    texts = {passage["id"]: passage["text"] for passage in found["passages"]}
    assert found["citations"]
    for citation in found["citations"]:
        text = texts[citation["passage_id"]]
        assert text[citation["start"] : citation["end"]] == citation["text"]


def test_ask_says_that_no_language_model_was_used(shell: Shell, sample_index: Path) -> None:
    code, out, _ = shell("ask", QUESTION, "--index", sample_index)
    assert code == 0
    assert "no language model was used" in " ".join(out.split())
    assert "What may help" in out and "hop by hop" not in out  # nothing stated, nothing drawn


def test_ask_shows_the_evidence_of_what_it_states(shell: Shell, sample_index: Path) -> None:
    code, out, _ = shell("ask", "Who designed the K-202?", "--index", sample_index)
    assert code == 0
    assert "Jacek Karpiński" in out and "hop by hop" in out
    assert "Answered in" in out


def test_a_question_without_a_known_name_says_how_it_was_answered(
    shell: Shell, sample_index: Path, retrieval: Retrieval, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallback = replace(retrieval, route="dense+bm25", seeds=(), paths=())
    monkeypatch.setattr("graphrag.pipeline.retrieve", lambda *_: fallback)
    assert shell.json("search", "hello", "--index", sample_index)["route"] == "dense+bm25"
    code, out, _ = shell("search", "hello", "--index", sample_index)
    assert code == 0
    assert "dense and BM25 search alone" in " ".join(out.split())


def test_explain_names_seeds_edges_parts_and_times(shell: Shell, sample_index: Path) -> None:
    code, out, _ = shell("explain", QUESTION, "--index", sample_index)
    assert code == 0
    for words in (
        "Seeds",
        "named in the question",
        "Edges the walk",
        "hop by hop",
        "parts of each score",
        "total",
    ):
        assert words in out


def test_settings_of_a_question_are_taken_from_file_and_options(
    shell: Shell, sample_index: Path, tmp_path: Path
) -> None:
    toml = tmp_path / "my.toml"
    toml.write_text("[reading]\npassages = 2\n")
    for options in (("--settings", toml), ("--set", "reading.passages=2")):
        found = shell.json("ask", QUESTION, "--index", sample_index, *options)
        assert len(found["passages"]) == 2


# --- in bulk ------------------------------------------------------------------------------------


def test_bulk_search_and_ask_write_their_lines_in_order(
    shell: Shell, sample_index: Path, tmp_path: Path
) -> None:
    rows = [{"id": f"q{n}", "question": q} for n, q in enumerate([QUESTION, "Who led LEO?"])]
    questions = write(tmp_path / "q.jsonl", *rows[::-1])
    keys = {
        "search": ["id", "passages", "notes", "ms"],
        "ask": [
            *("id", "answer", "abstained", "form", "confidence", "citations", "passages"),
            *("notes", "ms"),
        ],
    }
    for command, expected in keys.items():
        out = tmp_path / f"{command}.jsonl"
        options = ("--k", "20") if command == "search" else ()
        code, _, err = shell(
            command, "--questions", questions, "--index", sample_index, "--out", out, *options
        )
        assert code == 0, err
        lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        assert [line["id"] for line in lines] == ["q1", "q0"]
        assert all(list(line) == expected for line in lines)
        assert len(lines[0]["passages"]) == (20 if command == "search" else 5)
        assert "2 of 2 questions" in err


def test_a_bad_question_in_bulk_stops_it_before_it_starts(
    shell: Shell, sample_index: Path, tmp_path: Path
) -> None:
    questions = write(
        tmp_path / "q.jsonl", {"id": 1, "question": QUESTION}, {"id": 2, "question": " "}
    )
    out = tmp_path / "out.jsonl"
    line = shell.refusal("search", "--questions", questions, "--index", sample_index, "--out", out)
    assert "line 2: the question is empty" in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["q.jsonl"]


# --- the index ----------------------------------------------------------------------------------


def test_stats_has_the_promised_keys(shell: Shell, sample_index: Path) -> None:
    stats = shell.json("stats", "--index", sample_index)
    assert list(stats) == [
        "documents", "passages", "sentences", "entities", "facts", "edges", "embedder",
        "extractor", "parser", "generation", "failures", "passage_failures",
    ]  # fmt: skip
    assert set(stats["edges"]) == {"relation", "context", "alias"}
    code, out, _ = shell("stats", "--index", sample_index)
    assert code == 0
    assert f"{stats['passages']:,}" in out


def test_index_ends_with_a_summary_and_does_nothing_twice(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "pascal.md").write_text("# Pascal\n\nNiklaus Wirth designed Pascal in 1970.\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 rubbish")
    command = ("index", folder, "--index", tmp_path / "index")
    code, out, err = shell(*command)
    assert code == 0
    assert "Files met: 2 = 1 read, 0 copies, 0 empty, 0 skipped, 1 failed." in out
    assert "Failed:\n  broken.pdf: it cannot be read as a PDF" in out
    assert "(generation 1) is ready" in out
    assert "passages" in err
    code, out, _ = shell(*command)
    assert code == 0
    assert out.startswith("Nothing to do: ")
    (folder / "wirth.txt").write_text("Niklaus Wirth was born in Winterthur.")
    assert "1 added, 0 updated, 0 removed" in shell(*command)[1]
    assert shell.json("stats", "--index", tmp_path / "index")["documents"] == 2


def test_a_question_can_be_limited_to_a_folder(shell: Shell, sample_index: Path) -> None:
    asked = ("Who designed the language named after Blaise Pascal?", "--index", sample_index)
    part = shell.json("search", *asked, "--k", "50", "--where", "folder=people")
    assert part["passages"]
    assert all(p["metadata"]["folder"] == "people" for p in part["passages"])
    answer = shell.json("ask", *asked, "--where", "folder!=people", "--where", "folder!=places")
    assert not {p["metadata"]["folder"] for p in answer["passages"]} & {"people", "places"}
    assert shell.json("explain", *asked, "--where", "folder=places")["passages"]
    assert "no passage of" in shell.refusal("search", *asked, "--where", "folder=nowhere")
    assert "known are" in shell.refusal("ask", *asked, "--where", "colour=red")


def test_verify_tells_sound_from_damaged(shell: Shell, sample_index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "index"
    shutil.copytree(sample_index, copy)
    assert shell("verify", "--index", copy)[:2] == (0, f"{copy} is sound.\n")
    vectors = next(copy.rglob("sentence_vectors.npy"))
    damaged = bytearray(vectors.read_bytes())
    damaged[-3] ^= 1
    vectors.write_bytes(bytes(damaged))
    assert "sentence_vectors.npy" in shell.refusal("verify", "--index", copy)


# --- the group ----------------------------------------------------------------------------------


def test_settings_print_a_file_that_can_be_given_back(shell: Shell, tmp_path: Path) -> None:
    code, printed, _ = shell("settings", "--set", "reading.passages=7")
    assert code == 0
    file = tmp_path / "all.toml"
    file.write_text(printed)
    assert shell("settings", "--settings", file)[1] == printed
    assert "passages = 7" in printed
    rows = shell.json("settings")
    assert {"key", "value", "help", "choices"} == set(rows[0])


def test_the_page_is_served_to_this_machine_only() -> None:
    options = server_options(ROOT / "app" / "streamlit.toml", "127.0.0.1", 8600, browser=False)
    wanted = {
        "server.allowedHosts": ["127.0.0.1", "localhost"],
        "server.address": "127.0.0.1",
        "server.port": 8600,
        "server.headless": True,
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "theme.dark.backgroundColor": "#16191d",
    }
    assert {name: options[name] for name in wanted} == wanted
    assert token_for("127.0.0.1", "") == token_for("localhost", "") == token_for("::1", "") == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "my-machine"])
def test_others_are_served_only_with_a_token(host: str) -> None:
    for token in ("", "short"):
        with pytest.raises(click.ClickException, match="GRAPHRAG_TOKEN"):
            token_for(host, token)
    assert token_for(host, "long-enough-to-guess-never") == "long-enough-to-guess-never"


def test_streamlit_knows_every_option_of_the_page() -> None:
    table = tomllib.loads((ROOT / "app" / "streamlit.toml").read_text(encoding="utf-8"))
    known = set(get_config_options())
    assert {name for name, _ in named_options(table)} <= known


def test_help_lists_every_command_and_each_has_its_own(shell: Shell) -> None:
    code, out, _ = shell("--help")
    assert code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in out
        assert shell(name, "--help")[0] == 0
    assert cli.get_command(None, "none") is None  # type: ignore[arg-type]


def test_the_version_is_printed(shell: Shell) -> None:
    assert shell("--version")[0] == 0


def test_facts_are_drawn_by_a_seed_and_stand_beside_their_sentences(
    shell: Shell, sample_index: Path
) -> None:
    one = shell.json("facts", "--sample", "5", "--seed", "7", "--index", sample_index)
    again = shell.json("facts", "--sample", "5", "--seed", "7", "--index", sample_index)
    other = shell.json("facts", "--sample", "5", "--seed", "8", "--index", sample_index)
    assert one == again != other and len(one["sample"]) == 5 < one["facts"]
    fact = one["sample"][0]
    assert fact["sentence"] and fact["passage_id"] and fact["origin"] in ("parser", "fields")
    code, out, _ = shell("facts", "--sample", "5", "--seed", "7", "--index", sample_index)
    assert code == 0 and f"5 of {one['facts']:,} facts" in out
    assert f"{fact['subject']} | {fact['predicate']}" in " ".join(out.split())
