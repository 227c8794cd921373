"""Write the encoder's weight-free ONNX graphs (BERT, arXiv:1810.04805; MiniLM, arXiv:2002.10957).

`graphrag/embedding/minilm-fp32.onnx` and `minilm-int8.onnx` hold nodes and names only. Weights
are named initialisers whose data the program hands over when it opens a session, so the files are
a few kilobytes and no weight is ever copied into this repository.

Input `ids`: int64 (texts, tokens), rows of one length, hence no mask. Output `vectors`: float32
(texts, 384), the mean over tokens, L2-normalised.

Run `python scripts/make_encoder_graph.py` after a change; a test checks that the files are current.
"""

from __future__ import annotations

from pathlib import Path

from onnx import ModelProto, NodeProto, TensorProto, helper

LAYERS, HEADS, WIDTH, INNER, VOCABULARY, POSITIONS = 6, 12, 384, 1536, 30522, 512
MICROSOFT = "com.microsoft"
FOLDER = Path(__file__).parent.parent / "graphrag" / "embedding"


class Graph:
    """Collects nodes and the names of weights to be supplied later."""

    def __init__(self, precision: str) -> None:
        self.precision = precision
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []
        self.constants: list[TensorProto] = []

    def weight(self, name: str, shape: list[int], kind: int = TensorProto.FLOAT) -> str:
        """Declare an external initialiser and return its name."""
        tensor = TensorProto(name=name, dims=shape, data_type=kind)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="weights-are-handed-over-in-memory")
        self.weights.append(tensor)
        return name

    def constant(self, name: str, values: list[int]) -> str:
        """Declare a small int64 tensor kept in the file and return its name."""
        self.constants.append(helper.make_tensor(name, TensorProto.INT64, [len(values)], values))
        return name

    def add(
        self, op: str, inputs: list[str], output: str, domain: str = "", **attributes: object
    ) -> str:
        """Append a node with one output and return the output's name."""
        self.nodes.append(helper.make_node(op, inputs, [output], domain=domain, **attributes))
        return output

    def dense(self, x: str, name: str, n_in: int, n_out: int) -> str:
        """x·W + b, in float or with 8-bit rows and columns."""
        bias = self.weight(f"{name}.bias", [n_out])
        if self.precision == "fp32":
            product = self.add(
                "MatMul", [x, self.weight(f"{name}.weight", [n_in, n_out])], f"{name}.product"
            )
            return self.add("Add", [product, bias], f"{name}.out")
        weight = self.weight(f"{name}.weight", [n_in, n_out], TensorProto.INT8)
        scale = self.weight(f"{name}.scale", [n_out])
        return self.add(
            "DynamicQuantizeMatMul", [x, weight, scale, "", bias], f"{name}.out", MICROSOFT
        )

    def normalise(self, x: str, name: str) -> str:
        """Layer normalisation with learned scale and shift."""
        scale = self.weight(f"{name}.weight", [WIDTH])
        shift = self.weight(f"{name}.bias", [WIDTH])
        return self.add(
            "LayerNormalization", [x, scale, shift], f"{name}.out", axis=-1, epsilon=1e-12
        )


def looked_up(graph: Graph) -> str:
    """Word + position + segment vectors; the segment's is added into the positions at load."""
    words = graph.weight("embeddings.words", [VOCABULARY, WIDTH])
    positions = graph.weight("embeddings.positions", [POSITIONS, WIDTH])
    length = graph.add("Shape", ["ids"], "length", start=1, end=2)
    start, axis = graph.constant("zero", [0]), graph.constant("first_axis", [0])
    words_of = graph.add("Gather", [words, "ids"], "embeddings.looked_up")
    placed = graph.add("Slice", [positions, start, length, axis], "embeddings.placed")
    return graph.add("Add", [words_of, placed], "embeddings.sum")


def layer(graph: Graph, x: str, name: str) -> str:
    """Self-attention and feed-forward, each added to its input and normalised."""
    together = graph.dense(x, f"{name}.qkv", WIDTH, 3 * WIDTH)
    parts = [f"{name}.{part}" for part in ("q", "k", "v")]
    graph.nodes.append(helper.make_node("Split", [together], parts, axis=-1, num_outputs=3))
    attended = graph.add(
        "MultiHeadAttention", parts, f"{name}.attended", MICROSOFT, num_heads=HEADS
    )
    projected = graph.dense(attended, f"{name}.projection", WIDTH, WIDTH)
    x = graph.normalise(graph.add("Add", [projected, x], f"{name}.sum1"), f"{name}.norm1")
    inner = graph.dense(x, f"{name}.inner", WIDTH, INNER)
    active = graph.add("Gelu", [inner], f"{name}.active")
    outer = graph.dense(active, f"{name}.outer", INNER, WIDTH)
    return graph.normalise(graph.add("Add", [outer, x], f"{name}.sum2"), f"{name}.norm2")


def encoder(precision: str) -> ModelProto:
    """The whole graph for one precision ("fp32" or "int8")."""
    graph = Graph(precision)
    x = graph.normalise(looked_up(graph), "embeddings.norm")
    for index in range(LAYERS):
        x = layer(graph, x, f"layer{index}")
    tokens = graph.constant("token_axis", [1])
    mean = graph.add("ReduceMean", [x, tokens], "mean", keepdims=0)
    graph.add("LpNormalization", [mean], "vectors", axis=-1, p=2)
    inputs = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])]
    body = helper.make_graph(
        graph.nodes, f"minilm-{precision}", inputs, outputs, graph.weights + graph.constants
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(body, opset_imports=opsets, ir_version=10, producer_name="graphrag")
    return model


def main() -> None:
    """Write both files next to the encoder."""
    for precision in ("fp32", "int8"):
        path = FOLDER / f"minilm-{precision}.onnx"
        path.write_bytes(encoder(precision).SerializeToString(deterministic=True))
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
