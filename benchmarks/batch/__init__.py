"""Speed, memory and cost of many pages, as ratios within one run.

    python -m benchmarks.batch                     the table, at sizes of a few minutes
    python -m benchmarks.batch --pages 50000       fifty thousand pages in one go

Every module measures one thing and gives rows of the table; ratios are of interleaved rounds, the least time of each, as
machines are shared.
"""
