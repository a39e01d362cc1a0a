"""The subprocess that runs Java: ``python -m kaname.exchange.mpp.java_process GIVEN MADE mspdi|xer MEMORY``.

Its last line on standard output is a JSON object: ``{"kind": "done"}`` or what went wrong.
"""

import json
import sys
from typing import Any


def main(given: str, made: str, to: str, memory: str) -> dict[str, str]:
    """Convert a file and return the report."""
    import jpype
    import mpxj  # noqa: F401 (puts its jars on the class path)

    try:
        jpype.startJVM("-Djava.awt.headless=true", "-XX:+UseSerialGC", f"-Xmx{memory}")
    except (jpype.JVMNotFoundException, jpype.JVMNotSupportedException, OSError) as missing:
        return {"kind": "java", "reason": str(missing)}
    try:
        _convert(given, made, to)
    except jpype.JClass("java.lang.OutOfMemoryError"):
        return {"kind": "memory"}
    except jpype.JClass("java.lang.Throwable") as thrown:
        return _refusal(thrown)
    return {"kind": "done"}


def _convert(given: str, made: str, to: str) -> None:
    """Read the file, then write it as XER if that is asked for and can be done, else as MSPDI."""
    import jpype

    if to == "xer":
        reader = jpype.JClass("org.mpxj.primavera.PrimaveraPMFileReader")()
        reader.setLinkCrossProjectRelations(True)
        projects = reader.readAll(given)
        try:
            _write_xer(projects, made)
        except jpype.JClass("java.lang.RuntimeException"):  # plans that other tools wrote in P6's form
            _write_mspdi(projects[0], made)
        return
    project = _read_any_language(given) if given.endswith(".mpx") else None
    if project is None:
        project = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(given)
    if project is None:
        raise ValueError("no plan was found in the file")
    _write_mspdi(project, made)


def _write_xer(projects: Any, made: str) -> None:
    import jpype

    writer = jpype.JClass("org.mpxj.primavera.PrimaveraXERFileWriter")()
    writer.setCharset(jpype.JClass("java.nio.charset.StandardCharsets").UTF_8)
    writer.write(projects, made)


def _write_mspdi(project: Any, made: str) -> None:
    import jpype

    writer = jpype.JClass("org.mpxj.mspdi.MSPDIWriter")()
    writer.setWriteTimephasedData(True)
    writer.write(project, made)


def _read_any_language(given: str) -> Any:
    """Return the plan of an .mpx, whose words for units depend on the language that wrote it; None if none fits."""
    import jpype

    reader_class = jpype.JClass("org.mpxj.mpx.MPXReader")
    for locale in [None, *reader_class().getSupportedLocales()]:
        reader = reader_class()
        if locale is not None:
            reader.setLocale(locale)
        try:
            return reader.read(given)
        except jpype.JClass("java.lang.Exception"):
            continue
    return None


def _refusal(thrown: Any) -> dict[str, str]:
    reasons: list[str] = []
    current = thrown
    while current is not None and len(reasons) < 10:
        reasons.append(str(current.getMessage()))
        current = current.getCause()
    if any("password" in reason.lower() for reason in reasons):
        return {"kind": "password"}
    return {"kind": "unreadable", "reason": next((r for r in reversed(reasons) if r != "None"), "")}


if __name__ == "__main__":
    try:
        report = main(*sys.argv[1:5])
    except (ValueError, ImportError, OSError) as failed:
        report = {"kind": "unreadable", "reason": str(failed)}
    sys.stdout.write("\n" + json.dumps(report) + "\n")
