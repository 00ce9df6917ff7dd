"""The views are Trino's SQL, and another engine gets the numbers that `donorlake query` gets.

views_elsewhere.py DONORLAKE LAKE PARSER

In:  the binary, a lake with a snapshot, and the command that reads Trino's grammar (tests/trino/parse.mjs, bundled).
Out: one line per view; exit 1 when the grammar refuses a view, or DuckDB, which gets the same SQL translated by
     sqlglot, answers other rows.
"""
import csv
import json
import re
import shlex
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import duckdb
import sqlglot

from duckdb_reads_golden import tables

ROOT = Path(__file__).resolve().parents[2]
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
# What Trino has not, so that a grammar that takes anything is noticed.
NOT_TRINO = {
    "a cast with colons": "SELECT amount::double FROM gift",
    "qualify": "SELECT * FROM gift QUALIFY row_number() OVER () = 1",
    "group by all": "SELECT kind, count(*) FROM gift GROUP BY ALL",
    "a misspelt word": "SELEC 1",
}


def view_texts():
    """View name -> SQL, filled in with the organisation's house rules."""
    rules = dict(re.findall(r'^(\w+) = "?([^"\n]+)"?$', (ROOT / "schemas/organization.toml").read_text(), re.MULTILINE))
    texts = {}
    for path in sorted((ROOT / "schemas/views").glob("*.sql")):
        sql = "\n".join(line for line in path.read_text().splitlines() if not line.startswith("--"))
        for name, value in rules.items():
            sql = sql.replace("${" + name + "}", value)
        assert "${" not in sql, f"{path.name} names a house rule that organization.toml has not"
        texts[path.stem] = sql
    return texts


def refused_by_trino(parser, texts):
    """What the grammar says, after it has shown that it refuses what is not Trino's."""
    answer = subprocess.run(shlex.split(parser), input=json.dumps(texts | NOT_TRINO), check=True, capture_output=True, text=True)
    found = json.loads(answer.stdout)
    taken = [name for name in NOT_TRINO if not found[name]]
    assert not taken, f"the grammar took what Trino has not: {taken}"
    return {name: found[name] for name in texts if found[name]}


def create_all(connection, texts):
    """Creates every view; views build on each other, so whoever is refused comes again."""
    waiting = {name: sqlglot.transpile(sql, read="athena", write="duckdb")[0] for name, sql in texts.items()}
    while waiting:
        errors = {}
        for name, sql in waiting.items():
            try:
                connection.execute(f'create view "{name}" as {sql}')
            except duckdb.CatalogException as error:
                errors[name] = error
        if len(errors) == len(waiting):
            raise next(iter(errors.values()))
        waiting = {name: waiting[name] for name in errors}


def ours(folder, view):
    """Columns and rows, in any order, as `donorlake query --into` wrote them."""
    with open(folder / f"{view}.csv", newline="") as file:
        header, *rows = csv.reader(file)
    return header, sorted([plain(value) for value in row] for row in rows)


def theirs(connection, view):
    cursor = connection.execute(f'select * from "{view}"')
    header = [column[0] for column in cursor.description]
    return header, sorted([plain(value) for value in row] for row in cursor.fetchall())


def plain(value):
    """One text for a value, however an engine writes it: numbers with six significant digits after the point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    try:
        return f"{float(text):.6f}"
    except ValueError:
        return str(datetime.fromisoformat(text).astimezone(timezone.utc)) if TIMESTAMP.match(text) else text


def main(donorlake, lake, parser):
    texts = view_texts()
    refused = refused_by_trino(parser, texts)
    for name, errors in refused.items():
        print(f"NOT TRINO: {name}: {'; '.join(errors)}")
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    for name, files in tables(Path(lake)).items():
        connection.execute(f"create view {name} as select * from read_parquet({files})")
    create_all(connection, texts)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([donorlake, "query", "--lake", lake, "--format", "csv", "--into", folder], check=True)
        answers = {name: ours(Path(folder), name) for name in texts}
    differing = 0
    for name in texts:
        left, right = answers[name], theirs(connection, name)
        same = left == right and left[0]
        differing += not same
        print(f"{'same' if same else 'DIFFERENT'}: {name}, {len(left[1])} rows")
        if not same:
            pairs = [(a, b) for a, b in zip(left[1], right[1]) if a != b]
            print(f"  columns {left[0]} / {right[0]}; rows {len(left[1])} / {len(right[1])}; {len(pairs)} rows differ")
            # Sample people are invented; of a real lake only positions would be told.
            print(f"  first differing columns: {[[left[0][i] for i, (x, y) in enumerate(zip(a, b)) if x != y] for a, b in pairs[:3]]}")
    print(f"{len(texts)} views: {len(texts) - len(refused)} in Trino's grammar, {len(texts) - differing} alike in DuckDB")
    return 1 if refused or differing or not texts else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
