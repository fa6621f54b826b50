"""Writes Shared/Words/Chinese/Tables/traditional-characters.txt from OpenCC's dictionary of characters.

    pip install opencc-python-reimplemented==0.1.7 && python3 Tools/tables/traditional.py
"""

import pathlib

import opencc

TABLE = pathlib.Path(__file__).parents[2] / "Shared/Words/Chinese/Tables/traditional-characters.txt"
DICTIONARY = pathlib.Path(opencc.__file__).parent / "dictionary/TSCharacters.txt"
HEAD = """\
# A traditional character and the simplified one that stands for it.
# From the dictionary TSCharacters of OpenCC (Apache-2.0, BYVoid and contributors), the first choice of each.
# Made by Tools/tables/traditional.py.
"""

pairs = []
for line in DICTIONARY.read_text().splitlines():
    traditional, choices = line.split("\t")
    simplified = choices.split(" ")[0]
    # The common block: what a recogniser writes.
    if traditional != simplified and "\u4e00" <= traditional <= "\u9fff" and simplified <= "\uffff":
        pairs.append(traditional + simplified)
lines = [" ".join(pairs[start : start + 20]) for start in range(0, len(pairs), 20)]
TABLE.write_text(HEAD + "\n".join(lines) + "\n")
