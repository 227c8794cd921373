"""The bundled encoder against a plain NumPy forward pass, and against bad input."""

import json
import math
import os
import signal
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from graphrag.embedding import open_embedder
from graphrag.embedding.minilm import MiniLM
from graphrag.embedding.weights import arranged, model_folder
from graphrag.errors import SettingsError, WeightsError
from graphrag.settings import Embedding

TEXTS = [
    "a b c",
    "Who taught the composer of the opera that opened the theatre?",
    "Zoë sailed to Ōsaka in 1871, and never wrote about it; " * 6,
]


@pytest.fixture(scope="module")
def fp32():
    return open_embedder(Embedding(precision="fp32"))


@pytest.fixture(scope="module")
def int8():
    return open_embedder(Embedding(precision="int8"))


def reference(text: str) -> np.ndarray:
    """BERT's forward pass written out: one text, no batching, no vendor but NumPy."""
    w = load_file(model_folder() / "model.safetensors")
    ids = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    ids.no_padding()
    ids.no_truncation()
    tokens = ids.encode(text).ids

    def norm(x, name):
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * w[f"{name}.LayerNorm.weight"] + w[f"{name}.LayerNorm.bias"]

    def dense(x, name):
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def heads(x):  # (tokens, 384) -> (12, tokens, 32)
        return x.reshape(len(tokens), 12, 32).transpose(1, 0, 2)

    x = w["embeddings.word_embeddings.weight"][tokens]
    x = x + w["embeddings.position_embeddings.weight"][: len(tokens)]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings")
    erf = np.vectorize(math.erf)
    for i in range(6):
        layer = f"encoder.layer.{i}"
        q, k, v = (
            heads(dense(x, f"{layer}.attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / math.sqrt(32)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (weights / weights.sum(-1, keepdims=True)) @ v
        mixed = mixed.transpose(1, 0, 2).reshape(len(tokens), 384)
        projected = dense(mixed, f"{layer}.attention.output.dense")
        x = norm(projected + x, f"{layer}.attention.output")
        inner = dense(x, f"{layer}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
        x = norm(dense(inner, f"{layer}.output.dense") + x, f"{layer}.output")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def test_fp32_equals_the_forward_pass_written_out(fp32):
    expected = np.stack([reference(text) for text in TEXTS])
    np.testing.assert_allclose(fp32.encode(TEXTS), expected, atol=2e-6)


def test_int8_stays_close_to_fp32(fp32, int8):
    cosines = (fp32.encode(TEXTS) * int8.encode(TEXTS)).sum(1)
    assert cosines.min() > 0.97


@pytest.mark.parametrize("precision", ["fp32", "int8"])
def test_a_vector_depends_on_its_text_alone(precision):
    many = [f"{text} {i}" for i in range(15) for text in TEXTS]
    two = MiniLM(Embedding(precision=precision, threads=2))
    one = MiniLM(Embedding(precision=precision, threads=1))
    together = two.encode(many)
    alone = np.concatenate([one.encode([text]) for text in many])
    np.testing.assert_array_equal(together, alone)


def test_similar_meaning_is_nearer_than_unrelated(int8):
    vectors = int8.encode(["the cat sleeps", "a kitten is napping", "interest rates rose"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800 lone", "é" * 3, "x" * 10**6, "日本 " * 999]
)
def test_any_string_gives_a_vector_of_length_one(int8, text):
    vectors = int8.encode([text])
    assert vectors.shape == (1, 384)
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(int8):
    vectors = int8.encode([])
    assert vectors.shape == (0, 384)
    assert vectors.dtype == np.float32


def test_progress_counts_every_text_once(int8):
    seen: list[int] = []
    int8.encode([f"text {i}" for i in range(70)], progress=seen.append)
    assert sum(seen) == 70
    assert len(seen) > 1


def test_texts_are_cut_at_max_tokens():
    encoder = MiniLM(Embedding(max_tokens=8))
    start = "one two three four five six"
    np.testing.assert_array_equal(*encoder.encode([start, f"{start} seven"]))


def test_fingerprint_tells_precision_and_length_apart(fp32, int8):
    shorter = MiniLM(Embedding(max_tokens=128))
    same = MiniLM(Embedding(threads=1))
    assert len({fp32.fingerprint, int8.fingerprint, shorter.fingerprint}) == 3
    assert same.fingerprint == int8.fingerprint


@pytest.mark.parametrize("change", [{"max_tokens": 2}, {"max_tokens": 513}, {"threads": -1}])
def test_settings_out_of_range_are_refused(change):
    with pytest.raises(SettingsError, match=next(iter(change))):
        MiniLM(Embedding(**change))


def test_missing_file_is_named(tmp_path: Path):
    with pytest.raises(WeightsError, match="model.safetensors"):
        MiniLM(Embedding(), folder=tmp_path)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_one_flipped_bit_is_found_and_the_file_named(tmp_path: Path, name: str):
    for each in ("tokenizer.json", "model.safetensors"):
        (tmp_path / each).symlink_to(model_folder() / each)
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).unlink()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WeightsError, match=f"{name} is damaged"):
        MiniLM(Embedding(), folder=tmp_path)


def test_absent_package_says_how_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("graphrag.embedding.weights.PACKAGE", "no_such_package_here")
    with pytest.raises(WeightsError, match="run `graphrag setup`"):
        MiniLM(Embedding())


def test_a_column_survives_quantisation_within_half_a_step():
    path = model_folder() / "model.safetensors"
    exact, small = arranged(path, "fp32"), arranged(path, "int8")
    name = "layer3.outer"
    restored = small[f"{name}.weight"] * small[f"{name}.scale"]
    step = small[f"{name}.scale"]
    assert (abs(restored - exact[f"{name}.weight"]) <= step / 2 * 1.001).all()
    assert abs(small[f"{name}.weight"]).max() == 63


def test_bundled_tokenizer_is_the_uncased_wordpiece():
    table = json.loads((model_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    assert table["model"]["vocab"]["[CLS]"] == 101
    assert table["normalizer"]["lowercase"] is True


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_encodes_on_threads_of_its_own():
    embedder = open_embedder(Embedding(threads=2))
    expected = embedder.encode(TEXTS)
    child = os.fork()
    if not child:
        failed = True
        try:
            signal.alarm(60)  # waiting for threads that it does not have it would never end
            failed = bool((embedder.encode(TEXTS) != expected).any())
        finally:
            os._exit(failed)  # whatever happens: it must not go on as a second run of all tests
    assert os.waitpid(child, 0)[1] == 0
