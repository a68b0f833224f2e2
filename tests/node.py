"""Scripts that run without a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from typing import Any

import pytest

_EACH_ALONE = r"""
const { Worker } = require("worker_threads");
const FIRST = `{
  const { workerData: { asked, given } } = require("worker_threads");
  const files = require("fs");
  const read = files.readFileSync;
  files.readFileSync = (path, ...how) => (path === 0 ? asked : read(path, ...how));
  process.argv.splice(1, Infinity, ...given);
}\n`;
const run = ({ script, given, asked }) => new Promise((done) => {
  const worker = new Worker(FIRST + script, { eval: true, stdout: true, workerData: { asked, given } });
  const answer = { said: "", failed: "" };
  const said = new Promise((ended) => worker.stdout.on("end", ended));
  worker.stdout.setEncoding("utf8").on("data", (text) => (answer.said += text));
  worker.on("error", (error) => (answer.failed = String(error?.stack ?? error)));
  worker.on("exit", (code) => said.then(() => done({ ...answer, code })));
});
(async () => {
  for await (const line of require("readline").createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await run(JSON.parse(line))));
  }
})();
"""
"""Runs each script in a thread of its own, with globals of its own: a process for each takes two and a half times as
long to begin."""


@cache
def _node() -> subprocess.Popen[str]:
    """Return the process that runs scripts, until this one ends."""
    return subprocess.Popen(
        ["node", "-e", _EACH_ALONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def in_node(script: str, *arguments: object, asked: object = None, **environment: str) -> Any:
    """Return what a script prints, from JSON; it reads ``asked`` as JSON. Without Node the test is skipped."""
    if not shutil.which("node"):
        pytest.skip("there is no node")
    given = [str(argument) for argument in arguments]
    if environment:  # which a process has only as a whole
        done = subprocess.run(
            ["node", "-e", script, *given],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **environment},
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    node = _node()
    assert node.stdin is not None
    assert node.stdout is not None
    node.stdin.write(json.dumps({"script": script, "given": given, "asked": json.dumps(asked)}) + "\n")
    node.stdin.flush()
    answer = json.loads(node.stdout.readline())
    assert answer["code"] == 0, answer["failed"]
    return json.loads(answer["said"])
