"""An editor without a window: speaks the language server protocol with the real yaml-language-server over stdio."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from queue import Queue
from typing import Any

from qbank.cli.schema_command import text as schema

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "tests" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    },
}


class Editor:
    """One running server; files are opened with their text, wherever they lie."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._answers: dict[int, Queue[Any]] = {}
        self._published: Queue[Any] = Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        text = {"hover": {"contentFormat": ["plaintext"]}, "completion": {}, "publishDiagnostics": {}}
        capabilities = {"workspace": {"configuration": True}, "textDocument": text}
        self._ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def close(self) -> None:
        """Stop the server."""
        self._process.kill()
        self._process.wait()

    def diagnostics(self, path: Path, text: str) -> list[tuple[int, str]]:
        """Open a file; return what the server underlines: line (from 1) and message."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            found = self._published.get(timeout=60)
            if found["uri"] == document["uri"]:
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in found["diagnostics"]]

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is shown over a place (from 1) of an open file."""
        found = self._ask("textDocument/hover", self._place(path, line, column))
        return str(found["contents"]["value"]) if found else ""

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """Return what is offered at a place (from 1) of an open file."""
        found = self._ask("textDocument/completion", self._place(path, line, column))
        return [one["label"] for one in (found or {"items": []})["items"]]

    def _place(self, path: Path, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line - 1, "character": column - 1}}

    def _ask(self, method: str, parameters: Any) -> Any:
        self._number += 1
        answer = self._answers[self._number] = Queue()
        self._send({"id": self._number, "method": method, "params": parameters})
        return answer.get(timeout=60)

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self._receive(json.loads(stream.read(length)))

    def _receive(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method is None:
            self._answers[message["id"]].put(message.get("result"))
        elif method == "workspace/configuration":
            wanted = [SETTINGS.get(one.get("section", ""), {}) for one in message["params"]["items"]]
            self._send({"id": message["id"], "result": wanted})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})
        elif method == "textDocument/publishDiagnostics":
            self._published.put(message["params"])


class Workspace:
    """A folder with the schemas, and files in it that refer to them as authors' files do."""

    def __init__(self, server: Editor, folder: Path) -> None:
        self.server, self.folder = server, folder
        (folder / "schemas").mkdir()
        for name in ("bank", "project"):
            (folder / "schemas" / f"{name}.schema.json").write_text(schema(name), "utf-8")
        self._number = 0

    def open(self, text: str) -> tuple[Path, list[tuple[int, str]]]:
        """Open a bank; return its path and what is underlined."""
        self._number += 1
        path = self.folder / "source" / f"bank{self._number}.yaml"
        return path, self.server.diagnostics(path, text)
