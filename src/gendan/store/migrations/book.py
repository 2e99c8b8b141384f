"""Step 1: customers, contacts, orders, tiers and the journal."""

from sqlite_utils import Database


def m001_book(db: Database) -> None:
    """The first release."""
    # Days are local TEXT `YYYY-MM-DD`, moments UTC TEXT, money and quantities
    # decimal TEXT. `entry` is the journal entry that made a row: who, when and by which command.
    db.executescript(
        """
        CREATE TABLE settings (
            key   TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;

        CREATE TABLE journal (
            seq     INTEGER PRIMARY KEY,
            at      TEXT NOT NULL,
            who     TEXT NOT NULL,
            command TEXT NOT NULL,
            undoes  INTEGER REFERENCES journal (seq)
        ) STRICT;
        CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;

        -- One row of a table before (old) and after (new), as JSON; NULL where it did not exist.
        CREATE TABLE changes (
            entry INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
            n     INTEGER NOT NULL,
            tbl   TEXT NOT NULL,
            row   TEXT NOT NULL,
            old   TEXT,
            new   TEXT,
            PRIMARY KEY (entry, n)
        ) STRICT, WITHOUT ROWID;

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
        CREATE INDEX customers_owner ON customers (owner COLLATE NOCASE);
        CREATE INDEX customers_merged ON customers (merged_into) WHERE merged_into IS NOT NULL;

        -- Under which words a customer is found; made anew from code, name and aliases.
        CREATE TABLE lookup (
            key      TEXT NOT NULL,
            kind     TEXT NOT NULL CHECK (kind IN ('code', 'name', 'pinyin')),
            customer TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
            PRIMARY KEY (key, kind, customer)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lookup_customer ON lookup (customer);

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
        CREATE INDEX people_customer ON people (customer);

        CREATE TABLE requirements (
            id       TEXT PRIMARY KEY,
            customer TEXT NOT NULL REFERENCES customers (id),
            kind     TEXT NOT NULL,
            text     TEXT NOT NULL CHECK (text <> ''),
            since    TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
            entry    INTEGER NOT NULL,
            made_by  TEXT NOT NULL
        ) STRICT;
        CREATE INDEX requirements_customer ON requirements (customer);

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
        CREATE INDEX interactions_clock ON interactions (customer, kind, at);

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
        CREATE INDEX marks_customer ON marks (customer);

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
        CREATE INDEX orders_customer ON orders (customer, order_date);

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

        -- What one unit of `currency` is worth in `base`, from `on_day` on.
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
        CREATE INDEX tier_changes_customer ON tier_changes (customer);

        -- Derived: the index of whose turn it is. History is the truth, agenda.refresh makes it anew.
        -- `stale_on`: first day on which time alone changes the row (an order dated ahead).
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
        CREATE INDEX agenda_shows_on ON agenda (shows_on);
        CREATE INDEX agenda_stale_on ON agenda (stale_on) WHERE stale_on IS NOT NULL;

        -- Kept from the holidays library: one character a day of the year, 1 = working day.
        -- `published` = 0: make-up days of that year were not yet announced on `looked_up`.
        CREATE TABLE calendars (
            country   TEXT NOT NULL,
            year      INTEGER NOT NULL,
            days      TEXT NOT NULL CHECK (length(days) IN (365, 366)),
            published INTEGER NOT NULL CHECK (published IN (0, 1)),
            looked_up TEXT NOT NULL,
            PRIMARY KEY (country, year)
        ) STRICT, WITHOUT ROWID;
        """
    )
