"""The parts of fetching: addresses, pacing, soft errors, names of files."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.ingest.fetch.addresses import is_public
from extractor.ingest.fetch.pacing import Pacer, find_backoff, read_retry_after
from extractor.ingest.fetch.robots import Robots
from extractor.ingest.fetch.soft_errors import find_soft_error
from extractor.ingest.fetch.storing import name_address
from extractor.ingest.fetch.types import mask_logins
from extractor.knowledge import default_knowledge

KNOWLEDGE = default_knowledge()

PAGE = ("Tide mills turn with the ebb. " + " ".join(f"Fact {n} about the old mill." for n in range(40))).encode()


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",  # noqa: S104
     "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_addresses_of_this_network_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_wrapped_in_an_ipv6_one_is_what_it_is_inside(address: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


def test_requests_to_a_host_are_spaced_out_and_hosts_do_not_wait_for_each_other() -> None:
    slept: list[float] = []
    pacer = Pacer(0.5, clock=lambda: 100.0 + sum(slept), sleep=slept.append)
    for host in ("a", "b", "a"):
        pacer.wait(host)
    assert slept == [0.5]
    pacer.hold("b", 7.0)
    pacer.slow_down("b", 3.0)
    pacer.wait("b")
    pacer.wait("b")
    assert slept == [0.5, 7.0, 3.0]


ROBOTS = b"""\
User-agent: *
Disallow: /private/
Disallow: /*.pdf$
Disallow: /*?sort=
Allow: /private/*/open$
Crawl-delay: 2

User-agent: extractor
User-agent: otherbot
Disallow: /only-for-others
"""


def read_robots(agent: str = "reader/1.0 (+https://example.org)", body: bytes = ROBOTS, status: int = 200) -> Robots:
    return Robots(agent, lambda _url: (status, body))


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/1", False),
        ("/private/1/open", True),
        ("/private/1/open/door", False),
        ("/a/b.pdf", False),
        ("/a/b.pdf?page=2", True),
        ("/list?sort=name", False),
        ("/list?by=sort", True),
        ("/%70rivate/1", False),
    ],
)
def test_robots_txt_is_read_with_its_wildcards_and_ends(path: str, allowed: bool) -> None:  # noqa: FBT001 - a table's column
    refusal = read_robots().find_refusal("https://a.example", f"https://a.example{path}")
    assert refusal == ("" if allowed else "robots.txt does not allow it")


def test_a_group_of_robots_txt_that_names_the_program_is_the_only_one_that_counts() -> None:
    robots = read_robots("extractor/0.1")
    assert robots.find_refusal("https://a.example", "https://a.example/private/1") == ""
    assert robots.find_refusal("https://a.example", "https://a.example/only-for-others/1") != ""
    assert (robots.find_delay("https://a.example"), read_robots().find_delay("https://a.example")) == (0.0, 2.0)


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (301, True), (500, False), (503, False), (429, False), (0, False)]
)
def test_a_robots_txt_that_is_not_there_allows_all_and_one_that_cannot_be_read_nothing(status: int, allowed: bool) -> None:  # noqa: FBT001 - a table's column
    refusal = read_robots(status=status).find_refusal("https://a.example", "https://a.example/private/1")
    assert (refusal == "") is allowed


def test_a_robots_txt_with_a_mark_of_its_byte_order_is_read_from_its_first_line() -> None:
    robots = read_robots(body=b"\xef\xbb\xbf" + ROBOTS)
    assert robots.find_refusal("https://a.example", "https://a.example/private/1") != ""


@given(st.text(max_size=30), st.integers(min_value=0, max_value=6))
def test_a_backoff_doubles_and_its_jitter_is_the_same_every_time(url: str, attempt: int) -> None:
    wait = find_backoff(url, attempt, 1.0)
    assert 2.0**attempt <= wait <= 1.5 * 2.0**attempt
    assert wait == find_backoff(url, attempt, 1.0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Tue, 01 Jan 2030 00:01:00 GMT", 60.0),
        ("Mon, 31 Dec 2029 00:00:00 GMT", 0.0),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, datetime(2030, 1, 1, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty shell"),
        (b"<html><body><div id=app></div><script>render()</script></body></html>", "empty shell"),
        (b"<h1>Page not found</h1>" + b"<p>Try the search, or one of these links instead.</p>" * 12, "not found"),
        (b"Please sign in to go on reading. " * 12, "login wall"),
        (b"Checking your browser before you may enter. " * 12, "robots"),
        (b"Pagina niet gevonden. Misschien is zij verhuisd, of is het adres verkeerd. " * 12, "not found"),
    ],
)
def test_what_came_in_place_of_a_page_is_refused(body: bytes, reason: str) -> None:
    assert reason in find_soft_error(body, PAGE, knowledge=KNOWLEDGE)


def test_a_page_that_changes_is_no_error_even_if_it_speaks_of_errors() -> None:
    assert find_soft_error(PAGE.replace(b"Fact 3 ", b"Page not found, said fact 3 "), PAGE, knowledge=KNOWLEDGE) == ""
    about = b"Page not found: a history. " + b"The error 404 was first seen in a browser of the nineties. " * 30
    assert find_soft_error(about + b"One more line.", about, knowledge=KNOWLEDGE) == ""
    assert find_soft_error(PAGE, None, knowledge=KNOWLEDGE) == ""


@pytest.mark.parametrize("charset", ["windows-1251", None, "no-such-thing"])
@pytest.mark.parametrize("frame", ["{}", "<html><body><p>{}</p></body></html>"])
def test_letters_of_another_alphabet_are_words_too(frame: str, charset: str | None) -> None:
    words = "Мельница стоит за рекой, мелет зерно уже двести лет подряд без отдыха, без починки, без остановки"
    assert find_soft_error(frame.format(words).encode("cp1251"), None, charset=charset, knowledge=KNOWLEDGE) == ""


def test_the_same_body_for_many_addresses_is_believed_for_none() -> None:
    assert "2 other addresses" in find_soft_error(b"Welcome to our new home page. " * 20, PAGE, twins=2, knowledge=KNOWLEDGE)


@given(st.lists(st.text(min_size=1, max_size=20), min_size=2, max_size=5, unique=True))
def test_addresses_have_names_of_their_own_that_no_address_can_choose(paths: list[str]) -> None:
    names = {name_address(f"https://pages.example.org/{path}") for path in paths}
    assert len(names) == len(paths)
    assert all(name.count("/") == 1 and ".." not in name and not name.startswith("/") for name in names)


@pytest.mark.parametrize(
    ("told", "masked"),
    [
        ("https://reader:s3cret@example.org/a is gone", "https://***@example.org/a is gone"),
        ("https://token@example.org", "https://***@example.org"),
        ("http://a:b@c@example.org:80/x?y=1, http://d:e@f.example", "http://***@example.org:80/x?y=1, http://***@f.example"),
        ("https://example.org/mail@example.org?to=me@example.org", "https://example.org/mail@example.org?to=me@example.org"),
    ],
)
def test_logins_in_addresses_are_masked(told: str, masked: str) -> None:
    assert mask_logins(told) == masked
