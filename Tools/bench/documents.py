"""Documents: PDF per second.

The document maker of the reporting and contracts services: WeasyPrint in a sandboxed process of its own for each document,
so that one hostile page harms no other. Beside it the same program called in the same way without the sandbox (bare).
"""
import concurrent.futures
import html
import json
import re
import subprocess
import time

import measure
import places

ORDER = 50
PAIRS = 3
COUNT = 6
AT_ONCE = 2
PYTHON = places.CHECKOUT / ".colloquy/venv-documents/bin/python"
BARE = """
import sys, weasyprint
weasyprint.HTML(string=sys.stdin.read(), media_type="print").render().write_pdf(sys.stdout.buffer, pdf_tags=True)
"""
SETTINGS = {
    "Colloquy": f"`PDF.render` in release, {COUNT} documents, {AT_ONCE} at once as the services do, a new process and "
                "sandbox for each; the report as the demo's services made it, the words of the demo's contract",
    "bare": f"the same Python and WeasyPrint, a new process for each document, {AT_ONCE} at once",
}


def rows():
    result = []
    for name, page in (("report", _report()), ("contract", _contract())):
        if page is None:
            continue
        file = places.KEPT / f"{name}.html"
        file.write_text(page)
        pairs = measure.alternate(lambda: _ours(file), lambda: _bare(page), PAIRS, 1)
        result += [measure.row(f"documents.{name}", "PDF/s", pairs.ours),
                   measure.row(f"documents.{name}", "PDF/s", pairs.theirs, "bare", pairs.ratio())]
    return result


def _ours(file):
    done = subprocess.run([places.RELEASE / "workbench", "document", file, str(COUNT), str(AT_ONCE)],
                          capture_output=True, text=True, timeout=300, cwd=places.CHECKOUT)
    if done.returncode != 0:
        raise places.Stopped(f"workbench: {done.stdout}{done.stderr}")
    told = json.loads(done.stdout.splitlines()[-1])
    return told["documents"] / told["seconds"]


def _bare(page):
    def one(_):
        done = subprocess.run([PYTHON, "-I", "-B", "-c", BARE], input=page.encode(), capture_output=True, timeout=120)
        if not done.stdout.startswith(b"%PDF"):
            raise places.Stopped(f"WeasyPrint: {done.stderr[-500:].decode(errors='replace')}")

    begin = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(COUNT)))
    return COUNT / (time.monotonic() - begin)


def _kept(name):
    """A file of a story that was played; None, and said so, where there was none."""
    for folder in (places.KEPT / "story", places.CHECKOUT / ".colloquy/demo"):
        if (folder / name).exists():
            return folder / name
    measure.absent(f"there is no {name} yet: `make demo` and `make bench ONLY=start` leave one")
    return None


def _report():
    file = _kept("chen-report.html")
    return file.read_text() if file else None


def _contract():
    """A page with the words of a contract, paragraph by paragraph, in the style of its template."""
    file = _kept("chen-contract-signed.pdf")
    if file is None:
        return None
    words = subprocess.run(["pdftotext", "-enc", "UTF-8", file, "-"], capture_output=True, text=True, timeout=60).stdout
    template = (places.CHECKOUT / "Services/Contracts/App/Templates/contract.html").read_text()
    head = re.sub(r"\{\{[^}]*\}\}", "", template[:template.index("<body")])
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in words.splitlines() if line.strip())
    return f"{head}<body>{paragraphs}</body></html>"
