"""Write the span head's ONNX file: the encoder's graph with fitted layers and two outputs a token.

    python scripts/write_head.py CHECKPOINT.safetensors ...

`graphrag/embedding/span_head/span-head.onnx` holds the layers' weights in 8 bits as the encoder has
them (`graphrag/embedding/weights.py`); the tables of words and positions are the encoder's own and
are handed over when a session is opened. `fit_head.py` writes the checkpoints; of several, fitted
apart from the same encoder, the mean of the weights is taken (arXiv:2203.05482). No PyTorch is
needed.

Inputs `ids` and `kinds_of` (0 question, 1 passage): int64 (texts, tokens), rows of one length.
Output `logits`: float32 (texts, tokens, 2), of an answer's first and last token; at token 0 of
none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graphrag.embedding.weights import LAYERS, checked, eight_bits, model_folder  # noqa: E402
from scripts.make_encoder_graph import MICROSOFT, WIDTH, Graph, layer  # noqa: E402
from scripts.make_encoder_graph import looked_up as word_vectors  # noqa: E402

# What logits are divided by, so that a softmax over a passage's spans means what it says
# (arXiv:1706.04599); the card has the loss at others.
TEMPERATURE = 1.75
OUT = ROOT / "graphrag" / "embedding" / "span_head" / "span-head.onnx"

Array = NDArray[np.float32]


class Filled(Graph):
    """A graph whose file holds the arrays that it is given; others are handed over."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        super().__init__("int8")
        self.arrays = arrays

    def weight(self, name: str, shape: list[int], kind: int = TensorProto.FLOAT) -> str:
        """Declare an initialiser with its array, or as external."""
        if name not in self.arrays:
            return super().weight(name, shape, kind)
        if list(self.arrays[name].shape) != shape:
            raise ValueError(f"{name} is {self.arrays[name].shape}, not {shape}")
        self.weights.append(numpy_helper.from_array(self.arrays[name], name))
        return name


def mean(checkpoints: Sequence[Path]) -> dict[str, Array]:
    """Of the checkpoints' arrays, in half precision as each is saved; tables may lack."""
    every = [load_file(path) for path in checkpoints]
    names = set.intersection(*(set(one) for one in every))
    summed = {name: sum(one[name].astype(np.float32) for one in every) for name in sorted(names)}
    return {n: (s / len(every)).astype(np.float16).astype(np.float32) for n, s in summed.items()}


def arrays(checkpoints: Sequence[Path]) -> dict[str, Array]:
    """The checkpoints' arrays by the graph's names; dense ones (inputs, outputs) and in 8 bits."""
    raw = mean(checkpoints)
    encoder = load_file(checked(model_folder(), "model.safetensors"))
    segment = encoder["embeddings.token_type_embeddings.weight"][0]
    found = {"kinds": raw["kinds.weight"] - segment}  # the encoder's positions have it added
    found["span.weight"] = raw["span.weight"].T / TEMPERATURE
    found["span.bias"] = raw["span.bias"] / TEMPERATURE
    found |= {f"embeddings.norm.{part}": raw[f"norm.{part}"] for part in ("weight", "bias")}
    for index in range(LAYERS):
        for name in ("qkv", "projection", "inner", "outer"):
            weight = raw[f"layers.{index}.{name}.weight"].T
            bias = raw[f"layers.{index}.{name}.bias"]
            found |= {f"layer{index}.{name}.{k}": a for k, a in eight_bits(weight, bias)}
        for name in ("norm1", "norm2"):
            for part in ("weight", "bias"):
                found[f"layer{index}.{name}.{part}"] = raw[f"layers.{index}.{name}.{part}"]
    return found


def head(found: dict[str, Array]) -> ModelProto:
    """The whole graph."""
    graph = Filled(found)
    kinds = graph.add("Gather", [graph.weight("kinds", [2, WIDTH]), "kinds_of"], "kinds.looked_up")
    summed = graph.add("Add", [word_vectors(graph), kinds], "embeddings.with_kinds")
    x = graph.normalise(summed, "embeddings.norm")
    for index in range(LAYERS):
        x = layer(graph, x, f"layer{index}")
    product = graph.add("MatMul", [x, graph.weight("span.weight", [WIDTH, 2])], "span.product")
    graph.add("Add", [product, graph.weight("span.bias", [2])], "logits")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("ids", "kinds_of")
    ]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["texts", "tokens", 2])]
    body = helper.make_graph(
        graph.nodes, "span-head", inputs, outputs, graph.weights + graph.constants
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=10, producer_name="graphrag")


def write(checkpoints: Sequence[Path], path: Path = OUT) -> None:
    """Checkpoints in, ONNX file out."""
    path.write_bytes(head(arrays(checkpoints)).SerializeToString(deterministic=True))
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    write(given.checkpoints, given.out)
