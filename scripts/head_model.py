"""The span head in PyTorch, for `fit_head.py` alone: the bundled encoder's layers and two outputs.

The encoder's weights load into it by name; its tables of words and positions stay as they are.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from graphrag.embedding.weights import LAYERS, checked, model_folder

WIDTH, HEADS = 384, 12
FROZEN = ("words.weight", "places.weight")


class Layer(nn.Module):
    """Self-attention and feed-forward, each added to its input and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.projection = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.inner = nn.Linear(WIDTH, 4 * WIDTH)
        self.outer = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(rows, tokens, width) in and out."""
        rows, length, _ = x.shape
        parts = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(*parts.unbind(0), attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.drop(self.projection(mixed)))
        return self.norm2(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class HeadModel(nn.Module):
    """Token ids and kinds to the logits of an answer's first and last token."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.span = nn.Linear(WIDTH, 2)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, kinds: Tensor, valid: Tensor) -> Tensor:
        """(rows, tokens, 2); `valid` is False where a row is filled up."""
        places = self.places(torch.arange(ids.shape[1], device=ids.device))
        x = self.drop(self.norm(self.words(ids) + places + self.kinds(kinds)))
        full = ids.device.type == "cpu" and bool(valid.all())  # asking a GPU would wait for it
        mask = None if full else valid[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.span(self.drop(x))

    def fitted(self) -> list[nn.Parameter]:
        """What a fit may change."""
        for name, weight in self.named_parameters():
            weight.requires_grad_(name not in FROZEN)
        return [weight for weight in self.parameters() if weight.requires_grad]


def opened(checkpoint: Path | None) -> HeadModel:
    """From a checkpoint, or from the bundled encoder."""
    model = HeadModel()
    if checkpoint is not None:
        model.load_state_dict({n: t.float() for n, t in load_file(str(checkpoint)).items()})
        return model
    raw = load_file(str(checked(model_folder(), "model.safetensors")))
    state = {
        f"{ours}.weight": raw[f"embeddings.{theirs}.weight"] for ours, theirs in TABLES.items()
    }
    state["norm.bias"] = raw["embeddings.LayerNorm.bias"]
    for number in range(LAYERS):
        for ours, theirs in PARTS.items():
            for kind in ("weight", "bias"):
                parts = [raw[f"encoder.layer.{number}.{name}.{kind}"] for name in theirs]
                state[f"layers.{number}.{ours}.{kind}"] = torch.cat(parts)
    missing = model.load_state_dict(state, strict=False).missing_keys
    if set(missing) != {"span.weight", "span.bias"}:
        raise ValueError(f"the encoder has no {missing}")
    nn.init.normal_(model.span.weight, std=0.02)
    nn.init.zeros_(model.span.bias)
    return model


TABLES = {
    "words": "word_embeddings",
    "places": "position_embeddings",
    "kinds": "token_type_embeddings",
    "norm": "LayerNorm",
}
PARTS = {
    "qkv": [f"attention.self.{part}" for part in ("query", "key", "value")],
    "projection": ["attention.output.dense"],
    "norm1": ["attention.output.LayerNorm"],
    "inner": ["intermediate.dense"],
    "outer": ["output.dense"],
    "norm2": ["output.LayerNorm"],
}


def save(model: HeadModel, path: Path) -> None:
    """In half precision, as `write_head.py` reads it; whole or not at all."""
    state = {name: weight.half().contiguous() for name, weight in model.state_dict().items()}
    part = path.with_suffix(".part")
    save_file(state, str(part))
    part.replace(path)
