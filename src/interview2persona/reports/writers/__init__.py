"""One module per format; each satisfies `interview2persona.reports.Writer`."""
