"""Bytes → text. A byte-order mark decides, then NUL patterns of UTF-16 and -32, valid UTF-8, a declaration, and a guess.

What came with the page (the HTTP header) is believed before what stands in it, as browsers do.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from extractor.issues import Issue, make_issue
from extractor.knowledge import Knowledge
from extractor.read.guessing import guess_codec
from extractor.spans import Span

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_DECLARATIONS = (
    re.compile(rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE),
    re.compile(rb"^\s*<\?xml[^>]{1,100}?encoding=[\"']([\w:.-]{2,40})", re.IGNORECASE),
)
# What web pages mean by these names (WHATWG Encoding Standard, section 4.2): the superset that browsers use.
_SUPERSETS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
# IANA's names, where Python's own differ from them.
_IANA = {
    "big5hkscs": "big5-hkscs", "cp874": "windows-874", "cp932": "shift_jis", "cp949": "euc-kr", "cp866": "ibm866",
    "euc_jp": "euc-jp", "iso8859-1": "iso-8859-1", "iso8859-2": "iso-8859-2", "iso8859-5": "iso-8859-5",
    "iso8859-7": "iso-8859-7", "iso8859-15": "iso-8859-15", "koi8_r": "koi8-r", "koi8-r": "koi8-r", "koi8-u": "koi8-u",
    "utf-16-le": "utf-16le", "utf-16-be": "utf-16be", "utf-32-le": "utf-32le", "utf-32-be": "utf-32be",
    **{f"cp{page}": f"windows-{page}" for page in range(1250, 1259)},
}  # fmt: skip
_PAIRED = ["gb18030", "big5", "cp949", "euc_jp"]
_CANDIDATES = [
    *_PAIRED, "cp932", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp874", "koi8_r", "iso8859_2", "iso8859_5", "iso8859_7", "cp866",
]  # fmt: skip
# In Western text a letter above ASCII stands among ASCII letters: a word is never made of them alone, nor of many.
_WORD = re.compile(r"[^\W\d_]+")
_HIGH_RUN = re.compile(r"[\u00c0-\u00ff]{3,}")
# Signs that stand beside letters only when another encoding's letters are read as Windows-1252.
_HIGH_BYTES = re.compile(b"[\x80-\xff]+")
_MISREAD = re.compile(
    "(?<=[a-zA-Z])[\u00a5\u00a8\u00aa\u00ac\u00af\u00b1\u00b3\u00b4\u00b6\u00b8\u00b9\u00be\u00bf\u02c6](?=[a-zA-Z])"
    "|[\u00f0\u00d0\u00fe\u00de\u00fd\u00dd]"
)
# Codecs of Python that are no encodings of web pages, and some of them slow on purpose-made input.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"})
_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})


_CONTROL_BYTES = bytes((*range(9), *range(0x0E, 0x1B), 0x7F))


class Decoded(NamedTuple):
    """A decoded file; lone surrogates are still in the text."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


def count_controls(data: bytes) -> int:
    """How many bytes are control characters that text has no use for."""
    return len(data) - len(data.translate(None, _CONTROL_BYTES))


def decode_bytes(data: bytes, charset: str | None = None, *, knowledge: Knowledge) -> Decoded:
    """Decode bytes; what no encoding explains becomes U+FFFD, with an issue. ``charset`` is the encoding they came with.

    A byte-order mark stays, as U+FEFF: ``data.decode(encoding)`` gives the same text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding)
    if b"\0" in data and (wide := _find_wide(data)):
        return _decode(data, wide, guessed=True)
    if _is_utf8(data):
        return _decode(data, "utf-8")
    if (declared := _check_encoding(charset, data) or _find_declaration(data)) is not None:
        return _decode(data, declared)
    return _decode(data, _guess(data, knowledge), guessed=True)


def _decode(data: bytes, encoding: str, *, guessed: bool = False) -> Decoded:
    issues: list[Issue] = []
    name = _IANA.get(encoding, encoding)
    if guessed:
        issues.append(make_issue("read.encoding-guessed", f"The file declares no encoding; its bytes read as {name}."))
    try:
        text = data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        spans = tuple(Span(found.start(), found.end()) for found in re.finditer("\ufffd+", text))
        issues.append(make_issue("read.undecodable", f"Some bytes are not valid {name} and became U+FFFD.", spans[:20]))
    return Decoded(text, name, tuple(issues))


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, a few broken places allowed: chance makes no valid sequences in other encodings."""
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    else:
        return True
    broken = text.count("\ufffd")
    valid = sum(letter > "\x7f" for letter in text) - broken
    return bool(valid > 2 * broken)


