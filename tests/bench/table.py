#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Command Runner contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what the benchmarks reported as one table.

table.py ROWS [--json FILE]    ROWS: what COMMANDRUNNER_BENCH_RESULTS named, one JSON object a line
table.py --compare A B         two files that --json wrote
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys


def number(value):
    if value == 0 or 0.01 <= abs(value) < 10000:
        return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
    return f"{value:.2e}"


def print_columns(titles, rows):
    widths = [max(len(str(row[i])) for row in [titles, *rows]) for i in range(len(titles))]
    for row in [titles, ["─" * width for width in widths], *rows]:
        cells = [str(cell).rjust(width) if i == 1 else str(cell).ljust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def target(row):
    if "target" not in row:
        return ""
    return ("≥ " if row["better"] == "more" else "≤ ") + number(row["target"])


def print_table(rows):
    titles = ["what", "measured", "", "target", ""]
    measured = [[row["what"], number(row["value"]), row["unit"], target(row), row["result"]]
                for row in rows if row["result"] in ("pass", "short")]
    others = [[row["what"], number(row["value"]) if "value" in row else "–", row.get("unit", row.get("note", "")), "",
               "" if row["result"] == "info" else row["result"]]
              for row in rows if row["result"] not in ("pass", "short")]
    print()
    print_columns(titles, measured + ([[""] * 5] + others if others else []))
    short = sum(row["result"] == "short" for row in rows)
    print(f"\n{len(measured) - short} at or beyond their target, {short} short; load of the machine "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def commit():
    try:
        return subprocess.run(["git", "describe", "--always", "--dirty"], check=True, capture_output=True,
                              text=True, cwd=os.path.dirname(os.path.abspath(__file__))).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def compare(first, second):
    documents = []
    for path in (first, second):
        with open(path, encoding="utf-8") as file:
            documents.append(json.load(file))
    names = [document.get("commit") or path for document, path in zip(documents, (first, second))]
    old = {row["id"]: row for row in documents[0]["rows"] if "value" in row}
    lines = []
    for row in documents[1]["rows"]:
        before = old.get(row["id"])
        if before is None or "value" not in row:
            continue
        change = ""
        if before["value"]:
            percent = (row["value"] / before["value"] - 1) * 100
            better = row.get("better")
            word = "" if better is None or abs(percent) < 5 else \
                " better" if (percent > 0) == (better == "more") else " worse"
            change = f"{percent:+.0f} %{word}"
        lines.append([row["what"], number(before["value"]), number(row["value"]), row["unit"], target(row), change])
    print_columns(["what", names[0], names[1], "", "target", ""], lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?")
    parser.add_argument("--json")
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"))
    arguments = parser.parse_args()
    try:
        if arguments.compare:
            compare(*arguments.compare)
            return 0
        if not arguments.rows:
            parser.error("which rows?")
        with open(arguments.rows, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file if line.strip()]
        print_table(rows)
        if arguments.json:
            document = {"commit": commit(), "time": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
                        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
                        "load": os.getloadavg()[0], "rows": rows}
            with open(arguments.json, "w", encoding="utf-8") as file:
                json.dump(document, file, ensure_ascii=False, indent=1)
                file.write("\n")
    except (OSError, ValueError, KeyError) as error:
        print(f"table.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
