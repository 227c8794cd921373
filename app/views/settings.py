"""The page that says which settings are in force, what each does, and whence its value comes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from app.desk import desk
from app.markup import filled, line, refusal
from app.probing import model_says, store_says
from app.shell import heading
from app.views.choosing import show_choices
from graphrag.errors import GraphRAGError
from graphrag.index import Index
from graphrag.settings import Settings, describe

INDEX_TIME = ("chunking", "extraction", "embedding")  # acting when documents are read


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting: its value as text, and whether a person or the index set it."""

    key: str
    value: str
    help: str
    choices: tuple[str, ...]
    changed: bool


def page() -> None:
    """Draw the page."""
    st.set_page_config(page_title="Settings")
    heading("Settings", "What is in force, and why.")
    try:
        index = desk().index()
    except GraphRAGError as error:
        st.html(refusal(error))
        return
    st.html(filled("in_force", notes=reasons(index)))
    _tests(index.settings)
    show_choices(index.settings)
    only = st.toggle("Only what differs from the defaults", value=False)
    rows = setting_rows(index.settings)
    sections: dict[str, list[SettingRow]] = {}
    for row in rows:
        if row.changed or not only:
            sections.setdefault(row.key.partition(".")[0], []).append(row)
    if not sections:
        st.html('<p class="gr-hint" role="status">Every setting has its default.</p>')
    for section, some in sections.items():
        st.html(filled("setting_list", section=section, rows=some, late=section in INDEX_TIME))


def _tests(settings: Settings) -> None:
    """A button for each server that the settings name."""
    tests: list[tuple[str, Callable[[], str]]] = []
    if settings.llm.model:
        tests.append(("Test the model's server", lambda: model_says(settings.llm)))
    if settings.store.kind == "server":
        tests.append(("Test the Qdrant server", lambda: store_says(settings.store)))
    for name, test in tests:
        if st.button(name):
            try:
                with st.spinner("Asking"):
                    said = test()
                st.html(line(said, "gr-hint", role="status"))
            except GraphRAGError as error:
                st.html(refusal(error))


def setting_rows(settings: Settings) -> list[SettingRow]:
    """All settings. A key is named by its environment variable; its value is never read."""
    usual = {key: value for key, value, _, _ in describe(Settings())}
    return [
        SettingRow(key, _written(value), help, choices, value != usual[key])
        for key, value, help, choices in describe(settings)
    ]


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value != "" else "empty"


def reasons(index: Index) -> list[tuple[str, str]]:
    """What the index and the start decided, and why."""
    settings, served = index.settings, desk()
    model, variable = settings.llm.model, settings.llm.key_env
    if not model:
        said = "None: every answer is read by rules, and no text leaves this machine."
    else:
        there = "is set" if os.environ.get(variable) else "is not set"
        said = f"{model} at {settings.llm.base_url}; the key's variable {variable} {there}."
    given = [f"the file {served.toml}"] if served.toml else []
    given += [f"--set {pair}" for pair in served.pairs if "key" not in pair.lower()]
    here = [f"--set {pair}" for pair in served.chosen]
    found = [
        ("Language model", said),
        ("Encoder", f"{index.embedder.name}, because the index was made with it."),
        ("Triples", f"{index.extractor}, recorded when the index was made."),
        ("Passage store", settings.store.kind),
        ("Given at the start", ", ".join(given) or "Nothing: the defaults are in force."),
        ("Changed on this page", ", ".join(here) or "Nothing."),
    ]
    found += [("Note", note) for note in (index.order_note, index.reader_note) if note]
    return found
