"""A workspace as tables and linked data, for notebooks, databases and other people's programs."""

from extractor.jobs.export.columns import TABLES
from extractor.jobs.export.exporting import FORMATS, ExportRequest, export_workspace

__all__ = ["FORMATS", "TABLES", "ExportRequest", "export_workspace"]
