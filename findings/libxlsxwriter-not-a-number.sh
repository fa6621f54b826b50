#!/usr/bin/env bash
# A rate of nothing in a workbook by libxlsxwriter.
#
# Tables of hiring hold rates, and a rate of nobody is 0/0. Expected of `worksheet_write_number` for a number that is none: an
# error, or a cell with the error #NUM!, as the same author's Python library says or can be told to (TypeError, or
# `nan_inf_to_errors`). Seen in libxlsxwriter 1.1.4 (Debian 12): it returns LXW_NO_ERROR and writes <v>NAN</v>, which is no number
# of XML Schema (that would be NaN) and no content of a cell (ECMA-376 part 1, 18.3.1.4): openpyxl opens nothing of such a
# workbook, also not the sheets that are right. Whoever writes rates looks at them first and leaves such a cell empty.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && apt-get -qq -o APT::Sandbox::User=root download libxlsxwriter-dev=1.1.4-2+b1 libxlsxwriter4=1.1.4-2+b1)
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder/root"; done
libraries=$(dirname "$(find "$folder/root" -name 'libxlsxwriter.so')")
cat > "$folder/rates.c" <<'C'
#include <stdio.h>
#include <xlsxwriter.h>

int main(int count, char **words) {
    double hired = 0, applied = count - 2;
    lxw_workbook *book = workbook_new(words[1]);
    lxw_worksheet *right = workbook_add_worksheet(book, "right");
    lxw_worksheet *rates = workbook_add_worksheet(book, "rates");
    printf("libxlsxwriter %s\n", lxw_version());
    worksheet_write_number(right, 0, 0, 0.25, NULL);
    printf("written with %d\n", worksheet_write_number(rates, 0, 0, hired / applied, NULL));
    printf("closed with %d\n", workbook_close(book));
}
C
cc -I"$folder/root/usr/include" "$folder/rates.c" -o "$folder/rates" -L"$libraries" -lxlsxwriter -lz
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install openpyxl==3.1.5
cat > "$folder/look.py" <<'PYTHON'
import re
import sys
import zipfile

import openpyxl

cells = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet2.xml").decode()
# The sign of the number is the machine's.
print("cell", re.search("<v>-?(.*?)</v>", cells)[1])
try:
    openpyxl.load_workbook(sys.argv[1])
    print("openpyxl", openpyxl.__version__, "opens it")
except ValueError:
    print("openpyxl", openpyxl.__version__, "ValueError")
PYTHON
seen=$(LD_LIBRARY_PATH=$libraries "$folder/rates" "$folder/rates.xlsx"
    "$folder/venv/bin/python" "$folder/look.py" "$folder/rates.xlsx")
echo "$seen"
[ "$seen" = "libxlsxwriter 1.1.4
written with 0
closed with 0
cell NAN
openpyxl 3.1.5 ValueError" ] || { echo "This has changed." >&2; exit 1; }
