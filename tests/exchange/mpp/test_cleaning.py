"""What P6 XML is made into before the Java extra reads it."""

from lxml import etree

from kaname.exchange.mpp import _cleaned


def test_decimal_commas_of_amounts_become_points_and_texts_stay():
    data = (
        "<APIBusinessObjects xmlns='urn:x'><Project><Activity><Name>1,5</Name><Id>2,1</Id>"
        "<PlannedDuration>70,583333</PlannedDuration><RemainingUnits>-0,5</RemainingUnits><UnitsPercentComplete>12,5"
        "</UnitsPercentComplete><PlannedCost>1000</PlannedCost></Activity></Project></APIBusinessObjects>"
    )
    activity = etree.fromstring(_cleaned(data.encode(), "plan.xml"))[0][0]
    assert {etree.QName(child).localname: child.text for child in activity} == {
        "Name": "1,5",
        "Id": "2,1",
        "PlannedDuration": "70.583333",
        "RemainingUnits": "-0.5",
        "UnitsPercentComplete": "12.5",
        "PlannedCost": "1000",
    }
