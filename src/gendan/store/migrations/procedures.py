"""Step 3: procedures, plans, shipments and messages."""

from sqlite_utils import Database


def m003_procedures(db: Database) -> None:
    """Procedures, the plan of each order with every promised day, what customers were told."""
    db.executescript(
        """
        -- Own templates; those that are shipped live in the program. `nodes` = JSON of core/sop.py.
        CREATE TABLE sops (
            id      TEXT PRIMARY KEY,
            name    TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
            title   TEXT NOT NULL,
            ships   TEXT NOT NULL,
            nodes   TEXT NOT NULL,
            entry   INTEGER NOT NULL,
            made_by TEXT NOT NULL
        ) STRICT;

        -- For whom or for what a template is used: a customer, or an item number.
        CREATE TABLE sop_uses (
            id       TEXT PRIMARY KEY,
            sop      TEXT NOT NULL COLLATE NOCASE,
            customer TEXT REFERENCES customers (id),
            sku      TEXT COLLATE NOCASE,
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            CHECK ((customer IS NULL) <> (sku IS NULL))
        ) STRICT;

        -- One node of one order as it was planned; a plan keeps its nodes when a template changes.
        -- The shipping node has no `done` of its own: the order's shipped_date is that day.
        CREATE TABLE steps (
            id         TEXT PRIMARY KEY,
            order_id   TEXT NOT NULL REFERENCES orders (id),
            position   INTEGER NOT NULL CHECK (position > 0),
            key        TEXT NOT NULL COLLATE NOCASE CHECK (key <> ''),
            node       TEXT NOT NULL,
            sop        TEXT NOT NULL,
            planned    TEXT NOT NULL CHECK (planned IS date(planned, '+0 days')),
            done       TEXT CHECK (done IS date(done, '+0 days')),
            done_by    TEXT,
            evidence   TEXT,
            told_at    TEXT CHECK (told_at IS strftime('%Y-%m-%dT%H:%M:%SZ', told_at, '+0 days')),
            told_slips INTEGER NOT NULL DEFAULT 0,
            entry      INTEGER NOT NULL,
            made_by    TEXT NOT NULL,
            UNIQUE (order_id, key)
        ) STRICT;

        CREATE TABLE slips (
            id      TEXT PRIMARY KEY,
            step    TEXT NOT NULL REFERENCES steps (id),
            day     TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
            why     TEXT NOT NULL CHECK (why <> ''),
            party   TEXT NOT NULL CHECK (party IN ('customer', 'supplier', 'forwarder', 'us', 'other')),
            at      TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            agreed  INTEGER NOT NULL DEFAULT 0 CHECK (agreed IN (0, 1)),
            entry   INTEGER NOT NULL,
            made_by TEXT NOT NULL
        ) STRICT;
        CREATE INDEX slips_step ON slips (step);

        -- Gates that were shut when a node (`key`) of an order was done all the same.
        CREATE TABLE gate_waivers (
            id       TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            key      TEXT NOT NULL COLLATE NOCASE,
            gate     TEXT NOT NULL,
            why      TEXT NOT NULL CHECK (why <> ''),
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX gate_waivers_order ON gate_waivers (order_id);

        -- The day on which the goods leave, as the customer was told it; the last one holds.
        CREATE TABLE ship_days_told (
            id       TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            day      TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX ship_days_told_order ON ship_days_told (order_id);

        CREATE TABLE shipments (
            id        TEXT PRIMARY KEY,
            order_id  TEXT NOT NULL REFERENCES orders (id),
            n         INTEGER NOT NULL CHECK (n > 0),
            cells     TEXT NOT NULL DEFAULT '{}',
            entry     INTEGER NOT NULL,
            made_by   TEXT NOT NULL,
            UNIQUE (order_id, n)
        ) STRICT;

        -- Own words of the messages to customers, by kind of message and language.
        CREATE TABLE draft_templates (
            id       TEXT PRIMARY KEY,
            kind     TEXT NOT NULL,
            language TEXT NOT NULL,
            text     TEXT NOT NULL CHECK (text <> ''),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            UNIQUE (kind, language)
        ) STRICT;

        -- Derived like `agenda`: what is due of orders, one row an item; made anew from the rows.
        CREATE TABLE order_agenda (
            order_id      TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
            kind          TEXT NOT NULL,
            item          TEXT NOT NULL,
            due           TEXT NOT NULL,
            shows_on      TEXT NOT NULL,
            why_en        TEXT NOT NULL,
            why_zh        TEXT NOT NULL,
            PRIMARY KEY (order_id, kind, item)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX order_agenda_shows_on ON order_agenda (shows_on);
        """
    )
