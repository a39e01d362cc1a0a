"""Background work of schedule: fetch, call an action, done. At least once, so idempotent."""

from kaname.domains.core.actions import jobs
from kaname.domains.schedule.actions import calendar_changes
from kaname.domains.schedule.actions.importing import batches

jobs.work(batches.READ)(batches.read)
jobs.work(batches.COMMIT)(batches.commit)
jobs.work(calendar_changes.RECALCULATE)(calendar_changes.recalculate)
