"""Speaks to a language server as an editor does: opens texts, takes diagnostics, asks for completion."""

import json
import subprocess
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

PATIENCE = 120  # seconds; a server that hangs is ended, so that the test fails instead of waiting


class LanguageServer:
    """A running server; every answer is waited for."""

    def __init__(self, command: Sequence[str | Path], root: Path) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        self._ids = count(1)
        self._watch = Timer(PATIENCE, self._process.kill)
        self._watch.start()
        self._ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self._send({"method": "initialized", "params": {}})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._watch.cancel()
        self._process.kill()
        self._process.communicate()

    def diagnostics(self, path: Path, text: str) -> list[dict[str, Any]]:
        """What the server says about *text* as the content of *path*."""
        self._open(path, text)
        while True:
            message = self._receive()
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == path.as_uri():
                found: list[dict[str, Any]] = params["diagnostics"]
                return found

    def completions(self, path: Path, text: str) -> list[str]:
        """The labels that are offered in *text* where `|` stands, sorted."""
        before, _, after = text.partition("|")
        self._open(path, before + after)
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        answer = self._ask(
            "textDocument/completion", {"textDocument": {"uri": path.as_uri()}, "position": place}
        )
        return sorted(item["label"] for item in answer["items"])

    def _open(self, path: Path, text: str) -> None:
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": next(self._ids), "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401  each method has its own
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks itself is answered with nothing."""
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()).strip():
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
        assert line, "the language server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            items = message.get("params", {}).get("items")
            self._send({"id": message["id"], "result": None if items is None else [{} for _ in items]})
        return message

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()
