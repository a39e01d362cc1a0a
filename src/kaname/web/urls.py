"""Every address of the application, by subject."""

from django.urls import include, path

from kaname.web.shell import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("", include("kaname.web.home.urls")),
    path("", include("kaname.web.shell.urls")),
    path("portfolio/", include("kaname.web.portfolio.urls")),
    path("portfolio/", include("kaname.web.health.portfolio_urls")),
    path("projects/", include("kaname.web.projects.urls")),
    path("projects/<str:code>/", include("kaname.web.schedule.urls")),
    path("projects/<str:code>/", include("kaname.web.imports.export_urls")),
    path("projects/<str:code>/", include("kaname.web.cost.urls")),
    path("cost/", include("kaname.web.cost.all_urls")),
    path("projects/<str:code>/", include("kaname.web.health.urls")),
    path("projects/<str:code>/", include("kaname.web.rounds.project_urls")),
    path("projects/<str:code>/", include("kaname.web.teams.urls")),
    path("", include("kaname.web.decisions.urls")),
    path("", include("kaname.web.issues.urls")),
    path("", include("kaname.web.staffing.urls")),
    path("", include("kaname.web.quality.urls")),
    path("", include("kaname.web.risks.urls")),
    path("", include("kaname.web.support.urls")),
    path("projects/<str:code>/reports/", include("kaname.web.reports.project_urls")),
    path("reports/", include("kaname.web.reports.urls")),
    path("analysis/", include("kaname.web.analysis.urls")),
    path("programmes/", include("kaname.web.programmes.urls")),
    path("strategy/", include("kaname.web.strategy.urls")),
    path("projects/<str:code>/", include("kaname.web.strategy.project_urls")),
    path("activities/", include("kaname.web.schedule.list_urls")),
    path("rounds/", include("kaname.web.rounds.urls")),
    path("resources/", include("kaname.web.resources.urls")),
    path("people/", include("kaname.web.skills.urls")),
    path("people/", include("kaname.web.people.urls")),
    path("import/", include("kaname.web.imports.urls")),
    path("audit/", include("kaname.web.audit.urls")),
    path("settings/", include("kaname.web.administration.urls")),
    path("settings/health/", include("kaname.web.health.limits_urls")),
    path("settings/cost/", include("kaname.web.cost.limits_urls")),
    path("settings/targets/", include("kaname.web.health.targets_urls")),
    path("documents/", include("kaname.web.documents.urls")),
    path("components/", include("kaname.web.gallery.urls")),
    path("search/", include("kaname.web.search.urls")),
    path("jobs/", include("kaname.web.jobs.urls")),
    path("undo/", include("kaname.web.undo.urls")),
    path("account/", include("kaname.web.accounts.urls")),
    path("accounts/", include("kaname.web.accounts.doors")),
]
handler400 = "kaname.web.shell.errors.bad_request"
handler403 = "kaname.web.shell.errors.forbidden"
handler404 = "kaname.web.shell.errors.not_found"
handler500 = "kaname.web.shell.errors.server_error"
