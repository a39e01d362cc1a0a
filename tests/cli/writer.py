"""A process that writes as fast as it can, and says each row only once it is kept: `python writer.py`."""

import os
import sys
from itertools import count


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaname.settings.prod")
    import django

    django.setup()
    from kaname.domains.people.actions import persons

    first = int(sys.argv[1])
    for number in count(first):
        code = f"W{number:07}"
        persons.create(code=code, name=f"書き手{number}", by=None)
        print(code, flush=True)


if __name__ == "__main__":
    main()
