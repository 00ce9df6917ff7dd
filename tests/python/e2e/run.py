"""The whole system on emulated AWS: the real templates, the real functions, real files, and then real trouble.

run.py DONORLAKE FUNCTIONS DEMO_LAKE [LOG_FOLDER]

In:  the command line's binary, the folder with the three functions' binaries, a laptop's lake of the sample exports.
Out: one line per promise; exit 1 at the first that is not kept. Everything listens on 127.0.0.1 and ends with this program.
"""
import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "infra"), str(HERE.parent), str(HERE)]

import fault_cases as faults  # noqa: E402
import governed  # noqa: E402
import whole_way as way  # noqa: E402
from deploy_emulated import deploy, package, verify  # noqa: E402
from emulators import Emulators  # noqa: E402
from faults import FaultProxy  # noqa: E402
from views_elsewhere import view_texts  # noqa: E402
from world import World, check, zipped  # noqa: E402

STACK = "donorlake-e2e"
FUNCTIONS = ("ingest", "entity-resolution", "publish")
STAND_INS = HERE.parents[2] / "crates/aws/tests/emulators"
MINISTACK = [sys.executable, str(STAND_INS / "ministack_with_views.py")]
MOTO = [sys.executable, str(STAND_INS / "moto_with_filters.py")]


def say(title):
    print(f"{title} ({time.monotonic() - STARTED:.0f} s)", flush=True)


def people():
    """E-mail addresses and phones of the sample people, as the sample files spell them."""
    found = set()
    for paths in way.sample_exports().values():
        for path in paths:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            delimiter = "\t" if path.suffix == ".txt" else ","
            for row in csv.reader(text.splitlines(), delimiter=delimiter):
                found |= {cell.strip().lower() for cell in row if "@" in cell or cell.startswith("(") and len(cell) > 9}
    return found


def laptop_rows(donorlake):
    """Rows per table of a fresh lake of the same good files."""

    def rows(dropped):
        with tempfile.TemporaryDirectory() as folder:
            files = [str(path) for paths in way.sample_exports().values() for path in paths]
            for number, body in dropped:
                path = Path(folder) / f"drop{number}" / "subscribed_members_export_new.csv"
                path.parent.mkdir()
                path.write_bytes(body)
                files.append(str(path))
            lake = str(Path(folder) / "lake")
            for arguments in (["ingest", *files], ["resolve"]):
                # Rejected rows give exit code 1 or 2 only when a whole file is refused.
                subprocess.run([donorlake, arguments[0], "--lake", lake, *arguments[1:]], check=True, capture_output=True)
            return faults.rows_of(lake)

    return rows


def main(donorlake, functions, demo_lake, log_folder=None):
    proxy = FaultProxy()
    with Emulators(function_environment={"AWS_ENDPOINT_URL_S3": proxy.url}, moto_command=MOTO, ministack_command=MINISTACK, log_folder=log_folder) as emulators:
        proxy.forward_to(emulators.ministack_url)
        try:
            deployed = set_up(emulators, functions)
            regular_day(deployed, donorlake, demo_lake)
            bad_day(deployed, emulators, proxy, donorlake)
        except BaseException:
            last_words(emulators)
            raise
        finally:
            proxy.close()
    say("done")


def last_words(emulators):
    """What the functions logged last, for whoever has to find out why a promise was not kept."""
    logs = emulators.client("logs")
    for group in logs.describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{STACK}")["logGroups"]:
        events = logs.filter_log_events(logGroupName=group["logGroupName"], limit=1000)["events"]
        lines = [line for event in events for line in event["message"].splitlines() if not line.startswith(("START", "END", "REPORT"))]
        print(f"  {group['logGroupName']}:", *(line[:600] for line in lines[-3:]), sep="\n    ")


def set_up(emulators, functions):
    say("deploy")
    zips = {name: zipped(Path(functions) / name) for name in FUNCTIONS}
    print("  zips: " + ", ".join(f"{name} {len(body) / 1e6:.1f} MB" for name, body in zips.items()))
    overrides = {"ResolutionWaitSeconds": "3", "Principals": json.dumps(governed.PRINCIPALS)}
    stack = deploy(emulators, STACK, package(emulators, zips), overrides)
    check(verify(emulators, stack) > 0, "every resource of the templates is there, says its own service")
    world = World(emulators.client, stack.outputs, STACK)
    faults.shorten_retries(world)
    return world


def regular_day(world, donorlake, demo_lake):
    say("a regular day")
    way.files_arrive(world)
    tables = [entry["name"] for entry in world.manifest()["tables"]]
    way.tables_are_in_glue(world, tables)
    workgroup = f"{STACK}-publish"
    way.athena_agrees(world, workgroup, donorlake, tables)
    way.the_laptop_agrees(world, donorlake, demo_lake)
    way.views_agree(world, workgroup, donorlake, view_texts())
    way.metrics_say_what_happened(world)
    functions = [f"ingest-{source}" for source in way.sample_exports()] + ["entity-resolution", "publish"]
    way.logs_name_nobody(world, functions, people())
    say("governance")
    governed.grants_are_what_the_policy_says(world)
    governed.what_the_policy_does_not_say_is_revoked(world)


def bad_day(world, emulators, proxy, donorlake):
    for title, case in [
        ("a key with spaces and accents", lambda: faults.a_key_with_spaces_and_accents(world)),
        ("the same event ten times", lambda: faults.the_same_event_ten_times(world)),
        ("two resolutions at once", lambda: faults.two_resolutions_at_once(world)),
        ("a poison file", lambda: faults.a_poison_file(world)),
        ("a file of another source", lambda: faults.a_file_of_another_source(world)),
        ("a message that is no event", lambda: faults.a_message_that_is_no_event(world)),
        ("a function killed in the middle", lambda: faults.a_function_killed_in_the_middle(world, emulators, proxy)),
        ("S3 answers 503 and 500", lambda: faults.s3_fails_for_a_while(world, proxy)),
    ]:
        say(title)
        case()
    say("after all that")
    dropped = [(number, faults.members(number)) for number in range(1, 6)]
    faults.nothing_lost_nothing_doubled(world, laptop_rows(donorlake), dropped)


if __name__ == "__main__":
    STARTED = time.monotonic()
    main(*sys.argv[1:])
