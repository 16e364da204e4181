"""The scheduled job: fetch, plan, convert what changed, merge, report. READ ``running`` first."""
