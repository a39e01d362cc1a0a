"""``{{ person|spoken }}``: a name in the reader's language."""

from django import template

from kaname.domains.core.names import spoken

register = template.Library()
register.filter("spoken", spoken)
