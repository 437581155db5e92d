"""Themes and participants become `Persona`s, each line a `Claim` that rests on `Evidence`."""
