#!/usr/bin/env python3
"""What sending costs a browser while it records; for `make bench ONLY=page_sending`.

sending.py --environment FILE [--rounds N]: a line of JSON
"""
import argparse
import json
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "demo")]
from chromium import chromium  # noqa: E402
from entry import come_to_devices  # noqa: E402
from examine import Examiner  # noqa: E402
from outside import Outside  # noqa: E402
from people import Employer  # noqa: E402

SECONDS = 20
SECOND_BYTES = 125_000
# The page's own modules keep and send what comes once a second, as from a recorder; without `keep` it only comes.
BEGIN = """async ({ folder, isKept, size }) => {
  const ask = (path) => fetch(path, { method: "POST", headers: { "Idempotency-Key": crypto.randomUUID() } });
  const session = await (await fetch("/v1/candidate/session")).json();
  const question = session.questions[0].questionID;
  const path = `/v1/candidate/questions/${question}`;
  await ask(`${path}/opening`);
  const begun = await (await ask(`${path}/takes`)).json();
  const { take, partCount } = begun.takesInHand[0];
  const { Outbox } = await import(`${folder}/outbox.js`);
  const { Sender } = await import(`${folder}/sender.js`);
  const outbox = await Outbox.open(session.applicationID);
  const part = outbox.begin({ question, take, part: partCount + 1, type: "video/webm", isClaimed: false, lost: 0 });
  const claim = () => fetch(`${path}/takes/${take}/parts`, { method: "POST", headers: { "Idempotency-Key": part.upload } });
  const sender = isKept && new Sender(outbox, { claim, refused() {}, changed() {} });
  const head = [0x1A, 0x45, 0xDF, 0xA3];
  let count = 0;
  window.sent = () => (isKept ? part.sent ?? 0 : count * size);
  window.comes = setInterval(async () => {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    if (!count) bytes.set(head);
    count += 1;
    if (!isKept) return;
    await outbox.add(part, bytes, Date.now());
    sender.wake();
  }, 1000);
}"""


def used(devtools):
    """Processor seconds of all processes of the browser."""
    return sum(one["cpuTime"] for one in devtools.send("SystemInfo.getProcessInfo")["processInfo"])


def share(browser, employer, is_kept):
    """Processors that the browser takes while a second of recording comes each second."""
    candidate = employer.invite("spoken", "en")
    with browser.reader() as reader:
        come_to_devices(reader, candidate).do("start", "question")
        # A page of the same origin on which nothing else runs.
        folder = reader.page.locator("script").first.get_attribute("src").rsplit("/", 1)[0]
        reader.go("/i/consent", "consent")
        reader.page.evaluate(BEGIN, {"folder": folder, "isKept": is_kept, "size": SECOND_BYTES})
        devtools = browser.browser.new_browser_cdp_session()
        time.sleep(3)
        begin, before, sent = time.monotonic(), used(devtools), reader.page.evaluate("sent()")
        time.sleep(SECONDS)
        result = (used(devtools) - before) / (time.monotonic() - begin)
        sent = reader.page.evaluate("sent()") - sent
        if sent < (SECONDS - 3) * SECOND_BYTES:
            raise SystemExit(f"{sent} bytes were sent in {SECONDS} s")
        devtools.detach()
        return result


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--environment", required=True)
    words.add_argument("--rounds", type=int, default=4)
    chosen = words.parse_args()
    folder = pathlib.Path(chosen.environment).parent
    employer = Employer(Outside.of(chosen.environment), folder / "keys")
    found = {"sending": [], "idle": []}
    with chromium(employer.origin, folder, "carter-incident", Examiner()) as browser:
        for _ in range(chosen.rounds):
            found["sending"].append(share(browser, employer, True))
            found["idle"].append(share(browser, employer, False))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
