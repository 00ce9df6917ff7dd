"""Opens the real page of a real lake in a real browser.

browser.py DONORLAKE LAKE CHROMIUM OUTDIR

In:  the binary, a lake with a snapshot, a Chromium. Out: one line per check, screenshots in OUTDIR; exit 1
when a check failed. The page is `donorlake serve` on a free port, once over LAKE and once over an empty lake;
the visit itself is tests/browser/overview.mjs, run by the Node that the pinned `playwright` package carries.
"""
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
from playwright._impl._driver import compute_driver_executable

VISIT = Path(__file__).parent.parent / "browser/overview.mjs"


@contextmanager
def page_of(donorlake, lake):
    """The address of a server over `lake`, which ends with the block."""
    server = subprocess.Popen([donorlake, "serve", "--port", "0", "--lake", lake], stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().split()[0]
    finally:
        server.terminate()
        server.wait(timeout=20)


def visit(address, chromium, folder, *expectation):
    node, cli = compute_driver_executable()
    axe = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    tools = {
        "CHROMIUM": chromium,
        "PLAYWRIGHT_CORE": str(Path(cli).parent / "index.mjs"),
        "AXE": str(axe),
    }
    return subprocess.run([node, VISIT, address, folder, *expectation], env={**os.environ, **tools}).returncode


def main(donorlake, lake, chromium, folder):
    with page_of(donorlake, lake) as address:
        full = visit(address, chromium, folder)
    with tempfile.TemporaryDirectory() as nothing, page_of(donorlake, nothing) as address:
        empty = visit(address, chromium, folder, "empty")
    return 1 if full or empty else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
