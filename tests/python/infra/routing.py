"""Follows files through the deployed wiring: which queue hears of which object, and in which words.

In: the emulators, a deployed stack. Out: how many routes were followed; an AssertionError names the wrong one.

The functions are switched off meanwhile, so that messages stay in the queues to be read.
"""

import json
import time

ACCENTED = "raw/raisers_edge/Gifts 2026+é.csv"


def follow(aws, stack):
    """Puts objects into both buckets and reads every queue."""
    functions, sqs, s3 = aws.client("lambda"), aws.client("sqs"), aws.client("s3")
    mappings = [mapping["UUID"] for mapping in functions.list_event_source_mappings()["EventSourceMappings"]]
    _switch(functions, mappings, False)
    raw, lake = stack.outputs["RawBucket"], stack.outputs["LakeBucket"]
    for bucket, key in (
        (raw, "raw/salesforce/a.csv"),
        (raw, ACCENTED),
        (raw, "raw/unknown_source/b.csv"),
        (raw, "salesforce/c.csv"),
        (lake, "staged/source_file/source=salesforce/d.parquet"),
        (lake, "staged/gift/source=salesforce/d.parquet"),
        (lake, "golden/snapshot=1/manifest.json"),
        (lake, "golden/current.json"),
        (lake, "golden/current.json.bak"),
        (lake, "raw/salesforce/e.csv"),
    ):
        s3.put_object(Bucket=bucket, Key=key, Body=b"x")
    s3.delete_object(Bucket=raw, Key="raw/salesforce/a.csv")
    expected = {
        "ingest-salesforce": ["raw/salesforce/a.csv"],
        "ingest-raisers_edge": [ACCENTED],
        "ingest-paypal": [],
        "resolution": ["staged/source_file/source=salesforce/d.parquet"],
        "publish": ["golden/current.json"],
    }
    heard = {queue: _keys(sqs, f"{stack.name}-{queue}", len(keys)) for queue, keys in expected.items()}
    _switch(functions, mappings, True)
    assert heard == expected, f"queues heard of {heard}, not of {expected}"
    return len(expected)


def _switch(functions, mappings, on):
    for uuid in mappings:
        functions.update_event_source_mapping(UUID=uuid, Enabled=on)
    # A poll that had begun before may still take a message.
    time.sleep(2)


def _keys(sqs, name, at_least):
    url, keys = sqs.get_queue_url(QueueName=name)["QueueUrl"], []
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", [])
        for message in messages:
            body = json.loads(message["Body"])
            assert body["detail-type"] == "Object Created", body["detail-type"]
            keys.append(body["detail"]["object"]["key"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        if not messages and len(keys) >= at_least:
            break
    return sorted(keys)
