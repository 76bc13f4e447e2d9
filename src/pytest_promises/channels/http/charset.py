"""Bytes of an HTML document as text, by the rules of the WHATWG's Encoding and HTML standards, cut to what is met."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_LOOKED_THROUGH = 4096
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_LABELS = {"windows-874": "cp874", "x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030"}
_FAMILIES = (
    "ascii",
    "big5",
    "cp1",
    "cp8",
    "cp9",
    "euc",
    "gb",
    "hz",
    "iso",
    "koi8",
    "mac",
    "shift",
    "tis",
    "utf-8",
    "utf-16",
)


def decode(body: bytes, content_type: str) -> str:
    """Return the text: by byte-order mark, header, `<meta charset>`, else UTF-8, else windows-1252."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = _HEADER.search(content_type)
    label = declared[1] if declared else _meta(body)
    codec = _codec(label)
    if codec:
        return body.decode(codec, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _meta(body: bytes) -> str:
    found = _DECLARED.search(body[:_LOOKED_THROUGH])
    label = found[1].decode("ascii") if found else ""
    # A document whose declaration could be read byte by byte is not in UTF-16, whatever it claims.
    return "utf-8" if label.lower().startswith("utf-16") else label


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(_LABELS.get(label.lower(), label)).name if label else ""
    except (LookupError, ValueError):
        return ""
    # Python also calls transformations such as idna and unicode_escape encodings; no page is written in them.
    return _MEANT.get(name, name) if name.startswith(_FAMILIES) else ""
