"""What lies in an output folder: its paths, its articles and records, what people decided, and who holds it."""
