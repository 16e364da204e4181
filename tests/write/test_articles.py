"""An article's file is read, and written back as it was but for what changed."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import WriteError
from extractor.review.style import find_style_faults
from extractor.schema import Body, BodySection, Layout
from extractor.write import mend_style, parse_article, parse_body, read_article, render_article, update_article

EDITED = """---
# Checked with the harbour office.
id: tide-mills
title: 'Tide Mills'   # short on purpose
schema_type: article
reviewed_by: R. Ito
category: history
language: en
confidence: low
last_verified: 2025-03-04
created_date: "2025-03-01"
generation_method: ai_assisted
derived_from_human_seed: false
conflict_of_interest: none_declared
is_live_document: false
data_period: static
completeness: 0.7

atomic_facts:
  # the first is sure
  - id: af-history-tide-mills-1
    statement: A tide mill is a water mill.
    checked: true
    source_title: Harbour Notes
    source_ref: ps-tide-mills-1
    confidence: low
  # the second is not
  - {id: af-history-tide-mills-2, statement: "It closed in 1957.", source_title: Harbour Notes, source_ref: ps-tide-mills-1, confidence: low}
primary_sources:
- id: ps-tide-mills-1
  title: Harbour Notes
  type: article
known_gaps: [Year -- unknown]
disputed_statements: []
secondary_sources: []
updated: "2025-03-04"
# end
---

## TL;DR

A tide mill.
"""  # noqa: E501 - as a person wrote it


def changed_lines(old: str, new: str) -> list[str]:
    diff = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in diff if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def test_a_file_in_the_house_style_needs_no_layout(sample):
    assert parse_article(sample).layout == Layout()
    assert render_article(parse_article(sample)) == sample


def test_a_persons_file_is_written_back_as_it_was():
    assert render_article(parse_article(EDITED)) == EDITED


def test_a_changed_value_changes_its_own_line_and_keeps_its_note():
    changed = parse_article(EDITED).model_copy(update={"title": "Mills of the Tide"})
    assert changed_lines(EDITED, render_article(changed)) == [
        "-title: 'Tide Mills'   # short on purpose",
        "+title: Mills of the Tide   # short on purpose",
    ]


def test_a_changed_fact_keeps_the_comments_around_it():
    article = parse_article(EDITED)
    second = article.atomic_facts[1].model_copy(update={"statement": "It closed in 1958."})
    text = render_article(article.model_copy(update={"atomic_facts": (article.atomic_facts[0], second)}))
    assert "  # the first is sure\n" in text
    assert "  # the second is not\n  - id: af-history-tide-mills-2\n    statement: It closed in 1958.\n" in text
    assert parse_article(text).atomic_facts == (article.atomic_facts[0], second)


def test_a_removed_fact_takes_its_comment_along():
    article = parse_article(EDITED)
    text = render_article(article.model_copy(update={"atomic_facts": article.atomic_facts[1:]}))
    assert "the first is sure" not in text
    assert parse_article(text).atomic_facts == article.atomic_facts[1:]


def test_a_list_of_another_indentation_is_rewritten_whole():
    article = parse_article(EDITED)
    source = article.primary_sources[0]
    both = (source, source.model_copy(update={"id": "ps-tide-mills-2", "title": "Mill Survey"}))
    text = render_article(article.model_copy(update={"primary_sources": both}))
    assert parse_article(text).primary_sources == both
    assert "# short on purpose" in text


def test_a_new_key_stands_where_the_schema_puts_it():
    text = render_article(parse_article(EDITED).model_copy(update={"ai_models": ("bundled-1.0",), "status": "draft"}))
    assert "generation_method: ai_assisted\nai_models:\n  - bundled-1.0\nderived" in text
    assert 'updated: "2025-03-04"\nstatus: draft\n# end\n---\n' in text


def test_a_new_version_leaves_the_rest_of_a_persons_file_alone(sample):
    text = update_article(parse_article(EDITED), parse_article(sample))
    for kept in ("# Checked with the harbour office.", "reviewed_by: R. Ito", "# end", "last_verified: 2025-03-04"):
        assert kept in text
    assert parse_article(text).title == "Tide Mills: Grain from the Sea"
    assert parse_article(text).primary_sources == parse_article(sample).primary_sources


def test_the_same_version_changes_nothing(sample):
    assert update_article(parse_article(sample), parse_article(sample)) == sample
    assert update_article(parse_article(EDITED), parse_article(EDITED)) == EDITED


def test_a_new_version_keeps_the_blank_lines_of_the_body():
    article = parse_article(EDITED)
    body = Body(sections=(BodySection(heading="TL;DR", text="Other words."),))
    text = update_article(parse_article(EDITED), article.model_copy(update={"body": body}))
    assert changed_lines(EDITED, text) == ["-A tide mill.", "+Other words."]


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("---\nid", "\ufeff---\nid")])
def test_line_ends_and_a_byte_order_mark_are_kept(sample, change):
    text = sample.replace(*change, -1 if change[0] == "\n" else 1)
    assert parse_article(text).title == "Tide Mills: Grain from the Sea"
    assert render_article(parse_article(text)) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("# Only Markdown\n", 1),
        ("---\nid: a\n", 1),
        ("---\nid: a\nid: b\n---\n", 3),
        ("---\nid: a\ntitle: b: c\n---\n", 3),
        ("---\n- a\n---\n", 2),
        ("---\nid: &a x\ntitle: *a\n---\n", 2),
        ("---\nid: !!python/name:os.system\n---\n", 2),
        (f"---\nid: {'[' * 100_000}\n---\n", 2),
        (f"---\nid: a\ntitle: {'- ' * 50_000}\n---\n", 3),
        ("---\nid: a\x00\n---\n", 2),
        ("---\nbody: x\n---\n", 2),
    ],
)
def test_what_is_no_article_is_refused_with_its_line(text, line):
    with pytest.raises(WriteError) as caught:
        parse_article(text)
    assert caught.value.facts["line"] == line


def test_dates_stay_the_strings_they_are():
    assert parse_article(EDITED).last_verified == "2025-03-04"


def test_every_article_of_a_large_corpus_is_written_back_as_it_was(shared):
    for path in sorted((shared / "data" / "anchorfact-dev").glob("*/*.md")):
        text = path.read_bytes().decode("utf-8")
        assert render_article(parse_article(text)) == text, path.name


def test_an_edit_in_a_large_corpus_changes_only_its_own_lines(shared):
    for path in sorted((shared / "data" / "anchorfact-dev").glob("*/*.md")):
        text = path.read_bytes().decode("utf-8")
        article = parse_article(text)
        lines = changed_lines(text, render_article(article.model_copy(update={"confidence": "low?"})))
        assert len(lines) == 2, path.name
        assert lines[1].startswith("+confidence: low?"), path.name


@given(st.text(alphabet="#-~` ab\n", max_size=60))
def test_a_body_is_cut_and_put_together_without_loss(text):
    assert parse_body(text).render() == text


def test_a_heading_in_fenced_code_is_no_heading():
    body = parse_body("## Code\n```\n## not one\n```\n\n## Next\nText\n")
    assert [section.heading for section in body.sections] == ["Code", "Next"]


PRETTY = """---
id: tide-mills
title: 'Tide Mills'
schema_type: article
category: history
language: en
confidence: low
last_verified: 2025-03-04
created_date: '2025-03-01'
generation_method: ai_structured
derived_from_human_seed: false
conflict_of_interest: none_declared
is_live_document: false
data_period: static
completeness: 0.70
atomic_facts:
  - id: af-history-tide-mills-1
    statement:
      A tide mill is a water mill that is driven by the rise and the fall of the
      sea, which fills a pond behind a dam twice a day. # from the survey
    source_title: "Harbour Notes"
    source_ref: ps-tide-mills-1
    confidence: low
