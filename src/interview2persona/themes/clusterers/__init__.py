"""One way of clustering per module: `candidates(space)` by parameter, and `apply(space, parameter)` to other points.

What is slow to import may be imported by `prepare()`, while others work.
"""
