"""Computes the tables of infra/COST.md, so that the page's numbers can be checked.

In: list prices and volumes, below. Out: markdown tables; `check_templates.py` asserts that the page holds them as they are.

    cost.py          prints the tables
    cost.py --write  puts them into infra/COST.md
"""

import sys
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

import templates

D = Decimal
GB = 10**9
MIB = 2**20

# List prices, US dollars, us-east-1, as known on 2026-11-22.
PRICE = {
    "S3 Standard, GB-month": D("0.023"),
    "S3 Standard-IA, GB-month": D("0.0125"),
    "S3 Glacier Instant Retrieval, GB-month": D("0.004"),
    "S3 PUT or LIST, 1,000": D("0.005"),
    "S3 GET, 1,000": D("0.0004"),
    "Lambda arm64, GB-second": D("0.0000133334"),
    "SQS request, million (first million free)": D("0.40"),
    "EventBridge S3 event, million": D("1.00"),
    "CloudWatch metric, month (first 10 free)": D("0.30"),
    "CloudWatch alarm on one metric, month (first 10 free)": D("0.10"),
    "CloudWatch logs, GB": D("0.50"),
    "KMS key, month": D("1.00"),
    "KMS request, 10,000": D("0.03"),
    "CloudTrail data event, 100,000": D("0.10"),
    "Athena, TB scanned": D("5"),
    "EC2 r7g.xlarge (4 cores, 32 GiB), hour": D("0.2142"),
    "EC2 r7g.2xlarge (8 cores, 64 GiB), hour": D("0.4284"),
    "QuickSight author, month": D("24"),
    "QuickSight reader, month": D("3"),
    "AWS Entity Resolution, 1,000 records": D("0.25"),
}

# Measured on generated exports of 100,000 people, optimised build, 2 cores.
ROWS_PER_PERSON = D("6.2")
RECORDS_PER_PERSON = D("2.6")
RAW_BYTES_PER_PERSON = 1561
STAGED_BYTES_PER_PERSON = 385
GOLDEN_BYTES_PER_PERSON = 643
INGEST_SECONDS_PER_ROW = D("0.00006")
RESOLVE_SECONDS_PER_ROW = D("0.00004")
# As crates/pipeline/src/memory.rs estimates it before a run; it uses 90 % of what the function has.
RESOLVE_BYTES_PER_ROW = 4000
RESOLVE_BASE_BYTES = 64 * MIB

# Assumed. A month brings a twentieth of all rows anew, in one drop a week; a year has passed since the start.
MONTHS = 12
NEW_SHARE = D("0.05")
DROPS = 4
SOURCES = 5
FILES_PER_DROP = 9
TABLES_PER_FILE = 14
QUERIES = 3000
SCANNED_SHARE = D("0.2")
INGEST_GB = D("3008") / 1024
LAMBDA_LARGEST_MB = 10240


def cents(amount):
    return f"{amount.quantize(D('0.01'), ROUND_HALF_UP):,}"


def volume(people):
    """What there is after a year, for so many constituents."""
    first_rows = people * ROWS_PER_PERSON
    rows = first_rows * (1 + MONTHS * NEW_SHARE)
    need = ceil((RESOLVE_BASE_BYTES + RESOLVE_BYTES_PER_ROW * rows) / D("0.9") / MIB)
    files = FILES_PER_DROP * DROPS * MONTHS + FILES_PER_DROP
    return {
        "rows": rows,
        "new_rows": first_rows * NEW_SHARE,
        "raw": D(people * RAW_BYTES_PER_PERSON) / GB,
        "staged": D(people * STAGED_BYTES_PER_PERSON) * (1 + MONTHS * NEW_SHARE) / GB,
        "golden": D(people * GOLDEN_BYTES_PER_PERSON) / GB,
        "need_mb": need,
        "files": files,
    }


