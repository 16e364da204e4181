"""Which files a new version meets: drafts, accepted articles, both; over histories of files that people edit and accept."""

from __future__ import annotations

import json
import random
import re

import pytest

from extractor.knowledge import default_knowledge
from extractor.merge.placing import Placement, place_conversion
from extractor.merge.versions import Conversion, WorkspaceState
from extractor.schema import Article, AtomicFact, inspect_article
from extractor.schema.record import FactEvidence, FactRecord
from extractor.workspace.articles import read_article_file
from extractor.workspace.decisions import Decision, ReviewState, fold_decisions
from extractor.write import render_article, render_record, seal_record
from tests.drawing import share
from tests.merge.histories import HEADINGS, change_page, compose, make_page, say
from tests.runs.odd_pages import RawPage, TracedText, make_record

KNOWLEDGE = default_knowledge()
HISTORIES = share(200)


def make_fact(fact: AtomicFact, text: str) -> FactRecord:
    """Make the record of a chosen fact, as if the page were the article's own file."""
    evidence = FactEvidence(spans=((0, len(text)),), exact=fact.statement, prefix="", suffix="")
    return FactRecord(
        id=fact.id, statement=fact.statement, source_id=fact.source_ref, source_title=fact.source_title, evidence=evidence,
        score=1.0, score_inputs={}, status="chosen", reason="",
    )  # fmt: skip


def convert(article: Article) -> Conversion:
    text = render_article(article)
    page = RawPage("valley.txt", "text/plain", "utf-8", "0" * 64, text, TracedText.verbatim(text))
    facts = tuple(make_fact(fact, text) for fact in article.atomic_facts)
    return Conversion(article, seal_record(make_record("Valley", page).model_copy(update={"facts": facts}), article))