primary_sources: [{ id: ps-tide-mills-1, title: Harbour Notes, type: article }]
known_gaps:
  - >-
    Year -- the page does not say in which year the mill on the northern bank of
    the river was built, # and this is text
    nor by whom
disputed_statements: []
secondary_sources: []
updated: '2025-03-04'
---

## TL;DR

A tide mill.
"""


MOVED = EDITED.replace('updated: "2025-03-04"\n', "").replace("id: tide", 'updated: "2025-03-04" # moved\nid: tide', 1)


@pytest.mark.parametrize("text", [EDITED, PRETTY, MOVED])
@pytest.mark.parametrize(
    "change", [("", ""), ("\n", "\r\n"), ("\n", "\r"), ("---\n", "---  \n"), (".\n", ".\r\n"), ("---\nid", "\ufeff---\nid")]
)
def test_a_file_of_another_style_is_mended_with_its_comments_and_keys(text: str, change: tuple[str, str]) -> None:
    text = text.replace(*change)
    mended = mend_style(text)
    found = read_article(mended)
    assert list(find_style_faults(found.article)) == [] or found.in_style
    assert found.article.to_data() == parse_article(text).to_data()
    comments = [line[line.index("# ") :] for line in text.splitlines() if "# " in line and "this is text" not in line]
    assert all(comment in mended for comment in comments if not comment.startswith("##"))
    assert ("reviewed_by: R. Ito\n" in mended) == ("reviewed_by" in text)
    assert mend_style(mended) == mended


def test_a_file_in_the_house_style_is_not_mended(sample):
    assert mend_style(sample) == sample


@given(st.data())
def test_any_editing_of_style_is_mended_to_the_same_bytes(data):
    """Quotes, blank lines and line ends say nothing, so that the file without them comes back."""
    lines = render_article(parse_article(PRETTY).with_layout(Layout())).split("\n")
    dates = {at: line for at, line in enumerate(lines) if line.endswith('"')}
    changed = [
        line.replace('"', data.draw(st.sampled_from(["'", '"', ""]))) if at in dates else line for at, line in enumerate(lines)
    ]
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = data.draw(st.sampled_from(["", "\ufeff"])) + end.join(changed)
    assert mend_style(text) == "\n".join(lines)
