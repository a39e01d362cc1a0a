"""Documents and records under control (mission row S35): register, versions, approval, access ledger, retention."""
