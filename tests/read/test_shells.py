"""Pages that a script fills: read from its data, or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from extractor.spans import quote_spans
from tests.read.reading import lines, links, marked, read_one, refuse_one

TOLD = yaml.safe_load(Path(__file__).with_name("shells.yaml").read_text("utf-8"))
STATE = json.dumps(TOLD["entity"])
SHELLS, GOOD = TOLD["shells"], TOLD["good"]
STATES = {name: text.replace("%STATE%", STATE).replace("%PACKED%", json.dumps(STATE)) for name, text in TOLD["states"].items()}


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("mount", ["root", "app", "__next"])
def test_the_page_of_a_shell_is_in_the_data_of_its_script(name: str, mount: str) -> None:
    page = read_one(TOLD["shell"].format(mount=mount, script=STATES[name]))
    assert marked(page, "title") == ["Torvik"]
    assert "Torvik was founded in May 2004 by the engineer Ida Holm." in lines(page)
    at = page.view.text.index("engineer")
    assert quote_spans(page.raw, page.view.spans(at, at + 8)) == "engineer"
    address = "https://www.saltenherald.no/torvik"
    assert (("Torvik turns ten - Salten Herald", address, address)) in links(page)


@pytest.mark.parametrize("page", SHELLS)
def test_a_shell_without_data_is_refused(page: str) -> None:
    assert refuse_one(page.encode()).code == "read.shell"


@pytest.mark.parametrize("page", GOOD)
def test_a_short_page_with_scripts_is_no_shell(page: str) -> None:
    assert "Torvik" in read_one(page).view.text
