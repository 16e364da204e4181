"""Related articles: after the pages of a run are placed, the drafts of the workspace are linked to each other.

look at the files ─▶ index what changed ─▶ mark whom that concerns ─▶ find the nearest ─▶ write the links

READ ``running.relate_workspace``. Which articles an article is linked to depends on nothing but the records and articles
that are there, so the order of runs, their number and a kill change nothing.
"""

from extractor.runs.relating.links import keep_links
from extractor.runs.relating.running import relate_workspace

__all__ = ["keep_links", "relate_workspace"]
