"""What services answer in JSON is read as the page that it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor import Outcome, convert, convert_pages
from extractor.config import default_config
from extractor.knowledge import load_knowledge

LEAD = (
    "Torvik is a Norwegian maker of wave power plants. It was founded in May 2004 by the engineer Ida Holm in a shed near Bodo."
)
MORE = "In 2017 the company sold 25 plants to the harbour of Aalborg, and it employs 140 people in three countries."
TITLE = "Torvik turns ten - Salten Herald"
URL = "https://www.saltenherald.no/2014/06/torvik-turns-ten"


def article(value: Any, **dumps: Any) -> Outcome:
    outcome = convert(json.dumps(value, **dumps).encode())
    assert outcome.article is not None, outcome.failure
    return outcome


def sources(outcome: Outcome) -> list[tuple[str, str | None, str | None, int | None]]:
    assert outcome.record is not None
    return [(source.title, source.institution, source.url, source.year) for source in outcome.record.sources]


def facts(outcome: Outcome) -> str:
    assert outcome.record is not None
    return "\n".join(fact.statement for fact in outcome.record.facts if fact.status == "chosen")


def sentences(outcome: Outcome) -> str:
    assert outcome.record is not None
    return "\n".join(fact.evidence.exact for fact in outcome.record.facts)


def credited(outcome: Outcome, words: str) -> str:
    assert outcome.record is not None
    return next(fact.source_title for fact in outcome.record.facts if words in fact.statement)


def attributes(outcome: Outcome) -> dict[str, str]:
    assert outcome.record is not None
    return {attribute.key: attribute.value for attribute in outcome.record.attributes}


def timeline(outcome: Outcome) -> list[tuple[str | None, str]]:
    assert outcome.record is not None
    return [(event.date.edtf, event.statement) for event in outcome.record.timeline]


ANSWERS = yaml.safe_load(Path(__file__).with_name("answers.yaml").read_text("utf-8"))
SEARCHES, CRAWLS, ENCYCLOPEDIAS, ENTITIES = (ANSWERS[kind] for kind in ("searches", "crawls", "encyclopedias", "entities"))
RESULT_A = f"{LEAD} The plants float on steel rafts."
RESULT_B = "Torvik runs a test field off the Lofoten islands and earned 31 million kroner in 2021."


@pytest.mark.parametrize("name", SEARCHES)
def test_the_answer_of_a_search_is_a_page_of_web_results(name: str) -> None:
    outcome = article(SEARCHES[name])
    found = sources(outcome)
    assert ("Torvik turns ten", "Salten Herald", URL, 2014) in found
    assert any(source[1:3] == ("Wave Post", "https://www.wavepost.org/torvik") for source in found)
    assert credited(outcome, "engineer Ida Holm") == "Torvik turns ten"
    assert "Lofoten islands" in facts(outcome)
    assert "[1]" not in facts(outcome)


CRAWLED = f"# Torvik turns ten\n\n{LEAD}\n\n## The plants\n\n{MORE}\n"


@pytest.mark.parametrize("name", CRAWLS)
def test_the_answer_of_a_crawler_is_the_page_that_it_fetched(name: str) -> None:
    outcome = article(CRAWLS[name])
    assert outcome.record is not None
    assert outcome.record.page.url == URL
    assert [source[:3] for source in sources(outcome)] == [("Torvik turns ten", "Salten Herald", URL)]
    assert "It was founded in May 2004 by the engineer Ida Holm in a shed near Bodo." in sentences(outcome)
    assert MORE in sentences(outcome)


def test_a_crawl_of_several_pages_is_several_pages() -> None:
    pages = [
        {"markdown": CRAWLED.replace("Torvik", name), "metadata": {"title": f"{name} turns ten", "sourceURL": f"{URL}-{name}"}}
        for name in ("Torvik", "Solvik")
    ]
    outcomes = list(
        convert_pages(
            json.dumps({"status": "completed", "total": 2, "data": pages}).encode(), "crawl.json", config=default_config()
        )
    )
    assert [outcome.path for outcome in outcomes] == ["crawl.json#1", "crawl.json#2"]
    assert [outcome.record.title.text for outcome in outcomes if outcome.record] == ["Torvik turns ten", "Solvik turns ten"]


def test_a_page_that_could_not_be_fetched_is_no_page() -> None:
    failed = {
        "success": True,
        "data": {
            "markdown": "# Not found\n\nThe page is gone.",
            "metadata": {"title": "Not found", "sourceURL": URL, "statusCode": 404},
        },
    }
    outcome = convert(json.dumps(failed).encode())
    assert outcome.failure
    assert outcome.failure["code"] == "read.bad-json"


WIKI = "https://en.wikipedia.org/wiki/Torvik"


@pytest.mark.parametrize("name", ENCYCLOPEDIAS)
def test_the_answer_of_an_encyclopedia_is_its_article(name: str) -> None:
    outcome = article(ENCYCLOPEDIAS[name])
    assert outcome.record is not None
    assert outcome.record.title.text == "Torvik"
    assert sources(outcome)[0][0] == "Torvik"
    if name != "parse":
        assert sources(outcome)[0][1:3] == ("Wikipedia", WIKI)
    assert "Norwegian maker of wave power plants" in facts(outcome)
    assert MORE in sentences(outcome)
    assert "==" not in outcome.record.model_dump_json(include={"facts", "sections"})


PARTS: dict[str, Any] = {
    "description": "Norwegian maker of wave power plants.",
    "attributes": {"Founded": "2004", "Headquarters": "Bodo", "Staff": 140, "Owners": ["Havlys (60%)", "Ida Holm"]},
    "timeline": [
        {"date": "2004-05", "event": "Ida Holm founded Torvik.", "source": "wikipedia"},
        {"date": "2017-03-09", "event": "Aalborg bought 25 plants.", "source": "web_search"},
        {"date": None, "event": "The test field was closed.", "source": "related_documents"},
    ],
    "results": [{"title": TITLE, "url": URL, "snippet": RESULT_A, "published": "2014-06-01"}],
}


@pytest.mark.parametrize("name", ENTITIES)
@pytest.mark.parametrize("indent", [None, 2])
def test_the_record_of_an_entity_has_all_its_parts(name: str, indent: int | None) -> None:
    outcome = article(ENTITIES[name], indent=indent)
    assert outcome.record is not None
    assert outcome.record.title.text == "Torvik"
    assert outcome.record.description
    assert outcome.record.description.text == PARTS["description"]
    assert attributes(outcome) == {
        "Founded": "2004",
        "Headquarters": "Bodo",
        "Staff": "140",
        "Owners": "Havlys (60%), Ida Holm",
    }
    assert timeline(outcome) == [
        ("2004-05", "Ida Holm founded Torvik."),
        ("2017-03-09", "Aalborg bought 25 plants."),
        (None, "The test field was closed."),
    ]
    assert sources(outcome) == [("Torvik turns ten", "Salten Herald", URL, 2014)]


def test_a_time_of_day_and_a_padded_day_are_no_part_of_an_events_date() -> None:
    events = [
        {"date": "2017-03-09T00:00:00Z", "event": "Aalborg bought 25 plants."},
        {"date": "2004-01-01", "precision": "year", "event": "Torvik opened a yard."},
        {"year": 1998, "event": "Ida Holm built a raft."},
    ]
    outcome = article({"title": "Torvik", "summary": LEAD, "timeline": events, "web_results": PARTS["results"]})
    assert [when for when, _ in timeline(outcome)] == ["1998", "2004", "2017-03-09"]


def test_what_escapes_stand_for_is_traced_to_them() -> None:
    outcome = article(
        {
            "title": "Torvik \u2013 B\u00f8lge & \U0001f30a",
            "text": f'{LEAD}\n\nCaf\u00e9 Bodø opened "there" in 2011 with 40 chairs.',
            "url": URL,
        }
    )
    record, raw = outcome.record, outcome.raw
    assert record is not None
    assert raw is not None
    assert raw.raw.startswith("{")
    assert [raw.raw[start:end] for start, end in record.title.spans] == ["Torvik \\u2013 B\\u00f8lge & \\ud83c\\udf0a"]
    for fact in record.facts:
        quoted = "".join(raw.raw[start:end] for start, end in fact.evidence.spans)
        assert json.loads(f'"{quoted}"') == fact.evidence.exact


def test_lines_of_any_of_these_are_pages() -> None:
    values = [CRAWLS["jina"], SEARCHES["tavily"], ENTITIES["flat"], ENCYCLOPEDIAS["summary"], {"error": "Not found"}]
    data = "\n".join(json.dumps(value) for value in values).encode()
    outcomes = list(convert_pages(data, "all.jsonl", config=default_config()))
    assert [outcome.path for outcome in outcomes] == [f"all.jsonl#{number}" for number in range(1, 6)]
    assert [outcome.status == "failed" for outcome in outcomes] == [False, False, False, False, True]


def test_a_profile_says_what_an_unknown_service_calls_its_fields(tmp_path: Path) -> None:
    answer = {
        "firma": {
            "bezeichnung": "Torvik",
            "kurz": "Hersteller von Wellenkraftwerken.",
            "eckdaten": {"Sitz": "Bodo"},
            "verlauf": [{"wann": "2004-05", "was": "Ida Holm gründete Torvik."}],
            "fundstellen": [{"ueberschrift": TITLE, "verweis": URL, "auszug": RESULT_A}],
        }
    }
    profile = tmp_path / "profile.yaml"
    profile.write_text(
        "json:\n  wrappers: [firma]\n  title: [bezeichnung]\n  description: [kurz]\n"
        "  attributes: [eckdaten]\n  timeline: [verlauf]\n"
        "  event_date: [wann]\n  event_text: [was]\n  results: [fundstellen]\n"
        "  result_title: [ueberschrift]\n  result_url: [verweis]\n"
        "  result_text: [auszug]\n",
        "utf-8",
    )
    (outcome,) = convert_pages(
        json.dumps(answer).encode(), "a.json", config=default_config(), knowledge=load_knowledge(profile)
    )
    assert outcome.record is not None, outcome.failure
    assert (outcome.record.title.text, attributes(outcome)) == ("Torvik", {"Sitz": "Bodo"})
    assert timeline(outcome) == [("2004-05", "Ida Holm gründete Torvik.")]
    assert sources(outcome)[0][:3] == ("Torvik turns ten", "Salten Herald", URL)


@pytest.mark.parametrize(
    "answer",
    [
        {"success": False, "error": "Not found", "data": None},
        {"detail": "Authentication credentials were not provided."},
        {"query": "Torvik", "results": [], "answer": None},
        {"batchcomplete": "", "query": {"pages": {"-1": {"ns": 0, "title": "Torvik", "missing": ""}}}},
        {"message": "Rate limit exceeded", "status": 429},
        {},
        [{}],
        {
            "type": "https://mediawiki.org/wiki/HyperSwitch/errors/not_found",
            "title": "Not found.",
            "method": "get",
            "uri": "/x",
        },
    ],
)
def test_an_answer_without_a_page_is_refused(answer: object) -> None:
    for outcome in convert_pages(json.dumps(answer).encode(), "a.json", config=default_config()):
        assert outcome.status == "failed"
        assert outcome.failure
        assert outcome.failure["code"] == "read.bad-json"


def test_json_that_is_cut_off_is_refused_and_not_read_as_prose() -> None:
    text = json.dumps(ENTITIES["flat"], indent=2)
    outcome = convert(text[: len(text) // 2].encode())
    assert outcome.failure
    assert outcome.failure["code"] == "read.bad-json"
