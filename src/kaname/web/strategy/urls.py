"""Addresses: the trace, coverage, objectives, key figures, portfolios."""

from django.urls import path

from kaname.web.strategy.views import kpis, objectives, overview, portfolio_writing, portfolios

app_name = "strategy"
urlpatterns = [
    path("", overview.strategy_map, name="map"),
    path("coverage/", overview.coverage, name="coverage"),
    path("coverage.xlsx", overview.coverage_file, name="coverage-xlsx"),
    path("new/", objectives.new, name="new"),
    path("weights/", objectives.weights, name="weights"),
    path("objectives/<int:objective>/", objectives.objective_page, name="objective"),
    path("objectives/<int:objective>/edit/", objectives.edit, name="objective-edit"),
    path("objectives/<int:objective>/new/", objectives.new_below, name="objective-new"),
    path("objectives/<int:objective>/weights/", objectives.weights_below, name="objective-weights"),
    path("objectives/<int:objective>/move/", objectives.move, name="objective-move"),
    path("objectives/<int:objective>/links/new/", objectives.link, name="link"),
    path("objectives/<int:objective>/links/<int:link>/end/", objectives.unlink, name="unlink"),
    path("objectives/<int:objective>/kpis/new/", kpis.new, name="kpi-new"),
    path("kpis/<int:kpi>/", kpis.kpi_page, name="kpi"),
    path("kpis/<int:kpi>/edit/", kpis.edit, name="kpi-edit"),
    path("kpis/<int:kpi>/measure/", kpis.measure, name="kpi-measure"),
    path("portfolios/", portfolios.portfolios, name="portfolios"),
    path("portfolios/new/", portfolio_writing.new, name="portfolio-new"),
    path("portfolios/<int:portfolio>/", portfolios.one, name="portfolio"),
    path("portfolios/<int:portfolio>/edit/", portfolio_writing.edit, name="portfolio-edit"),
    path("portfolios/<int:portfolio>/move/", portfolio_writing.move, name="portfolio-move"),
    path("portfolios/<int:portfolio>/components/new/", portfolio_writing.include, name="include"),
    path("portfolios/<int:portfolio>/components/<int:component>/end/", portfolio_writing.release, name="release"),
    path("portfolios/<int:portfolio>/objectives/new/", portfolio_writing.aim, name="portfolio-aim"),
    path("portfolios/<int:portfolio>/capacity/new/", portfolio_writing.capacity, name="capacity"),
    path(
        "portfolios/<int:portfolio>/capacity/<int:capacity>/remove/",
        portfolio_writing.capacity_remove,
        name="capacity-remove",
    ),
]
