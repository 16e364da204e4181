"""Named entities: find the names in texts, gather a page's entities, tell who speaks and what a page is about."""

from extractor.structure.entities.amounts import find_amounts, list_amounts
from extractor.structure.entities.mentions import find_mentions, find_model_doubts, model_name
from extractor.structure.entities.name_lists import name_key
from extractor.structure.entities.resolution import resolve_entities
from extractor.structure.entities.rules import looks_like_organisation
from extractor.structure.entities.speakers import Speaker, find_speaker
from extractor.structure.entities.wikipedia import EntityMatch, is_same_entity, match_wikipedia

__all__ = [
    "EntityMatch",
    "Speaker",
    "find_amounts",
    "find_mentions",
    "find_model_doubts",
    "find_speaker",
    "is_same_entity",
    "list_amounts",
    "looks_like_organisation",
    "match_wikipedia",
    "model_name",
    "name_key",
    "resolve_entities",
]
