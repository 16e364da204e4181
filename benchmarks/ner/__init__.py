"""Measuring named entities: scores beside baselines and published figures, and what each trick of the recipe is worth."""
