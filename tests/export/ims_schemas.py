"""The schemas of IMS Global, where they lie beside the repository, and the rules in them that a schema can't say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, isoschematron

FOLDER = Path(__file__).parents[3] / "shared" / "schemas"
CARTRIDGE = "cc11/ccv1p1_imscp_v1p2_v1p0.xsd"
PROFILE = "cc11/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
TOPIC = "cc11/ccv1p1_imsdt_v1p1.xsd"
QTI21 = "qti21/www.imsglobal.org/xsd/imsqti_v2p1.xsd"


class _Offline(etree.Resolver):
    """Gives the copy of an address, which lies below the folder by host and path."""

    def resolve(self, url: str, public: str, context: object) -> object:  # noqa: ARG002
        found = re.match(r"https?://(.+)", url or "")
        path = FOLDER / "qti21" / found[1] if found else None
        return self.resolve_filename(str(path), context) if path and path.exists() else None


def found_at(name: str) -> Path:
    """Return the path of a schema, or skip the test: they aren't ours to pass on."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"the schema {name} is not beside the repository")
    return path


@cache
def schema(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Offline())
    return etree.XMLSchema(etree.parse(str(found_at(name)), parser))


def assert_valid(content: bytes, name: str) -> None:
    found = schema(name)
    assert found.validate(etree.fromstring(content)), found.error_log


@cache
def rules(name: str) -> isoschematron.Schematron:
    """Return the rules of the same standard that its schema can't say, from inside the schema (Schematron 1.5)."""
    old, new = "http://purl.oclc.org/dsdl/schematron", "http://purl.oclc.org/dsdl/schematron"
    root = etree.parse(str(found_at(name))).getroot()
    made = etree.Element(f"{{{new}}}schema", nsmap={None: new})
    for part in root.iter(f"{{{old}}}ns", f"{{{old}}}pattern"):
        part.attrib.pop("abstract", None)
        part.attrib.pop("name", None)
        made.append(part)
    for rule in made.iter(f"{{{new}}}rule"):
        rule.attrib.pop("abstract", None)
    return isoschematron.Schematron(made, store_report=True)


def broken_rules(content: bytes, name: str) -> list[str]:
    found = rules(name)
    found.validate(etree.fromstring(content))
    texts = found.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}text")
    return [" ".join("".join(text.itertext()).split()) for text in texts]
