"""Many pages: what runs them, remembers them and reports on them. Read ``batch`` first."""
