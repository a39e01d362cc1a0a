"""Documents as we keep them: equal after the way there and back, and readable with every check."""

import zlib
from dataclasses import replace

import pytest

from exchange.kaname_json.test_round_trip import full
from factories.schedule import make_document
from kaname.domains.schedule.bridge.packing import pack, unpack
from kaname.exchange.formats import read_plan
from kaname.exchange.kaname_json import read

REAL = [
    "msproject-templates/mspdi/OzBuild 16 Orig.mpp.mspdi.xml",
    "msproject/mspdi/mspditimephased.xml",
    "dslib/p2x/C2012-17 Building a Dream.p2x",
    "msproject-templates/p6/encoding1251.xer",
    "workbooks-ja/neos21/WBS.xlsx",
]


@pytest.mark.realdata
@pytest.mark.parametrize("name", REAL)
def test_a_real_plan_stays_what_it_is(realdata, name):
    document = read_plan(realdata / name)
    packed = pack(document)
    assert unpack(packed, document.source) == document
    assert replace(read(zlib.decompress(packed), ""), source=document.source) == document


def test_a_document_with_something_in_every_list_stays_what_it_is():
    document = full()
    assert unpack(pack(document), document.source) == document


def test_a_small_document_is_small():
    assert len(pack(make_document({"設計": 3}))) < 400
