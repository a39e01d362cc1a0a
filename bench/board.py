"""The portfolio board of 500 projects with 200,000 activities, signed in as the PMO manager: median of 30 requests over
one connection to `kaname serve`, on SQLite and on PostgreSQL, in one run. "Anew": every request has an address of its
own, so that the page is computed each time; else a page that was read before is answered from memory until something is
written.
"""

from tests.postgresql.cluster import cluster, why_not

from bench.harness import Row
from bench.served import Site, filled, served

PROJECTS, ROWS, LIMIT = 500, 400, 100.0
DURABLE = "-c listen_addresses= -c shared_buffers=512MB"
PAGE = "/portfolio/"


def run(small: bool) -> list[Row]:
    projects, rows = (20, 20) if small else (PROJECTS, ROWS)
    found = _measured("SQLite", projects, rows)
    if reason := why_not():
        return [*found, Row("PostgreSQL", "-", note=reason)]
    with cluster(DURABLE) as address:
        return found + _measured("PostgreSQL", projects, rows, address)


def _measured(name: str, projects: int, rows: int, database: str = "") -> list[Row]:
    with filled(projects, rows, database) as folder, served(folder, database) as site:
        return [_row(site, f"{name}: board of {projects} projects, {projects * rows:,} activities", anew)
                for anew in (True, False)]  # fmt: skip


def _row(site: Site, what: str, anew: bool) -> Row:
    taken, size = site.latency(PAGE, anew=anew)
    return Row(
        f"{what}, {'computed anew' if anew else 'read again'}",
        f"{taken:.0f} ms ({taken / LIMIT:.2f} of the limit)",
        f"{LIMIT:.0f} ms",
        taken <= LIMIT,
        f"{size / 1000:.0f} kB, {site.throughput(PAGE, 5, anew=anew):.0f} requests a second",
    )
