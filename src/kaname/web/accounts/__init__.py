"""Sign-in, own account, sessions, invitation."""
