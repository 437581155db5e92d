"""People's `Decision`s are kept, replayed on every run, and asked for in a sensible order."""
