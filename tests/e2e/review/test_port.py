"""Where the page is served: where the reports of runs link to, if that can be had."""

from __future__ import annotations

from itertools import islice

from extractor.runs.report.page import REVIEW_PORT, REVIEW_URL


def test_the_page_takes_the_port_of_run_reports_and_says_where_it_cannot(serve):
    first, second = serve(), serve()
    assert f":{REVIEW_PORT}/" in REVIEW_URL
    assert second.port not in {first.port, REVIEW_PORT}
    for server in (first, second):
        lines = list(islice(server.process.stdout, 1 if server.port == REVIEW_PORT else 2))
        assert (f"Port {REVIEW_PORT} is taken" in lines[-1]) == (server.port != REVIEW_PORT)
        assert server.ask("GET", "/").status == 200
