"""Build the wheel with one name in site-packages (docs/decisions/0008-one-name-in-the-wheel.md).

In a checkout `indexing`, `app` and `eval` stand beside `graphrag` and are imported by these names.
Another distribution may install packages so called, so a wheel holds them inside: a build reads
`indexing/` as the package `graphrag.indexing`, and what names a module is written anew, found by
syntax tree. Editable installs and checkouts see the sources as they are.
"""

import ast
import re
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

HOME = "graphrag"
INSIDE = ("indexing", "app", "eval")
ROOT = Path(__file__).parent
DOTTED = re.compile(rf"({'|'.join(INSIDE)})((?:\.\w+)+)(:\w+)?")
OPENING = re.compile(rb"[rRbBuU]*(?:'''|\"\"\"|'|\")")


class OneNameBuild(build_py):
    """setuptools' build of the sources, with the packages INSIDE placed in HOME."""

    def finalize_options(self) -> None:
        """Add the packages INSIDE, each from its own folder, to those that pyproject.toml finds."""
        super().finalize_options()
        names = [name for top in INSIDE for name in find_packages(".", include=[top, f"{top}.*"])]
        self.packages = [*(self.packages or []), *(f"{HOME}.{name}" for name in names)]
        self.package_dir = {**(self.package_dir or {}), **{f"{HOME}.{t}": t for t in INSIDE}}

    def build_module(self, module: str, module_file: str, package: str) -> tuple[str, bool]:
        """Copy one source and write its module names anew."""
        outfile, copied = super().build_module(module, module_file, package)
        Path(outfile).write_bytes(moved_inside(Path(module_file).read_bytes(), module_file))
        return outfile, copied


def moved_inside(source: bytes, name: str = "<source>") -> bytes:
    """The source with `graphrag.` before every module that a wheel holds inside `graphrag`.

    Lines stay as they are, so tracebacks and offsets by line stay true.

    Raises:
        ValueError: a form that cannot be moved; the message says what to write instead.
    """
    lines = source.splitlines(keepends=True)
    places = set()  # (line, byte) before which HOME and a dot are written
    for node in ast.walk(ast.parse(source)):
        try:
            places |= set(_places(node, lines))
        except ValueError as error:
            raise ValueError(f"{name}, line {node.lineno}: {error}") from None
    for line, column in sorted(places, reverse=True):
        text = lines[line - 1]
        lines[line - 1] = text[:column] + f"{HOME}.".encode() + text[column:]
    return b"".join(lines)


def _places(node: ast.AST, lines: list[bytes]) -> list[tuple[int, int]]:
    """Where in the source of this one node a module's name begins that has to be written anew."""
    if isinstance(node, ast.ImportFrom) and node.level == 0 and _is_inside(node.module or ""):
        spaces = re.compile(rb"from[ \t]+(?=\w)").match(lines[node.lineno - 1], node.col_offset)
        if spaces is None:
            raise ValueError("write `from` and the module on one line")
        return [(node.lineno, spaces.end())]
    if isinstance(node, ast.Import):
        moved = [alias for alias in node.names if _is_inside(alias.name)]
        if any(alias.asname is None for alias in moved):
            raise ValueError("write `from … import …` or give the import a name with `as`")
        return [(alias.lineno, alias.col_offset) for alias in moved]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _names(node.value):
        opening = OPENING.match(lines[node.lineno - 1], node.col_offset)
        if opening is None:  # inside an f-string
            raise ValueError("write the module's name as a plain string")
        return [(node.lineno, opening.end())]
    return []


def _is_inside(module: str) -> bool:
    return module.partition(".")[0] in INSIDE


def _names(text: str) -> bool:
    """Whether a string is the dotted name of a module here, or of something in it (`a.b:name`)."""
    found = DOTTED.fullmatch(text)
    if not found:
        return False
    path = ROOT.joinpath(found[1], *found[2].split(".")[1:])
    return path.is_dir() or path.with_suffix(".py").is_file()


if __name__ == "__main__":
    setup(cmdclass={"build_py": OneNameBuild})
