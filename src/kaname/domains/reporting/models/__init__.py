"""Tables of reporting."""

from kaname.domains.reporting.models.answers import Explanation, Help
from kaname.domains.reporting.models.forecast import ForecastSnapshot
from kaname.domains.reporting.models.health import HealthSnapshot
from kaname.domains.reporting.models.promise import Promise

__all__ = ["Explanation", "ForecastSnapshot", "HealthSnapshot", "Help", "Promise"]
