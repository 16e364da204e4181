"""Pages as the program cuts them, for whoever asks why: how each was cut, and what its site could be taught.

cutting     pages to their sections
rendering   sections for a terminal, a browser, other programs
profiles    labels to a profile
"""
