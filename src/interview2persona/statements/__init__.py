"""Turns become `Statement`s: spans that say one thing, with labels, perspective, journey stage and severity."""
