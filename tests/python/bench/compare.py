"""This engine and Splink at the same task on this machine: a CSV of people in, clusters out as Parquet.

compare.py DONORLAKE SPLINK_PYTHON FOLDER [RECORDS…]

Runs in the Python that has Splink.

In:  the release binary, a Python with Splink, a folder for the data (kept, so that a second run only measures).
Out: a table: wall, processor time, peak memory, pairwise F1, and the ratio of both programs.
"""
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
SEED = "31337"
# The generator makes so many records of a person, in five systems.
RECORDS_PER_PERSON = 2.575


def quiet(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def data(donorlake, folder, records):
    """People and truth, made once."""
    place = Path(folder) / str(records)
    people, truth = place / "people.csv", place / "truth.csv"
    if not truth.exists():
        place.mkdir(parents=True, exist_ok=True)
        exports, lake = place / "exports", place / "lake"
        quiet(donorlake, "sample", "--people", round(records / RECORDS_PER_PERSON), "--seed", SEED, "--out", exports)
        files = [path for path in sorted(exports.rglob("*")) if path.is_file() and path.parent != exports]
        quiet(donorlake, "ingest", "--lake", lake, *files)
        quiet(sys.executable, HERE / "flatten.py", lake, exports / "labels.csv", people, truth)
    return people, truth


def measured(*command):
    """Seconds of wall and processor time, peak memory in bytes, of a process and its children."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, f"{command[0]} failed"
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def as_csv(clusters):
    """The same clusters as the scorer reads them."""
    text = clusters.with_suffix(".csv")
    with duckdb.connect() as connection:
        connection.execute(f"copy (select record_id, cluster_id from read_parquet('{clusters}')) to '{text}' (header)")
    return text


def scores(donorlake, clusters, truth):
    """Precision, recall and F1 of pairs."""
    clusters = as_csv(clusters)
    answer = subprocess.run([str(donorlake), "evaluate", str(clusters), str(truth)], check=True, capture_output=True, text=True)
    return [float(word) for word in answer.stdout.split("pairs", 1)[1].split()[:3]]


def main(donorlake, splink_python, folder, *sizes):
    print(f"{os.cpu_count()} cores, {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB, {time.strftime('%Y-%m-%d')}\n")
    print("| records | program | wall s | CPU s | peak MB | precision | recall | F1 |\n|---|---|---|---|---|---|---|---|")
    for records in [int(size) for size in sizes] or [100_000, 1_000_000]:
        people, truth = data(donorlake, folder, records)
        count = sum(1 for _ in open(people, encoding="utf-8")) - 1
        runs = {}
        for name, command in {
            "donorlake": [donorlake, "match", people, "--out", people.with_name("donorlake.parquet")],
            "splink": [splink_python, HERE / "splink_peer.py", people, people.with_name("splink.parquet")],
        }.items():
            wall, cpu, memory = runs[name] = measured(*command)
            precision, recall, f1 = scores(donorlake, people.with_name(f"{name}.parquet"), truth)
            print(f"| {count:,} | {name} | {wall:.1f} | {cpu:.1f} | {memory / 1e6:,.0f} | {precision:.4f} | {recall:.4f} | {f1:.4f} |", flush=True)
        ratios = [theirs / ours for ours, theirs in zip(runs["donorlake"], runs["splink"])]
        print(f"| | Splink uses | {ratios[0]:.1f} × | {ratios[1]:.1f} × | {ratios[2]:.1f} × | | | |", flush=True)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(*sys.argv[1:])
