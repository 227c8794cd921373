"""Settings: defaults, TOML, pairs, and refusals that name the nearest known key."""

import dataclasses
import json
import re
from pathlib import Path

import pytest

from graphrag.errors import SettingsError
from graphrag.settings import Settings, describe, load_settings, recorded, require_model, update
from graphrag.settings.presets import PRESETS
from graphrag.settings.removed import REMOVED

ROOT = Path(__file__).parents[2]


def toml(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_given_means_the_defaults():
    assert load_settings() == Settings()


def test_file_then_pairs(tmp_path: Path):
    path = toml(tmp_path, '[chunking]\ntokens = 100\noverlap = 5\n[embedding]\nprecision = "fp32"')
    settings = load_settings(path, ["chunking.tokens=90", " store.bm25_b = 0.5 "])
    assert settings.chunking.tokens == 90
    assert settings.chunking.overlap == 5
    assert settings.embedding.precision == "fp32"
    assert settings.store.bm25_b == 0.5
    assert Settings().chunking.tokens != 90  # the defaults stay as they were


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("chunking.token=1", "did you mean 'tokens'"),
        ("chunkin.tokens=1", "did you mean 'chunking'"),
        ("embedding.precison=int8", "did you mean 'precision'"),
        ("chunking.tokens=many", "chunking.tokens needs a value of type int"),
        ("chunking.tokens=1.5", "chunking.tokens needs a value of type int"),
        ("store.bm25_k1=x", "store.bm25_k1 needs a value of type float"),
        ("store.bm25_b=nan", "store.bm25_b needs a value of type float"),
        ("store.bm25_b=inf", "store.bm25_b needs a value of type float"),
        ("embedding.precision=int4", "one of int8, fp32"),
        ("chunking.tokens", "section.key=value"),
        ("tokens=3", "section.key=value"),
        ("walk.seeds=names,fact", "walk.seeds is a list of names, facts, .*; 'fact' is none"),
        ("linking.vector=0.7", "there is no linking.vector any more: .*linking.also"),
        ("", "section.key=value"),
    ],
)
def test_a_bad_pair_is_refused_with_advice(pair: str, said: str):
    with pytest.raises(SettingsError, match=said):
        load_settings(None, [pair])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[chunking]\ntokenz = 3", "did you mean 'tokens'"),
        ("[retrival]\nk = 3", "unknown section 'retrival'"),
        ("chunking = 3", "write \\[chunking\\]"),
        ("[chunking]\ntokens = true", "type int"),
        ("[chunking]\ntokens = 1.5", "type int"),
        ("[store]\nbm25_b = nan", "type float"),
        ("[chunking]\ntokens = ", "is not TOML"),
        ("[chunking]\ntokens = " + "9" * 5_000, "is not TOML"),
        ("x = " + "[" * 100_000, "is nested too deeply"),
        ("x = " + "{a=" * 100_000, "is nested too deeply"),
        ("[llm]\nmodel = " + "[" * 90 + "]" * 90, "llm.model needs a value of type str, not \\["),
        ("[llm]\nmodel" + ".a" * 20_000 + " = 1", "llm.model needs a value of type str, not {'a'"),
        ("[chunking]\ntokens" + ".a" * 20_000 + " = 1", "type int, not {'a'"),
        ("[walk]\nseeds = 3", "walk.seeds is a list of names, not 3"),
        ("[walk]\nseeds = [3]", "; 3 is none"),
        ("[walk]\nseeds = " + "[" * 90 + "]" * 90, r"\[\[\[.* is none"),
        ("[walk]\nseeds" + ".a" * 20_000 + " = 1", "a list of names, not {'a'"),
        ("[walk]\nanchors = false", "walk.seeds lists where"),
    ],
)
def test_a_bad_file_is_refused_with_advice(tmp_path: Path, text: str, said: str):
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings(toml(tmp_path, text))
    assert len(str(caught.value)) < 300


