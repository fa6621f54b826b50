#!/usr/bin/env bash
# Numbers of residence permits that python-stdnum does not know.
#
# Residents of Hong Kong, Macau and Taiwan who live on the mainland have had a residence permit since September 2018, with
# a citizen's number after GB 11643 whose place is 810000, 820000 or 830000 (State Council, measures of August 2018). People
# give that number for a labour contract as they would that of an identity card.
# Expected of `stdnum.cn.ric`, whose subject is that number: valid when length, birth date and check character are right.
# Seen: InvalidComponent, because its list of places ends with the provinces. Whoever checks an applicant's number with it
# before sending it turns these people away.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install python-stdnum==2.1
cat > "$folder/look.py" <<'PYTHON'
import stdnum
from stdnum.cn import ric

print("python-stdnum", stdnum.__version__)
for place in ("110101", "810000", "820000", "830000"):
    # Invented: born on 1990-03-07, sequence 123.
    number = place + "19900307" + "123"
    number += ric.calc_check_digit(number + "0")
    try:
        ric.validate(number)
        print(place, "valid")
    except Exception as error:
        print(place, type(error).__name__)
PYTHON
seen=$("$folder/venv/bin/python" "$folder/look.py")
echo "$seen"
[ "$seen" = "python-stdnum 2.1
110101 valid
810000 InvalidComponent
820000 InvalidComponent
830000 InvalidComponent" ] || { echo "This has changed." >&2; exit 1; }
