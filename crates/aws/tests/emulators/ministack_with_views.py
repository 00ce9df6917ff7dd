"""MiniStack's server with an Athena that keeps its views.

In:  MiniStack's own environment (`BIND_HOST`, `GATEWAY_PORT`, …); to be run by a Python that has ministack, duckdb, sqlglot.
Out: the same server, whose Athena differs from MiniStack's own in this:

* `CREATE OR REPLACE VIEW` checks its query against the tables and views that are there, and puts the view into Glue in
  Athena's form (MiniStack 1.5 runs each statement in a new DuckDB, so that a view is gone at once, and a view on a view
  or in a named schema is refused); `DROP VIEW` takes it out again;
* every statement is read as Athena's SQL and written as DuckDB's by sqlglot, and views that it names are put before it as
  common table expressions, from the text in Glue, whoever put it there.

DuckDB answers, not Trino: what it makes of a query is a second opinion and no proof.
"""

import base64
import json
import re
import sys

import sqlglot
from ministack.app import main
from ministack.services import athena, glue
from sqlglot import exp

NAME = r'(?:"?([^".\s]+)"?\.)?"?([^".\s]+)"?'
CREATE = re.compile(rf"\s*CREATE\s+OR\s+REPLACE\s+VIEW\s+{NAME}\s+AS\s+(.*)", re.IGNORECASE | re.DOTALL)
DROP = re.compile(rf"\s*DROP\s+VIEW\s+(?:IF\s+EXISTS\s+)?{NAME}\s*;?\s*", re.IGNORECASE)
TEXT = re.compile(r"/\* Presto View: (\S+) \*/")
GLUE_TYPES = {"varchar": "string", "integer": "int"}

run_in_duckdb = athena._run_duckdb
NOTHING = {"columns": [], "rows": [], "column_types": []}


async def run(query, database, catalog=None):
    """Runs one statement, as MiniStack's own function of this place does."""
    made, dropped = CREATE.fullmatch(query), DROP.fullmatch(query)
    if made:
        await make(made[1] or database, made[2], made[3].strip().rstrip(";"))
        return NOTHING
    if dropped:
        glue._tables.pop(f"{dropped[1] or database}/{dropped[2]}", None)
        return NOTHING
    return await run_in_duckdb(with_views(query, database), database, catalog)


async def make(database, name, sql):
    """Puts a view into Glue, if its query can be run."""
    if database not in glue._databases:
        raise ValueError(f"SCHEMA_NOT_FOUND: Schema '{database}' does not exist")
    seen = await run_in_duckdb(with_views(f"SELECT * FROM ({sql}) LIMIT 0", database), database)
    columns = [{"Name": n, "Type": GLUE_TYPES.get(t, t)} for n, t in zip(seen["columns"], seen["column_types"])]
    definition = {
        "originalSql": sql,
        "catalog": "awsdatacatalog",
        "schema": database,
        "columns": [{"name": n, "type": t} for n, t in zip(seen["columns"], seen["column_types"])],
    }
    table = {
        "Name": name,
        "TableType": "VIRTUAL_VIEW",
        "Parameters": {"presto_view": "true", "comment": "Presto View"},
        "StorageDescriptor": {"Columns": columns, "Location": ""},
        "ViewOriginalText": f"/* Presto View: {base64.b64encode(json.dumps(definition).encode()).decode()} */",
        "ViewExpandedText": "/* Presto View */",
    }
    change = glue._update_table if f"{database}/{name}" in glue._tables else glue._create_table
    status, _, body = change({"DatabaseName": database, "TableInput": table})
    if status >= 300:
        raise ValueError(body)


def definition_of(database, name):
    """The query of a view in Glue; none for anything else."""
    table = glue._tables.get(f"{database}/{name}") or {}
    text = TEXT.fullmatch(table.get("ViewOriginalText") or "")
    return json.loads(base64.b64decode(text[1])).get("originalSql") if text else None


def with_views(query, database):
    """The statement in DuckDB's words, with the views that it needs before it."""
    needed = {}
    text = translated(query, database, needed)
    if not needed:
        return text
    views = ", ".join(f'"{name}" AS ({sql})' for name, sql in needed.items())
    first, rest = (text.split(None, 1) + [""])[:2]
    return f"WITH {views}, {rest}" if first.upper() == "WITH" else f"WITH {views} {text}"


def translated(query, database, needed):
    """One query in DuckDB's words; the views that it reads go into `needed`, each after those that it reads."""
    parsed = sqlglot.parse_one(query, read="athena")
    own = {cte.alias for cte in parsed.find_all(exp.CTE)}
    for table in list(parsed.find_all(exp.Table)):
        place = table.db or database
        sql = None if table.name in own and not table.db else definition_of(place, table.name)
        if sql is None:
            continue
        table.set("db", None)
        if table.name not in needed:
            body = translated(sql, place, needed)
            needed[table.name] = body
    return parsed.sql(dialect="duckdb")


if __name__ == "__main__":
    athena._run_duckdb = run
    sys.exit(main())
