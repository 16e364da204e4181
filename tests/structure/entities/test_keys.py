from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.knowledge import default_knowledge
from extractor.structure.entities.keys import make_entity_key

KNOWLEDGE = default_knowledge()


@pytest.mark.parametrize(
    ("names", "label", "key"),
    [
        ({"OpenAI": 9, "OpenAI, Inc.": 1}, "ORG", "org:openai"),
        ({"Voltara": 9, "Voltara Holdings, LLC": 1}, "ORG", "org:voltara"),
        ({"The Voltara Group, Ltd.": 1}, "ORG", "org:voltara-group"),
        ({"Stanford": 9, "Stanford University": 1}, "ORG", "org:stanford-university"),
        ({"WHO": 9, "World Health Organization": 1}, "ORG", "org:world-health-organization"),
        ({"WHO": 1}, "ORG", "org:world-health-organization"),
        ({"Altman": 9, "Sam Altman": 2, "Samuel Harris Altman": 1}, "PERSON", "per:sam-altman"),
        ({"U.S.": 3}, "GPE", "loc:united-states"),
        ({"USA": 3, "the United States": 2}, "LOC", "loc:united-states"),
        ({"Nestlé": 1}, "ORG", "org:nestle"),
        ({"Mercury (planet)": 1}, "LOC", "loc:mercury"),
        ({"GPT-4": 1}, "PRODUCT", "misc:gpt-4"),
        ({"Norwegian": 1}, "NORP", "misc:norwegian"),
    ],
)
def test_keys(names, label, key):
    assert make_entity_key(names, label, knowledge=KNOWLEDGE) == key


@given(st.dictionaries(st.text(alphabet="Voltara NTI.éß-", min_size=1, max_size=12), st.integers(1, 9), min_size=1, max_size=5))
def test_a_key_does_not_depend_on_the_order_of_the_names(names):
    turned = dict(reversed(names.items()))

    assert make_entity_key(names, "ORG", knowledge=KNOWLEDGE) == make_entity_key(turned, "ORG", knowledge=KNOWLEDGE)
