"""A statement is read in its place: what it tells (labels), and which statements make the same point (vectors).

The bundled sentence encoder, its last layers fine-tuned for either (docs/model-card.md), reads the end of the
question and all statements of an answer at once.
"""
