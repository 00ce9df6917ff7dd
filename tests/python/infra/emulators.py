"""The stand-ins for AWS: MiniStack for nearly everything, moto for Lake Formation and QuickSight.

In: nothing. Out: two servers on free loopback ports for as long as a `with Emulators() as aws:` lasts, and clients for them.

Functions that MiniStack runs are child processes of it and inherit its environment: that is how they learn the endpoints.
The environment starts empty, so that nothing of the caller's (credentials above all) reaches a function.
"""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import boto3
from botocore.config import Config

REGION = "us-east-1"
ACCOUNT = "000000000000"
MOTO_SERVICES = ("lakeformation", "quicksight")


def free_port():
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Emulators:
    """Starts both servers, ends them and everything that they started.

    * `function_environment`: more variables for the functions, say `{"RUST_BACKTRACE": "1"}`.
    * `moto_command`: another server than moto's own; `-H 127.0.0.1 -p PORT` is added.
    * `ministack_command`: another start of MiniStack; it learns its port from the environment.
    * `log_folder`: where `ministack.log` and `moto.log` go; a temporary folder unless told.
    """

    def __init__(self, function_environment=None, moto_command=None, ministack_command=None, log_folder=None):
        binaries = pathlib.Path(sys.executable).parent
        self.moto_command = moto_command or [str(binaries / "moto_server")]
        self.ministack_command = ministack_command or [str(binaries / "ministack")]
        self.function_environment = function_environment or {}
        self.folder = tempfile.TemporaryDirectory(prefix="emulators-")
        self.log_folder = pathlib.Path(log_folder or self.folder.name)
        self.processes = []
        self.ministack_url = self.moto_url = None

    def __enter__(self):
        try:
            self._start_moto()
            self._start_ministack()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self.processes:
            _end(process)
        self.processes = []
        self.folder.cleanup()

    def client(self, service):
        """A boto3 client that talks to the emulator of this service."""
        url = self.moto_url if service in MOTO_SERVICES else self.ministack_url
        # Without a read timeout of its own, a call of a function that runs long would be sent a second time.
        config = Config(retries={"total_max_attempts": 1}, read_timeout=900, s3={"addressing_style": "path"})
        return boto3.client(
            service,
            endpoint_url=url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=config,
        )

    def _start_moto(self):
        port = free_port()
        self.moto_url = f"http://127.0.0.1:{port}"
        self._start([*self.moto_command, "-H", "127.0.0.1", "-p", str(port)], {}, "moto.log")
        self._wait(self.moto_url + "/moto-api/data.json")

    def _start_ministack(self):
        port = free_port()
        self.ministack_url = f"http://127.0.0.1:{port}"
        environment = {
            # Without BIND_HOST it would listen on all interfaces.
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            "LAMBDA_EXECUTOR": "local",
            # These two would listen on fixed ports, SFTP on all interfaces.
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "AWS_ENDPOINT_URL": self.ministack_url,
            "AWS_ENDPOINT_URL_LAKEFORMATION": self.moto_url,
            "AWS_ENDPOINT_URL_QUICKSIGHT": self.moto_url,
            **self.function_environment,
        }
        self._start(self.ministack_command, environment, "ministack.log")
        self._wait(self.ministack_url + "/_ministack/health")

    def _start(self, command, environment, log_name):
        base = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        base |= {
            "HOME": self.folder.name,
            "TMPDIR": self.folder.name,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
        }
        base |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}
        with open(self.log_folder / log_name, "ab") as log:
            # A session of its own: its process group is what is ended, functions that still run included.
            process = subprocess.Popen(
                command, env=base | environment, cwd=self.folder.name, stdout=log, stderr=log, start_new_session=True
            )
        self.processes.append(process)

    def _wait(self, url, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.processes[-1].poll() is not None:
                raise RuntimeError(f"emulator ended at once, see the logs in {self.log_folder}")
            try:
                urllib.request.urlopen(url, timeout=2).close()
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise RuntimeError(f"emulator did not answer at {url} within {seconds} s")


def _end(process):
    for how, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            return
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
