"""The models as JSON Schema."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema


def describe_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Give the JSON Schema of ``Article`` or ``Record``, with the dialect it is written in.

    The body of an article is Markdown in its file; in the schema it is an object with the sections in order. Rules that
    tie values together (``extractor.schema.RULES``) are beyond a JSON Schema.
    """
    return {"$schema": GenerateJsonSchema.schema_dialect, **model.model_json_schema(mode="validation")}
