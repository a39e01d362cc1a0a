"""Background work of schedule: fetch, call an action, done. At least once, so idempotent."""

from kaname.domains.core.actions import jobs, ticks
from kaname.domains.schedule.actions import calendar_changes
from kaname.domains.schedule.actions.importing import batches
from kaname.domains.schedule.actions.rounds import freezing, opening, ticking

jobs.work(batches.READ)(batches.read)
jobs.work(batches.COMMIT)(batches.commit)
jobs.work(calendar_changes.RECALCULATE)(calendar_changes.recalculate)
jobs.work(opening.OPEN)(opening.opened_by)
jobs.work(freezing.FREEZE)(freezing.frozen_by)
ticks.each("rounds")(ticking.tick)
ticks.each("import files")(batches.tidy)
