"""The labels of an unknown site are learnt from its pages, and a profile of them cuts the pages right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.cli import run
from extractor.config import default_config
from extractor.inspection.cutting import cut_pages
from extractor.knowledge import default_knowledge, load_knowledge

PLACES = ("Havlys", "Norby", "Telmar", "Oskeda", "Wistra", "Pellan", "Dorvik", "Anselm", "Quorn", "Brede")
TRADES = ("timber", "wool", "salt", "glass", "amber", "copper")


def name_page(number: int) -> str:
    return f"{PLACES[number % 10]} {('Quay', 'Tower', 'Bridge', 'Mill', 'Garden', 'Library')[number // 10]}"


def lay_out_turns(number: int) -> str:
    """Plain lines; keys and values in turn; the labels in an order of their own."""
    name, place = name_page(number), PLACES[(number * 7 + 3) % 10]
    return f"""{name}
A building of {place} number {number}, known for its {TRADES[number % 6]}.
The Long and Short of It
{name} is a building in {place} that was put up for the trade in {TRADES[number % 6]} by a guild of {number + 3} masters.
Vital Numbers
Height in feet
{40 + number}
Keeper
Ines {place}
Rooms
{number + 2}
What Happened When
- The first stone of {name} was laid before the council of {place}.
{1800 + number}-05-02
- The roof of {name} burned and was built anew within the year.
{1850 + number}-11-12
Heard Elsewhere
- {name} and its makers - {place} Courier
{name} was built by masters of {place}, who sold {TRADES[number % 6]} from its lower floor for {number + 9} years.
- A walk around {name} | {PLACES[number % 10]} Post
The walk from the harbour to {name} takes {number + 5} minutes and passes four older buildings on its way.
"""


def lay_out_markdown(number: int) -> str:
    """Headings and pairs of Markdown; results with addresses."""
    name, place = name_page(number), PLACES[(number * 3 + 1) % 10]
    return f"""# {name}

A site near {place} that is listed under number {number}.

## Milestones on Record

- {1700 + number}-03-04: The council of {place} bought the ground for {name}.
- {1790 + number}-09-21: A storm took the western wall of {name}.

## Fact Drawer

- **Ward:** {place}
- **Floors:** {number % 9 + 1}
- **Material:** {TRADES[number % 6]}

## Opening Words

{name} is a listed site near {place} which has served as a store for {TRADES[number % 6]} since it was finished by its owners.

## Around the Net

1. [{name} in pictures](https://www.{place.lower()}-post.example/{number})

   Pictures of {name} show how the store for {TRADES[number % 6]} looked before the storm of that year took its wall.

2. [Records of {place}](https://archive.example/{place.lower()}/{number})

   The records of {place} name {name} among the stores that paid {number + 20} crowns a year in tax.
"""


def lay_out_finnish(number: int) -> str:
    """HTML in a language of which the program has no labels; a table of two columns."""
    name, place = name_page(number), PLACES[(number * 9 + 5) % 10]
    return f"""<html lang="fi"><body><main><h1>{name}</h1><p>Rakennus paikassa {place}, numero {number}.</p>
<h2>Perustiedot taulukkona</h2><table><tr><th>Korkeus</th><td>{number + 12} m</td></tr><tr><th>Kunta</th><td>{place}</td></tr>
<tr><th>Huoneita</th><td>{number + 2}</td></tr></table>
<h2>Lyhyesti sanottuna</h2><p>{name} on rakennus paikassa {place}, ja sen rakensivat {number + 3} mestaria
kaupungin keskelle.</p>
<h2>Verkosta poimittua</h2><ul><li><a href="https://lehti.example/{number}">{name} ja sen tekijät</a>
<p>{name} rakennettiin aikana, jolloin {place} kasvoi nopeasti ja sen satama oli koko maan suurin.</p></li>
<li><a href="https://arkisto.example/{number}">Arkisto: {place}</a><p>Arkiston mukaan {name} maksoi veroa {number + 20} kruunua
vuodessa, kunnes se suljettiin.</p></li></ul>
<h2>Vaiheet vuosittain</h2><ul><li>{1800 + number}-05-02: {name} valmistui, ja {place} juhli sitä kolme päivää.</li>
<li>{1860 + number}-10-11: {name} paloi ja korjattiin saman vuoden aikana.</li></ul></main></body></html>
"""


LAYOUTS = {"turns.txt": lay_out_turns, "marked.md": lay_out_markdown, "finnish.html": lay_out_finnish}


def write_pages(folder: Path, suffix: str, lay_out: Callable[[int], str]) -> Path:
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.{suffix}").write_text(lay_out(number), "utf-8")
    return folder


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_profile_learnt_from_sixty_pages_cuts_nearly_all_their_parts_right(layout: str, tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", layout.rpartition(".")[2], LAYOUTS[layout])
    profile = tmp_path / "profile.yaml"
    assert run(["profile", "learn", str(pages), "-o", str(profile)]) == 0
    right = 0
    for cut in cut_pages([str(pages)], config=default_config(), knowledge=load_knowledge(profile)):
        assert cut.sections is not None
        found = cut.sections
        right += len(found.summary) == 1
        right += len(found.attributes) == 3
        right += len(found.timeline) == 2 and all(entry.when for entry in found.timeline)
        right += len(found.web_results) == 2 and all(result.fragments for result in found.web_results)
    assert right >= 0.95 * 4 * 60, (right, profile.read_text("utf-8"))


def test_the_same_pages_give_the_same_profile_with_support_and_examples(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", "txt", lay_out_turns)
    texts = []
    for name in ("one.yaml", "two.yaml"):
        assert run(["profile", "learn", str(pages), "-o", str(tmp_path / name)]) == 0
        texts.append((tmp_path / name).read_text("utf-8"))
    assert texts[0] == texts[1]
    assert "on 60 of 60 pages" in texts[0]
    assert sum(line.lstrip().startswith("#   ") for line in texts[0].splitlines()) == 4 * 3


def test_pages_whose_labels_are_known_propose_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = Path(__file__).resolve().parents[2] / "raw"
    assert run(["profile", "learn", str(raw), "-o", str(tmp_path / "profile.yaml")]) == 0
    assert "Nothing to propose" in capsys.readouterr().out
    assert not (tmp_path / "profile.yaml").exists()


def test_inspect_shows_the_parts_of_a_page_and_escapes_it_for_the_browser(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Pelle <script>alert(1)</script>\n\nA mill.\n\n## Timeline\n\n- 2001-02-03: It burned.\n", "utf-8")
    assert run(["inspect", str(page), "--html", str(tmp_path / "cut.html"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    kinds = [section["kind"] for section in told["pages"][0]["sections"]]
    assert "timeline" in kinds
    assert "<script" not in (tmp_path / "cut.html").read_text("utf-8")
    assert run(["inspect", str(page)]) == 0
    shown = capsys.readouterr().out
    assert "timeline  Timeline" in shown
    assert "\x1b" not in shown


def test_inspect_counts_unknown_headings_over_many_pages(tmp_path: Path) -> None:
    from extractor.inspection.cutting import Unknown

    pages, unknown = write_pages(tmp_path / "pages", "md", lay_out_markdown), Unknown()
    for cut in cut_pages([str(pages)], config=default_config(), knowledge=default_knowledge()):
        unknown.add(cut)
    assert ("Fact Drawer", 60) in [(heading, count) for heading, count, _ in unknown.list_headings()]
