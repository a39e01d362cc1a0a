"""/healthz: 200 when the application can answer, 503 when its database cannot."""

from django.db import connection
from django.db.utils import DatabaseError
from django.http import HttpRequest, JsonResponse

from kaname import __version__
from kaname.web.shell.access import public


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """Ask the database one question and say what came of it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "database unavailable", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "version": __version__})