def resolve_line(v):
    """The function when it is large enough, else a machine by the hour, a quarter of an hour per run with its start and copies."""
    seconds = v["rows"] * RESOLVE_SECONDS_PER_ROW
    if v["need_mb"] <= LAMBDA_LARGEST_MB:
        gb = D(v["need_mb"]) / 1024
        return f"resolve: {DROPS} runs x {seconds:.0f} s x {gb:.1f} GB", DROPS * seconds * gb * PRICE[
            "Lambda arm64, GB-second"
        ]
    machine = (
        "EC2 r7g.xlarge (4 cores, 32 GiB), hour"
        if v["need_mb"] <= 30 * 1024
        else "EC2 r7g.2xlarge (8 cores, 64 GiB), hour"
    )
    name = machine.split(" (")[0]
    return (
        f"resolve: {DROPS} runs x 0.25 h of {name}, {v['need_mb'] / 1024:.0f} GB being too much for Lambda",
        DROPS * D("0.25") * PRICE[machine],
    )


def storage_lines(v):
    """S3 a year after the start: what is warm, cool and cold by the lifecycle rules of storage.yaml."""
    new_raw = v["raw"] * NEW_SHARE
    warm, cool, cold = new_raw, 2 * new_raw, v["raw"] + 9 * new_raw
    standard = warm + v["staged"] + v["golden"] * (1 + DROPS)
    frozen = cold + v["golden"] * DROPS * (MONTHS - 1)
    yield (
        f"S3: {standard:.1f} GB Standard (staged, {1 + DROPS} snapshots, newest exports)",
        standard * PRICE["S3 Standard, GB-month"],
    )
    yield f"S3: {cool:.1f} GB Standard-IA (exports of 30 to 90 days)", cool * PRICE["S3 Standard-IA, GB-month"]
    yield (
        f"S3: {frozen:.1f} GB Glacier Instant Retrieval (older exports, {DROPS * (MONTHS - 1)} older snapshots)",
        frozen * PRICE["S3 Glacier Instant Retrieval, GB-month"],
    )


def request_numbers(v):
    """PUTs and GETs of S3 in a month: each run reads every staged object, each daily look the records of the files."""
    puts = DROPS * (FILES_PER_DROP * (1 + TABLES_PER_FILE) + 25)
    gets = DROPS * v["files"] * TABLES_PER_FILE + 30 * v["files"] + QUERIES * 10
    return puts, gets


def metrics_and_alarms():
    """Metrics: seven per source, six of resolution, five of publish. Alarms are charged by the metrics that they look at."""
    alarms = 0
    for file, times in (("ingest.yaml", SOURCES), ("watch.yaml", 1)):
        for _, definition in templates.resources(templates.load(file)):
            if definition["Type"] == "AWS::CloudWatch::Alarm":
                looked_at = sum("MetricStat" in metric for metric in definition["Properties"].get("Metrics", []))
                alarms += times * max(1, looked_at)
    return 7 * SOURCES + 6 + 5, alarms


def watching_lines():
    metrics, alarms = metrics_and_alarms()
    yield f"CloudWatch: {metrics} metrics - 10 free", (metrics - 10) * PRICE["CloudWatch metric, month (first 10 free)"]
    yield (
        f"CloudWatch: alarms on {alarms} metrics - 10 free",
        (alarms - 10) * PRICE["CloudWatch alarm on one metric, month (first 10 free)"],
    )
    yield "CloudWatch: 0.2 GB of logs, 1 dashboard (3 are free)", D("0.2") * PRICE["CloudWatch logs, GB"]


