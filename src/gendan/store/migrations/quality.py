"""Step 4: inspections, complaints and what was learnt, partners, risks."""

from sqlite_utils import Database


def m004_quality(db: Database) -> None:
    """Errors that do not come back: what was found, why, who mends it and who is told again."""
    db.executescript(
        """
        -- Suppliers, forwarders, inspectors; orders name them by code, name or alias.
        -- `standing` NULL: as the score says; else what a person decided, when and why.
        CREATE TABLE partners (
            id           TEXT PRIMARY KEY,
            code         TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (code <> ''),
            name         TEXT NOT NULL CHECK (name <> ''),
            aliases      TEXT NOT NULL DEFAULT '[]',
            kind         TEXT NOT NULL CHECK (kind IN ('supplier', 'forwarder', 'inspector')),
            country      TEXT CHECK (length(country) = 2),
            note         TEXT,
            standing     TEXT CHECK (standing IN ('preferred', 'approved', 'watch', 'blocked')),
            standing_why TEXT,
            standing_by  TEXT,
            standing_at  TEXT CHECK (standing_at IS strftime('%Y-%m-%dT%H:%M:%SZ', standing_at, '+0 days')),
            retired      TEXT CHECK (retired IS date(retired, '+0 days')),
            retired_why  TEXT,
            entry        INTEGER NOT NULL,
            made_by      TEXT NOT NULL,
            CHECK ((standing IS NULL) = (standing_why IS NULL)),
            CHECK ((standing IS NULL) = (standing_by IS NULL)),
            CHECK ((standing IS NULL) = (standing_at IS NULL)),
            CHECK ((retired IS NULL) = (retired_why IS NULL))
        ) STRICT;

        -- One sample of one lot, `n` counts the order's from 1. `line` and `goods` = the line and its
        -- item as they were ("AB-12 (Red, S)"), NULL: the whole order; `again` = the round before of
        -- the same lot. `plan` = the sampling plan used, as JSON; `defects` = [{"class", "text",
        -- "quantity"}]; `decision` NULL while it is a draft. `accepted` + `refused` = `lot`: a lot
        -- may be taken in part (80 good, 20 back). `entry` follows every change.
        CREATE TABLE inspections (
            id        TEXT PRIMARY KEY,
            order_id  TEXT NOT NULL REFERENCES orders (id),
            n         INTEGER NOT NULL CHECK (n > 0),
            stage     TEXT NOT NULL CHECK (stage IN ('incoming', 'inline', 'final')),
            line      TEXT,
            goods     TEXT,
            supplier  TEXT,
            again     TEXT UNIQUE REFERENCES inspections (id),
            round     INTEGER NOT NULL CHECK (round > 0),
            on_day    TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
            lot       INTEGER NOT NULL CHECK (lot > 0),
            plan      TEXT NOT NULL,
            critical  INTEGER CHECK (critical >= 0),
            major     INTEGER CHECK (major >= 0),
            minor     INTEGER CHECK (minor >= 0),
            defects   TEXT NOT NULL DEFAULT '[]',
            decision  TEXT CHECK (decision IN ('accepted', 'rejected', 'partial')),
            accepted  INTEGER CHECK (accepted >= 0),
            refused   INTEGER CHECK (refused >= 0),
            why       TEXT,
            inspector TEXT,
            note      TEXT,
            entry     INTEGER NOT NULL,
            made_by   TEXT NOT NULL,
            UNIQUE (order_id, n),
            CHECK ((line IS NULL) = (goods IS NULL)),
            CHECK ((again IS NULL) = (round = 1)),
            CHECK ((decision IS NULL) = (accepted IS NULL)),
            CHECK ((decision IS NULL) = (refused IS NULL)),
            CHECK ((decision IS 'partial') = (why IS NOT NULL)),
            CHECK (accepted + refused = lot)
        ) STRICT;

        -- `n` is what people type. `cells` = the fields of the 8D as JSON (core/complaints.py);
        -- `type` NULL until somebody says what it is; `contained`: when the containment was in the
        -- book, `caused`: when both causes were. `rounds` = what was said before it came again, as
        -- JSON, the oldest first; `cells` is then about this round alone.
        CREATE TABLE complaints (
            id       TEXT PRIMARY KEY,
            n        INTEGER NOT NULL UNIQUE CHECK (n > 0),
            customer TEXT NOT NULL REFERENCES customers (id),
            order_id TEXT REFERENCES orders (id),
            text     TEXT NOT NULL CHECK (text <> ''),
            type     TEXT,
            remedy   TEXT,
            state    TEXT NOT NULL,
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            contained TEXT CHECK (contained IS strftime('%Y-%m-%dT%H:%M:%SZ', contained, '+0 days')),
            caused   TEXT CHECK (caused IS strftime('%Y-%m-%dT%H:%M:%SZ', caused, '+0 days')),
            cells    TEXT NOT NULL DEFAULT '{}',
            rounds   TEXT NOT NULL DEFAULT '[]',
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX complaints_customer ON complaints (customer);

        -- Every move from state to state: when, by whom; `note` is for us, `said` for the customer.
        CREATE TABLE complaint_moves (
            id        TEXT PRIMARY KEY,
            complaint TEXT NOT NULL REFERENCES complaints (id),
            state     TEXT NOT NULL,
            at        TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            note      TEXT,
            said      TEXT,
            entry     INTEGER NOT NULL,
            made_by   TEXT NOT NULL
        ) STRICT;
        CREATE INDEX complaint_moves_complaint ON complaint_moves (complaint);

        -- Time limits of one customer in the place of the policy's; `within` empty: none.
        CREATE TABLE complaint_targets (
            id       TEXT PRIMARY KEY,
            customer TEXT NOT NULL REFERENCES customers (id),
            target   TEXT NOT NULL,
            within   TEXT NOT NULL,
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            UNIQUE (customer, target)
        ) STRICT;

        -- `tries`: earlier times that it was done and verified, as JSON (core/actions.py); `owners`:
        -- who owned it before, as JSON; `round`: that of its complaint in which it was added or
        -- last verified; `done_text`, `done_owner`: as it was worded and owned then. One that was cancelled stays in the table.
        CREATE TABLE actions (
            id          TEXT PRIMARY KEY,
            n           INTEGER NOT NULL UNIQUE CHECK (n > 0),
            complaint   TEXT NOT NULL REFERENCES complaints (id),
            text        TEXT NOT NULL CHECK (text <> ''),
            type        TEXT NOT NULL,
            impact      TEXT NOT NULL,
            department  TEXT NOT NULL,
            owner       TEXT NOT NULL,
            by_day      TEXT NOT NULL CHECK (by_day IS date(by_day, '+0 days')),
            done        TEXT CHECK (done IS date(done, '+0 days')),
            done_by     TEXT,
            done_text   TEXT,
            done_owner  TEXT,
            evidence    TEXT,
            verified    TEXT CHECK (verified IS date(verified, '+0 days')),
            verified_by TEXT,
            effective   INTEGER CHECK (effective IN (0, 1)),
            verify_note TEXT,
            tries       TEXT NOT NULL DEFAULT '[]',
            owners      TEXT NOT NULL DEFAULT '[]',
            round       INTEGER NOT NULL CHECK (round > 0),
            cancelled   TEXT CHECK (cancelled IS date(cancelled, '+0 days')),
            cancelled_by TEXT,
            cancel_why  TEXT,
            entry       INTEGER NOT NULL,
            made_by     TEXT NOT NULL,
            CHECK ((cancelled IS NULL) = (cancel_why IS NULL)),
            CHECK ((cancelled IS NULL) = (cancelled_by IS NULL)),
            CHECK ((done IS NULL) = (evidence IS NULL)),
            CHECK ((verified IS NULL) = (effective IS NULL)),
            CHECK (effective IS NOT 1 OR verified_by <> owner COLLATE NOCASE)
        ) STRICT;
        CREATE INDEX actions_complaint ON actions (complaint);

        -- Concerns an order by any one of customer, item, supplier; by `check_code` alone: every
        -- order (core/lessons.py). Orders that were open when it came are concerned too. A row is one
        -- wording; `ended`: the journal entry from which on it holds no more, retired or worded anew
        -- by another row of the same `n`. `round`: that of its complaint in which it was learnt.
        CREATE TABLE lessons (
            id          TEXT PRIMARY KEY,
            n           INTEGER NOT NULL CHECK (n > 0),
            text        TEXT NOT NULL CHECK (text <> ''),
            story       TEXT,
            customer    TEXT REFERENCES customers (id),
            sku         TEXT COLLATE NOCASE,
            supplier    TEXT COLLATE NOCASE,
            check_code  TEXT COLLATE NOCASE,
            complaint   TEXT REFERENCES complaints (id),
            round       INTEGER CHECK (round > 0),
            at          TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            retired     TEXT CHECK (retired IS date(retired, '+0 days')),
            retired_why TEXT,
            ended       INTEGER,
            entry       INTEGER NOT NULL,
            made_by     TEXT NOT NULL,
            CHECK (coalesce(customer, sku, supplier, check_code) IS NOT NULL),
            CHECK ((complaint IS NULL) = (round IS NULL)),
            CHECK ((retired IS NULL) = (retired_why IS NULL)),
            CHECK (retired IS NULL OR ended IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX lessons_n ON lessons (n) WHERE ended IS NULL OR retired IS NOT NULL;

        -- Photos and reports of what has no order's evidence; content under its hash in `blobs`.
        CREATE TABLE attachments (
            id         TEXT PRIMARY KEY,
            inspection TEXT REFERENCES inspections (id),
            complaint  TEXT REFERENCES complaints (id),
            action     TEXT REFERENCES actions (id),
            name       TEXT NOT NULL CHECK (name <> ''),
            sha256     TEXT NOT NULL REFERENCES blobs (sha256),
            size       INTEGER NOT NULL,
            at         TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            entry      INTEGER NOT NULL,
            made_by    TEXT NOT NULL,
            CHECK ((inspection IS NOT NULL) + (complaint IS NOT NULL) + (action IS NOT NULL) = 1)
        ) STRICT;

        CREATE TABLE risks (
            id          TEXT PRIMARY KEY,
            n           INTEGER NOT NULL UNIQUE CHECK (n > 0),
            text        TEXT NOT NULL CHECK (text <> ''),
            kind        TEXT NOT NULL CHECK (kind IN ('market', 'policy', 'fx', 'credit', 'supply', 'logistics', 'other')),
            probability INTEGER NOT NULL CHECK (probability BETWEEN 1 AND 5),
            impact      INTEGER NOT NULL CHECK (impact BETWEEN 1 AND 5),
            response    TEXT NOT NULL CHECK (response <> ''),
            owner       TEXT NOT NULL,
            review      TEXT NOT NULL CHECK (review IS date(review, '+0 days')),
            closed      TEXT CHECK (closed IS date(closed, '+0 days')),
            close_why   TEXT,
            entry       INTEGER NOT NULL,
            made_by     TEXT NOT NULL,
            CHECK ((closed IS NULL) = (close_why IS NULL))
        ) STRICT;

        -- What was found when the risk was added and at every review: the figures as they were then.
        CREATE TABLE risk_reviews (
            id          TEXT PRIMARY KEY,
            risk        TEXT NOT NULL REFERENCES risks (id),
            on_day      TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
            probability INTEGER NOT NULL CHECK (probability BETWEEN 1 AND 5),
            impact      INTEGER NOT NULL CHECK (impact BETWEEN 1 AND 5),
            response    TEXT NOT NULL CHECK (response <> ''),
            review      TEXT NOT NULL CHECK (review IS date(review, '+0 days')),
            note        TEXT,
            entry       INTEGER NOT NULL,
            made_by     TEXT NOT NULL
        ) STRICT;
        CREATE INDEX risk_reviews_risk ON risk_reviews (risk);

        -- What check-order found when a document was given: `documents` = the kinds given,
        -- `findings` = [{"code", "severity", "sku"}], each once. It is counted for the periodic
        -- review, never asked whether goods may ship.
        CREATE TABLE check_runs (
            id        TEXT PRIMARY KEY,
            order_id  TEXT NOT NULL REFERENCES orders (id),
            at        TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            verdict   TEXT NOT NULL CHECK (verdict IN ('cleared', 'blocked', 'unsigned')),
            digest    TEXT NOT NULL,
            documents TEXT NOT NULL,
            findings  TEXT NOT NULL,
            entry     INTEGER NOT NULL,
            made_by   TEXT NOT NULL
        ) STRICT;
        CREATE INDEX check_runs_order ON check_runs (order_id);

        -- Derived like `order_agenda`: complaints, actions, risks, inspections that are due. `owner`
        -- NULL: the order's, else the customer's; empty: nobody's.
        CREATE TABLE care_agenda (
            kind     TEXT NOT NULL,
            item     TEXT NOT NULL,
            customer TEXT REFERENCES customers (id) ON DELETE CASCADE,
            order_id TEXT REFERENCES orders (id) ON DELETE CASCADE,
            owner    TEXT,
            due      TEXT NOT NULL,
            shows_on TEXT NOT NULL,
            why_en   TEXT NOT NULL,
            why_zh   TEXT NOT NULL,
            PRIMARY KEY (kind, item)
        ) STRICT, WITHOUT ROWID;
        """
    )
