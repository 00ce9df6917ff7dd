"""What goes wrong on real days: each case breaks one thing, and shows that nothing is lost and nothing doubled."""
import hashlib
import json
import os
import signal
import threading
from datetime import datetime, timezone
from pathlib import Path

from faults import Rule
from whole_way import SAMPLES, sample_exports, settled
from world import check

MEMBERS = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID"
# Retries in seconds instead of half an hour: the emulator's clock cannot be turned.
RETRY_SECONDS = "20"
RESOLUTION_SECONDS = 40


def members(number):
    """A mailing list's export with one new, invented member."""
    when = "2026-06-01 10:00:00"
    row = f"zenobia{number}@example.org,Zenobia,Quillfeather{number},2,{when},{when},{when},9{number:05},eeee{number:06}"
    return f"{MEMBERS}\n{row}\n".encode()


def file_id(body):
    return hashlib.sha256(body).hexdigest()


def staged_file(source, body):
    return f"staged/source_file/source={source}/{file_id(body)}.parquet"


def event(world, key):
    """The message that a drop of `key` leads to."""
    return {
        "source": "aws.s3",
        "detail-type": "Object Created",
        "time": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "detail": {"bucket": {"name": world.raw}, "object": {"key": key, "size": 1}},
    }


def shorten_retries(world):
    """What is a matter of hours in the cloud comes round in seconds here."""
    for queue in [f"ingest-{source}" for source in sample_exports()] + ["publish"]:
        world.sqs.set_queue_attributes(QueueUrl=world.queue(queue), Attributes={"VisibilityTimeout": RETRY_SECONDS})
    longer = {"VisibilityTimeout": str(RESOLUTION_SECONDS + 5)}
    world.sqs.set_queue_attributes(QueueUrl=world.queue("resolution"), Attributes=longer)
    world.functions.update_function_configuration(FunctionName=f"{world.name}-entity-resolution", Timeout=RESOLUTION_SECONDS)


def drop_members(world, number, name="subscribed_members_export_new.csv"):
    body = members(number)
    world.drop(f"raw/mailchimp/{number}/{name}", body)
    return body


def arrives(world, body, seconds=180):
    """The file is staged and in the snapshot that all tables show."""
    world.wait("the file is staged", lambda: staged_file("mailchimp", body) in world.keys("staged/source_file/"), seconds)
    world.wait("and in the snapshot", lambda: file_id(body) in world.files_in_snapshot(), seconds)
    settled(world)


def a_key_with_spaces_and_accents(world):
    arrives(world, drop_members(world, 1, "subscribed_members_export_Año nuevo + 50% (ñ).csv"))


def the_same_event_ten_times(world):
    source, path = "salesforce", SAMPLES / "salesforce/npsp_contacts.csv"
    before = world.state("staged/"), world.state("golden/"), world.keys("", world.raw)
    for _ in range(10):
        world.send(f"ingest-{source}", event(world, f"raw/{source}/{path.name}"))
    settled(world)
    after = world.state("staged/"), world.state("golden/"), world.keys("", world.raw)
    check(before == after, "ten deliveries of one event changed not one object")


def two_resolutions_at_once(world):
    body = members(2)
    manifests = lambda: [key for key in world.keys("golden/") if key.endswith("manifest.json")]  # noqa: E731
    before = len(manifests())
    world.drop("raw/mailchimp/2/subscribed_members_export_new.csv", body)
    world.wait("a new file is staged", lambda: staged_file("mailchimp", body) in world.keys("staged/source_file/"))
    answers = []
    calls = [threading.Thread(target=lambda: answers.append(world.invoke("entity-resolution", {}))) for _ in range(3)]
    for call in calls:
        call.start()
    for call in calls:
        call.join()
    states = sorted(str(answer.get("state")) for answer, error in answers if not error)
    # The queue's own run may be the one that has the lease.
    check(len(states) == 3 and "busy" in states, f"three calls at once beside the queue's: {', '.join(states)}")
    arrives(world, body)
    check(len(manifests()) == before + 1, "and one new snapshot")


def quarantined(world, source, key, body, reason):
    world.drop(key, body)
    report = f"quarantine/{source}/{file_id(body)}/report.json"
    world.wait("the file is in quarantine", lambda: report in world.keys("quarantine/"))
    found = world.json(report)
    check(reason in found["reason"] and found["next"], f"its report says why: {found['reason']}")
    beside = [name for name in world.keys(f"quarantine/{source}/{file_id(body)}/") if name != report]
    check(len(beside) == 1, "with the file beside it")
    check(not any(file_id(body) in name for name in world.keys("staged/")), "nothing of it is staged")


