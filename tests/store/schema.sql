CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes
                BEGIN SELECT raise(ABORT, 'changes: append only'); END;

CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes
                BEGIN SELECT raise(ABORT, 'changes: append only'); END;

CREATE TRIGGER changes_of_open_entry BEFORE INSERT ON changes
        WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.entry)
        BEGIN SELECT raise(ABORT, 'changes: append only'); END;

CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
        WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM journal)
        BEGIN SELECT raise(ABORT, 'journal: append only'); END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
                BEGIN SELECT raise(ABORT, 'journal: append only'); END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
                BEGIN SELECT raise(ABORT, 'journal: append only'); END;

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

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

CREATE TABLE agenda (
            customer      TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
            kind          TEXT NOT NULL,
            due           TEXT NOT NULL,
            shows_on      TEXT NOT NULL,
            interval_days INTEGER NOT NULL CHECK (interval_days > 0),
            base          TEXT NOT NULL,
            source        TEXT,
            attempts      INTEGER NOT NULL,
            snoozes       INTEGER NOT NULL,
            paused_until  TEXT,
            stale_on      TEXT,
            PRIMARY KEY (customer, kind)
        ) STRICT, WITHOUT ROWID;

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

CREATE TABLE blobs (
            sha256  TEXT PRIMARY KEY CHECK (length(sha256) = 64),
            content BLOB NOT NULL
        ) STRICT;

CREATE TABLE calendars (
            country   TEXT NOT NULL,
            year      INTEGER NOT NULL,
            days      TEXT NOT NULL CHECK (length(days) IN (365, 366)),
            published INTEGER NOT NULL CHECK (published IN (0, 1)),
            looked_up TEXT NOT NULL,
            PRIMARY KEY (country, year)
        ) STRICT, WITHOUT ROWID;

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

CREATE TABLE changes (
            entry INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
            n     INTEGER NOT NULL,
            tbl   TEXT NOT NULL,
            row   TEXT NOT NULL,
            old   TEXT,
            new   TEXT,
            PRIMARY KEY (entry, n)
        ) STRICT, WITHOUT ROWID;

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

CREATE TABLE complaint_targets (
            id       TEXT PRIMARY KEY,
            customer TEXT NOT NULL REFERENCES customers (id),
            target   TEXT NOT NULL,
            within   TEXT NOT NULL,
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            UNIQUE (customer, target)
        ) STRICT;

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

CREATE TABLE customers (
            id           TEXT PRIMARY KEY,
            code         TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (code <> ''),
            name         TEXT NOT NULL CHECK (name <> ''),
            aliases      TEXT NOT NULL DEFAULT '[]',
            country      TEXT CHECK (length(country) = 2),
            timezone     TEXT,
            language     TEXT,
            currency     TEXT CHECK (length(currency) = 3),
            owner        TEXT,
            channel      TEXT,
            tier         TEXT CHECK (tier IN ('A', 'B', 'C')),
            tier_pinned  INTEGER NOT NULL DEFAULT 0 CHECK (tier_pinned IN (0, 1)),
            pinned_until TEXT CHECK (pinned_until IS date(pinned_until, '+0 days')),
            cadence      TEXT,
            since        TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
            state        TEXT NOT NULL DEFAULT 'active'
                         CHECK (state IN ('active', 'retired', 'merged')),
            state_why    TEXT,
            merged_into  TEXT REFERENCES customers (id),
            note         TEXT,
            extra        TEXT NOT NULL DEFAULT '{}',
            entry        INTEGER NOT NULL,
            made_by      TEXT NOT NULL
        ) STRICT;

