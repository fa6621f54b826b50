"""Writes docs/performance.md from the results."""

HEAD = """# Performance

Written by `make bench`, which builds in release, installs what only the measuring needs and takes the figures on this
machine; `make bench ONLY=http` does one part and leaves the others as they are. The rows are in
`.colloquy/bench/results.json` as well. A value is a
median, behind it the 95 % interval of that median and the number of runs. In a row with a peer the value is the peer's;
*ratio* is ours beside it in the same run, and more than 1 speaks for us, also where less is better.
"""


def heading(module):
    """The first line of the module's docstring, without its full stop."""
    return (module.__doc__ or module.__name__).strip().split("\n")[0].rstrip(".")


def number(value):
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}" if size < 100 else f"{value:.0f}"


def plain(rows):
    """The rows as lines for people at a terminal."""
    for row in rows:
        peer = f" ({row['peer']})" if row["peer"] else ""
        ratio = f", ratio {number(row['ratio'])}" if row["ratio"] is not None else ""
        yield (f"  {row['name']}{peer}: {number(row['value'])} {row['unit']} "
               f"[{number(row['low'])} – {number(row['high'])}], n {row['n']}{ratio}")


def table(rows):
    lines = ["| what | who | value | 95 % | n | ratio |", "|---|---|---:|---:|---:|---:|"]
    for row in rows:
        interval = f"{number(row['low'])} – {number(row['high'])}" if row["n"] > 1 else "–"
        ratio = "" if row["ratio"] is None else number(row["ratio"])
        lines.append(f"| `{row['name']}` | {row['peer'] or 'Colloquy'} | {number(row['value'])} {row['unit']} "
                     f"| {interval} | {row['n']} | {ratio} |")
    return lines


def section(module, rows, about):
    lines = [f"## {heading(module)}", ""]
    rest = (module.__doc__ or "").strip().split("\n")[1:]
    if any(line.strip() for line in rest):
        lines += ["\n".join(line.strip() for line in rest).strip(), ""]
    lines += table(rows) + [""]
    for name, text in module.SETTINGS.items():
        lines.append(f"* **{name}**: {text}")
    lines += [f"* **not measured**: {sentence}" for sentence in about.get("absent", [])]
    machine = about.get("machine", {})
    facts = "; ".join(f"{name} {text}" if name[:1].isupper() or name in ("revision", "load at the end", "librdkafka")
                      else text for name, text in machine.items())
    lines += ["", f"Measured {about.get('date', '')} in {about.get('seconds', 0)} s. {facts}.", ""]
    return lines


def write(file, modules, rows, runs):
    """The page with a section for each module: from this run or an earlier one here, else as the page has it."""
    before = sections(file.read_text()) if file.exists() else {}
    lines = [HEAD]
    for module in modules:
        about = runs.get(module.__name__)
        own = [row for row in rows if about and row["name"] in about["names"]]
        if own:
            lines += section(module, own, about)
        elif heading(module) in before:
            lines += [before[heading(module)], ""]
    file.write_text("\n".join(lines).rstrip() + "\n")


def sections(text):
    """The sections of a page by their headings."""
    parts = ("\n" + text).split("\n## ")[1:]
    return {part.split("\n")[0]: f"## {part.rstrip()}" for part in parts}
