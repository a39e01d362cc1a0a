"""Background work of reporting: fetch, call an action, done. At least once, so idempotent."""

from kaname.domains.core.actions import jobs, ticks
from kaname.domains.reporting.actions import analysis_sending, standing
from kaname.domains.reporting.actions.reports import packs, sending
from kaname.domains.schedule.actions.rounds.freezing import after_freeze

jobs.work(standing.TAKE)(standing.run)
jobs.work(standing.SIMULATE)(standing.run_simulation)
after_freeze(standing.after_round)
jobs.work(packs.FREEZE)(packs.run)
ticks.each("reports")(sending.tick)
ticks.each("analyses")(analysis_sending.tick)
