"""A server of a test's own, with an archive of the samples and an account of each role."""

import base64
import hashlib
import hmac
import json
import pathlib
import shutil
import socket
import ssl
import struct
import subprocess
import tempfile
import time
import urllib.request

PASSWORD = "correct horse battery"
SAMPLES = pathlib.Path("samples")
ACCOUNTS = {
    "zhang": ["clerk"], "wang": ["clerk"], "li": ["reviewer"], "audit": ["auditor"], "inbox": ["operator"],
    "guard": ["security_admin"], "system": ["system_admin"],
}


def one_time_code(secret, at=None):
    """The code of a secret (RFC 6238)."""
    step = int((time.time() if at is None else at) // 30)
    mac = hmac.new(base64.b32decode(secret.replace(" ", "")), struct.pack(">Q", step), hashlib.sha1).digest()
    place = mac[19] & 15
    return f"{(struct.unpack('>I', mac[place:place + 4])[0] & 0x7FFFFFFF) % 10 ** 6:06}"


class Site:
    """A server on a free port of this machine, its archive in a temporary folder."""

    def __init__(self, program, certificate=None, archive=None, without=()):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = tempfile.TemporaryDirectory()
        self.archive = archive or self.folder.name + "/archive"
        if not archive:
            scans = pathlib.Path(self.folder.name, "scans")
            scans.mkdir()
            for sample in SAMPLES.iterdir():
                if sample.suffix not in (".json", ".md") and sample.name not in without:
                    shutil.copy(sample, scans)
            self.run("process", str(scans), "--format", "jsonl", allowed=(0, 1))
            for name, roles in ACCOUNTS.items():
                self.add_account(name, roles)
        self.certificate = certificate
        self.start()

    def add_account(self, name, roles):
        self.run("user", "add", name, *(x for role in roles for x in ("--role", role)), text=PASSWORD + "\n")

    def start(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}"
        self.log = open(self.folder.name + "/log", "a")
        keys = ["--certificate", self.certificate[0], "--key", self.certificate[1]] if self.certificate else []
        self.server = subprocess.Popen(
            [self.program, "serve", "--archive", self.archive, "--port", str(self.port), *keys],
            stdout=self.log, stderr=self.log)
        for _ in range(600):
            try:
                urllib.request.urlopen(self.address + "/login", context=self.trust())
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server does not answer: " + pathlib.Path(self.log.name).read_text())

    def trust(self):
        return ssl.create_default_context(cafile=self.certificate[0]) if self.certificate else None

    def run(self, *arguments, text=None, allowed=(0,)):
        done = subprocess.run(
            [self.program, *arguments, "--archive", self.archive], input=text, capture_output=True, text=True)
        if done.returncode not in allowed:
            raise SystemExit(f"slipway {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def sign_in(self, name):
        """A session by the JSON interface: its cookie and its token."""
        request = urllib.request.Request(
            self.address + "/api/v1/session", json.dumps({"name": name, "password": PASSWORD}).encode(),
            {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, context=self.trust()) as answer:
            cookie = answer.headers["Set-Cookie"].split(";")[0]
            return cookie, json.load(answer)["csrf"]

    def stop(self):
        self.server.terminate()
        status = self.server.wait(60)
        assert status == 0, f"the server ended with {status}: {pathlib.Path(self.log.name).read_text()}"

    def close(self):
        self.stop()
        self.close_folder()

    def close_folder(self):
        self.log.close()
        self.folder.cleanup()
