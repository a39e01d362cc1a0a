"""Who can do what: people measured against what is needed, each term explained."""
