"""Another engine reads the golden Parquet and gets the numbers that `donorlake query` gets.

duckdb_reads_golden.py DONORLAKE LAKE

In:  the binary and a lake with a snapshot. Out: one line per comparison; exit 1 on a difference.
Every table is counted; sums, dates and texts of the tables that people ask about are compared.
"""
import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb

QUESTIONS = [
    "select sum(amount) as total, min(gift_date) as first, max(gift_date) as last from gift",
    "select source, kind, status, count(*) as n, sum(amount) as total from gift group by 1, 2, 3 order by 1, 2, 3",
    "select kind, count(*) as n, sum(amount) as total from gift_adjustment group by kind order by kind",
    "select credit_type, role, count(*) as n, sum(amount) as total from gift_credit group by 1, 2 order by 1, 2",
    "select sum(amount) as total, count(distinct fund) as funds from gift_allocation",
    "select kind, count(*) as n, sum(source_record_count) as records from constituent group by kind order by kind",
    "select channel, state, count(*) as n from constituent_consent group by 1, 2 order by 1, 2",
    "select count(*) as n, sum(dues) as dues, min(start_date) as first, max(end_date) as last from membership_term",
    "select source, count(*) as n, count(distinct constituent_id) as people from crosswalk group by source order by source",
    "select source, sum(rows_read) as r, sum(rows_staged) as s, sum(rows_rejected) as x, sum(rows_not_data) as d"
    " from source_file group by source order by source",
    "select max(length(display_name)) as longest, count(birth_date) as born, count(distinct postal_code) as zips from constituent",
]


def tables(lake):
    """Table name -> its Parquet files, as the manifest of the current snapshot lists them."""
    current = json.loads((lake / "golden/current.json").read_text())
    folder = lake / f"golden/snapshot={current['snapshot_id']}"
    return {path.name: sorted(str(part) for part in path.glob("*.parquet")) for path in folder.iterdir() if path.is_dir()}


def ours(donorlake, lake, sql):
    answer = subprocess.run(
        [donorlake, "query", "--lake", lake, "--format", "csv", sql], check=True, capture_output=True, text=True
    )
    return [[plain(value) for value in row] for row in list(csv.reader(io.StringIO(answer.stdout)))[1:]]


def theirs(connection, sql):
    return [[plain(value) for value in row] for row in connection.execute(sql).fetchall()]


def plain(value):
    """Numbers of any type as one text with two digits; everything else as its text."""
    if value is None:
        return ""
    try:
        return f"{float(str(value)):.2f}"
    except ValueError:
        return str(value)


def main(donorlake, lake):
    connection = duckdb.connect()
    found = tables(Path(lake))
    for name, files in found.items():
        connection.execute(f"create view {name} as select * from read_parquet({files})")
    questions = [f"select count(*) as n from {name}" for name in sorted(found)] + QUESTIONS
    wrong = 0
    for sql in questions:
        left, right = ours(donorlake, lake, sql), theirs(connection, sql)
        same = left == right and right
        wrong += not same
        print(f"{'same' if same else 'DIFFERENT'}: {sql}")
        if not same:
            print(f"  donorlake: {left}\n  duckdb:    {right}")
    print(f"{len(questions) - wrong} passed, {wrong} failed")
    return 1 if wrong or len(found) < 20 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
