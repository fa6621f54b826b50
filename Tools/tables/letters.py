"""Writes Shared/Words/Names/Tables/letters.txt: Latin letters with marks, and what they are without.

    python3 Tools/tables/letters.py
"""

import pathlib
import unicodedata

TABLE = pathlib.Path(__file__).parents[2] / "Shared/Words/Names/Tables/letters.txt"
HEAD = """\
# A small letter without marks and those that are it with marks, by the decompositions of Unicode 14.0 (Unicode-DFS-2016), and the
# letters that are none but are typed as one.
# Made by Tools/tables/letters.py.
"""
TYPED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t",
         "ĸ": "k", "ſ": "s", "ƒ": "f", "ə": "e"}

letters = {}
for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
    letter = chr(code)
    if letter != letter.lower() or not letter.isalpha():
        continue
    plain = TYPED.get(letter) or "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
    plain = "".join(TYPED.get(one, one) for one in plain).lower()
    if plain != letter and plain.isascii() and plain.isalpha():
        letters.setdefault(plain, []).append(letter)
TABLE.write_text(HEAD + "".join(f"{plain}{''.join(letters[plain])}\n" for plain in sorted(letters)))
