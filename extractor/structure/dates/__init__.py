"""Dates: as precise as the page, and no more.

    text ──lexer──▶ runs ──grammar, readings──▶ shapes ──phrases──▶ expressions ──anchors──▶ PartialDate
    Sections ──events──▶ timeline events with settled dates

    lexicon   words of dates by language (configs/dates.yaml)     moments   calendar units, EDTF, the days they cover
    stamps    time stamps and the order of their numbers           refusals  numbers that are no years
"""

from __future__ import annotations

from extractor.structure.dates.finder import find_dates
from extractor.structure.dates.stamps import infer_order, parse_stamp

__all__ = ["find_dates", "infer_order", "parse_stamp"]
