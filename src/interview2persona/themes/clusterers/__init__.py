"""One clusterer per module: points of statements become a `Clustering`."""
