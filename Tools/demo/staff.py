"""The employer's people at the console: asked in by the operator's tool, set up as a browser does it, with the codes that an
authenticator app shows.

staff.py FILE   prints the codes of this moment for the people in the file that the demo wrote.
"""
import base64
import hashlib
import hmac
import json
import pathlib
import re
import struct
import subprocess
import sys
import time
import urllib.parse

from outside import Unexpected

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
ROLES = ["administrator", "hr", "hiring-manager", "interviewer", "approver", "finance", "it-office", "auditor"]
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}


def code(secret, seconds=None):
    """The code of RFC 6238 for a key in base32."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">q", int(seconds or time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7fffffff) % 1_000_000:06}"


def invite(environment, name, role, program=CHECKOUT / ".build/debug/colloquy"):
    """The link by which somebody sets up an account, as the operator's tool prints it."""
    place = pathlib.Path(environment).resolve().parent.name
    done = subprocess.run(
        [program, "staff", "invite", name, "--role", role, "--at", place], cwd=CHECKOUT,
        capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise Unexpected(f"colloquy staff invite: {(done.stdout + done.stderr).strip()[-300:]}")
    return done.stdout.split()[-1]


def set_up(outside, environment, name, role, password):
    """An account from its invitation to its first session; gives what one signs in with."""
    token = invite(environment, name, role).split("#")[1]
    _, _, page = outside.request("POST", "/hr/welcome", form(token=token), FORM)
    secret = re.search(r'data-part="secret">([A-Z2-7]+)<', page.decode()).group(1)
    fields = form(token=token, password=password, code=code(secret))
    outside.request("POST", "/hr/welcome/account", fields, FORM, expect=(303,))
    return {"name": name, "role": role, "password": password, "secret": secret}


def form(**fields):
    return urllib.parse.urlencode(fields).encode()


def main():
    people = json.loads(pathlib.Path(sys.argv[1]).read_text())
    for person in people:
        print(f"{person['name']:16} {person['role']:16} {person['password']:24} {code(person['secret'])}")
    print(f"good for {30 - int(time.time()) % 30} s more; each is good once")


if __name__ == "__main__":
    main()
