"""The first page after signing in: what needs this reader today, most urgent first, one click to act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaname.domains.people.enums import Role
from kaname.domains.reporting.queries.portfolio import has_portfolio, roles_anywhere
from kaname.web.home.card import Card, Desk
from kaname.web.home.composition import makers_for
from kaname.web.portfolio.answer import counts_of
from kaname.web.shell.access import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the cards of the reader's roles; those with nothing in them are named in a line."""
    roles = roles_anywhere(request.user)
    desk = Desk(request.user)
    cards = [maker(desk) for maker in makers_for(roles)]
    full = [card for card in cards if card.items]
    context = {
        "roles": [role.label for role in Role if role in roles],
        "cards": full,
        "quiet": [card.title for card in cards if not card.items and not card.informs],
        "answer": _answer(full),
        "counts": counts_of(desk.running) if has_portfolio(request.user) else None,
    }
    return render(request, "home/home.html", context)


def _answer(cards: list[Card]) -> str:
    cards = [card for card in cards if not card.informs]
    if not cards:
        return _("Nothing needs you today")
    total = sum(len(card.items) for card in cards)
    said = ngettext(
        "%(count)s thing to look at. First: %(first)s.", "%(count)s things to look at. First: %(first)s.", total
    )
    return said % {
        "count": total,
        "first": _("%(card)s (%(count)s)") % {"card": cards[0].title, "count": len(cards[0].items)},
    }
