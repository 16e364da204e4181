"""A workspace as tables and linked data, for notebooks, databases and other people's programs."""

from extractor.runs.export.columns import TABLES
from extractor.runs.export.exporting import FORMATS, ExportRequest, export_workspace, tables

__all__ = ["FORMATS", "TABLES", "ExportRequest", "export_workspace", "tables"]
