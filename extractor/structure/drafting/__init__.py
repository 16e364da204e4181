"""Drafting by a language model, off by default: it may only rephrase what the record holds.

client   one request to an OpenAI-compatible endpoint, with a deadline, retries and a limit on the answer
gate     what a rephrased sentence must keep of the sentence it rests on
rounds   ask, check, fall back: a sentence that the gate refuses stays as the page has it
"""

from extractor.structure.drafting.rounds import Draft, draft_sentences

__all__ = ["Draft", "draft_sentences"]
