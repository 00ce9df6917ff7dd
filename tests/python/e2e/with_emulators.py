"""Runs a command while the emulators run, and tells it where they are.

with_emulators.py COMMAND [ARGUMENT…]

The command finds DONORLAKE_TEST_MINISTACK and DONORLAKE_TEST_MOTO in its environment; its exit code is ours.
"""
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "infra"))

from emulators import Emulators  # noqa: E402

STAND_INS = HERE.parents[2] / "crates/aws/tests/emulators"
MINISTACK = [sys.executable, str(STAND_INS / "ministack_with_views.py")]
MOTO = [sys.executable, str(STAND_INS / "moto_with_filters.py")]


def main(command):
    with Emulators(moto_command=MOTO, ministack_command=MINISTACK) as emulators:
        places = {"DONORLAKE_TEST_MINISTACK": emulators.ministack_url, "DONORLAKE_TEST_MOTO": emulators.moto_url}
        return subprocess.run(command, env=os.environ | places).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
