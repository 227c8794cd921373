"""What stands before a page when the span head reads it: what leads there, title and headings.

Which sentences help is told in `graphrag/retrieval/linking/left_open.py`.
"""

from __future__ import annotations

from graphrag.embedding.span_head.head_rows import HeadText
from graphrag.reading.linked import Leads
from graphrag.reading.scene import Scene
from graphrag.retrieval.linking.left_open import QuestionWords


def texts_to_read(scene: Scene, leads: Leads) -> list[HeadText]:
    """Every page's text, after what leads to it where that helps, its title and its headings."""
    texts = [f"{page.name} {page.text}" for page in scene.pages]
    asked = QuestionWords(scene.question.text, texts)
    return [
        HeadText(page.passage.text, _before(scene, leads, asked, index) + page.lead)
        for index, page in enumerate(scene.pages)
    ]


def _before(scene: Scene, leads: Leads, asked: QuestionWords, index: int) -> str:
    if index in scene.anchored:
        return ""
    others = [lead for lead in leads[index] if lead.page.key != scene.pages[index].key]
    return asked.before(index, [f"{lead.page.lead}{lead.text}" for lead in others])
