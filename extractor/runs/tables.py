"""The tables of the ledger, in SQLite's words."""

from __future__ import annotations

VERSION = 4
"""A ledger of another version is made again from the files."""

TABLES = """
CREATE TABLE inputs (
    path TEXT PRIMARY KEY, url BLOB, size INTEGER, stamp INTEGER, sha256 TEXT, fingerprint TEXT NOT NULL,
    pages INTEGER NOT NULL, failed INTEGER NOT NULL DEFAULT 0, passing INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE TABLE pages (
    path TEXT PRIMARY KEY, input TEXT NOT NULL, sha256 TEXT NOT NULL, slug TEXT, article_id TEXT, category TEXT,
    article_sha256 TEXT, status TEXT NOT NULL, action TEXT NOT NULL, duplicate_of TEXT, run_id TEXT NOT NULL,
    details TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX articles ON pages (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX twins ON pages (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX pages_of_runs ON pages (run_id);
CREATE INDEX pages_of_inputs ON pages (input);
CREATE TABLE held (
    path TEXT NOT NULL, idx INTEGER NOT NULL, last INTEGER NOT NULL, stamp INTEGER, fingerprint TEXT NOT NULL,
    payload BLOB NOT NULL, PRIMARY KEY (path, idx)
) WITHOUT ROWID;
CREATE TABLE runs (
    run_id TEXT PRIMARY KEY, started TEXT NOT NULL, boot TEXT NOT NULL, exit_code INTEGER, counts TEXT
);
CREATE TABLE related (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '', mark TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '', terms TEXT NOT NULL DEFAULT '[]', links TEXT, boot TEXT, dirty INTEGER NOT NULL DEFAULT 2
);
CREATE INDEX unrelated ON related (article_id) WHERE dirty > 0;
CREATE TABLE terms (
    term TEXT NOT NULL, number INTEGER NOT NULL, strength INTEGER NOT NULL, PRIMARY KEY (term, number)
) WITHOUT ROWID;
CREATE TABLE stamps (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
