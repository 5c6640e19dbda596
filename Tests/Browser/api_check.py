#!/usr/bin/env python3
"""Asks the JSON interface all that its description allows and forbids, for each role; README.md says how to run it.

Schemathesis makes the requests from docs/openapi.yaml: every answer must be one that the description names for that operation, of the form
that it gives, and none may be a failure of the server.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from site_of_test import ACCOUNTS, Site

DESCRIPTION = pathlib.Path("docs/openapi.yaml").resolve()
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "ignored_auth",
]
# In turns, each with a session of its own: the last two end the session, or the password, that asks.
SESSION, WORD = "/api/v1/session", "/api/v1/account/password"
# Wrong passwords make the account wait, and a new secret is asked for at the next sign-in.
CODE = ["/api/v1/account/code", "/api/v1/account/code/confirm"]
TURNS = [
    ["--exclude-path", SESSION, "--exclude-path", WORD, *(word for path in CODE for word in ("--exclude-path", path))],
    ["--include-path", SESSION, "--exclude-method", "DELETE"],
    ["--include-path", SESSION, "--include-method", "DELETE"], ["--include-path", WORD, *(word for path in CODE for word in ("--include-path", path))],
]


def check(site, role, options, names, turn):
    """Runs schemathesis as somebody; gives how many requests were made, what was not as described, and what it says."""
    account = next(name for name, roles in ACCOUNTS.items() if roles == [role])
    cookie, token = site.sign_in(account)
    with tempfile.TemporaryDirectory() as folder:
        # Names that are there, or nothing would be found by chance.
        settings = pathlib.Path(folder, "schemathesis.toml")
        settings.write_text("[parameters]\n" + "".join(f'"{name}" = {json.dumps(value)}\n' for name, value in names.items()))
        command = [
            options.schemathesis, "--config-file", str(settings), "run", str(DESCRIPTION), "--url", site.address,
            "--header", f"Cookie: {cookie}", "--header", f"X-CSRF-Token: {token}", "--checks", ",".join(CHECKS),
            "--max-examples", str(options.examples), "--seed", "7", "--phases", "examples,coverage,fuzzing",
            "--request-timeout", "60", "--no-color", "--workers", "1", "--continue-on-failure", "--generation-database", "none",
            *TURNS[turn],
        ]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    text = done.stdout + done.stderr
    if options.report:
        options.report.mkdir(parents=True, exist_ok=True)
        (options.report / f"{role}-{turn}-{len(names)}.txt").write_text(text)
    made = re.search(r"(\d+) generated", text)
    return int(made.group(1)) if made else 0, done.returncode == 0, text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the built slipway")
    parser.add_argument("--schemathesis", default="schemathesis", help="where it is installed")
    parser.add_argument("--examples", type=int, default=40, help="made at most for each operation")
    parser.add_argument("--roles", nargs="*", default=[role for roles in ACCOUNTS.values() for role in roles])
    parser.add_argument("--report", type=pathlib.Path, help="a folder for what schemathesis says")
    options = parser.parse_args()
    site = Site(options.program)
    failed, total = [], 0
    try:
        site.run("process", "README.md", "--format", "jsonl", allowed=(0, 1))
        slip = json.loads(site.run("search", "--format", "jsonl").splitlines()[0])["id"]
        batch = json.loads(site.run("batch", "list", "--format", "jsonl").splitlines()[-1])["number"]
        for role in dict.fromkeys(options.roles):
            # With names that are there, and with any.
            for turn, names in ((0, {"path.id": slip, "path.number": batch}), (0, {}), (1, {}), (2, {}), (3, {})):
                # Who tried passwords at random must wait to sign in: a server that starts knows nothing of it.
                site.stop()
                site.start()
                made, holds, text = check(site, role, options, names, turn)
                total += made
                if not holds:
                    failed.append(f"{role} ({turn})")
                    print(text[-4000:], file=sys.stderr)
            print(f"{role}: {total} requests so far, {'all as described' if not failed else 'not all as described'}", flush=True)
    finally:
        site.close()
    if failed:
        raise SystemExit("not as described: " + ", ".join(failed))


main()