CREATE TABLE draft_templates (
            id       TEXT PRIMARY KEY,
            kind     TEXT NOT NULL,
            language TEXT NOT NULL,
            text     TEXT NOT NULL CHECK (text <> ''),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            UNIQUE (kind, language)
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

CREATE TABLE interactions (
            id            TEXT PRIMARY KEY,
            customer      TEXT NOT NULL REFERENCES customers (id),
            kind          TEXT NOT NULL CHECK (kind IN ('contact', 'no_answer', 'in')),
            at            TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            recorded_at   TEXT NOT NULL
                          CHECK (recorded_at IS strftime('%Y-%m-%dT%H:%M:%SZ', recorded_at, '+0 days')),
            channel       TEXT NOT NULL,
            note          TEXT,
            promised      TEXT CHECK (promised IS date(promised, '+0 days')),
            promised_time TEXT,
            wait_until    TEXT CHECK (wait_until IS date(wait_until, '+0 days')),
            entry         INTEGER NOT NULL,
            made_by       TEXT NOT NULL,
            CHECK (at <= recorded_at)
        ) STRICT;

CREATE TABLE journal (
            seq     INTEGER PRIMARY KEY,
            at      TEXT NOT NULL,
            who     TEXT NOT NULL,
            command TEXT NOT NULL,
            undoes  INTEGER REFERENCES journal (seq)
        , hash TEXT NOT NULL DEFAULT '') STRICT;

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

CREATE TABLE lookup (
            key      TEXT NOT NULL,
            kind     TEXT NOT NULL CHECK (kind IN ('code', 'name', 'pinyin')),
            customer TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
            PRIMARY KEY (key, kind, customer)
        ) STRICT, WITHOUT ROWID;

CREATE TABLE marks (
            id       TEXT PRIMARY KEY,
            customer TEXT NOT NULL REFERENCES customers (id),
            kind     TEXT NOT NULL CHECK (kind IN ('snooze', 'skip', 'pause', 'resume')),
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            until    TEXT CHECK (until IS date(until, '+0 days')),
            why      TEXT,
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            CHECK ((kind IN ('snooze', 'pause')) = (until IS NOT NULL))
        ) STRICT;

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

CREATE TABLE order_lines (
            id         TEXT PRIMARY KEY,
            order_id   TEXT NOT NULL REFERENCES orders (id),
            position   INTEGER NOT NULL CHECK (position > 0),
            line       TEXT NOT NULL CHECK (line <> ''),
            sku        TEXT NOT NULL CHECK (sku <> ''),
            quantity   TEXT NOT NULL,
            unit       TEXT,
            unit_price TEXT,
            discount   TEXT NOT NULL DEFAULT '0',
            amount     TEXT,
            cells      TEXT NOT NULL DEFAULT '{}',
            extra      TEXT NOT NULL DEFAULT '{}',
            entry      INTEGER NOT NULL,
            made_by    TEXT NOT NULL,
            UNIQUE (order_id, position)
        ) STRICT;

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

CREATE TABLE orders (
            id           TEXT PRIMARY KEY,
            number       TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (number <> ''),
            customer     TEXT NOT NULL REFERENCES customers (id),
            order_date   TEXT NOT NULL CHECK (order_date IS date(order_date, '+0 days')),
            ship_by      TEXT CHECK (ship_by IS date(ship_by, '+0 days')),
            shipped_date TEXT CHECK (shipped_date IS date(shipped_date, '+0 days')),
            currency     TEXT CHECK (length(currency) = 3),
            owner        TEXT,
            forwarder    TEXT,
            cancelled    INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
            cancel_why   TEXT,
            cells        TEXT NOT NULL DEFAULT '{}',
            entry        INTEGER NOT NULL,
            made_by      TEXT NOT NULL
        ) STRICT;

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

CREATE TABLE people (
            id       TEXT PRIMARY KEY,
            customer TEXT NOT NULL REFERENCES customers (id),
            name     TEXT NOT NULL CHECK (name <> ''),
            role     TEXT,
            email    TEXT,
            phone    TEXT,
            wechat   TEXT,
            whatsapp TEXT,
            main     INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;

CREATE TABLE rates (
            id       TEXT PRIMARY KEY,
            currency TEXT NOT NULL CHECK (length(currency) = 3),
            base     TEXT NOT NULL CHECK (length(base) = 3),
            on_day   TEXT NOT NULL CHECK (on_day IS date(on_day, '+0 days')),
            rate     TEXT NOT NULL,
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            UNIQUE (base, currency, on_day)
        ) STRICT;

CREATE TABLE requirements (
            id       TEXT PRIMARY KEY,
            customer TEXT NOT NULL REFERENCES customers (id),
            kind     TEXT NOT NULL,
            text     TEXT NOT NULL CHECK (text <> ''),
            since    TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;

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

CREATE TABLE settings (
            key   TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;

CREATE TABLE ship_days_told (
            id       TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            day      TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
            at       TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%SZ', at, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;

CREATE TABLE shipments (
            id        TEXT PRIMARY KEY,
            order_id  TEXT NOT NULL REFERENCES orders (id),
            n         INTEGER NOT NULL CHECK (n > 0),
            cells     TEXT NOT NULL DEFAULT '{}',
            entry     INTEGER NOT NULL,
            made_by   TEXT NOT NULL,
            UNIQUE (order_id, n)
        ) STRICT;

CREATE TABLE signers (
            id      TEXT PRIMARY KEY,
            name    TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
            key     TEXT NOT NULL UNIQUE CHECK (key <> ''),
            entry   INTEGER NOT NULL,
            made_by TEXT NOT NULL
        ) STRICT;

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
            made_by    TEXT NOT NULL, head TEXT,
            CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
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

CREATE TABLE sop_uses (
            id       TEXT PRIMARY KEY,
            sop      TEXT NOT NULL COLLATE NOCASE,
            customer TEXT REFERENCES customers (id),
            sku      TEXT COLLATE NOCASE,
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL,
            CHECK ((customer IS NULL) <> (sku IS NULL))
        ) STRICT;

CREATE TABLE sops (
            id      TEXT PRIMARY KEY,
            name    TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
            title   TEXT NOT NULL,
            ships   TEXT NOT NULL,
            nodes   TEXT NOT NULL,
            entry   INTEGER NOT NULL,
            made_by TEXT NOT NULL
        ) STRICT;

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

CREATE TABLE tier_changes (
            id             TEXT PRIMARY KEY,
            customer       TEXT NOT NULL REFERENCES customers (id),
            at             TEXT NOT NULL,
            how            TEXT NOT NULL CHECK (how IN ('accepted', 'pinned', 'unpinned', 'edited')),
            from_tier      TEXT,
            to_tier        TEXT,
            value          TEXT,
            share          TEXT,
            cumulative     TEXT,
            previous_value TEXT,
            until          TEXT CHECK (until IS date(until, '+0 days')),
            why            TEXT,
            entry          INTEGER NOT NULL,
            made_by        TEXT NOT NULL
        ) STRICT;

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

CREATE INDEX actions_complaint ON actions (complaint);

CREATE INDEX agenda_shows_on ON agenda (shows_on);

CREATE INDEX agenda_stale_on ON agenda (stale_on) WHERE stale_on IS NOT NULL;

CREATE INDEX check_runs_order ON check_runs (order_id);

CREATE INDEX complaint_moves_complaint ON complaint_moves (complaint);

CREATE INDEX complaints_customer ON complaints (customer);

CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX customers_owner ON customers (owner COLLATE NOCASE);

CREATE INDEX evidence_order ON evidence (order_id, kind);

CREATE INDEX gate_waivers_order ON gate_waivers (order_id);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE INDEX interactions_clock ON interactions (customer, kind, at);

CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;

CREATE UNIQUE INDEX lessons_n ON lessons (n) WHERE ended IS NULL OR retired IS NOT NULL;

CREATE INDEX lookup_customer ON lookup (customer);

CREATE INDEX marks_customer ON marks (customer);

CREATE INDEX order_agenda_shows_on ON order_agenda (shows_on);

CREATE INDEX orders_customer ON orders (customer, order_date);

CREATE INDEX people_customer ON people (customer);

CREATE INDEX requirements_customer ON requirements (customer);

CREATE INDEX risk_reviews_risk ON risk_reviews (risk);

CREATE INDEX ship_days_told_order ON ship_days_told (order_id);

CREATE INDEX signoffs_order ON signoffs (order_id);

CREATE INDEX slips_step ON slips (step);

CREATE INDEX ticks_order ON ticks (order_id);

CREATE INDEX tier_changes_customer ON tier_changes (customer);

CREATE INDEX waivers_order ON waivers (order_id);
