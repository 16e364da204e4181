"""Dates: as precise as the page, and no more.

text ──lexer──▶ runs ──grammar──▶ shapes ──readings, offsets──▶ atoms ──phrases──▶ expressions ──anchors──▶ PartialDate
Sections ──evidence, settling, clauses, events──▶ timeline events with settled dates

lexicon   words of dates by language (configs/dates.yaml)     moments   calendar units, EDTF, the days they cover
wordings  names and verbs of a statement (configs/events.yaml)
stamps    time stamps and the order of their numbers           refusals  numbers that are no years
"""

from __future__ import annotations

from extractor.structure.dates.events import date_events, sort_events
from extractor.structure.dates.finder import find_dates
from extractor.structure.dates.stamps import infer_order, parse_stamp

__all__ = ["date_events", "find_dates", "infer_order", "parse_stamp", "sort_events"]
