"""A graph's large weight made an input, so that its table is mapped from its file and never copied.

ONNX Runtime copies every weight that it is given when it opens a graph; an input it reads where it
lies. The files of the graphs stay as they are, and so do their hashes: what is changed is their
bytes in memory. A graph is a message of Protocol Buffers, fields with a number and a size before
them, which is all that has to be known of them here (onnx.proto of ONNX 1.16).
"""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH = 7  # of a model
_WEIGHT, _INPUT = 5, 11  # of a graph
_SIZES, _KIND, _NAME = 1, 2, 8  # of a weight
_VARINT, _SIZED = 0, 2
_WIDTHS = {1: 8, 5: 4}  # bytes of what has neither


def as_input(model: bytes, name: str) -> bytes:
    """The same model, which takes the weight `name` with each run.

    >>> weight = sized(_SIZES, b"\\x03") + bytes([_KIND << 3, 1]) + sized(_NAME, b"w")
    >>> as_input(sized(_GRAPH, sized(_WEIGHT, weight)), "w").count(b"w")
    1
    """
    parts: list[bytes | memoryview] = []
    for number, value, whole in fields(memoryview(model)):
        if number == _GRAPH:
            inside = _changed(value, name)
            parts += [_head(_GRAPH, sum(map(len, inside))), *inside]
        else:
            parts.append(whole)
    return b"".join(parts)  # once: a graph that holds its weights is large


def _changed(graph: memoryview, name: str) -> list[bytes | memoryview]:
    parts: list[bytes | memoryview] = []
    inputs: list[bytes] = []
    for number, value, whole in fields(graph):
        if number == _WEIGHT and (described := _described(value, name)):
            inputs.append(sized(_INPUT, described))
        else:
            parts.append(whole)
    return [*parts, *inputs]


def _described(weight: memoryview, name: str) -> bytes:
    """The input in a weight's place: its name, kind and sizes; empty, where it is another's."""
    sizes: list[int] = []
    kind, own = 0, b""
    for number, value, _ in fields(weight):
        if number == _NAME:
            own = bytes(value)
        elif number == _KIND:
            kind = _number(value, 0)[0]
        elif number == _SIZES:
            at = 0
            while at < len(value):
                size, at = _number(value, at)
                sizes.append(size)
    if own != name.encode():
        return b""
    shape = b"".join(sized(1, bytes([1 << 3 | _VARINT]) + _digits(size)) for size in sizes)
    tensor = bytes([1 << 3 | _VARINT]) + _digits(kind) + sized(2, shape)
    return sized(1, own) + sized(2, sized(1, tensor))


def fields(message: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """Each field's number, what it holds, and all of it with what stands before."""
    at = 0
    while at < len(message):
        start = at
        tag, at = _number(message, at)
        kind = tag & 7
        if kind == _SIZED:
            size, at = _number(message, at)
        elif kind == _VARINT:
            size = _number(message, at)[1] - at
        else:
            size = _WIDTHS[kind]
        yield tag >> 3, message[at : at + size], message[start : at + size]
        at += size


def sized(number: int, value: bytes) -> bytes:
    """A field that holds some bytes."""
    return _head(number, len(value)) + value


def _head(number: int, size: int) -> bytes:
    return bytes([number << 3 | _SIZED]) + _digits(size)


def _number(message: memoryview, at: int) -> tuple[int, int]:
    """The number that begins there, seven bits a byte, the lowest first; and where it ends."""
    found = shift = 0
    while True:
        byte = message[at]
        found |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return found, at


def _digits(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)
