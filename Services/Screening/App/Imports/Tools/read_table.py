"""Reads a table (CSV or XLSX) and writes it as JSON lines: what the table is, then each row with what stands in its cells.

A cell is null, a text, or an object with one name: n (a number as it is written), d (a date), x (why it has no value that could be
taken). Nothing is guessed: a formula is not computed, a number is not rounded, an encoding that is not sure is refused.
"""
import codecs
import csv
import datetime
import io
import json
import sys
import warnings
import zipfile

ROWS_MAX, COLUMNS_MAX, CHARACTERS_MAX = (int(word) for word in sys.argv[2:5])
EXPANDED_BYTES_MAX = 400 << 20
PARTS_MAX = 2000
# Above the head there may be a title; more lines than this are no head.
LINES_ABOVE_HEAD_MAX = 20


class Refused(Exception):
    pass


def text(value):
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(value) > CHARACTERS_MAX:
        return {"x": "too-long"}
    return value or None


def number(value):
    if isinstance(value, int):
        return {"n": str(value)}
    # A double holds whole numbers of up to fifteen digits as they were written.
    if value == int(value) and abs(value) < 1e15:
        return {"n": str(int(value))}
    return {"n": repr(value)}


def cell(one):
    """What a cell of a workbook holds. An empty one of openpyxl has neither type nor style."""
    value, kind = one.value, one.data_type
    if value is None:
        return None
    if kind == "f":
        return {"x": "formula"}
    if kind == "e":
        return {"x": "error"}
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number(value) if value == value and abs(value) != float("inf") else {"x": "error"}
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"d": value.strftime("%Y-%m-%d") if value.year >= 1000 else "%04d" % value.year + value.strftime("-%m-%d")}
    if isinstance(value, str):
        return text(value)
    return {"x": "error"}


def bounded(row):
    """Without what is empty at its end."""
    row = list(row)
    while row and row[-1] is None:
        row.pop()
    if len(row) > COLUMNS_MAX:
        raise Refused("too-many-columns")
    return row


def workbook(data):
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise Refused("protected" if "EncryptedPackage".encode("utf-16-le") in data else "old-excel")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError):
        raise Refused("damaged")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("protected")
    if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > EXPANDED_BYTES_MAX:
        raise Refused("unsafe")
    if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
        raise Refused("not-a-table")
    # No program that writes workbooks declares entities; who does wants them expanded.
    if any(name.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.open(name).read(4096).upper()
           for name in archive.namelist()):
        raise Refused("unsafe")
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    warnings.simplefilter("ignore")
    # Formulas as formulas: the value that a program once computed need not be there, and then the cell would look empty.
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise Refused("empty")
    sheet = sheets[0]
    # What a file says of its size is often wrong (A1 for all), and rows beyond it would be left out.
    sheet.reset_dimensions()
    about = {"format": "xlsx", "sheet": sheet.title[:100], "sheetCount": len(sheets),
             "isEpoch1904": book.epoch == CALENDAR_MAC_1904}
    return about, (bounded(cell(one) for one in row) for row in sheet.iter_rows())


def is_common(letters):
    """Whether nearly all of what is not ASCII are characters of everyday Chinese: nearly every sequence of bytes is GB 18030."""
    foreign = [letter for letter in letters if ord(letter) > 0x7F]
    common = 0
    for letter in foreign:
        try:
            letter.encode("gb2312")
            common += 1
        except UnicodeEncodeError:
            pass
    return not foreign or common >= 0.95 * len(foreign)


def decoded(data):
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(name), "utf-16" if name == "utf-16" else "utf-8"
            except UnicodeDecodeError:
                raise Refused("encoding-unsure")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        letters = data.decode("gb18030")
    except UnicodeDecodeError:
        raise Refused("encoding-unsure")
    if not is_common(letters):
        raise Refused("encoding-unsure")
    return letters, "gb18030"


def separated(letters, delimiter):
    return csv.reader(io.StringIO(letters, newline=""), delimiter=delimiter, strict=True)


def delimiter_of(letters):
    """The one by which the first lines have the most columns, and all of them as many as the head."""
    best, best_rank = ",", (-1, -1)
    for delimiter in (",", ";", "\t"):
        lines = []
        try:
            for line in separated(letters, delimiter):
                if any(line):
                    lines.append(line)
                if len(lines) == 20:
                    break
        except csv.Error:
            continue
        if not lines:
            continue
        columns = max(len(line) for line in lines)
        rank = (columns > 1, sum(len(line) == columns for line in lines) / len(lines), columns)
        if rank > best_rank:
            best, best_rank = delimiter, rank
    return best


def separated_values(data):
    letters, encoding = decoded(data)
    if any(ord(letter) < 0x20 and letter not in "\t\n\r\f" for letter in letters[:65536]) or "\0" in letters:
        raise Refused("not-a-table")
    delimiter = delimiter_of(letters)
    csv.field_size_limit(1 << 20)
    about = {"format": "csv", "encoding": encoding, "delimiter": {",": "comma", ";": "semicolon", "\t": "tab"}[delimiter]}

    def rows():
        try:
            for line in separated(letters, delimiter):
                yield bounded(text(field) for field in line)
        except csv.Error:
            raise Refused("quotes")

    return about, rows()


def head_of(rows):
    """The first line with two texts or more, with its number; lines above it are a title. A table of one column has a head of one."""
    above = []
    for place, row in enumerate(rows, 1):
        filled = [one for one in row if one is not None]
        if len(filled) > 1:
            return place, row
        if filled:
            above.append((place, row))
        if place >= LINES_ABOVE_HEAD_MAX:
            break
    raise Refused("no-head" if above else "empty")


def label(one):
    if one is None:
        return ""
    return (one if isinstance(one, str) else one.get("n") or one.get("d") or "")[:200].replace("\n", " ")


def main():
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    is_archive = data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")

    def put(value):
        out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")

    try:
        if not data.strip():
            raise Refused("empty")
        about, rows = workbook(data) if is_archive else separated_values(data)
        rows = iter(rows)
        place, head = head_of(rows)
        about["columns"] = [label(one) for one in head]
        put(about)
        count = 0
        for place, row in enumerate(rows, place + 1):
            if not row:
                continue
            count += 1
            if count > ROWS_MAX:
                raise Refused("too-many-rows")
            put({"row": place, "cells": row})
        if not count:
            raise Refused("no-rows")
    except Refused as refusal:
        put({"refused": str(refusal)})
    except (MemoryError, RecursionError):
        put({"refused": "unsafe"})
    except Exception as error:
        # A library's own sentence may quote the file.
        put({"refused": "damaged", "fault": type(error).__name__})
    out.flush()


main()
