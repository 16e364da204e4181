"""An article, or a page of an encyclopedia, laid out from its fields."""

from __future__ import annotations

from extractor.read.json.layout import YEAR, PageLayout, link_to, one_line
from extractor.read.json.parts import find_address
from extractor.read.json.prose import lay_out_text
from extractor.read.json.text import Member
from extractor.read.views import View
from extractor.read.writer import ViewWriter
from extractor.spans import TracedText

_LONGEST_TITLE = 300


class DocumentLayout(PageLayout):
    """An article, or a page of an encyclopedia: its text is its content."""

    def lay_out(self, text: Member) -> View | None:
        """Lay the page out; None where it has no title."""
        page, fields = self.page, self.fields
        body = self._lay_out_body(text)
        title = page.text(*fields.title)
        if self.reader.is_known(body.text.text):
            return self._lay_out_known(body, title)
        if title is None or len(title.value.words) > _LONGEST_TITLE:
            head, body = _split_title(body)
            if head is None:
                return None
            self.writer.line(head, ("title", "", None), ("heading", "1", None))
            self.write_head(None)
        else:
            self.write_head(title)
        self._write_origin()
        self.write_label("content", text)
        self.writer.view(body)
        return self.finish()

    def _lay_out_known(self, body: View, title: Member | None) -> View:
        """A saved page of a known make has all its parts in its text; its title is put first where it lacks it."""
        if title and title.value.words not in body.text.text[: len(title.value.words) + 1000]:
            self.writer.line(one_line(title.value), ("title", "", None), ("heading", "1", None))
        self.writer.view(body)
        return self.finish()

    def _lay_out_body(self, text: Member) -> View:
        """The text with what leads into it: a summary that stands beside sections is their lead."""
        body = lay_out_text(text.value, self.page, self.reader)
        lead = self.page.text(*self.fields.lead, *(self.fields.summary if text.value.is_list else ()))
        if lead is None or lead.value.start == text.value.start or lead.value.words[:80] in body.text.text:
            return body
        writer = ViewWriter()
        writer.view(lay_out_text(lead.value, self.page, self.reader))
        writer.view(body)
        self.mark_used(lead)
        return View(*writer.finish())

    def _write_origin(self) -> None:
        fields = self.fields
        publisher = self.page.text(*fields.publisher)
        address = self.page.address(*fields.url)
        named = (
            publisher.value if publisher and publisher.value.is_text and not find_address(publisher.value, fields) else address
        )
        if named is not None:
            self.write_label("source", publisher if publisher and named is publisher.value else None)
            self.writer.line(one_line(named), link_to(address))
        for part in ("author", "published"):
            found = self.page.text(*getattr(fields, part))
            if found and found.value.is_text and (part == "author" or YEAR.search(found.value.words)):
                self.write_label(part, found)
                self.writer.line(one_line(found.value))
        summary = self.page.text(*fields.summary)
        if summary and summary.key.start not in self.used:
            self.write_label("document_summary", summary)
            self.writer.view(lay_out_text(summary.value, self.page, self.reader))


def _split_title(body: View) -> tuple[TracedText | None, View]:
    """Take the first line of a text for its title, unless it is a paragraph."""
    words = body.text.text
    low = len(words) - len(words.lstrip())
    high = words.find("\n", low) if "\n" in words[low:] else len(words)
    if high - low > _LONGEST_TITLE or high == len(words):
        return None, body
    writer = ViewWriter()
    writer.view(body, start=high + 1)
    return body.text.cut(low, high), View(*writer.finish())
