"""The models as JSON Schema."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema


def describe_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Give the JSON Schema of ``Article`` or ``Record``, with the dialect it is written in.

    It takes the front matter of a file as it is; the body, Markdown in the file, may be there as an object with the sections
    in order. Rules that tie values together (``extractor.schema.RULES``) are beyond a JSON Schema.
    """
    return {"$schema": GenerateJsonSchema.schema_dialect, **model.model_json_schema(mode="validation")}
