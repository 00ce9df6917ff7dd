"""What the whole-way test sees of the deployed system: its services' own interfaces, and patience.

In:  clients of the emulated services and the stack's outputs. Out: short words for drop, wait, count, ask.
"""
import io
import json
import time
import zipfile
from pathlib import Path

POLL_SECONDS = 0.5


class Failed(AssertionError):
    """A promise that was not kept."""


def check(condition, promise):
    """Says which promise holds, or fails with it."""
    if not condition:
        raise Failed(promise)
    print(f"  ok: {promise}", flush=True)


class World:
    """The deployed stack."""

    def __init__(self, client, outputs, name):
        self.client = client
        self.outputs = outputs
        self.name = name
        self.raw = outputs["RawBucket"]
        self.lake = outputs["LakeBucket"]
        self.database = outputs["Database"]
        self.s3 = client("s3")
        self.sqs = client("sqs")
        self.functions = client("lambda")

    # Objects

    def drop(self, key, body):
        """As a person drops an export: one plain PUT."""
        self.s3.put_object(Bucket=self.raw, Key=key, Body=body)

    def keys(self, prefix, bucket=None):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket or self.lake, Prefix=prefix)
        return sorted(entry["Key"] for page in pages for entry in page.get("Contents", []))

    def state(self, prefix):
        """Key -> ETag: equal before and after means that nothing was written."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.lake, Prefix=prefix)
        return {entry["Key"]: entry["ETag"] for page in pages for entry in page.get("Contents", [])}

    def json(self, key):
        try:
            return json.loads(self.s3.get_object(Bucket=self.lake, Key=key)["Body"].read())
        except self.s3.exceptions.NoSuchKey:
            return None

    def download(self, folder):
        """The lake bucket as a folder that the command line can ask."""
        for key in self.keys("golden/"):
            path = Path(folder) / key
            path.parent.mkdir(parents=True, exist_ok=True)
            self.s3.download_file(self.lake, key, str(path))

    # Snapshots

    def manifest(self):
        pointer = self.json("golden/current.json")
        return pointer and self.json(f"golden/snapshot={pointer['snapshot_id']}/manifest.json")

    def files_in_snapshot(self):
        manifest = self.manifest()
        return set(manifest["file_ids"]) if manifest else set()

    def rows(self, table):
        return next(entry["rows"] for entry in self.manifest()["tables"] if entry["name"] == table)

    def glue_tables(self):
        pages = self.client("glue").get_paginator("get_tables").paginate(DatabaseName=self.database)
        return {table["Name"]: table for page in pages for table in page["TableList"]}

    def published(self):
        """The one snapshot that all golden tables show, or none while they move."""
        tables = [table for table in self.glue_tables().values() if table.get("TableType") != "VIRTUAL_VIEW"]
        shown = {table.get("Parameters", {}).get("donorlake.snapshot_id") for table in tables}
        return shown.pop() if len(shown) == 1 else None

    # Queues and functions

    def queue(self, name):
        return self.sqs.get_queue_url(QueueName=f"{self.name}-{name}")["QueueUrl"]

    def waiting(self, name):
        """Messages that wait or are being worked on."""
        wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = self.sqs.get_queue_attributes(QueueUrl=self.queue(name), AttributeNames=wanted)["Attributes"]
        return sum(int(found[attribute]) for attribute in wanted)

    def send(self, name, body):
        text = body if isinstance(body, str) else json.dumps(body)
        self.sqs.send_message(QueueUrl=self.queue(name), MessageBody=text)

    def invoke(self, function, payload):
        """The answer, or the error's type and message."""
        answer = self.functions.invoke(FunctionName=f"{self.name}-{function}", Payload=json.dumps(payload).encode())
        body = json.loads(answer["Payload"].read() or b"null")
        return body, answer.get("FunctionError")

    def wait(self, promise, condition, seconds=120):
        """Asks until the promise holds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return check(True, promise)
            time.sleep(POLL_SECONDS)
        raise Failed(f"{promise}: not within {seconds} s")

    # Logs and metrics

    def log_lines(self, function):
        """What the function wrote, as CloudWatch Logs has it."""
        logs = self.client("logs")
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=f"/aws/lambda/{self.name}-{function}")
        return [line for page in pages for event in page["events"] for line in event["message"].splitlines()]

    def metrics(self, function):
        """The lines in CloudWatch's embedded metric format."""
        found = []
        for line in self.log_lines(function):
            if '"_aws"' in line:
                found.append(json.loads(line[line.index("{"):]))
        return found

    def relay_metrics(self, function):
        """Does what CloudWatch does with such lines and the emulator does not: makes data points of them."""
        cloudwatch = self.client("cloudwatch")
        for document in self.metrics(function):
            for directive in document["_aws"]["CloudWatchMetrics"]:
                dimensions = [{"Name": name, "Value": document[name]} for name in directive["Dimensions"][0]]
                data = [
                    {"MetricName": metric["Name"], "Unit": metric["Unit"], "Value": document[metric["Name"]], "Dimensions": dimensions}
                    for metric in directive["Metrics"]
                ]
                cloudwatch.put_metric_data(Namespace=directive["Namespace"], MetricData=data)

    def alarm(self, name):
        return self.client("cloudwatch").describe_alarms(AlarmNames=[f"{self.name}-{name}"])["MetricAlarms"][0]


def zipped(binary):
    """A function's zip: its binary as `bootstrap`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        entry = zipfile.ZipInfo("bootstrap", date_time=(2020, 1, 1, 0, 0, 0))
        entry.external_attr = 0o755 << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, Path(binary).read_bytes())
    return buffer.getvalue()
