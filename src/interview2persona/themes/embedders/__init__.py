"""Embedders: one module each with ``make(settings) -> Embedder``."""
