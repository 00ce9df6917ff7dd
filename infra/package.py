#!/usr/bin/env python3
"""Builds the functions and makes the zips that Lambda takes.

In: the workspace, an architecture. Out: ingest.zip, entity-resolution.zip and publish.zip in a folder, each with one file
`bootstrap`. The same binary makes the same bytes: the zips' hash names where they are uploaded to.

    infra/package.py --architecture arm64 --out target/lambda

Building for arm64 on x86_64 needs the Rust target (`rustup target add aarch64-unknown-linux-gnu`) and a linker for it, or
cargo-lambda (`cargo install cargo-lambda`), which is used when it is there and also pins glibc to the one that Amazon
Linux 2023 has (2.34). Without it, a binary that asks for a newer glibc is refused here rather than by Lambda.
"""

import argparse
import json
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import zipfile

FUNCTIONS = ("ingest", "entity-resolution", "publish")
TARGETS = {"arm64": "aarch64-unknown-linux-gnu", "x86_64": "x86_64-unknown-linux-gnu"}
MACHINES = {"aarch64": "arm64", "arm64": "arm64", "x86_64": "x86_64"}
AMAZON_LINUX_GLIBC = (2, 34)
WORKSPACE = pathlib.Path(__file__).resolve().parents[1]


def bootstrap_zip(binary, out):
    """Writes a zip with `binary` as the executable `bootstrap`; the time in it is fixed, so equal binaries make equal zips."""
    entry = zipfile.ZipInfo("bootstrap", date_time=(1980, 1, 1, 0, 0, 0))
    entry.external_attr = 0o100755 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, pathlib.Path(binary).read_bytes(), compresslevel=9)


def newest_glibc(binary):
    """The newest version of glibc that a binary asks for, (0, 0) when none."""
    names = re.findall(rb"GLIBC_(\d+)\.(\d+)", pathlib.Path(binary).read_bytes())
    return max(((int(major), int(minor)) for major, minor in names), default=(0, 0))


def build(architecture):
    """Builds the three functions for release. Returns name -> binary."""
    packages = [argument for name in FUNCTIONS for argument in ("-p", name)]
    if shutil.which("cargo-lambda"):
        run(
            [
                "cargo",
                "lambda",
                "build",
                "--release",
                "--locked",
                f"--{'arm64' if architecture == 'arm64' else 'x86-64'}",
                *packages,
            ]
        )
        return {name: target_folder() / "lambda" / name / "bootstrap" for name in FUNCTIONS}
    if MACHINES.get(platform.machine()) == architecture and platform.system() == "Linux":
        run(["cargo", "build", "--release", "--locked", *packages])
        return {name: target_folder() / "release" / name for name in FUNCTIONS}
    run(["cargo", "build", "--release", "--locked", "--target", TARGETS[architecture], *packages])
    return {name: target_folder() / TARGETS[architecture] / "release" / name for name in FUNCTIONS}


def target_folder():
    """Where cargo builds, as cargo itself says."""
    text = subprocess.run(
        ["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=WORKSPACE, check=True, capture_output=True
    ).stdout
    return pathlib.Path(json.loads(text)["target_directory"])


def strip(binary, architecture):
    """Takes the symbols out of a copy, which is then returned; on a foreign architecture without llvm-strip nothing is taken."""
    copy = binary.with_name(f"{binary.name}.stripped")
    native = MACHINES.get(platform.machine()) == architecture
    tool = shutil.which("llvm-strip") or (native and shutil.which("strip"))
    shutil.copyfile(binary, copy)
    if tool:
        run([tool, str(copy)])
    return copy


def run(command):
    """Runs a command in the workspace; its failure ends the program with its own status."""
    status = subprocess.run(command, cwd=WORKSPACE).returncode
    if status != 0:
        sys.exit(f"error: `{' '.join(command)}` failed")


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description="builds the functions and makes the zips that Lambda takes")
    parser.add_argument("--architecture", choices=TARGETS, default="arm64")
    parser.add_argument("--out", type=pathlib.Path, default=WORKSPACE / "target" / "lambda-zips")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, binary in build(arguments.architecture).items():
        glibc = newest_glibc(binary)
        if glibc > AMAZON_LINUX_GLIBC:
            sys.exit(
                f"error: {name} asks for glibc {glibc[0]}.{glibc[1]}, Lambda has 2.34: build with cargo-lambda, or on Amazon Linux 2023"
            )
        bootstrap_zip(strip(binary, arguments.architecture), arguments.out / f"{name}.zip")
        print(arguments.out / f"{name}.zip")


if __name__ == "__main__":
    main()
