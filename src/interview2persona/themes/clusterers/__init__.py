"""One way of clustering per module: `candidates(space)` by parameter, and `apply(space, parameter)` to other points."""
