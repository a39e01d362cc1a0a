"""What every domain stands on: records, the audit log, jobs, notices, settings of the organisation."""
