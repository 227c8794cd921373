"""What is kept for a user: whole or not at all, and nobody else's; digests of files not touched."""

import os
import stat

import numpy as np
import pytest

from graphrag.embedding import digests, weights
from graphrag.errors import WeightsError
from graphrag.machine import user_cache


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    digests._known.cache_clear()
    yield tmp_path / "cache" / "multihop-graphrag"
    digests._known.cache_clear()


def test_what_is_kept_comes_back_and_is_the_owners_alone(home):
    assert user_cache.read("x") is None
    user_cache.write("x", [b"one ", b"two"])
    assert bytes(user_cache.read("x")) == b"one two"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home, home / "x")] == [0o700, 0o600]
    assert [path.name for path in home.iterdir()] == ["x"]


@pytest.mark.parametrize(
    "harm", [lambda raw: raw[:-1], lambda raw: b"O" + raw[1:], lambda raw: b""]
)
def test_what_was_cut_short_or_changed_counts_as_none(home, harm):
    user_cache.write("x", [b"one two"])
    (home / "x").write_bytes(harm((home / "x").read_bytes()))
    assert user_cache.read("x") is None


def test_without_a_home_or_a_place_nothing_is_kept(home, monkeypatch):
    home.parent.write_text("a file where the folder would be")
    user_cache.write("x", [b"one"])
    assert user_cache.read("x") is None
    monkeypatch.setenv("XDG_CACHE_HOME", "somewhere")
    assert user_cache.folder() is None
    user_cache.write("x", [b"one"])
    assert user_cache.read("x") is None


def test_a_file_that_was_not_touched_is_not_read_again(tmp_path, monkeypatch):
    path = tmp_path / "large"
    path.write_bytes(os.urandom(1 << 20))
    first = digests.known_sha256(path)
    assert first == digests.sha256_of(path)
    digests._known.cache_clear()
    with monkeypatch.context() as once:
        once.setattr(digests, "sha256_of", lambda _: pytest.fail("it was read again"))
        assert digests.known_sha256(path) == first


def test_a_file_that_was_touched_is_read_whatever_its_time_says(tmp_path):
    path = tmp_path / "large"
    path.write_bytes(bytes(1 << 20))
    before, said = digests.known_sha256(path), path.stat()
    digests._known.cache_clear()
    path.write_bytes(b"1" + bytes((1 << 20) - 1))
    os.utime(path, ns=(said.st_atime_ns, said.st_mtime_ns))
    assert path.stat().st_mtime_ns == said.st_mtime_ns
    assert digests.known_sha256(path) == digests.sha256_of(path) != before


def test_kept_layers_are_those_of_the_weights(home):
    path = weights.checked(weights.model_folder(), "model.safetensors")
    fresh, kept = weights.arranged(path, "int8"), weights.arranged(path, "int8")
    assert (home / weights._KEPT).is_file()
    assert list(fresh) == list(kept)
    for name, array in fresh.items():
        assert array.dtype == kept[name].dtype
        assert np.array_equal(array, kept[name]), name


def test_layers_of_other_code_are_made_anew(home, monkeypatch):
    path = weights.model_folder() / "model.safetensors"
    weights.arranged(path, "int8")
    before = (home / weights._KEPT).read_bytes()
    monkeypatch.setitem(weights.HASHES, "model.safetensors", "0" * 64)
    weights.arranged(path, "int8")
    assert (home / weights._KEPT).read_bytes() != before
    with pytest.raises(WeightsError, match="damaged"):
        weights.checked(weights.model_folder(), "model.safetensors")


def test_a_check_by_hand_reads_every_file(monkeypatch):
    read = []
    monkeypatch.setattr(weights, "sha256_of", lambda path: read.append(path.name) or "")
    with pytest.raises(WeightsError):
        weights.checked_folder()
    assert read == ["model.safetensors"]
