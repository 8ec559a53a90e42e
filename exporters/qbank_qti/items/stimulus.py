"""Stimuli: a file of their own that items refer to, or repeated in each item where QTI has no such thing."""

from __future__ import annotations

from qbank_qti.identifiers import identifier
from qbank_qti.items import files
from qbank_qti.items.dialect import Dialect
from qbank_qti.xml import HEADER, element, language, text

from qbank.api import Context, Stimulus


def document(q: Dialect, stimulus: Stimulus, title: str, context: Context) -> str:
    """Return a stimulus as the file of an `assessmentStimulus`, with markers for media."""
    shown = element("div", _content(q, stimulus, context), **q.written(context))
    root = q.root(
        "assessmentStimulus",
        q("stimulusBody", shown),
        identifier=identifier(stimulus.id),
        title=title,
        xml_lang=language(context.bank.language),
    )
    return HEADER + root + "\n"


def reference(q: Dialect, stimulus: Stimulus) -> str:
    """Return the reference to a stimulus's file, which stands before an item's body."""
    return q("assessmentStimulusRef", identifier=identifier(stimulus.id), href=f"../{files.stimulus(stimulus.id)}")


def place(q: Dialect, stimulus: Stimulus, context: Context) -> str:
    """Return what stands in an item's body: the place where players put the stimulus, or the stimulus itself."""
    if q.since_2_2:
        return element("div", class_="qti-shared-stimulus", **{"data-stimulus-idref": identifier(stimulus.id)})
    return element("div", _content(q, stimulus, context), class_="stimulus", id=identifier(stimulus.id))


def _content(q: Dialect, stimulus: Stimulus, context: Context) -> str:
    heading = element("h2", text(stimulus.title)) if stimulus.title else ""
    return heading + context.html(stimulus.text, q.style)
