"""Sentences about the formats that the Java extra reads."""

from kaname.words.marking import N_

PHRASES = {
    "mpp-extra-missing": N_(
        "{subject} can be read only with the Java extra, which is not installed. Install kaname[java] and Java 17, "
        "or save the plan as XML in the tool that made it."
    ),
    "mpp-java-missing": N_(
        "{subject} can be read only with Java, which was not found. Install Java 17 or later (or set JAVA_HOME), "
        "or save the plan as XML in the tool that made it."
    ),
    "mpp-password-protected": N_(
        "{subject} is protected with a password and was not read. Remove it in Microsoft Project, save, retry."
    ),
    "mpp-unreadable": N_(
        "{subject} could not be read: {reason}. It may be damaged; open and save it in the tool that made it, "
        "or export it as XML."
    ),
    "mpp-too-slow": N_(
        "Reading {subject} was stopped after {seconds} seconds. Export it as XML from the tool that made it."
    ),
    "mpp-too-large": N_(
        "Reading {subject} needs more memory than {limit}. Export it as XML from the tool that made it."
    ),
}
