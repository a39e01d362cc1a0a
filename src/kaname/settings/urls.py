"""The root of all addresses: where the fronts, which know nothing of each other, are put together."""

from django.urls import include, path

from kaname.api.v1.routes import api
from kaname.web.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("api/v1/", api.urls), path("", include("kaname.web.urls"))]