class Files:
    """The files of one article, and what happens to them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.page, self.other = make_page(rng), make_page(rng)
        self.files: dict[str, str] = {}
        self.record: bytes | None = None
        self.review_state = ReviewState()
        self.words: set[str] = set()

    def run(self) -> Placement:
        sheets = {
            key: next((read_article_file(name, text) for name, text in self.files.items() if name.startswith(shelf)), None)
            for key, shelf in (("pending", "pending/"), ("accepted", "articles/"))
        }
        current = WorkspaceState(**sheets, record=self.record, review_state=self.review_state)
        placement = place_conversion(convert(compose(self.page)), current, knowledge=KNOWLEDGE)
        assert placement.new is not None
        self.record = render_record(placement.new.record).encode()
        for name, data in placement.files:
            assert name.startswith("pending/"), "the machine never touches an accepted article"
            if data is None:
                del self.files[name]
            else:
                self.files[name] = data.decode()
        return placement

    def find(self, shelf: str) -> str | None:
        return next((name for name in self.files if name.startswith(shelf)), None)

    def turn(self) -> None:
        self.page, self.other = change_page(self.page, self.other, self.rng), self.page

    def edit(self, name: str) -> None:
        """Let a person add a line to a section, in their editor."""
        words = f"A person adds note {self.rng.randint(1, 9999)}."
        heading = self.rng.choice(HEADINGS[1:])
        self.files[name] = re.sub(rf"(## {heading}\n[^#]*?)(\n*)(?=\n## |\Z)", rf"\1\n\n{words}\2", self.files[name], count=1)
        assert words in self.files[name]
        self.words.add(words)

    def accept(self) -> None:
        """Let a person publish the draft, and so decide against what it leaves out of the version that was accepted before."""
        name = self.find("pending/")
        if name is not None:
            text = self.files.pop(name).replace("status: draft\n", "")
            self.files["articles/science/valley.md"] = text
            self.words = {words for words in self.words if words in text}


@pytest.mark.parametrize("quarter", range(4))
def test_over_any_history_of_files_nothing_that_a_person_wrote_is_lost(quarter: int) -> None:
    for seed in range(quarter * HISTORIES // 4, (quarter + 1) * HISTORIES // 4):
        files = Files(random.Random(seed))  # noqa: S311
        files.run()
        for _ in range(files.rng.randint(2, 5)):
            files.turn()
            placement = files.run()
            told = placement.action == "conflict"
            for words in files.words:
                assert any(words in text for text in files.files.values()), (seed, words)
                draft = files.find("pending/")
                assert draft is None or words in files.files[draft] or told, (seed, words)
            state = dict(files.files), files.record
            files.run()
            assert (dict(files.files), files.record) == state, f"history {seed}: the same page once more changes something"
            if files.rng.random() < 0.5 and (name := files.rng.choice(sorted(files.files))):
                files.edit(name)
            if files.rng.random() < 0.3 and not told:
                files.accept()


def make_files(*, accepted: bool = False) -> Files:
    files = Files(random.Random(3))  # noqa: S311
    files.page = {**files.page, "facts": [1, 2, 3], "figures": [20] * 12, "gaps": [1], "completeness": 0.3}
    files.run()
    if accepted:
        files.accept()
    return files


def test_a_new_version_of_an_accepted_article_waits_beside_it_and_goes_when_the_page_goes_back() -> None:
    files = make_files(accepted=True)
    before = dict(files.files)
    files.page = {**files.page, "completeness": 0.5}
    assert files.run().action == "written"
    assert "completeness: 0.5" in files.files["pending/science/valley.md"]
    assert files.files["articles/science/valley.md"] == before["articles/science/valley.md"]
    files.page = {**files.page, "completeness": 0.3}
    assert files.run().action == "unchanged"
    assert files.files == before, "there is nothing left to propose"


def test_changes_add_up_in_the_draft_beside_an_accepted_article() -> None:
    files = make_files(accepted=True)
    files.page = {**files.page, "completeness": 0.5}
    files.run()
    files.page = {**files.page, "gaps": [1, 2]}
    files.run()
    draft = files.files["pending/science/valley.md"]
    assert "completeness: 0.5" in draft
    assert "Gap 2" in draft


def test_an_edit_of_the_accepted_article_reaches_the_draft_that_waits_beside_it() -> None:
    files = make_files(accepted=True)
    files.page = {**files.page, "completeness": 0.5}
    files.run()
    files.edit("articles/science/valley.md")
    files.page = {**files.page, "gaps": [1, 2]}
    files.run()
    assert next(iter(files.words)) in files.files["pending/science/valley.md"]


def test_a_fact_whose_evidence_is_gone_stays_in_an_accepted_article_with_an_issue() -> None:
    files = make_files(accepted=True)
    files.page = {**files.page, "facts": [1, 3]}
    placement = files.run()
    assert (placement.action, placement.files) == ("unchanged", ())
    assert [issue.code for issue in placement.new.issues] == ["write.evidence-gone"]
    again = files.run()
    assert [issue.code for issue in again.new.issues] == ["write.evidence-gone"], "it is said as long as it is so"


CHANGED = [20, 31, *[20] * 10]
"""The figures of a page that has changed what the fact with number 1 says."""


@pytest.mark.parametrize("accepted", [False, True])
def test_a_fact_that_a_person_and_the_page_have_changed_is_a_conflict_with_both_wordings_and_their_evidence(
    accepted: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    files = make_files(accepted=accepted)
    name = "articles/science/valley.md" if accepted else "pending/science/valley.md"
    own = "A person counted them all and found forty cracks below the weir."
    files.files[name] = files.files[name].replace(say(1, 20), own)
    files.page = {**files.page, "figures": CHANGED}
    assert files.run().action == "conflict"
    draft = files.files["pending/science/valley.md"]
    assert own in draft
    assert say(1, 31) not in draft
    (conflict,) = json.loads(files.record or b"")["merge"]["conflicts"]
    assert conflict["place"] == ["atomic_facts", "1", "statement"]
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == (say(1, 20), own, say(1, 31))
    assert (conflict["mine_evidence"]["exact"], conflict["theirs_evidence"]["exact"]) == (say(1, 20), say(1, 31))
    assert files.run().action == "conflict"


def test_an_accepted_fact_that_the_page_has_changed_is_proposed_under_its_number() -> None:
    files = make_files(accepted=True)
    files.page = {**files.page, "figures": CHANGED}
    placement = files.run()
    assert (placement.action, placement.new.issues) == ("written", ())
    draft = read_article_file("a", files.files["pending/science/valley.md"]).article
    assert next((fact.id[-1], fact.statement) for fact in draft.atomic_facts) == ("1", say(1, 31))
    assert say(1, 20) in files.files["articles/science/valley.md"]


def test_a_rejected_fact_stays_out_in_other_words_and_comes_again_with_another_figure() -> None:
    files = make_files()
    statement = say(1, 20)
    decision = Decision(
        time="2030-01-01T00:00:00Z", reviewer="Ada", action="reject", article="valley", fact="af-science-valley-1",
        before={"statement": statement}, reason="not so",
    )  # fmt: skip
    files.review_state = fold_decisions([decision])["valley"]
    for words, comes in ((statement.replace("Engineers", "The engineers"), False), (say(1, 31), True)):
        data = compose(files.page).to_data()
        data["atomic_facts"][0]["statement"] = words
        new = convert(inspect_article(data, compose(files.page).body)[0])
        placement = place_conversion(new, WorkspaceState(None, None, files.record, files.review_state), knowledge=KNOWLEDGE)
        assert placement.new is not None
        drafted = read_article_file("a", dict(placement.files)["pending/science/valley.md"].decode()).article
        assert (words in [fact.statement for fact in drafted.atomic_facts]) == comes


def test_a_fact_that_a_person_takes_out_after_the_machine_dropped_it_does_not_come_back() -> None:
    files = make_files(accepted=True)
    files.page = {**files.page, "facts": [2, 3]}
    files.run()
    name = "articles/science/valley.md"
    article = read_article_file(name, files.files[name]).article
    facts = [fact.to_data() for fact in article.atomic_facts if fact.statement != say(1, 20)]
    files.files[name] = render_article(inspect_article({**article.to_data(), "atomic_facts": facts}, article.body)[0])
    files.page = {**files.page, "facts": [1, 2, 3]}
    assert files.run().action == "unchanged"
    assert files.find("pending/") is None


def test_a_fact_that_was_rejected_does_not_come_back_when_its_draft_is_made_anew() -> None:
    files = make_files()
    statement = read_article_file("a", files.files["pending/science/valley.md"]).article.atomic_facts[0].statement
    decision = Decision(
        time="2030-01-01T00:00:00Z", reviewer="Ada", action="reject", article="valley", fact="af-science-valley-1",
        before={"statement": statement}, reason="not so",
    )  # fmt: skip
    files.review_state = fold_decisions([decision])["valley"]
    files.files.clear()
    files.run()
    assert statement not in files.files["pending/science/valley.md"]


def test_a_conflict_waits_until_a_person_takes_one_side_or_accepts() -> None:
    files = make_files()
    name = "pending/science/valley.md"
    files.files[name] = files.files[name].replace("completeness: 0.3", "completeness: 0.9")
    files.page = {**files.page, "completeness": 0.5}
    assert files.run().action == "conflict"
    assert files.run().action == "conflict"
    files.files[name] = files.files[name].replace("completeness: 0.9", "completeness: 0.5")
    assert files.run().action == "unchanged"
    assert b"conflicts" not in (files.record or b"")


def test_a_style_of_ones_own_is_no_reason_to_write() -> None:
    files = make_files(accepted=True)
    name = "articles/science/valley.md"
    files.files[name] = files.files[name].replace("language: en", "language:   'en'   # as spoken there")
    assert files.run().files == ()
    files.page = {**files.page, "verified": files.page["verified"]}
    assert files.run().files == ()
