"""Files of XER that small differences make: equal sequence numbers, an odd currency, values of what is not kept."""

from kaname.exchange.document import PlanDocument
from kaname.exchange.formats import read_bytes

PROJECTS = ["%T\tPROJECT", "%F\tproj_id\tproj_short_name\tplan_start_date\tclndr_id\texport_flag"]
PROJECTS += [f"%R\t{n}\t案件{n}\t2026-04-01 08:00\t1\tY" for n in (1, 2, 3)]
NODES = ["%T\tPROJWBS", "%F\twbs_id\tproj_id\tparent_wbs_id\tproj_node_flag\twbs_short_name\twbs_name\tseq_num"]
NODES += [f"%R\t{n}0\t{n}\t\tY\tP{n}\t案件{n}\t1" for n in (1, 2, 3)]
NODES += ["%R\t11\t1\t10\tN\tA\t設計\t5", "%R\t12\t1\t10\tN\tB\t製造\t5", "%R\t13\t1\t10\tN\tC\t試験\t1"]


def plan(*tables: str, currency: str = "JPY") -> PlanDocument:
    head = f"ERMHDR\t20.12\t2026-04-01\tProject\tadmin\tadmin\tdb\tProject Management\t{currency}"
    return read_bytes("\r\n".join([head, *PROJECTS, *NODES, *tables, "%E", ""]).encode("cp932"), "plan.xer")


def test_siblings_of_one_sequence_number_stand_as_in_the_file():
    assert [(a.outline_level, a.name) for a in plan().activities] == [
        (1, "案件1"), (2, "試験"), (2, "設計"), (2, "製造"), (1, "案件2"), (1, "案件3"),
    ]  # fmt: skip


def test_the_currency_is_the_exporting_installations_not_the_first_of_the_table():
    rates = ["%T\tCURRTYPE", "%F\tcurr_id\tcurr_short_name", "%R\t1\tUSD", "%R\t2\tJPY"]
    assert plan(*rates).project.currency == "JPY"
    assert plan(*rates, currency="").project.currency == "USD"


def test_user_defined_values_of_what_keeps_none_are_counted():
    types = [
        "%T\tUDFTYPE",
        "%F\tudf_type_id\ttable_name\tudf_type_label",
        "%R\t7\tPROJECT\t区分",
        "%R\t8\tPROJWBS\t工区",
    ]
    values = ["%T\tUDFVALUE", "%F\tudf_type_id\tfk_id\tudf_text", "%R\t7\t1\t民間", "%R\t7\t2\t公共", "%R\t8\t11\tA"]
    read = plan(*types, *values)
    assert read.left_out == {"UDFVALUE PROJECT": 2}
    assert next(a for a in read.activities if a.name == "設計").fields == {"工区": "A"}