def _find_wide(data: bytes) -> str | None:
    """Recognise UTF-16 or UTF-32 without a mark: read so, it is text, with few controls and unassigned characters."""
    narrow = data.replace(b"\0", b"")
    if data.count(0) * 5 < len(data) and count_controls(narrow) * 50 < len(narrow) and _is_utf8(narrow):
        return None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = data[:_SAMPLE].decode(encoding, "replace")
        odd = sum(unicodedata.category(letter) in _ODD and letter not in "\t\n\r" for letter in text)
        if odd + text.count("\ufffd") <= max(1, len(text) * 0.02) and any(letter.isalnum() for letter in text):
            return encoding
    return None


def _find_declaration(data: bytes) -> str | None:
    """The encoding that HTML or XML declares, where the bytes are valid in it."""
    found = next((found for pattern in _DECLARATIONS if (found := pattern.search(data[:4096]))), None)
    return _check_encoding(found[1].decode("ascii"), data) if found else None


def _check_encoding(declared: str | None, data: bytes) -> str | None:
    """The encoding that a name means on the web, where the bytes are valid in it."""
    if not declared:
        return None
    try:
        encoding = codecs.lookup(declared).name
        encoding = _SUPERSETS.get(encoding, encoding)
        if encoding.startswith(("utf-16", "utf-32")) or encoding in _NO_ENCODINGS:
            return None
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return encoding


def _guess(data: bytes, knowledge: Knowledge) -> str:
    """Guess from what the bytes read as; one byte a letter, if that gives words of a language, else as before."""
    likeliest = guess_codec(_sample_high(data), knowledge=knowledge)
    if likeliest is not None and likeliest.is_good:
        return likeliest.codec
    if _is_western(data):
        return "cp1252"
    if japanese := next((encoding for encoding in ("euc_jp", "cp932") if _is_japanese(data, encoding)), None):
        return japanese
    sample = _sample_high(data)
    if cyrillic := next((encoding for encoding in ("cp1251", "koi8_r", "cp866") if _is_cyrillic(sample, encoding)), None):
        return cyrillic
    import charset_normalizer

    candidates = _PAIRED if _is_paired(sample) else _CANDIDATES
    best = charset_normalizer.from_bytes(sample, cp_isolation=candidates, enable_fallback=False).best()
    return codecs.lookup(best.encoding).name if best else "cp1252"


def _is_western(data: bytes) -> bool:
    """Whether bytes read as Windows-1252 look like words of a Western language."""
    try:
        text = _sample_high(data).decode("cp1252")
    except UnicodeDecodeError:
        return False
    if _MISREAD.search(text):
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    high = sum(letter > "\x7f" for word in words for letter in word)
    return bool(high * 3 <= sum(map(len, words)) and sum(map(len, _HIGH_RUN.findall(text))) * 20 <= high)


def _is_cyrillic(data: bytes, encoding: str) -> bool:
    """Whether bytes read so are Cyrillic words in small letters; read with another Cyrillic encoding, case turns over."""
    text = data.decode(encoding, "replace")
    letters = sum(len(word) for word in _WORD.findall(text) if not word.isascii())
    signs = sum(letter > "\x7f" and not letter.isalpha() for letter in text)
    small = sum("\u0430" <= letter <= "\u045f" for letter in text)
    capital = sum("\u0400" <= letter <= "\u042f" for letter in text)
    return (small + capital) * 10 > (letters + signs) * 9 and small > 2 * capital


def _is_paired(data: bytes) -> bool:
    """Whether the bytes above ASCII always come in twos, as the letters of East Asian encodings do."""
    runs = _HIGH_BYTES.findall(data)
    return all(len(run) % 2 == 0 for run in runs[:-1]) and sum(map(len, runs)) >= 4


def _is_japanese(data: bytes, encoding: str) -> bool:
    """Whether bytes read so are full of kana: Japanese is, while Chinese and Korean read so are all ideographs."""
    try:
        letters = [letter for letter in data.decode(encoding) if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    return sum("\u3041" <= letter <= "\u30ff" for letter in letters) * 5 > len(letters)


def _sample_high(data: bytes) -> bytes:
    """The part of a file that tells its encoding: from the line of the first byte above ASCII on."""
    first = len(data) - len(data.lstrip(bytes(range(0x80))))
    start = data.rfind(b"\n", 0, first) + 1
    return data[max(start, first - 1024) : first + _SAMPLE]
