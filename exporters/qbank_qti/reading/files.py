"""The files of a package, found from the addresses in its texts; and texts, with the files that they show."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from qbank.importing.api import Input, Keep, escape, markdown

_BASES = re.compile(r"^(?:\$|%24)IMS[-_]CC[-_]?FILE[-_]?BASE(?:\$|%24)/?(?:\.\./)*", re.IGNORECASE)
"""How Canvas, and Common Cartridge, name the package's root."""
_REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_DIRECTED = re.compile(r'<(?P<tag>span|div) dir="rtl">(?P<inside>.*)</(?P=tag)>', re.DOTALL)
_ROOTS = ("", "web_resources", "resources")


class Files:
    """The files of an input that texts may show."""

    def __init__(self, source: Input, keep: Keep) -> None:
        self._members, self._keep = source.members, keep
        self._kept: dict[str, str | None] = {}
        self._named: dict[str, list[str]] | None = None

    def find(self, address: str, folder: str) -> str | None:
        """Return where the file that a text in a folder of the package shows will stand; None where there is none."""
        name = self._member(address, folder)
        if name is None or self._members is None:
            return None
        if name not in self._kept:
            self._kept[name] = self._keep(posixpath.basename(name), self._members.read(name))
        return self._kept[name]

    def _member(self, address: str, folder: str) -> str | None:
        members = self._members
        if members is None or (_REMOTE.match(address) and not _BASES.match(address)):
            return None
        path = unquote(re.split(r"[?#]", _BASES.sub("", address))[0])
        based = _BASES.match(address) is not None
        tried = [posixpath.join(root, path) for root in _ROOTS]
        tried = tried if based else [posixpath.join(folder, path), *tried]
        for one in tried:
            name = posixpath.normpath(one).lstrip("/")
            if name in members:
                return name
        found = self._by_name().get(posixpath.basename(path), []) if path else []
        return found[0] if len(found) == 1 else None

    def _by_name(self) -> dict[str, list[str]]:
        if self._named is None:
            self._named = {}
            for name in self._members.names if self._members is not None else ():
                self._named.setdefault(posixpath.basename(name), []).append(name)
        return self._named


class Texts:
    """Makes Markdown of the texts of one question, and notes what couldn't come along."""

    def __init__(self, files: Files, member: str) -> None:
        self._files, self._folder = files, posixpath.dirname(member)
        self.notes: list[str] = []
        self.right_to_left = False
        """Whether our own writer put a direction around each text."""

    def html(self, html: str) -> str:
        """Return HTML as Markdown."""
        around = _DIRECTED.fullmatch(html) if self.right_to_left else None
        if around is not None and f"</{around['tag']}>" not in around["inside"].partition(f"<{around['tag']}")[0]:
            html = around["inside"]
        return markdown(html, self._address).strip("\n")

    def plain(self, text: str) -> str:
        """Return plain text as Markdown."""
        return escape(text.strip())

    def _address(self, source: str) -> str | None:
        found = self._files.find(source, self._folder)
        if found is None:
            where = "on the web" if _REMOTE.match(source) and not _BASES.match(source) else "not in the package"
            self.notes.append(f"a file is {where}: {source[:120]}")
        return found
