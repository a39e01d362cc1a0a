"""What projects are for: objectives and their key figures, portfolios, programmes and the benefits they must bring."""
