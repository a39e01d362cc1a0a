"""Microsoft Project's numbers (FieldID) of its custom fields: a base for each kind of row, and a place in it."""

from itertools import chain

BASES = {"activity": 188_743_680, "resource": 205_520_896, "assignment": 255_852_544}

_PLACES: dict[str, dict[str, tuple[int, ...]]] = {
    "activity": {
        "Text": (51, 54, 57, 60, 63, *range(66, 71), *range(317, 337)),
        "Number": (*range(87, 92), *range(302, 317)),
        "Flag": (*range(72, 82), *range(292, 302)),
        "Date": tuple(range(265, 275)),
        "Start": (52, 55, 58, 61, 64, 282, 284, 286, 288, 290),
        "Finish": (53, 56, 59, 62, 65, 283, 285, 287, 289, 291),
        "Cost": (*range(106, 109), *range(258, 265)),
        "Duration": (*range(103, 106), *range(275, 282)),
        "Enterprise Text": tuple(range(799, 839)),
        "Enterprise Number": tuple(range(699, 739)),
        "Enterprise Flag": tuple(range(659, 679)),
        "Enterprise Date": tuple(range(609, 639)),
        "Enterprise Cost": tuple(range(599, 609)),
        "Enterprise Duration": tuple(range(639, 649)),
    },
    "resource": {
        "Text": (8, 9, 30, 31, 32, *range(97, 102), *range(225, 245)),
        "Number": (*range(112, 117), *range(205, 220)),
        "Flag": (*range(127, 136), 126, *range(195, 205)),
        "Date": tuple(range(173, 183)),
        "Start": (*range(102, 107), *range(220, 225)),
        "Finish": (*range(107, 112), *range(190, 195)),
        "Cost": (*range(123, 126), *range(166, 173)),
        "Duration": (*range(117, 120), *range(183, 190)),
        "Enterprise Text": tuple(range(646, 686)),
        "Enterprise Number": tuple(range(546, 586)),
        "Enterprise Flag": tuple(range(506, 526)),
        "Enterprise Date": tuple(range(456, 486)),
        "Enterprise Cost": tuple(range(446, 456)),
        "Enterprise Duration": tuple(range(486, 496)),
    },
    "assignment": {
        "Text": (*range(88, 98), *range(218, 238)),
        "Number": (*range(108, 113), *range(198, 213)),
        "Flag": (*range(123, 132), 122, *range(188, 198)),
        "Date": tuple(range(166, 176)),
        "Start": (*range(98, 103), *range(213, 218)),
        "Finish": (*range(103, 108), *range(183, 188)),
        "Cost": (*range(119, 122), *range(159, 166)),
        "Duration": (*range(113, 116), *range(176, 183)),
    },
}


def field_numbers(owner: str) -> dict[str, int]:
    """Return the FieldID of each custom field, as "Text1", of an activity, resource or assignment."""
    named = ([(f"{kind}{i}", place) for i, place in enumerate(places, 1)] for kind, places in _PLACES[owner].items())
    return {name: BASES[owner] + place for name, place in chain.from_iterable(named)}
