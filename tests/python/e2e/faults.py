"""A door in front of S3 that can fail on demand: some answers become 500 or 503, some callers die half-way.

In:  the address of the emulator, and `Rule`s that say what goes wrong. Out: an address for AWS_ENDPOINT_URL_S3.
"""
import http.client
import http.server
import re
import sys
import threading
from dataclasses import dataclass, field
from typing import Callable, Optional
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-authorization", "expect"}


@dataclass
class Rule:
    """What happens to requests whose method and path match, for so many of them."""

    method: str
    path: str
    times: int
    status: int = 0
    action: Optional[Callable[[], None]] = None
    hits: int = field(default=0)

    def matches(self, method, path):
        return self.hits < self.times and re.search(self.method, method) and re.search(self.path, path)


class QuietServer(http.server.ThreadingHTTPServer):
    """A caller that is killed in the middle leaves a broken connection: that is what the test is about."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class FaultProxy:
    """Listens on a free port of 127.0.0.1 until it is closed."""

    def __init__(self):
        self.target = None
        self.rules = []
        self.lock = threading.Lock()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def forward(self):
                proxy.handle(self)

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = forward

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def forward_to(self, url):
        self.target = urlsplit(url)

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def add(self, rule):
        with self.lock:
            self.rules.append(rule)
        return rule

    def clear(self):
        with self.lock:
            self.rules.clear()

    def due(self, method, path):
        with self.lock:
            for rule in self.rules:
                if rule.matches(method, path):
                    rule.hits += 1
                    return rule
        return None

    def handle(self, request):
        body = self.read_body(request)
        rule = self.due(request.command, request.path)
        if rule and rule.action:
            rule.action()
        if rule and rule.status:
            return self.answer(request, rule.status, {"Content-Type": "application/xml"}, self.fault(rule.status))
        connection = http.client.HTTPConnection(self.target.hostname, self.target.port, timeout=120)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
        connection.request(request.command, request.path, body=body, headers=headers)
        answer = connection.getresponse()
        payload = answer.read()
        self.answer(request, answer.status, dict(answer.getheaders()), payload)
        connection.close()

    @staticmethod
    def read_body(request):
        if "chunked" not in request.headers.get("Transfer-Encoding", "").lower():
            return request.rfile.read(int(request.headers.get("Content-Length") or 0))
        parts = []
        while size := int(request.rfile.readline().split(b";")[0].strip() or b"0", 16):
            parts.append(request.rfile.read(size))
            request.rfile.readline()
        request.rfile.readline()
        return b"".join(parts)

    @staticmethod
    def fault(status):
        code = "SlowDown" if status == 503 else "InternalError"
        return f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>planned</Message></Error>".encode()

    @staticmethod
    def answer(request, status, headers, payload):
        try:
            request.send_response_only(status)
            for name, value in headers.items():
                if name.lower() not in HOP_BY_HOP | {"content-length"}:
                    request.send_header(name, value)
            is_head = request.command == "HEAD"
            length = headers.get("Content-Length", headers.get("content-length", "0")) if is_head else str(len(payload))
            request.send_header("Content-Length", length)
            request.end_headers()
            if not is_head:
                request.wfile.write(payload)
        except (BrokenPipeError, ConnectionResetError):
            request.close_connection = True
