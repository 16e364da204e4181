from __future__ import annotations

import subprocess
import sys

import pytest
import spacy

from extractor import find_mentions, load_config
from extractor.structure.entities import model_name
from extractor.structure.entities.name_lists import BUNDLED
from extractor.structure.entities.pipelines import find_names, load_pipeline

LIMIT = 15 * 1024 * 1024


@pytest.fixture
def foreign(tmp_path):
    """A pipeline that somebody else might have made: other labels, one of them unknown to us."""
    nlp = spacy.blank("en", meta={"name": "foreign", "version": "3.2.1"})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "COMPANY", "pattern": "Voltara"},
            {"label": "PERSON", "pattern": "Mara"},
            {"label": "DATE", "pattern": "2019"},
        ]
    )
    nlp.to_disk(tmp_path / "foreign")
    return tmp_path / "foreign"


def test_a_pipeline_is_taken_from_a_path_and_named_by_its_own_name(foreign):
    config = load_config(None, [f"entities.model={foreign}"])

    [found] = find_mentions(["Mara left Voltara in 2019."], config=config)

    assert model_name(config) == "foreign-3.2.1"
    assert [(mention.text, mention.label, mention.coarse) for mention in found] == [("Mara", "PERSON", "PER")]


def test_labels_of_another_pipeline_are_mapped_by_configuration(foreign):
    config = load_config(None, [f"entities.model={foreign}", "entities.labels={COMPANY: ORG}"])

    [found] = find_mentions(["Mara left Voltara in 2019."], config=config)

    assert ("Voltara", "ORG") in [(mention.text, mention.coarse) for mention in found]


def test_the_bundled_pipeline_is_small_and_says_where_it_comes_from():
    sizes = [path.stat().st_size for path in BUNDLED.rglob("*") if path.is_file()]

    assert sum(sizes) < LIMIT
    assert "CC BY-SA" in (BUNDLED / "LICENSE").read_text("utf-8")
    assert "F1" in (BUNDLED / "README.md").read_text("utf-8")


def test_a_pipeline_that_has_seen_very_many_words_is_loaded_afresh(foreign):
    before = load_pipeline(str(foreign))
    texts = [f"Mara saw tide{at} and ebb{at}." for at in range(1500)]

    names = list(find_names(str(foreign), texts, most_words=2000))

    assert load_pipeline(str(foreign)) is not before
    assert [len(found) for found in names] == [1] * 1500


@pytest.mark.process
def test_importing_the_package_loads_no_pipeline():
    code = "import sys, extractor.structure.entities; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_bundled_pipeline_is_loadable_by_spacy_itself():
    import extractor.structure.entities.component  # noqa: F401 - registers the factory

    doc = spacy.load(BUNDLED)("Mara Lindqvist works for Microsoft in San Francisco.")

    assert {ent.label_ for ent in doc.ents} <= {"PER", "ORG", "LOC", "MISC"}
    assert "Microsoft" in {ent.text for ent in doc.ents}
