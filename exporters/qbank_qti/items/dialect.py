"""What differs between the versions of QTI that share one implementation: names, namespaces, casing, what came when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from qbank_qti.package import CP_1_1, CP_2_2, CP_3_0, Packaging
from qbank_qti.xml import XSI, element, language

from qbank.api import Context, HtmlStyle

# A player of QTI 3.0 (and of 2.x, converted) reads an item as a template of Vue, in which `{{x}}` is code. A comment
# keeps the braces apart.
_TEXT = re.compile(r">[^<]*<")
_BRACES = re.compile(r"\{(?=\{)")


@dataclass(frozen=True)
class Dialect:
    """A version of QTI. Calling it makes one of its elements: `q("mapEntry", mapKey="C1", mappedValue=1)`.

    Names are given as QTI 2.1 writes them; with `kebab` they are written as 3.0 does (`qti-map-entry`, `map-key`).
    XHTML isn't QTI's: `qbank_qti.xml.element` makes it.
    """

    namespace: str
    location: str
    """Where the schema is, for `xsi:schemaLocation`."""
    packaging: Packaging
    package_schema: str
    package_version: str
    suffix: str
    """How the types of a manifest's resources end."""
    style: HtmlStyle
    since_2_2: bool = True
    """Whether it has what came with 2.2: shared stimuli, `dir`, blocks in prompts, scores that people give."""
    kebab: bool = False

    def __call__(self, name: str, *content: str, **attributes: object) -> str:
        """Return an element of QTI."""
        return (_renamed if self.kebab else element)(name, *content, **attributes)

    def root(self, name: str, *content: str, **attributes: object) -> str:
        """Return a document's root element, with its namespace and where its schema is."""
        spaces: dict[str, object] = {
            "xmlns": self.namespace,
            "xmlns_xsi": XSI,
            "xsi_schemaLocation": f"{self.namespace} {self.location}",
        }
        written = self(name, *content, **spaces, **attributes)
        return _TEXT.sub(lambda found: _BRACES.sub("{<!---->", found[0]), written) if "{{" in written else written

    def body(self, *html: str) -> str:
        """Return XHTML as what a feedback or a rubric holds: 3.0 has an element for it."""
        return self("contentBody", *html) if self.kebab else "".join(html)

    def type_of(self, what: str) -> str:
        """Return the type of a resource in the manifest: of an `item`, a `test` or a `stimulus`."""
        return f"imsqti_{what}_xml{self.suffix}"

    def written(self, context: Context) -> dict[str, object]:
        """Return the attributes that say in which language, and in which direction, a text is written."""
        if not self.since_2_2:
            return {}
        lang = {"lang": language(context.bank.language)} if self.kebab else {}
        return {**lang, "dir": context.direction}


@lru_cache(maxsize=1024, typed=True)
def _renamed(name: str, *content: str, **attributes: object) -> str:
    """Return an element of QTI 3.0 by its name in 2.1."""
    renamed = {_kebab(key) if "_" not in key else key: value for key, value in attributes.items()}
    return element(f"qti-{_kebab(name)}", *content, **renamed)


@cache  # QTI has few names
def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)[A-Z]", lambda found: f"-{found[0]}", name).lower()


QTI21 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    location="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    packaging=CP_1_1,
    package_schema="QTIv2.1 Package",
    package_version="1.0.0",
    suffix="v2p1",
    style=HtmlStyle(math="mathml", xml=True, dialect="qti2", classes=True, highlight=True),
    since_2_2=False,
)

QTI22 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p2",
    location="http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd",
    packaging=CP_2_2,
    package_schema="QTIv2.2 Package",
    package_version="1.0.0",
    suffix="v2p2",
    style=HtmlStyle(math="mathml", xml=True, dialect="qti22", classes=True, highlight=True),
)

QTI30 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    location="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    packaging=CP_3_0,
    package_schema="QTI Package",
    package_version="3.0.0",
    suffix="v3p0",
    style=HtmlStyle(math="mathml", xml=True, dialect="qti3", classes=True, highlight=True),
    kebab=True,
)
