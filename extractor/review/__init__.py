"""What people decide about articles: the gate, decisions, explanations, the reviewer's page."""
