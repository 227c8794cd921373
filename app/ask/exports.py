"""An answer and its evidence as files: Markdown, HTML, JSON, and the graph as GraphML.

Whatever a document says is inert in each: Markdown signs are escaped, HTML and XML are made by
template and by element, and no file names an address outside itself.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from xml.etree import ElementTree as xml

from app.ask.picture import picture
from app.markup import filled
from graphrag.cli.shapes import answered_shape, to_json
from graphrag.datatypes import Answer, EvidencePath
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.language.plain import plain
from graphrag.storage.texts import placed

SILENCE = "The documents do not say it clearly."
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~=:@$])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def as_json(answer: Answer, evidence: AnswerEvidence) -> str:
    """What `graphrag ask --json` prints."""
    return to_json(answered_shape(answer, evidence), indent=2, encoding="utf-8") + "\n"


def as_markdown(answer: Answer, evidence: AnswerEvidence) -> str:
    """Question, answer, branches hop by hop, and the cited sentences by source."""
    said = SILENCE if answer.abstained else answer.text
    lines = [f"# {literal(answer.retrieval.question)}", "", f"**{literal(said)}**", ""]
    if evidence.branches:
        lines += ["## Evidence", ""]
    for path in evidence.branches:
        lines += _hops(path, evidence)
    lines += ["## Sources", ""]
    for source in evidence.sources:
        if not source.cited:
            continue
        where = placed(source.title, source.section, source.page)
        file = f" ({literal(source.file)})" if source.file else ""
        lines.append(f"{source.number}. {literal(where)}{file}")
        lines += [f"   > {literal(cited.text)}" for cited in source.cited]
    return "\n".join(lines) + "\n"


def _hops(path: EvidencePath, evidence: AnswerEvidence) -> list[str]:
    lines = []
    for hop in path:
        arrow = ("←", "—") if hop.backward else ("—", "→")
        said = f"{literal(hop.source)} {arrow[0]} {literal(hop.relation)} {arrow[1]}"
        number = evidence.numbers.get(hop.passage_id, 0)
        lines.append(f"- {said} {literal(hop.target)} \\[{number}\\]")
        lines.append(f"  > {literal(hop.sentence)}")
    return [*lines, ""]


def literal(text: str) -> str:
    """A text as Markdown that shows it and does nothing else."""
    flat = " ".join(plain(text).split())
    return _SIGNS.sub(r"\\\1", flat.translate(_ENTITIES))


def as_html(answer: Answer, evidence: AnswerEvidence) -> str:
    """One page that needs nothing beside it and may load nothing."""
    drawing = ""
    if evidence.branches:
        svg = picture(answer, evidence).encode("utf-8")
        drawing = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
    return filled(
        "export",
        question=answer.retrieval.question,
        said=SILENCE if answer.abstained else answer.text,
        abstained=answer.abstained,
        branches=evidence.branches,
        numbers=evidence.numbers,
        sources=[source for source in evidence.sources if source.cited],
        drawing=drawing,
    )


def as_graphml(branches: Sequence[EvidencePath], numbers: dict[str, int]) -> str:
    """The branches as a directed graph: things are nodes, statements edges."""
    xml.register_namespace("", GRAPHML)
    root = xml.Element(f"{{{GRAPHML}}}graphml")
    keys = (("name", "node"), ("relation", "edge"), ("sentence", "edge"), ("passage", "edge"))
    for key, of in keys:
        declared = {"id": key, "for": of, "attr.name": key, "attr.type": "string"}
        xml.SubElement(root, f"{{{GRAPHML}}}key", declared)
    number = {"id": "source", "for": "edge", "attr.name": "source", "attr.type": "int"}
    xml.SubElement(root, f"{{{GRAPHML}}}key", number)
    graph = xml.SubElement(root, f"{{{GRAPHML}}}graph", {"edgedefault": "directed"})
    hops = list(dict.fromkeys(hop for path in branches for hop in path))
    names = list(dict.fromkeys(name for hop in hops for name in (hop.source, hop.target)))
    for place, name in enumerate(names):
        node = xml.SubElement(graph, f"{{{GRAPHML}}}node", {"id": f"n{place}"})
        _data(node, "name", name)
    for hop in hops:
        ends = (hop.target, hop.source) if hop.backward else (hop.source, hop.target)
        places = {"source": f"n{names.index(ends[0])}", "target": f"n{names.index(ends[1])}"}
        edge = xml.SubElement(graph, f"{{{GRAPHML}}}edge", places)
        _data(edge, "relation", hop.relation)
        _data(edge, "sentence", hop.sentence)
        _data(edge, "passage", hop.passage_id)
        _data(edge, "source", str(numbers.get(hop.passage_id, 0)))
    return xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _data(owner: xml.Element, key: str, text: str) -> None:
    xml.SubElement(owner, f"{{{GRAPHML}}}data", {"key": key}).text = plain(text)
