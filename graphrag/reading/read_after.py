"""What stands before a page when the span head reads it: what leads there, title and headings.

"Where was the builder of Harrow Mill born?": the page "Edda Lund was born in Bergen." does not say
that she built the mill, so the head cannot tell it from other births. After "Harrow Mill was built
by Edda Lund." it can. Before a page that the question is answered on alone other sentences only
distract, so they must say more of what is asked than the page does, and the two together no less
than any page of its own (docs/decisions/0023).
"""

from __future__ import annotations

from graphrag.linking.asked_words import roots
from graphrag.reading.linked import Leads
from graphrag.reading.scene import Scene
from graphrag.span_head.texts import HeadText

NEW = 0.15  # share of what is asked that the leading sentences must add to the page
_LEAD = 240  # characters of a leading sentence, its page's title among them


def texts_to_read(scene: Scene, leads: Leads) -> list[HeadText]:
    """Every page's text, after what leads to it where that helps, its title and its headings."""
    said = [roots(f"{page.name} {page.text}") & scene.content for page in scene.pages]
    most = max((_share(scene, words) for words in said), default=0.0)
    texts = []
    for index, page in enumerate(scene.pages):
        before = "" if index in scene.anchored else _leading(scene, leads, index, said[index], most)
        texts.append(HeadText(page.passage.text, before + page.lead))
    return texts


def _leading(scene: Scene, leads: Leads, index: int, said: frozenset[str], most: float) -> str:
    """The sentences that lead to a page, if they say what it leaves open; "" otherwise."""
    others = [lead for lead in leads[index] if lead.page.key != scene.pages[index].key]
    texts = [f"{lead.page.lead}{lead.text}"[:_LEAD] for lead in others]
    new = (roots(" ".join(texts)) & scene.content) - said
    if _share(scene, new) < NEW or _share(scene, said | new) < most:
        return ""
    return "".join(f"{text} " for text in texts)


def _share(scene: Scene, words: frozenset[str]) -> float:
    """Of what is asked, rare words weighing more."""
    return sum(scene.weight[stem] for stem in sorted(words)) / scene.total
