"""What every page shares: frame, language, access, errors."""
