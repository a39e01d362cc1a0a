"""The nine zones of tests and defects in words (specification 5.6): each asks for a look, none is a verdict."""

from django.utils.translation import gettext_lazy as _

ZONES = {
    1: _("standard (good)"),
    2: _("many defects: bad quality is suspected"),
    3: _("few defects: good, or the tests look at the wrong things"),
    4: _("many tests: perhaps more than needed"),
    5: _("many tests and many defects: bad quality"),
    6: _("many tests, few defects: probably good"),
    7: _("few tests: too little is tested"),
    8: _("few tests and many defects: bad quality, too little tested (worst)"),
    9: _("few tests, few defects: looks good because too little is tested"),
}
