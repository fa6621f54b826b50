"""Writes Shared/Words/Chinese/Tables/pinyin.txt: the characters of GB 2312 by their most usual reading, without tones.

    pip install pypinyin==0.55.0 && python3 Tools/tables/pinyin.py
"""

import pathlib

from pypinyin import lazy_pinyin

TABLE = pathlib.Path(__file__).parents[2] / "Shared/Words/Chinese/Tables/pinyin.txt"
HEAD = """\
# A syllable and the characters of GB 2312 that are read so by their most usual reading.
# From pypinyin 0.55.0 (MIT, H. Huang), whose readings come from the pinyin-data project (MIT).
# Made by Tools/tables/pinyin.py.
"""


def characters():
    """In the order of the standard: rows 16 to 87 hold characters, 94 to a row."""
    for row in range(16, 88):
        for cell in range(1, 95):
            try:
                yield bytes([row + 0xA0, cell + 0xA0]).decode("gb2312")
            except UnicodeDecodeError:
                pass


readings = {}
for character in characters():
    (syllable,) = lazy_pinyin(character)
    readings.setdefault(syllable.replace("ü", "v"), []).append(character)
TABLE.write_text(HEAD + "".join(f"{name}{''.join(readings[name])}\n" for name in sorted(readings)))
