"""The way of a file, from the raw bucket to an analyst: staged, resolved, published, asked, governed."""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from world import check

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from duckdb_reads_golden import QUESTIONS, ours, plain  # noqa: E402

# One per tower of views; all of them are compared on DuckDB by `cargo xtask views`.
ASKED_VIEWS = ("donor_retention", "giving_by_year", "gain_loss", "giving_pyramid", "membership_by_level", "source_overlap", "lybunt")
SAMPLES = Path(__file__).resolve().parents[3] / "samplemdata"


def sample_exports():
    """Source -> its files."""
    return {folder.name: sorted(folder.iterdir()) for folder in sorted(SAMPLES.iterdir()) if folder.is_dir()}


def files_arrive(world):
    """Every sample export is dropped, and all of them are in one snapshot that all tables show."""
    files = [(source, path) for source, paths in sample_exports().items() for path in paths]
    for source, path in files:
        world.drop(f"raw/{source}/{path.name}", path.read_bytes())
    world.wait(f"{len(files)} dropped files are staged", lambda: len(world.keys("staged/source_file/")) == len(files), 180)
    world.wait("a snapshot holds all of them", lambda: len(world.files_in_snapshot()) == len(files), 240)
    settled(world)
    check(world.keys("quarantine/") == [], "nothing is in quarantine")


def settled(world):
    """No queue has work, and the catalog shows the current snapshot."""
    queues = [f"ingest-{source}" for source in sample_exports()] + ["resolution", "publish"]
    world.wait("no queue has work left", lambda: not any(world.waiting(queue) for queue in queues), 240)
    pointer = lambda: world.json("golden/current.json")["snapshot_id"]  # noqa: E731
    world.wait("all tables in Glue show the current snapshot", lambda: world.published() == pointer(), 120)


def tables_are_in_glue(world, tables):
    """The golden tables with their columns, classes and places."""
    found = world.glue_tables()
    check(set(tables) <= set(found), f"{len(tables)} golden tables are in Glue")
    snapshot = world.json("golden/current.json")["snapshot_id"]
    for name in tables:
        place = found[name]["StorageDescriptor"]["Location"].rstrip("/")
        assert place == f"s3://{world.lake}/golden/snapshot={snapshot}/{name}", f"{name} lies at {place}"
        assert found[name]["StorageDescriptor"]["Columns"], f"{name} has no columns"
    check(True, "each lies in the current snapshot's folder")
    return found


def athena_answers(world, workgroup, sql):
    athena = world.client("athena")
    context = {"Database": world.database}
    started = athena.start_query_execution(QueryString=sql, QueryExecutionContext=context, WorkGroup=workgroup)
    execution = started["QueryExecutionId"]
    while True:
        status = athena.get_query_execution(QueryExecutionId=execution)["QueryExecution"]["Status"]
        if status["State"] == "SUCCEEDED":
            break
        assert status["State"] in ("QUEUED", "RUNNING"), f"{status}: {sql}"
        time.sleep(0.2)
    pages = athena.get_paginator("get_query_results").paginate(QueryExecutionId=execution)
    rows = [row["Data"] for page in pages for row in page["ResultSet"]["Rows"]]
    return [[plain(cell.get("VarCharValue")) for cell in row] for row in rows[1:]]


def athena_agrees(world, workgroup, donorlake, tables):
    """Athena over the deployed lake and `donorlake query` over a copy of it give the same answers."""
    with tempfile.TemporaryDirectory() as folder:
        world.download(folder)
        questions = [f"select count(*) as n from {name}" for name in sorted(tables)] + QUESTIONS
        for sql in questions:
            left, right = ours(donorlake, folder, sql), athena_answers(world, workgroup, sql)
            assert left == right and right, f"{sql}\n  donorlake: {left}\n  athena:    {right}"
    check(True, f"Athena gives the numbers of `donorlake query` ({len(questions)} questions)")


def the_laptop_agrees(world, donorlake, demo_lake):
    """The same exports on a laptop give as many people, households, gifts and as much money."""
    with tempfile.TemporaryDirectory() as folder:
        world.download(folder)
        for sql in [sql for sql in QUESTIONS if "redirect" not in sql]:
            here, there = ours(donorlake, demo_lake, sql), ours(donorlake, folder, sql)
            assert here == there, f"{sql}\n  laptop: {here}\n  cloud:  {there}"
    check(True, "the laptop's lake of the same exports has the same figures")


def views_agree(world, workgroup, donorlake, names):
    """Every view is in the catalog, and asked in Athena it has as many rows and the same sums as on a laptop."""
    found = {name for name, table in world.glue_tables().items() if table.get("TableType") == "VIRTUAL_VIEW"}
    check(set(names) <= found, f"{len(names)} views are in Glue")
    with tempfile.TemporaryDirectory() as folder:
        world.download(folder)
        for name in ASKED_VIEWS:
            sql = f"select * from {name}"
            left, right = sorted(ours(donorlake, folder, sql)), sorted(athena_answers(world, workgroup, sql))
            assert left == right and right, f"{name}: {len(left)} rows here, {len(right)} in Athena, or other values"
    check(True, f"{len(ASKED_VIEWS)} of them, asked in Athena, have the rows of `donorlake query`")


def metrics_say_what_happened(world):
    """The numbers of the run, and no person, in the functions' logs."""
    read = staged = rejected = 0
    for source in sample_exports():
        for document in world.metrics(f"ingest-{source}"):
            read, staged, rejected = read + document["RowsRead"], staged + document["RowsStaged"], rejected + document["RowsRejected"]
    with open(SAMPLES / "expected.csv", encoding="utf-8") as expected:
        header, *rows = [line.strip().split(",") for line in expected]
    sums = {name: sum(int(row[position]) for row in rows) for position, name in enumerate(header) if name.startswith("rows_")}
    check(read >= sums["rows_read"] and staged >= sums["rows_staged"], f"metrics: {read} rows in, {staged} staged, {rejected} rejected")
    resolved = [document for document in world.metrics("entity-resolution") if document.get("SnapshotsWritten")]
    check(resolved and resolved[-1]["Constituents"] > 0, "metrics: snapshots, merged, review pairs, duration")


def logs_name_nobody(world, functions, people):
    """No function wrote an e-mail address or a phone of the sample people. (Names are words: they cannot be told from others.)"""
    text = "\n".join(line for function in functions for line in world.log_lines(function)).lower()
    check(len(text) > 1000, f"{len(functions)} functions wrote logs ({len(text)} characters)")
    found = [value for value in people if value in text]
    check(not found, f"none of {len(people)} e-mail addresses and phones is in them")