def test_a_missing_file_and_one_that_is_not_text_are_refused(tmp_path: Path):
    with pytest.raises(SettingsError, match="cannot read"):
        load_settings(tmp_path / "absent.toml")
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="is not TOML"):
        load_settings(tmp_path / "noise.toml")


@pytest.mark.parametrize("said", ["relation-words, key-facts", ["relation-words", "key-facts"]])
def test_a_list_is_a_set_of_names_in_one_order(said: object):
    found = update(Settings(), {"weighting": {"boosts": said}})
    assert found.weighting.boosts == ("key-facts", "relation-words")
    assert update(found, {"weighting": {"boosts": said and said[:0]}}) == Settings()


def test_settings_are_few_enough_to_read():
    assert len(describe(Settings())) <= 65  # a technique is one name; its numbers stand in its file


def test_no_setting_is_removed_and_still_there_and_every_hint_is_true():
    rows = {name: choices for name, _, _, choices in describe(Settings())}
    assert not rows.keys() & REMOVED.keys()
    for hint in REMOVED.values():
        for name in re.findall(r"\b[a-z]+\.[a-z_]+\b(?!/)", hint.partition("graphrag/")[0]):
            assert name in rows, hint
        if "graphrag/" in hint:
            assert (ROOT / hint[hint.index("graphrag/") :]).exists(), hint


def test_what_an_old_index_recorded_is_read_as_far_as_it_is_known():
    found = recorded({"precision": "fp32", "dimension": 0, "key_header": "authorization"})
    assert found == update(Settings(), {"embedding": {"precision": "fp32"}})


def test_update_leaves_its_argument_alone():
    before = Settings()
    after = update(before, {"reading": {"passages": 3}})
    assert (before.reading.passages, after.reading.passages) == (Settings().reading.passages, 3)
    assert after.chunking is before.chunking


def test_every_setting_explains_itself_and_its_default_is_usable():
    rows = describe(Settings())
    assert len(rows) == sum(
        len(dataclasses.fields(getattr(Settings(), section.name)))
        for section in dataclasses.fields(Settings)
    )
    for name, value, help_text, choices in rows:
        assert help_text.strip(), name
        values = value if isinstance(value, tuple) else (value,)
        assert not choices or set(values) <= set(choices), name
        section, _, key = name.partition(".")
        assert update(Settings(), {section: {key: value}}) == Settings()
        said = ",".join(value) if isinstance(value, tuple) else str(value)
        assert update(Settings(), {section: {key: said}}) == Settings()


def test_sections_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().chunking.tokens = 3


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_made_of_known_settings_and_reads_with_a_model(name: str):
    chosen = load_settings(preset=name)
    assert chosen.reading.reader == "llm" and not chosen.llm.model
    with pytest.raises(SettingsError, match=r"llm\.model"):
        require_model(chosen)


def test_a_preset_comes_before_file_and_pairs(tmp_path: Path):
    file = tmp_path / "s.toml"
    file.write_text('preset = "catrag"\n[asking]\nsteps = 2\nstages = ["edges"]\n')
    from_file = load_settings(file)
    assert from_file.asking.stages == ("edges",) and from_file.asking.steps == 2
    assert from_file.extraction.mode == "two-calls"
    both = load_settings(file, ["preset=balanced", "reading.reader=extractive"])
    assert both.reranking.llm == "select" and both.reading.reader == "extractive"
    assert both.asking.stages == ("edges",) and both.asking.steps == 2


@pytest.mark.parametrize("given", ["econ", "", 3])
def test_an_unknown_preset_names_the_nearest(given: object, tmp_path: Path):
    file = tmp_path / "s.toml"
    file.write_text(f"preset = {json.dumps(given)}\n")
    if given:
        with pytest.raises(SettingsError, match="unknown preset"):
            load_settings(file)
    else:
        assert load_settings(file) == Settings()
