"""Step 2: what is compared before a shipment, and who answers for it."""

from sqlite_utils import Database


def m002_check_order(db: Database) -> None:
    """What is compared before a shipment, who ticked, waived and signed."""
    db.executescript(
        """
        -- What stood before: `changes` = [{"line", "field", "old", "new"}], `n` counts from 1.
        CREATE TABLE amendments (
            id       TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            n        INTEGER NOT NULL CHECK (n > 0),
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            why      TEXT,
            changes  TEXT NOT NULL,
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            UNIQUE (order_id, n)
        ) STRICT;

        -- `text` is our reading, `source` the customer's own words, `confirmed` the day on which
        -- they confirmed our reading. `n` names it on the checklist: R1, R2 …
        CREATE TABLE order_requirements (
            id        TEXT PRIMARY KEY,
            order_id  TEXT NOT NULL REFERENCES orders (id),
            n         INTEGER NOT NULL CHECK (n > 0),
            text      TEXT NOT NULL CHECK (text <> ''),
            source    TEXT,
            confirmed TEXT CHECK (confirmed IS date(confirmed, '+0 days')),
            entry     INTEGER NOT NULL,
            made_by   TEXT NOT NULL,
            UNIQUE (order_id, n)
        ) STRICT;

        -- Content under its own hash; never changed, never taken away.
        CREATE TABLE blobs (
            sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
            content BLOB NOT NULL
        ) STRICT;

        CREATE TABLE evidence (
            id       TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            kind     TEXT NOT NULL CHECK (kind IN ('packing', 'invoice', 'booking', 'tick')),
            name     TEXT NOT NULL CHECK (name <> ''),
            sha256   TEXT NOT NULL REFERENCES blobs (sha256),
            size     INTEGER NOT NULL,
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX evidence_order ON evidence (order_id, kind);

        -- `item` as on the checklist; `ref` the requirement's id, so that a tick cannot move.
        CREATE TABLE ticks (
            id       TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            item     TEXT NOT NULL,
            ref      TEXT NOT NULL,
            evidence TEXT,
            file     TEXT REFERENCES evidence (id),
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX ticks_order ON ticks (order_id);

        -- One row per finding (`code` and its `key`) or checklist item (`code` = the item).
        CREATE TABLE waivers (
            id       TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            code     TEXT NOT NULL,
            key      TEXT NOT NULL,
            why      TEXT NOT NULL CHECK (why <> ''),
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX waivers_order ON waivers (order_id);

        -- `parts` = {"order": hash, "packing": hash, …}: which of them changed since.
        CREATE TABLE signoffs (
            id         TEXT PRIMARY KEY,
            order_id   TEXT NOT NULL REFERENCES orders (id),
            level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
            digest     TEXT NOT NULL CHECK (length(digest) = 64),
            parts      TEXT NOT NULL,
            at         TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            why        TEXT,
            signature  TEXT,
            revoked_at TEXT CHECK (revoked_at IS strftime('%Y-%m-%dT%H:%M:%SZ', revoked_at, '+0 days')),
            revoked_by TEXT,
            revoke_why TEXT,
            entry      INTEGER NOT NULL,
            made_by    TEXT NOT NULL,
            CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
        ) STRICT;
        CREATE INDEX signoffs_order ON signoffs (order_id);

        -- Whose SSH key is whose; a key belongs to one person.
        CREATE TABLE signers (
            id      TEXT PRIMARY KEY,
            name    TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
            key     TEXT NOT NULL UNIQUE CHECK (key <> ''),
            entry   INTEGER NOT NULL,
            made_by TEXT NOT NULL
        ) STRICT;
        """
    )
