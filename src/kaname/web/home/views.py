"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaname.web.shell.access import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the signed-in user's own first page."""
    return render(request, "home/home.html")
