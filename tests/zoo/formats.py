"""The same text in every format: `python -m tests.zoo.formats FOLDER`, then
`python -m benchmarks formats --folder FOLDER` says how fast each is read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from tests.zoo.strings import MAKERS

PARAGRAPHS = 400
WORDS = (
    "the a of to in and with for by on from dock crane rope harbour board vessel tariff gauge "
    "berth clerk chair report keeps lifts reads repairs counts orders writes Velm Orlen Teel Mira "
    "early late each last second water iron paper meeting month year ten twelve forty"
).split()


def text_of(seed: int, paragraphs: int = PARAGRAPHS) -> str:
    """Paragraphs of sentences that mean nothing, a blank line between them."""
    draw = Random(seed)
    told = []
    for _ in range(paragraphs):
        sentences = (" ".join(draw.choices(WORDS, k=draw.randint(6, 18))) for _ in range(5))
        told.append(" ".join(f"{said.capitalize()}." for said in sentences))
    return "\n\n".join(told)


def write_all(folder: Path) -> None:
    """A file of each format."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (ending, make) in enumerate(MAKERS.items()):
        (folder / f"text{ending}").write_bytes(make(text_of(number)))


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
