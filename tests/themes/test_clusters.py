"""Clusterers, their comparison, and what makes a cluster a theme of several people."""

from __future__ import annotations

import numpy as np
import pytest

from interview2persona import plugins
from interview2persona.errors import MissingPart
from interview2persona.settings import Settings
from interview2persona.themes.choose import Candidate, finalists, silhouette
from interview2persona.themes.cluster import PACKAGE, cluster, clusterers, prepare
from interview2persona.themes.geometry import centres, diffusion_map, nearest, neighbours, unit
from interview2persona.themes.people import held_by_several
from interview2persona.themes.topics import topics


def blobs(count: int, each: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    middle = np.linalg.qr(random.normal(size=(40, count)))[0].T
    labels = np.repeat(np.arange(count), each)
    return unit(middle[labels] + 0.04 * random.normal(size=(count * each, 40))), labels


@pytest.mark.parametrize("name", ["agglomerative", "hdbscan", "auto"])
def test_every_clusterer_finds_what_is_there(name: str) -> None:
    """Nine groups of forty are found as nine, and the manifest says how and why."""
    points, truth = blobs(9, 40)
    people = [frozenset({f"p{i % 10}"}) for i in range(len(points))]
    settings = Settings().with_changes({"themes.clusterer": name, "themes.resamples": 3})
    found = cluster(points, points, people, settings)
    assert found.labels.max() == 8
    assert all(len(set(found.labels[truth == k])) == 1 for k in range(9))
    assert {"clusterer", "parameter", "reason", "candidates"} <= found.method.keys()


def test_small_studies_are_left_to_ward() -> None:
    """Below 300 statements densities tell little."""
    assert clusterers(299, Settings()) == ["agglomerative"]
    assert clusterers(300, Settings()) == ["agglomerative", "hdbscan"]


def test_an_unknown_clusterer_is_named() -> None:
    """The message lists those that exist."""
    points, _ = blobs(2, 5)
    settings = Settings().with_changes({"themes.clusterer": "magic"})
    with pytest.raises(MissingPart, match="agglomerative, hdbscan"):
        cluster(points, points, [frozenset({"p"})] * 10, settings)


@pytest.mark.parametrize("name", ["agglomerative", "hdbscan"])
def test_clusterers_take_a_single_point(name: str) -> None:
    """A resample may leave next to nothing."""
    part = plugins.load(PACKAGE, name)
    assert isinstance(part.candidates(np.ones((1, 3))), dict)


def test_a_cluster_of_one_person_is_dissolved() -> None:
    """Its points go to the nearest cluster of several people."""
    points, truth = blobs(3, 4)
    people = [frozenset({"p1"}) if k == 0 else frozenset({f"p{i}"}) for i, k in enumerate(truth)]
    labels = held_by_several(points, truth, people, 2)
    assert labels.max() == 1
    assert (labels >= 0).all()


def test_nobody_shares_anything() -> None:
    """When no cluster has two people, there is no cluster."""
    points, truth = blobs(2, 3)
    people = [frozenset({f"p{k}"}) for k in truth]
    assert held_by_several(points, truth, people, 2).tolist() == [-1] * 6


def test_silhouette_prefers_the_true_number() -> None:
    """Merging or splitting clear groups lowers it; one cluster is 0, none -1."""
    points, truth = blobs(4, 10)
    split = np.where(np.arange(40) < 5, 4, truth)
    assert silhouette(points, truth) > max(silhouette(points, truth // 2), silhouette(points, split))
    assert silhouette(points, truth * 0) == 0
    assert silhouette(points, truth * 0 - 1) == -1


def test_finalists_are_the_close_ones_clearest_first() -> None:
    """Only candidates within 3 % of the clearest remain."""
    tried = [Candidate("a", k, np.arange(k), s) for k, s in ((9, 0.5), (4, 0.49), (2, 0.3))]
    assert [c.parameter for c in finalists(tried)] == [9, 4]


def test_neighbours_are_the_most_similar_others() -> None:
    """No row is its own neighbour, and none is more similar than those given."""
    points, _ = blobs(3, 6)
    index, cosine = neighbours(points, 4)
    full = points @ points.T
    np.fill_diagonal(full, -np.inf)
    assert np.allclose(np.sort(full, axis=1)[:, ::-1][:, :4], cosine)
    assert (index != np.arange(18)[:, None]).all()


def test_the_diffusion_map_keeps_groups_together() -> None:
    """Rows of a group stay nearer to their centre than to another's."""
    points, truth = blobs(4, 20)
    space = diffusion_map(points, 5, 6)
    assert nearest(space, centres(space, truth))[0].tolist() == truth.tolist()


def test_topics_gather_themes() -> None:
    """Twelve themes in three families fall under three topics; few themes are their own."""
    points, truth = blobs(3, 4)
    assert topics(points).tolist() == truth.tolist()
    assert topics(points[:4]).tolist() == [0, 1, 2, 3]


def test_only_what_will_cluster_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few points need no densities, and not the seconds that they take to import."""
    done: list[str] = []
    monkeypatch.setattr(plugins.load(PACKAGE, "hdbscan"), "prepare", lambda: done.append("hdbscan"))
    prepare(50, Settings())
    assert done == []
    prepare(5000, Settings())
    assert done == ["hdbscan"]
