"""Our YAML is js-yaml's, byte for byte, and every reader takes it for what it is."""

from __future__ import annotations

import io

import yaml
from ruamel.yaml import YAML

from extractor.write import parse_article, read_yaml, render_article, write_yaml


def front_matter(text: str) -> str:
    return text.split("---\n")[1]


def test_300_articles_are_written_as_js_yaml_writes_them(js_yaml, articles):
    documents = [article.to_data() for article in articles]
    assert [write_yaml(document) for document in documents] == js_yaml("dump", documents)


def test_300_articles_mean_the_same_to_js_yaml_and_to_us(js_yaml, articles):
    texts = [write_yaml(article.to_data()) for article in articles]
    ours = [read_yaml(text) for text in texts]
    assert ours == [article.to_data() for article in articles]
    assert ours == js_yaml("load", texts)


def test_300_articles_mean_the_same_to_pyyaml(articles):
    for article in articles:
        assert yaml.load(write_yaml(article.to_data()), Loader=yaml.CSafeLoader) == article.to_data()


def test_articles_mean_the_same_to_ruamel(articles):
    reader = YAML(typ="safe", pure=True)
    for article in articles[::10]:
        assert reader.load(io.StringIO(write_yaml(article.to_data()))) == article.to_data()


def test_300_articles_are_read_back_as_they_were(articles):
    for article in articles:
        text = render_article(article)
        assert parse_article(text) == article
        assert render_article(parse_article(text)) == text


def test_the_real_article_is_written_back_byte_for_byte(seed_article, js_yaml):
    text = seed_article.read_bytes().decode()
    article = parse_article(text)
    assert render_article(article) == text
    assert write_yaml(article.to_data()) == front_matter(text)
    assert js_yaml("dump", [article.to_data()]) == [front_matter(text)]


LONE = """
    1:2 -1:2.5 +.5 0b101 0o17 017 a#b :a << = y N On oFF Null ~ 2001-1-1 2001-01-01 0. 1e5 1e .inf -.INF
    .nan ' " \\ % @x ` !x &x *x | > ?
    - -- --- ...
"""
STRINGS = [
    *LONE.split(), "- a", "? x", "a: b", "a:", "a #b", "2001-1-1 1:00:00", "1" * 120, "x" * 120, "x" * 60 + " " + "y" * 60,
    "\u00a0", "a\u00a0b", "\ufeffx", "x\x85y", "\u2028", "tab\there", "bell\x07", "\x7f", "\ud7ff", "\ue000", "a\x00b",
    "\U0001f30a" * 60, " lead", "trail ", "two  blanks " * 12, "a\nb", "a\n", "\n", "\n\n", "\n a", " a\nb",
    "word " * 30 + "\n" + "line " * 30 + "\n\n  indented " * 9,
]  # fmt: skip


def test_strings_that_yaml_minds_are_written_as_js_yaml_writes_them(js_yaml):
    documents = [{"key": text, "list": [text, {"deep": text, "deeper": [text]}], f"k{text[:40]}": 1} for text in STRINGS]
    assert [write_yaml(document) for document in documents] == js_yaml("dump", documents)


def test_numbers_are_written_as_js_yaml_writes_them(js_yaml):
    numbers = [0.85, 0.5, 1.0, 0, -3, 100, 1e-7, 1.5e-9, 0.000001, 1e20, 1e21, 1.25e30, 123456.789, 0.1 + 0.2, -0.5]
    documents = [{"n": number, "b": True, "z": None, "e": {}, "l": [[1, [2]], [], [{}]]} for number in numbers]
    assert [write_yaml(document) for document in documents] == js_yaml("dump", documents)


def test_what_yaml_1_1_takes_for_a_number_is_quoted_unlike_in_js_yaml():
    for text in ("1_000", "1_000.5", "0x_ff", "0b1_0", "1e999"):
        assert write_yaml({"key": text}) == f'key: "{text}"\n'
        assert yaml.safe_load(write_yaml({"key": text})) == {"key": text}
