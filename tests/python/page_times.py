"""How long the pages of a small and a large lake take, in a real browser.

page_times.py DONORLAKE CHROMIUM FOLDER [PEOPLE…]

In:  the release binary, a Chromium, a folder for the lakes (kept, so that a second run only measures).
Out: per lake a table of milliseconds: tests/browser/times.mjs says what each column is.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

from browser import drive

SEED = "5"


def lake_of(donorlake, folder, people):
    """A resolved lake of so many invented people, made once."""
    place = Path(folder) / f"people-{people}"
    lake, exports = place / "lake", place / "exports"
    if not (lake / "golden/current.json").exists():
        run = lambda *command: subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        run(donorlake, "sample", "--people", people, "--seed", SEED, "--out", exports)
        files = [path for path in sorted(exports.rglob("*")) if path.is_file() and path.parent != exports]
        run(donorlake, "ingest", "--lake", lake, *files)
        run(donorlake, "resolve", "--lake", lake)
    return lake


def main(donorlake, chromium, folder, *people):
    print(f"{os.cpu_count()} cores, {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB, {time.strftime('%Y-%m-%d')}")
    for count in people or ["2000", "100000"]:
        lake = lake_of(donorlake, folder, count)
        print(f"\n{int(count):,} people; ", end="", flush=True)
        code = drive("times.mjs", donorlake, lake, chromium, folder)
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
