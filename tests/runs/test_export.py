"""A workspace as tables and as linked data."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from extractor.errors import ConfigError
from extractor.runs.export import TABLES, ExportRequest, export_workspace
from tests.runs.conftest import run_odd, write_pages


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
    assert written == {f"facts.{form}": 5, f"timeline.{form}": 0, f"entities.{form}": 0, f"sources.{form}": 5}
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
