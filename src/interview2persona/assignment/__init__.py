"""Real customers, or people of new interviews, assigned to the personas of a finished study (docs/customers.md)."""
