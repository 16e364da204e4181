"""Ten rounds over a real web server: two hundred pages, and every way in which a site disappoints."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractor.cli.reingest import render_report
from extractor.ingest.fetch.fetching import make_fetch
from extractor.ingest.notifications import beat
from extractor.ingest.reingest import ReingestReport
from extractor.knowledge import default_knowledge
from tests.ingest.conftest import reingest
from tests.ingest.web import Answer, Web, serve, write_page
from tests.runs.conftest import read_results, run_odd

KNOWLEDGE = default_knowledge()

PAGES = 200
LIMITS = {
    "requests_per_second": 5000,
    "per_host": 4,
    "retries": 2,
    "backoff_seconds": 0.01,
    "seconds": 1.0,
    "max_bytes": 300_000,
}


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as web:
        yield web


class Town:
    """A site of two hundred pages over ten rounds, and the workspace that follows it."""

    def __init__(self, web: Web, home: Path) -> None:
        self.web, self.home = web, home
        self.pages = {f"/p/{n}": Answer(write_page(n).encode()) for n in range(PAGES)}
        self.more: dict[str, Answer] = {"/robots.txt": Answer(b"User-agent: *\nDisallow: /private/\n")}
        web.site = lambda path: self.more.get(path) or self.pages.get(path) or Answer(status=404)

    def change(self, *numbers: int, version: int) -> None:
        for n in numbers:
            self.pages[f"/p/{n}"] = Answer(write_page(n, version).encode())

    def follow(self, *urls: str, **options: Any) -> ReingestReport:
        """Re-ingest the pages, or some other addresses."""
        self.web.forget()
        listed = [self.web.url + path for path in urls or self.pages]
        source = {"name": "town", "urls": listed, "allow_private": True, "limits": LIMITS} | options.pop("source", {})
        return reingest(
            self.home,
            sources=(source,),
            fetch=make_fetch("extractor/0.1 (test)", resolve=self.web.resolve, knowledge=KNOWLEDGE),
            **options,
        )

    @property
    def requests(self) -> int:
        return self.web.asked.total()


@pytest.fixture
def town(web: Web, home: Path) -> Town:
    return Town(web, home)


def test_ten_rounds_end_in_the_right_base_with_no_request_too_many(town: Town, home: Path) -> None:
    out = home / "out"
    first = town.follow()  # 1: everything is new
    assert (first.run.exit_code, first.run.counts["written"], town.requests) == (0, PAGES, PAGES + 1)
    base = read_results(out)

    second = town.follow()  # 2: nothing has changed, and nothing comes but 304
    assert (town.requests, town.web.statuses[304], second.run.planned) == (PAGES + 1, PAGES, 0)
    assert read_results(out) == base

    town.change(3, 4, version=1)  # 3: two pages change
    third = town.follow()
    assert (third.fetched[0].counts, third.run.planned) == ({"changed": 2, "unchanged": PAGES - 2}, 2)
    assert len({name for name, digest in read_results(out).items() if base.get(name) != digest}) == 4

    base = read_results(out)
    town.pages["/p/5"] = Answer(status=404)  # 4: one is gone, and kept
    fourth = town.follow()
    assert (fourth.fetched[0].counts["gone"], fourth.run.exit_code, read_results(out)) == (1, 0, base)

    answers = {path: iter([0]) for path in ("/p/6", "/p/7")}  # 5: too many requests, a server error, each once
    site = town.web.site

    def stumble(path: str) -> Answer:
        if path in answers and next(answers[path], None) is not None:
            return Answer(status=429, headers={"Retry-After": "0"}) if path == "/p/6" else Answer(status=500)
        return site(path)

    town.web.site = stumble
    fifth = town.follow()
    assert (town.web.asked["/p/6"], town.web.asked["/p/7"], town.requests) == (2, 2, PAGES + 3)
    assert (fifth.fetched[0].counts["unchanged"], read_results(out)) == (PAGES - 1, base)
    town.web.site = site

    town.pages |= {"/p/8": Answer(trouble="slow"), "/p/9": Answer(trouble="endless")}  # 6: bodies without an end
    sixth = town.follow(source={"limits": LIMITS | {"retries": 0, "seconds": 0.5}})
    assert sixth.fetched[0].counts == {"failed": 1, "gone": 1, "refused": 1, "unchanged": PAGES - 3}
    assert read_results(out) == base
    town.change(8, 9, version=0)

    encoded = Answer("Page 10\nok\nCafé Zoë, naïve façade\n".encode() * 9, kind="text/plain; charset=utf-8")
    town.pages["/p/10"] = encoded  # 7: letters beyond ASCII, kept as they came
    seventh = town.follow()
    stored = [path.read_bytes() for path in (home / "raw" / "town").rglob("*.txt") if b"Page 10\n" in path.read_bytes()]
    assert (seventh.fetched[0].counts["changed"], stored) == (1, [encoded.body])
    base = read_results(out)

    pages = dict(town.pages)
    town.pages = {path: Answer(b"") for path in pages}  # 8: a day when everything is empty
    eighth = town.follow()
    assert (eighth.run.exit_code, eighth.fetched[0].soft_errors, read_results(out)) == (5, PAGES, base)

    wall = Answer(b"<html><title>Page not found</title><p>Sorry, nothing is here.</p></html>", kind="text/html")
    town.pages = dict.fromkeys(pages, wall)  # 9: a day when everything is "not found", with 200
    ninth = town.follow()
    assert (ninth.run.exit_code, ninth.fetched[0].counts, read_results(out)) == (5, {"refused": PAGES}, base)

    town.pages = pages  # 10: all is well again, and nothing has happened
    tenth = town.follow()
    assert (tenth.run.exit_code, tenth.run.planned, read_results(out)) == (0, 0, base)
    story = json.loads((out / "runs" / ninth.run.run_id / "reingest.json").read_text("utf-8"))
    assert "no pages any more" in story["refused"][0]
    assert story["fetched"][0]["troubles"][0][0].startswith("http://pages.example.org")
    assert town.web.agents == {"extractor/0.1 (test)"}


def test_redirects_are_followed_so_far_and_never_into_this_network(town: Town) -> None:
    town.more |= {
        "/old": Answer(status=301, headers={"Location": "/p/1"}),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
        "/file": Answer(status=302, headers={"Location": "file:///etc/passwd"}),
    }
    report = town.follow("/old", "/loop", "/file", source={"may_be_empty": True})
    reasons = dict(report.fetched[0].troubles)
    assert report.fetched[0].counts == {"new": 1, "refused": 2}
    assert reasons[town.web.url + "/loop"] == "it is redirected too often"
    assert "not of the web" in reasons[town.web.url + "/file"]
    assert town.web.asked["/loop"] == 6


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.0.0.1/"]
)
def test_a_private_address_is_refused_before_a_connection_is_made(town: Town, target: str) -> None:
    report = town.follow(source={"urls": [target], "allow_private": False, "may_be_empty": True})
    assert report.fetched[0].counts == {"refused": 1}
    assert "of this network or machine" in report.fetched[0].troubles[0][1]


def test_a_name_that_leads_into_this_network_is_refused(town: Town) -> None:
    report = town.follow("/p/1", source={"allow_private": False, "may_be_empty": True})
    assert report.fetched[0].counts == {"refused": 1}
    assert town.requests == 0


def test_what_robots_txt_keeps_private_is_not_asked_for(town: Town) -> None:
    town.more["/private/1"] = Answer(write_page(1).encode())
    report = town.follow("/private/1", "/p/1")
    assert report.fetched[0].counts == {"new": 1, "skipped": 1}
    assert town.web.asked["/private/1"] == 0


def test_of_an_endless_robots_txt_the_head_counts(town: Town) -> None:
    town.more["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /p/1$\n" + b"# and so on\n" * 60_000)
    assert town.follow("/p/1", "/p/2").fetched[0].counts == {"new": 1, "skipped": 1}


def test_a_server_whose_robots_txt_is_broken_is_left_alone(town: Town) -> None:
    town.more["/robots.txt"] = Answer(status=503)
    report = town.follow("/p/1", source={"may_be_empty": True})
    assert (report.fetched[0].counts, town.requests) == ({"skipped": 1}, 1)


def test_another_type_than_the_wanted_ones_is_refused(town: Town) -> None:
    town.pages["/p/1"] = Answer(b"\x89PNG", kind="image/png")
    assert town.follow("/p/1", "/p/2").fetched[0].counts == {"new": 1, "refused": 1}


def test_one_page_that_turns_into_a_login_wall_is_refused_and_the_others_go_on(town: Town, home: Path) -> None:
    town.follow("/p/1", "/p/2")
    base = read_results(home / "out")
    town.pages["/p/1"] = Answer(b"Sign in\nPlease sign in to go on reading. " + b"Forgot it? Ask us. " * 9)
    town.change(2, version=1)
    report = town.follow("/p/1", "/p/2")
    assert (report.fetched[0].soft_errors, report.fetched[0].counts) == (1, {"changed": 1, "refused": 1})
    assert "login wall" in report.fetched[0].troubles[0][1]
    changed = {name for name, digest in read_results(home / "out").items() if base.get(name) != digest}
    assert changed == {"pending/science/page-2.md", "records/page-2.json"}


def test_a_site_that_is_down_is_refused_and_told(town: Town, home: Path) -> None:
    town.follow("/p/1")
    base = read_results(home / "out")
    town.pages["/p/1"] = Answer(status=500)
    report = town.follow("/p/1")
    assert (report.run.exit_code, report.refused) == (5, ("the source town gives none of its 1 pages (1 failed)",))
    assert read_results(home / "out") == base
    assert town.follow("/p/1", source={"may_be_empty": True}).run.exit_code == 0


def test_a_server_that_asks_for_too_long_a_wait_is_left_for_the_next_run(town: Town) -> None:
    town.pages["/p/1"] = Answer(status=503, headers={"Retry-After": "86400"})
    report = town.follow("/p/1")
    assert (report.fetched[0].counts, town.web.asked["/p/1"]) == ({"failed": 1}, 1)


@pytest.mark.parametrize("kind", ["sitemap", "feed"])
def test_a_sitemap_and_a_feed_give_their_addresses(town: Town, kind: str) -> None:
    pages = [f"{town.web.url}/p/{n}" for n in range(3)]
    locations = "".join(f"<url><loc>{page}</loc></url>" for page in pages)
    items = "".join(f"<item><title>A page</title><link>{page}</link></item>" for page in pages)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    index = f"<sitemapindex xmlns='{space}'><sitemap><loc>{town.web.url}/sitemap-1.xml</loc></sitemap></sitemapindex>"
    town.more |= {
        "/sitemap.xml": Answer(index.encode(), kind="application/xml"),
        "/sitemap-1.xml": Answer(f"<urlset xmlns='{space}'>{locations}</urlset>".encode(), kind="application/xml"),
        "/feed.xml": Answer(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), kind="application/rss+xml"),
    }
    place = town.web.url + {"sitemap": "/sitemap.xml", "feed": "/feed.xml"}[kind]
    report = town.follow(source={"urls": None, kind: place})
    assert (report.fetched[0].found, report.fetched[0].counts) == (3, {"new": 3})


def test_a_sitemap_that_is_down_is_an_empty_source(town: Town) -> None:
    report = town.follow(source={"urls": None, "sitemap": town.web.url + "/nothing.xml"})
    assert report.run.exit_code == 5
    reason = f"{town.web.url}/nothing.xml: the server answers 404"
    assert report.refused[0] == f"the source town gives no addresses: {reason}"


def test_a_source_that_gives_nothing_says_what_was_read_and_why_nothing_came_of_it(town: Town) -> None:
    town.more["/"] = Answer(b"<!doctype html><title>Mills</title><p>Welcome</p>", kind="text/html")
    index = "<sitemapindex><sitemap><loc>/</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap></sitemapindex>"
    town.more["/sitemap.xml"] = Answer(index.encode(), kind="application/xml")
    report = town.follow(source={"urls": None, "sitemap": town.web.url + "/sitemap.xml"})
    first = f"{town.web.url}/: it is a web page, no sitemap and no feed (and 1 more)"
    assert report.refused[0] == f"the source town gives no addresses: {first}"
    assert [reason for _, reason in report.fetched[0].troubles] == [
        "it is a web page, no sitemap and no feed",
        "the server answers 404",
    ]


def test_more_addresses_than_the_limit_are_told(town: Town) -> None:
    locations = "".join(f"<url><loc>/p/{n}</loc></url>" for n in range(5))
    town.more["/sitemap.xml"] = Answer(f"<urlset>{locations}</urlset>".encode(), kind="application/xml")
    limits = LIMITS | {"pages": 3}
    report = town.follow(source={"urls": None, "sitemap": town.web.url + "/sitemap.xml", "limits": limits})
    assert (report.fetched[0].found, report.fetched[0].counts) == (3, {"new": 3})
    assert report.fetched[0].troubles[0][1] == "it gives 5 addresses, and limits.pages takes the first 3"


def test_a_list_of_addresses_of_an_editor_on_windows_is_read(town: Town, home: Path) -> None:
    (home / "list.txt").write_bytes(f"\ufeff# mills\r\n{town.web.url}/p/1\r\n".encode())
    assert town.follow(source={"urls": "list.txt"}).fetched[0].counts == {"new": 1}


def test_a_page_is_read_in_the_encoding_that_its_server_names_now_and_later(town: Town, home: Path) -> None:
    text = write_page(1).replace("Page 1", "Page 1 Кафе")
    town.pages["/p/1"] = Answer(text.encode("cp1251"), kind="text/plain; charset=windows-1251")
    assert town.follow("/p/1").run.exit_code == 0
    assert run_odd(home / "raw", home / "later").exit_code == 0
    for out in ("out", "later"):
        assert "title: Page 1 Кафе\n" in (home / out / "pending" / "science" / "page-1.md").read_text("utf-8")


def test_the_same_bytes_in_another_encoding_are_another_page(town: Town, home: Path) -> None:
    body = write_page(1).replace("Page 1", "Page 1 Кафе").encode("cp1251")
    for charset in ("koi8-r", "windows-1251"):
        town.pages["/p/1"] = Answer(body, kind=f"text/plain; charset={charset}", headers={"ETag": f'"{charset}"'})
        report = town.follow("/p/1", "/p/2")
        assert report.run.exit_code == 0
    assert dict(report.fetched[0].counts) == {"changed": 1, "unchanged": 1}
    assert report.run.planned == 1
    titles = [line for path in (home / "out" / "pending").rglob("*.md") for line in path.read_text("utf-8").splitlines()]
    assert "title: Page 1 Кафе" in titles
    assert town.follow("/p/1", "/p/2").run.planned == 0


def test_a_page_that_has_not_changed_but_is_said_to_be_in_another_encoding_is_read_again(town: Town, home: Path) -> None:
    body = write_page(1).replace("Page 1", "Page 1 Кафе").encode("cp1251")
    town.pages["/p/1"] = Answer(body, kind="text/plain; charset=koi8-r")
    town.follow("/p/1")
    town.pages["/p/1"] = Answer(body, kind="text/plain; charset=windows-1251")
    report = town.follow("/p/1")
    assert (town.web.statuses[304], dict(report.fetched[0].counts), report.run.planned) == (1, {"changed": 1}, 1)
    titles = [path.read_text("utf-8").splitlines()[2] for path in (home / "out" / "pending").rglob("*.md")]
    assert "title: Page 1 Кафе" in titles
    assert town.follow("/p/1").run.planned == 0


def test_a_login_in_an_address_is_used_and_never_told(town: Town, home: Path) -> None:
    address = town.web.url.replace("://", "://reader:s3cret@")
    report = town.follow(source={"urls": [f"{address}/p/1", f"{address}/p/missing"]})
    assert dict(report.fetched[0].counts) == {"gone": 1, "new": 1}
    assert report.fetched[0].troubles[0][0] == town.web.url.replace("://", "://***@") + "/p/missing"
    beat(home / "out", report, ended=datetime.now(UTC))
    kept = [path for path in home.rglob("*") if path.is_file() and b"s3cret" in path.read_bytes()]
    assert kept == []
    assert "s3cret" not in render_report(report)
