"""How long the real functions take from exec to their first poll and through their first event, and how large they are.

with_emulators.py python3 cold_start.py FUNCTIONS [RUNS]

In:  a folder with the functions' binaries (strip them first: see infra/deploy). Out: a table, medians of RUNS starts.
The runtime API is played by a server of a few lines on 127.0.0.1; S3 is the emulator's, with an empty lake, so that the
first event is the function's own work and the first call of a service.
"""
import http.server
import io
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import boto3

ENVIRONMENT = {
    "DONORLAKE_RAW_BUCKET": "raw",
    "DONORLAKE_LAKE_BUCKET": "lake",
    "DONORLAKE_SOURCE": "paypal",
    "DONORLAKE_GLUE_DATABASE": "donorlake",
    "DONORLAKE_ATHENA_WORKGROUP": "donorlake",
    "DONORLAKE_PRINCIPALS": "{}",
    "DONORLAKE_METRICS_NAMESPACE": "Donorlake/cold-start",
    "AWS_LAMBDA_FUNCTION_NAME": "cold-start",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
    "AWS_LAMBDA_FUNCTION_VERSION": "1",
    "AWS_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_ENDPOINT_URL": os.environ["DONORLAKE_TEST_MINISTACK"],
    "AWS_ENDPOINT_URL_LAKEFORMATION": os.environ["DONORLAKE_TEST_MOTO"],
}
# S3's own test event: `ingest` passes it over, the others look at the (empty) lake.
EVENT = {"Records": [{"messageId": "1", "body": json.dumps({"Event": "s3:TestEvent"}), "eventSource": "aws:sqs"}]}


def runtime(moments):
    """Plays Lambda: hands out one event, notes when it was asked for and when it was answered."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            moments.append(time.perf_counter())
            if len(moments) > 1:
                time.sleep(60)
            self.send_response(200)
            self.send_header("Lambda-Runtime-Aws-Request-Id", "1")
            self.send_header("Lambda-Runtime-Deadline-Ms", str(int((time.time() + 60) * 1000)))
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:cold-start")
            body = json.dumps(EVENT).encode()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            moments.append(time.perf_counter())
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def start(binary):
    """Milliseconds from exec to the first poll and from there to the first answer; resident megabytes then."""
    moments = []
    server = runtime(moments)
    environment = ENVIRONMENT | {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_address[1]}"}
    began = time.perf_counter()
    process = subprocess.Popen([binary], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(moments) < 2 and process.poll() is None and time.perf_counter() - began < 60:
        time.sleep(0.0005)
    status = Path(f"/proc/{process.pid}/status").read_text()
    resident = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    process.kill()
    process.wait()
    server.shutdown()
    assert len(moments) >= 2, f"{binary} did not answer"
    return (moments[0] - began) * 1000, (moments[1] - moments[0]) * 1000, resident


def zip_size(binary):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.write(binary, "bootstrap")
    return len(buffer.getvalue()) / 1e6


def main(folder, runs="20"):
    s3 = boto3.client("s3", endpoint_url=ENVIRONMENT["AWS_ENDPOINT_URL"], region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
    for bucket in ("raw", "lake"):
        s3.create_bucket(Bucket=bucket)
    print("| function | exec to first poll | first event | resident | binary | zip |\n|---|---|---|---|---|---|")
    for name in ("ingest", "entity-resolution", "publish"):
        binary = os.path.join(folder, name)
        measured = [start(binary) for _ in range(int(runs))]
        poll, event, resident = (statistics.median(column) for column in zip(*measured))
        size = os.path.getsize(binary) / 1e6
        print(f"| `{name}` | {poll:.1f} ms | {event:.1f} ms | {resident:.0f} MB | {size:.1f} MB | {zip_size(binary):.1f} MB |")


if __name__ == "__main__":
    main(*sys.argv[1:])
