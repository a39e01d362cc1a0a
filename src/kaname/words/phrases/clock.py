"""Sentences for the diagnostics of reply clocks and payment dates."""

from kaname.words.marking import N_

PHRASES = {
    "clock-holidays-not-fixed": N_(
        "The national holidays of {year} are not fixed yet (未確定), so the deadline may still move; check it "
        "again when the official list has been published in February of the year before."
    ),
    "payment-holidays-not-fixed": N_(
        "The national holidays of {year} are not fixed yet (未確定), so the payment due on {subject} may still "
        "move; check it again when the official list has been published."
    ),
    "payment-shift-too-long": N_(
        "The due date {subject} is a bank holiday and the next business day, {due}, is {days} days later; at "
        "most {limit} days are allowed, so the previous business day is used."
    ),
    "payment-shift-not-agreed": N_(
        "The due date {subject} is a bank holiday and the parties have not agreed beforehand to pay {days} "
        "day(s) later on {due}, so the previous business day is used; record the agreement to use the next "
        "one."
    ),
}
