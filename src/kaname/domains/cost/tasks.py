"""Background work of cost: fetch, call an action, done. At least once, so idempotent."""

from kaname.domains.core.actions import jobs
from kaname.domains.cost.actions import evm

jobs.work(evm.TAKE)(evm.run)
