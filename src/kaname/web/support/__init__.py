"""Support requests: the PMO's desk with what is red beside what is asked for, and each request (mission row S142)."""
