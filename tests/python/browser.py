"""Opens the real page of a real lake in a real browser.

browser.py DONORLAKE LAKE CHROMIUM OUTDIR [PAGE…]

In:  the binary, a lake with a snapshot, a Chromium; names of files in tests/browser/pages, all without any.
Out: one line per check, screenshots in OUTDIR; exit 1 when a check failed. The visits are tests/browser/run.mjs,
run by the Node that the pinned `playwright` package carries.
"""
import os
import subprocess
import sys
from pathlib import Path

import axe_playwright_python
from playwright._impl._driver import compute_driver_executable

BROWSER = Path(__file__).resolve().parent.parent / "browser"


def drive(script, donorlake, lake, chromium, folder, *arguments):
    """Runs a script of tests/browser over a lake; its exit code."""
    node, cli = compute_driver_executable()
    axe = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    tools = {
        "AXE": str(axe),
        "CHROMIUM": chromium,
        "DONORLAKE": donorlake,
        "LAKE": lake,
        "PLAYWRIGHT_CORE": str(Path(cli).parent / "index.mjs"),
        "SCREENSHOTS": folder,
    }
    environment = {**os.environ, **{name: str(value) for name, value in tools.items()}}
    return subprocess.run([node, BROWSER / script, *arguments], env=environment).returncode


if __name__ == "__main__":
    sys.exit(drive("run.mjs", *sys.argv[1:]))