def lines(people):
    """(what and how, dollars) of every line of a month."""
    v = volume(people)
    puts, gets = request_numbers(v)
    yield from storage_lines(v)
    yield (
        f"S3: {puts:,} PUTs, {gets:,} GETs",
        puts * PRICE["S3 PUT or LIST, 1,000"] / 1000 + gets * PRICE["S3 GET, 1,000"] / 1000,
    )
    seconds = v["new_rows"] * INGEST_SECONDS_PER_ROW
    yield (
        f"Lambda, ingest: {v['new_rows']:,.0f} rows = {seconds:.0f} s x {INGEST_GB:.1f} GB",
        seconds * INGEST_GB * PRICE["Lambda arm64, GB-second"],
    )
    yield resolve_line(v)
    polls = (SOURCES + 2) * 15 * 60 * 24 * 30
    yield (
        f"SQS: {polls:,} polls by Lambda (7 queues x 15 a minute) - 1,000,000 free",
        D(polls - 10**6) / 10**6 * PRICE["SQS request, million (first million free)"],
    )
    yield f"EventBridge: {puts:,} events of S3", D(puts) / 10**6 * PRICE["EventBridge S3 event, million"]
    yield from watching_lines()
    yield (
        "KMS: 2 keys, 20,000 requests (bucket keys keep them few)",
        2 * PRICE["KMS key, month"] + 2 * PRICE["KMS request, 10,000"],
    )
    yield f"CloudTrail: {puts + gets:,} data events", D(puts + gets) / 10**5 * PRICE["CloudTrail data event, 100,000"]
    scanned = max(D("0.01"), v["golden"] * SCANNED_SHARE)
    yield (
        f"Athena: {QUERIES:,} questions x {scanned * 1000:.0f} MB (10 MB at least)",
        QUERIES * scanned / 1000 * PRICE["Athena, TB scanned"],
    )
    yield "Glue catalog, Lake Formation, X-Ray, SNS, HTTP API: free at this volume", D(0)


def month_table(people):
    rows = [(what, amount) for what, amount in lines(people)]
    total = sum(amount for _, amount in rows)
    body = [f"| {what} | {cents(amount)} |" for what, amount in rows]
    return "\n".join(["| line | USD a month |", "|---|---:|", *body, f"| **all** | **{cents(total)}** |"])


def comparison_table():
    price = PRICE["AWS Entity Resolution, 1,000 records"]
    header = "| constituents | source records | AWS Entity Resolution, one pass over all | 4 passes a month | this deployment, the whole month |"
    body = []
    for people in (100_000, 1_000_000):
        records = people * RECORDS_PER_PERSON
        once = records / 1000 * price
        total = sum(amount for _, amount in lines(people))
        body.append(f"| {people:,} | {records:,.0f} | {cents(once)} | {cents(DROPS * once)} | {cents(total)} |")
    return "\n".join([header, "|---:|---:|---:|---:|---:|", *body])


def size_table():
    header = "| function's memory | staged rows it takes | about so many people, first load | after a year |"
    body = []
    for megabytes in (3008, 10240):
        rows = (D(megabytes) * MIB * D("0.9") - RESOLVE_BASE_BYTES) / RESOLVE_BYTES_PER_ROW
        people = rows / ROWS_PER_PERSON
        later = people / (1 + MONTHS * NEW_SHARE)
        body.append(f"| {megabytes:,} MB | {rows:,.0f} | {people:,.0f} | {later:,.0f} |")
    return "\n".join([header, "|---:|---:|---:|---:|", *body])


def price_table():
    return "\n".join(
        ["| list price | USD |", "|---|---:|", *(f"| {what} | {amount} |" for what, amount in PRICE.items())]
    )


def tables():
    """Title -> table, for every table of the page."""
    return {
        "million": month_table(1_000_000),
        "hundred thousand": month_table(100_000),
        "comparison": comparison_table(),
        "sizes": size_table(),
        "prices": price_table(),
    }


def main():
    page = templates.INFRA / "COST.md"
    if "--write" not in sys.argv:
        print("\n\n".join(f"{title}\n{table}" for title, table in tables().items()))
        return
    text = page.read_text(encoding="utf-8")
    for title, table in tables().items():
        start, end = f"<!-- {title} -->\n", "\n<!-- end -->"
        before, _, rest = text.partition(start)
        text = before + start + table + end + rest.partition(end)[2]
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
