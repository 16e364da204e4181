"""A workspace as tables and as linked data."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import extractor
from extractor.errors import ConfigError
from extractor.runs.export import TABLES, ExportRequest, export_workspace
from tests.runs.conftest import ROOT, run_odd, write_pages


@pytest.fixture
def workspace(raw: Path, out: Path) -> Path:
    run_odd(write_pages(raw, {f"p{n}.txt": f"Title {n}\nok\n{n}\n" for n in range(5)}), out)
    accepted = out / "articles" / "science" / "title-0.md"
    accepted.parent.mkdir(parents=True)
    draft = out / "pending" / "science" / "title-0.md"
    text = draft.read_text("utf-8").replace("status: draft\n", "").replace("in the survey of that year", "by a person")
    accepted.write_text(text, "utf-8")
    draft.unlink()
    return out


def read_table(folder: Path, table: str, form: str) -> pd.DataFrame:
    path = folder / f"{table}.{form}"
    if form == "parquet":
        return pd.read_parquet(path)
    return pd.read_csv(path) if form == "csv" else pd.read_json(path, lines=True)


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_every_table_has_its_columns_and_rows(form: str, workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "export"
    written = export_workspace(ExportRequest(output=str(workspace), target=str(target), form=form))
    rows = {"facts": 5, "timeline": 0, "attributes": 0, "entities": 0, "sources": 5}
    assert written == {f"{table}.{form}": count for table, count in rows.items()}
    facts = read_table(target, "facts", form)
    assert list(facts.columns) == [column.name for column in TABLES["facts"]]
    assert list(facts["fact_id"]) == [f"af-science-title-{n}-1" for n in range(5)]
    assert list(facts["review"]) == ["accepted"] + ["pending"] * 4
    assert list(read_table(target, "sources", form)["facts"]) == [1] * 5


def test_dtypes_are_the_documented_ones(workspace: Path, tmp_path: Path) -> None:
    export_workspace(ExportRequest(output=str(workspace), target=str(tmp_path / "export")))
    from pyarrow import parquet

    kinds = {
        "string": "string",
        "category": "dictionary",
        "Int16": "int16",
        "Int32": "int32",
        "Float64": "double",
        "list": "list",
    }
    for table, columns in TABLES.items():
        schema = parquet.read_schema(tmp_path / "export" / f"{table}.parquet")
        for column in columns:
            assert str(schema.field(column.name).type).startswith(kinds[column.dtype]), (table, column.name)
            assert schema.field(column.name).metadata[b"meaning"].decode() == column.meaning


def test_a_fact_that_a_person_changed_shows_the_persons_words(workspace: Path, tmp_path: Path) -> None:
    export_workspace(ExportRequest(output=str(workspace), target=str(tmp_path / "export"), reviews=("accepted",)))
    facts = read_table(tmp_path / "export", "facts", "parquet")
    assert len(facts) == 1
    assert facts["statement"][0].endswith("by a person.")
    assert facts["exact"].isna().all()


def test_claims_are_linked_data_about_their_subject_and_source(workspace: Path, tmp_path: Path) -> None:
    export_workspace(ExportRequest(output=str(workspace), target=str(tmp_path / "export"), form="jsonld"))
    document = json.loads((tmp_path / "export" / "claims.jsonld").read_text("utf-8"))
    claim = document["@graph"][1]
    assert document["@context"] == "https://schema.org"
    assert len(document["@graph"]) == 5
    assert (claim["@type"], claim["about"]["name"], claim["appearance"]["name"]) == ("Claim", "Title 1", "A survey")
    assert claim["appearance"]["@type"] == "Article"
    assert len({item["@id"] for item in document["@graph"]}) == 5


def test_a_workspace_without_articles_exports_empty_tables_and_none_exports_nothing(raw: Path, out: Path) -> None:
    target = out.parent / "export"
    with pytest.raises(ConfigError, match="There is no workspace"):
        export_workspace(ExportRequest(output=str(out), target=str(target)))
    assert not target.exists()
    run_odd(write_pages(raw, {"a.txt": "Bad\nfail\n"}), out)
    assert set(export_workspace(ExportRequest(output=str(out), target=str(target))).values()) == {0}
    assert list(pd.read_parquet(target / "facts.parquet").columns) == [column.name for column in TABLES["facts"]]


def test_the_ids_of_linked_data_begin_with_the_address_that_is_given(tmp_path: Path) -> None:
    for form in ("jsonld", "annotations"):
        export_workspace(
            ExportRequest(output=str(ROOT / "output"), target=str(tmp_path), form=form, base="https://kb.example/")
        )
    claims, notes = (json.loads((tmp_path / f"{name}.jsonld").read_text("utf-8")) for name in ("claims", "annotations"))
    assert claims["@context"] == [{"@base": "https://kb.example/"}, "https://schema.org"]
    assert (notes["@context"], notes["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert notes["id"] == "https://kb.example/annotations.jsonld"
    assert len(notes["items"]) == len(claims["@graph"])
    assert {note["body"]["id"] for note in notes["items"]} == {f"https://kb.example/{one['@id']}" for one in claims["@graph"]}
    assert any(note["target"]["source"] == "https://kb.example/raw/012_9f3c2a71d04be815.txt" for note in notes["items"])


def test_what_a_person_wrote_rests_on_no_words_of_the_page(workspace: Path, tmp_path: Path) -> None:
    request = ExportRequest(output=str(workspace), target=str(tmp_path), form="annotations", reviews=("accepted",))
    assert export_workspace(request) == {"annotations.jsonld": 0}


def test_annotations_and_rows_point_at_the_words_of_the_raw_page(tmp_path: Path) -> None:
    request = ExportRequest(output=str(ROOT / "output"), target=str(tmp_path), form="annotations")
    assert export_workspace(request)["annotations.jsonld"] > 40
    for note in json.loads((tmp_path / "annotations.jsonld").read_text("utf-8"))["items"]:
        quote, place = note["target"]["selector"]
        assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        source = ROOT / note["target"]["source"]
        if source.is_file() and source.suffix == ".txt":
            raw = source.read_bytes().decode("utf-8")
            assert raw[place["start"] : place["end"]] == quote["exact"]
            if "\r" not in raw:  # what stands around is told as it was cleaned
                assert raw[: place["start"]].endswith(quote["prefix"])
                assert raw[place["end"] :].startswith(quote["suffix"])
    frames = extractor.tables(ROOT / "output")
    assert list(frames) == list(TABLES)
    for name in ("attributes", "timeline"):
        rows = frames[name][frames[name]["page"] == "raw/012_9f3c2a71d04be815.txt"]
        raw = (ROOT / "raw" / "012_9f3c2a71d04be815.txt").read_text("utf-8")
        words = "value" if name == "attributes" else "statement"
        assert [raw[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)] == list(rows[words])
    assert list(frames["attributes"].query("key == 'Born' and article_id == 'ada-lovelace'")["normalised"]) == [["1815-12-10"]]