def a_poison_file(world):
    world.relay_metrics("ingest-paypal")
    check(world.alarm("ingest-paypal-quarantined")["StateValue"] != "ALARM", "no alarm before")
    quarantined(world, "paypal", "raw/paypal/poison.csv", bytes(range(256)) * 64, "")
    world.wait("the metric says so", lambda: any(m["FilesQuarantined"] for m in world.metrics("ingest-paypal")))
    world.relay_metrics("ingest-paypal")
    world.wait("the alarm is raised", lambda: world.alarm("ingest-paypal-quarantined")["StateValue"] == "ALARM", 60)
    # The emulator raises an alarm whatever its dimensions are, so they are compared here.
    dimensions = world.alarm("ingest-paypal-quarantined")["Dimensions"]
    check(dimensions == [{"Name": "Source", "Value": "paypal"}], "an alarm of this source alone")


def a_file_of_another_source(world):
    body = (SAMPLES / "salesforce/npsp_opportunities.csv").read_bytes() + b"\n"
    quarantined(world, "paypal", "raw/paypal/activity.csv", body, "source `salesforce`")


def a_message_that_is_no_event(world):
    # It fails at once, five times over.
    world.sqs.set_queue_attributes(QueueUrl=world.queue("ingest-paypal"), Attributes={"VisibilityTimeout": "3"})
    world.send("ingest-paypal", "not an event")
    world.wait("it ends in the dead-letter queue", lambda: world.waiting("ingest-paypal-dead") == 1, 120)
    world.sqs.set_queue_attributes(QueueUrl=world.queue("ingest-paypal"), Attributes={"VisibilityTimeout": RETRY_SECONDS})
    world.sqs.purge_queue(QueueUrl=world.queue("ingest-paypal-dead"))


def kill_function(world, emulators, function):
    """Ends the function's process, as Lambda does with one that runs out of memory."""
    parents = {process.pid for process in emulators.processes}
    name = f"{world.name}-{function}"
    ended = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            parent = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
            variables = (process / "environ").read_bytes().split(b"\0")
        except (OSError, ValueError):
            continue
        if parent in parents and f"AWS_LAMBDA_FUNCTION_NAME={name}".encode() in variables:
            os.kill(int(process.name), signal.SIGKILL)
            ended.append(process.name)
    return ended


def a_function_killed_in_the_middle(world, emulators, proxy):
    """At the third object of a snapshot: some tables are written, no manifest, no pointer."""
    before = world.json("golden/current.json")
    killed = []
    counted = proxy.add(Rule("PUT", r"/golden/snapshot", times=2))
    rule = proxy.add(Rule("PUT", r"/golden/snapshot", times=1, status=503, action=lambda: killed.extend(kill_function(world, emulators, "entity-resolution"))))
    body = drop_members(world, 3)
    world.wait("the function is killed while it writes", lambda: bool(killed), 120)
    check(counted.hits == 2 and rule.hits == 1, "two objects of the new snapshot were on their way")
    check(world.json("golden/current.json") == before, "readers still see the snapshot before")
    check(world.published() == before["snapshot_id"], "and so do all tables")
    arrives(world, body)


def s3_fails_for_a_while(world, proxy):
    """Within one call the SDK tries again; when that is not enough, the message comes again."""
    slow = proxy.add(Rule("PUT|GET", f"/{world.lake}/", times=3, status=503))
    arrives(world, drop_members(world, 4))
    check(slow.hits == 3, "three answers of 503 were passed over")
    broken = proxy.add(Rule("PUT", f"/{world.lake}/staged/", times=12, status=500))
    arrives(world, drop_members(world, 5))
    check(broken.hits == 12, "twelve answers of 500: more than one call tries")


def nothing_lost_nothing_doubled(world, donorlake_lake_of, dropped):
    """A laptop that gets the same good files has the same numbers of everything."""
    here, there = donorlake_lake_of(dropped), {entry["name"]: entry["rows"] for entry in world.manifest()["tables"]}
    differing = {name: (here[name], there[name]) for name in there if name != "redirect" and here[name] != there[name]}
    check(not differing, f"{len(there)} tables have as many rows as on a laptop that got the same files {differing or ''}")


def rows_of(lake_folder):
    pointer = json.loads((Path(lake_folder) / "golden/current.json").read_text())
    manifest = json.loads((Path(lake_folder) / f"golden/snapshot={pointer['snapshot_id']}/manifest.json").read_text())
    return {entry["name"]: entry["rows"] for entry in manifest["tables"]}
