"""Document control: the register, a document with its versions and ledger, forms, disposal, settings."""
