"""Charts and diagrams of Office documents: their words and numbers stand in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator

from indexing.readers.tables import Rows
from indexing.readers.writer import Writer
from indexing.readers.zipped import Archive, Element, attribute, children, descendants, local

MOST_POINTS = 1_000  # of a series


def targets(parts: Archive, name: str) -> dict[str, str]:
    """The parts that a part names, by the ids it gives them."""
    folder, _, base = name.rpartition("/")
    root = parts.xml(f"{folder}/_rels/{base}.rels")
    found = {}
    for relation in root if root is not None else ():
        target = attribute(relation, "Target")
        above = [] if target.startswith("/") else folder.split("/")
        steps: list[str] = []
        for step in (*above, *target.lstrip("/").split("/")):
            steps = steps[:-1] if step == ".." else [*steps, step]
        found[attribute(relation, "Id")] = "/".join(steps)
    return found


def write_drawings(writer: Writer, parts: Archive, holder: Element, named: dict[str, str]) -> None:
    """What the charts and diagrams in `holder` say: a chart's title and a row for each category, a
    diagram's texts.

    Args:
        named: the parts that the holder's part names, by id.
    """
    for element in holder.iter():
        if local(element) == "chart":
            root = parts.xml(named.get(attribute(element, "id"), ""))
            if root is not None:
                _write_chart(writer, root)
        elif local(element) == "relIds":
            root = parts.xml(named.get(attribute(element, "dm"), ""))
            for point in descendants(root, "pt") if root is not None else ():
                for paragraph in descendants(point, "p"):
                    writer.add("item", "".join(_words(paragraph)))


def _write_chart(writer: Writer, root: Element) -> None:
    for title in (
        part for chart in descendants(root, "chart") for part in children(chart, "title")
    ):
        writer.add("caption", " ".join("".join(_words(p)) for p in descendants(title, "p")))
    names, columns = [], []
    places: dict[str, str] = {}  # number of a category -> its name
    for series in descendants(root, "ser"):
        for part in children(series, "cat", "xVal"):
            places |= _points(part)
        heads = [said for part in children(series, "tx") for said in _points(part).values()]
        values = [_points(part) for part in children(series, "val", "yVal")]
        names.append(" ".join(heads))
        columns.append(values[0] if values else {})
    numbers = list(dict.fromkeys([*places, *(number for column in columns for number in column)]))
    rows = tuple((places.get(n, ""), *(column.get(n, "") for column in columns)) for n in numbers)
    writer.add_table(Rows(("", *names), rows))


def _points(part: Element) -> dict[str, str]:
    """The values of a series by their numbers."""
    found = {}
    for point in descendants(part, "pt")[:MOST_POINTS]:
        for value in children(point, "v"):
            found[attribute(point, "idx")] = " ".join((value.text or "").split())
    return found


def _words(paragraph: Element) -> Iterator[str]:
    for part in paragraph.iter():
        if local(part) == "t":
            yield part.text or ""
