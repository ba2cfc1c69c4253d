-- The book: everything that was ever known or computed, append-only, in one SQLite file (format 2).
--
-- Every change is one entry; every other row names the entry that brought it. Nothing is updated or
-- deleted: a correction is another row under a later entry, and the triggers at the end refuse
-- anything else. Whoever gets around them is found out by the fingerprints: `entry.content` is the
-- SHA-256 of every row that the entry brought, `entry.fingerprint` that of the fingerprint before it
-- and this entry. Ledger lines, credits and slices lie in compressed columns; how to read them, and
-- what is hashed in which order, is written down in engine/record/store/FORMAT.md.
--
-- Amounts that are pay are whole minor units; exact values are the text of a fraction ("76800/7").

CREATE TABLE entry (
    number      INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,          -- "2026-04-02T09:00:00Z"; comes from outside, never backwards
    kind        TEXT NOT NULL CHECK (kind IN ('created', 'import', 'run', 'close')),
    what        TEXT NOT NULL,          -- the file's or the run's name, or what was done to a run
    content     TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT;

-- Facts ----------------------------------------------------------------------------------------------

CREATE TABLE file (
    number INTEGER PRIMARY KEY,         -- 0, 1, 2 … in the order of first import
    entry  INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE import (
    entry       INTEGER PRIMARY KEY REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    file        INTEGER NOT NULL REFERENCES file,
    fingerprint TEXT NOT NULL,          -- SHA-256 of the file's bytes
    contents    TEXT NOT NULL,          -- "ledger", "people", … "documents"
    extent      TEXT NOT NULL CHECK (extent IN ('adds', 'complete')),
    of_source   TEXT,                   -- complete: of this source …
    of_days     TEXT,                   -- … and these days
    rows_read   INTEGER NOT NULL,       -- = added + changed + unchanged + repeated + unread
    added       INTEGER NOT NULL,
    changed     INTEGER NOT NULL,
    unchanged   INTEGER NOT NULL,
    repeated    INTEGER NOT NULL,
    reversed    INTEGER NOT NULL,
    unread      INTEGER NOT NULL,
    cured       INTEGER NOT NULL
) STRICT;

-- The ledger lines that one import added, changed or reversed, sorted by (source, deal, line).
CREATE TABLE ledger_segment (
    entry INTEGER PRIMARY KEY REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    file  INTEGER NOT NULL REFERENCES file,
    rows  INTEGER NOT NULL
) STRICT;

CREATE TABLE ledger_column (
    entry    INTEGER NOT NULL REFERENCES ledger_segment (entry),
    place    INTEGER NOT NULL,
    name     TEXT NOT NULL,
    type     TEXT NOT NULL CHECK (type IN ('text', 'bytes', 'date', 'number', 'count', 'flag')),
    checksum TEXT NOT NULL,             -- SHA-256 of `data`
    data     BLOB NOT NULL,             -- one zstd frame
    PRIMARY KEY (entry, place)
) STRICT;

CREATE TABLE fact (
    id    INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    kind  TEXT NOT NULL,                -- "people", "quotas" …
    key   TEXT NOT NULL,                -- the key cells, joined by the character 0x1f
    cells TEXT,                         -- JSON array of texts; NULL: reversed from this entry on
    file  INTEGER NOT NULL REFERENCES file,
    line  INTEGER NOT NULL,
    UNIQUE (kind, key, entry)
) STRICT;
CREATE INDEX fact_by_entry ON fact (entry);

CREATE TABLE document (
    id    INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    kind  TEXT NOT NULL,                -- "company", "plan", "shared"
    key   TEXT NOT NULL,                -- "account-executive 2026-01-01"
    name  TEXT NOT NULL,                -- the file's name
    text  TEXT NOT NULL,
    UNIQUE (kind, key, entry)
) STRICT;

-- Rows that could not be read: blocking until cured.
CREATE TABLE unread (
    id       INTEGER PRIMARY KEY,
    entry    INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    file     INTEGER NOT NULL REFERENCES file,
    line     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    help     TEXT NOT NULL,
    contents TEXT NOT NULL,
    key      TEXT NOT NULL
) STRICT;

CREATE TABLE cure (
    id     INTEGER PRIMARY KEY,
    entry  INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    unread INTEGER NOT NULL UNIQUE REFERENCES unread
) STRICT;

-- Runs -----------------------------------------------------------------------------------------------

CREATE TABLE run (
    number       INTEGER PRIMARY KEY,
    entry        INTEGER NOT NULL UNIQUE REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    read_to      INTEGER NOT NULL REFERENCES entry,
    period       TEXT NOT NULL,
    grain        TEXT NOT NULL,
    days         TEXT NOT NULL,         -- "2026-01-01..2026-03-31": first and last day
    rules_number INTEGER NOT NULL,
    inputs       TEXT NOT NULL,         -- SHA-256 of the canonical text of what it read
    results      TEXT NOT NULL          -- … and of what it computed
) STRICT;

-- draft → submitted → approved → finalized → paid: the last row is how the run stands. Everything
-- that is done to a run is a row, what was refused too.
CREATE TABLE run_event (
    id      INTEGER PRIMARY KEY,
    entry   INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    run     INTEGER NOT NULL REFERENCES run,
    status  TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'finalized', 'paid',
                                            'reopened')),
    step    TEXT NOT NULL,              -- 'save', 'start', 'review', 'sample', 'submit' …
    refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
    actor   TEXT NOT NULL,              -- the user of users.csv; empty: nobody is asked
    account TEXT NOT NULL,              -- of the operating system
    claimed INTEGER NOT NULL CHECK (claimed IN (0, 1)),  -- said with --as, in a book for trying
    reason  TEXT NOT NULL
) STRICT;
CREATE INDEX run_event_by_run ON run_event (run);

-- A blocking exception that somebody answers for: its effect is to leave the line or person out for
-- this period ('exclude'), or to rate it in its own window once it is cured ('carry').
CREATE TABLE waiver (
    id      INTEGER PRIMARY KEY,
    entry   INTEGER NOT NULL REFERENCES entry DEFERRABLE INITIALLY DEFERRED,
    code    TEXT NOT NULL,
    subject TEXT NOT NULL,
    effect  TEXT NOT NULL CHECK (effect IN ('exclude', 'carry')),
    actor   TEXT NOT NULL,
    account TEXT NOT NULL,
    claimed INTEGER NOT NULL CHECK (claimed IN (0, 1)),
    reason  TEXT NOT NULL
) STRICT;

-- One branch of the results' fingerprint per owner, so that one owner's change touches one row.
CREATE TABLE run_branch (
    entry       INTEGER NOT NULL REFERENCES run (entry),
    kind        TEXT NOT NULL,          -- "ledger", "participant", "team"
    owner       TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (entry, kind, owner)
) STRICT;

-- One measure of one owner in one window. Its credited lines are the values
-- [lines_begin, lines_end) of the columns credit.row and credit.units, over `denominator`; of an
-- exact block, credit.ratio from `ratios_begin` on.
CREATE TABLE run_measure (
    entry        INTEGER NOT NULL REFERENCES run (entry),
    place        INTEGER NOT NULL,
    plan         TEXT NOT NULL,         -- "account-executive 2026-01-01"
    measure      TEXT NOT NULL,
    owner_kind   TEXT NOT NULL CHECK (owner_kind IN ('participant', 'team')),
    owner        TEXT NOT NULL,
    window       TEXT NOT NULL,         -- JSON: name, grain, days
    days         TEXT NOT NULL,
    value        TEXT,                  -- NULL: no value, there was nothing to measure
    lines_begin  INTEGER NOT NULL,
    lines_end    INTEGER NOT NULL,
    denominator  TEXT NOT NULL,
    exact        INTEGER NOT NULL CHECK (exact IN (0, 1)),
    ratios_begin INTEGER NOT NULL,
    inputs       TEXT NOT NULL,         -- JSON array: places of what a computed one is made of
    PRIMARY KEY (entry, place)
) STRICT;
CREATE INDEX run_measure_by_owner ON run_measure (entry, owner_kind, owner);

CREATE TABLE run_pool (
    entry          INTEGER NOT NULL REFERENCES run (entry),
    place          INTEGER NOT NULL,
    plan           TEXT NOT NULL,
    component      TEXT NOT NULL,
    team           TEXT NOT NULL,
    window         TEXT NOT NULL,
    above          TEXT,                -- JSON
    measure_result INTEGER NOT NULL,
    base           TEXT NOT NULL,
    amount         TEXT NOT NULL,
    members        TEXT NOT NULL,       -- JSON array of participants
    open           INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (entry, place)
) STRICT;

CREATE TABLE run_component (
    entry       INTEGER NOT NULL REFERENCES run (entry),
    place       INTEGER NOT NULL,
    participant TEXT NOT NULL,
    plan        TEXT NOT NULL,
    component   TEXT NOT NULL,
    pay_period  TEXT NOT NULL,          -- JSON: name, grain, days
    assignment  TEXT NOT NULL,          -- days
    outcome     TEXT NOT NULL CHECK (outcome IN ('paid', 'gate_closed', 'not_due', 'no_value',
                                                 'excepted', 'forfeited')),
    exact       TEXT NOT NULL,          -- entitlement to date before rounding
    entitled    INTEGER NOT NULL,       -- rounded, in minor units of `currency`
    before      INTEGER NOT NULL,
    due         INTEGER NOT NULL CHECK (due = entitled - before),
    currency    TEXT NOT NULL,
    exceptions  TEXT NOT NULL,          -- JSON array of codes
    windows     TEXT NOT NULL,          -- JSON: every figure behind it
    PRIMARY KEY (entry, place)
) STRICT;
CREATE INDEX run_component_by_participant ON run_component (entry, participant);

CREATE TABLE run_plan (
    entry       INTEGER NOT NULL REFERENCES run (entry),
    place       INTEGER NOT NULL,
    participant TEXT NOT NULL,
    plan        TEXT NOT NULL,
    pay_period  TEXT NOT NULL,
    assignment  TEXT NOT NULL,
    components  TEXT NOT NULL,          -- JSON array of places in run_component
    cap_cut     INTEGER NOT NULL,       -- <= 0
    floor_added INTEGER NOT NULL,       -- >= 0
    due         INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT;

CREATE TABLE run_payout (
    entry       INTEGER NOT NULL REFERENCES run (entry),
    place       INTEGER NOT NULL,
    participant TEXT NOT NULL,
    plans       TEXT NOT NULL,          -- JSON array of places in run_plan
    total       INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT;

-- What a closed pay period comes to by now, and what was posted for it (P3).
CREATE TABLE run_restatement (
    entry       INTEGER NOT NULL REFERENCES run (entry),
    place       INTEGER NOT NULL,
    participant TEXT NOT NULL,
    plan        TEXT NOT NULL,          -- without its version: "account-executive"
    component   TEXT NOT NULL,          -- or "plan cap", "plan floor"
    pay_period  TEXT NOT NULL,          -- JSON: name, grain, days
    posted      INTEGER NOT NULL,
    now         INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    causes      TEXT NOT NULL,          -- JSON array: kind, amount, about; they add up to now - posted
    PRIMARY KEY (entry, place)
) STRICT;

-- What deals that came back after their window take back of one component of a pay period (B4).
CREATE TABLE run_taken_back (
    entry       INTEGER NOT NULL REFERENCES run (entry),
    place       INTEGER NOT NULL,
    participant TEXT NOT NULL,
    plan        TEXT NOT NULL,
    component   TEXT NOT NULL,          -- or "plan cap", "plan floor"
    pay_period  TEXT NOT NULL,          -- JSON: name, grain, days
    taken_by    TEXT NOT NULL,          -- "crm D-7 (event c-1)"
    deals       TEXT NOT NULL,
    day         TEXT NOT NULL,          -- on which it came back
    pay         TEXT NOT NULL,          -- exact: the commission of it, or what the window loses
    share       TEXT NOT NULL,          -- exact: of that pay
    amount      INTEGER NOT NULL,       -- to be taken back in all
    cancelled   INTEGER NOT NULL,       -- of it to date from what was not paid yet …
    clawed_back INTEGER NOT NULL,       -- … and from pay
    currency    TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT;

-- One person in one currency and pay period: how what is earned becomes what is paid (R6).
CREATE TABLE run_settlement (
    entry       INTEGER NOT NULL REFERENCES run (entry),
    place       INTEGER NOT NULL,
    participant TEXT NOT NULL,
    pay_period  TEXT NOT NULL,          -- JSON: name, grain, days
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    net         INTEGER NOT NULL,
    currency    TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT;

CREATE TABLE run_posting (
    entry        INTEGER NOT NULL REFERENCES run (entry),
    place        INTEGER NOT NULL,
    settlement   INTEGER NOT NULL,      -- place in run_settlement
    movement     TEXT NOT NULL,
    from_account TEXT NOT NULL,
    to_account   TEXT NOT NULL,
    amount       INTEGER NOT NULL CHECK (amount > 0),
    plan         TEXT NOT NULL,
    about        TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT;

CREATE TABLE run_balance (
    entry      INTEGER NOT NULL REFERENCES run (entry),
    place      INTEGER NOT NULL,
    settlement INTEGER NOT NULL,
    account    TEXT NOT NULL,
    plan       TEXT NOT NULL,
    about      TEXT NOT NULL,
    opening    INTEGER NOT NULL,
    closing    INTEGER NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT;

CREATE TABLE run_exception (
    entry        INTEGER NOT NULL REFERENCES run (entry),
    place        INTEGER NOT NULL,
    code         TEXT NOT NULL,
    bearing      TEXT NOT NULL CHECK (bearing IN ('blocking', 'notice')),
    row          INTEGER,               -- the ledger row, where it is about one
    participant  TEXT,
    subject      TEXT NOT NULL,
    message      TEXT NOT NULL,
    help         TEXT NOT NULL,
    origin_entry INTEGER NOT NULL,
    origin_file  INTEGER NOT NULL,
    origin_line  INTEGER NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT;

-- Long columns, in pieces of at most 262,144 values: credit.row, credit.units, credit.ratio,
-- slice.row, slice.tier, slice.units, slice.ratio, row.fate.
CREATE TABLE run_column (
    entry    INTEGER NOT NULL REFERENCES run (entry),
    name     TEXT NOT NULL,
    first    INTEGER NOT NULL,          -- place of the piece's first value in the whole column
    count    INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    data     BLOB NOT NULL,
    PRIMARY KEY (entry, name, first)
) STRICT;

-- Nothing is ever changed or taken away ------------------------------------------------------------

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the book is append-only: entry'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the book is append-only: entry'); END;

CREATE TRIGGER file_stays BEFORE UPDATE ON file
BEGIN SELECT RAISE(ABORT, 'the book is append-only: file'); END;
CREATE TRIGGER file_is_kept BEFORE DELETE ON file
BEGIN SELECT RAISE(ABORT, 'the book is append-only: file'); END;

CREATE TRIGGER import_stays BEFORE UPDATE ON import
BEGIN SELECT RAISE(ABORT, 'the book is append-only: import'); END;
CREATE TRIGGER import_is_kept BEFORE DELETE ON import
BEGIN SELECT RAISE(ABORT, 'the book is append-only: import'); END;

CREATE TRIGGER ledger_segment_stays BEFORE UPDATE ON ledger_segment
BEGIN SELECT RAISE(ABORT, 'the book is append-only: ledger_segment'); END;
CREATE TRIGGER ledger_segment_is_kept BEFORE DELETE ON ledger_segment
BEGIN SELECT RAISE(ABORT, 'the book is append-only: ledger_segment'); END;

CREATE TRIGGER ledger_column_stays BEFORE UPDATE ON ledger_column
BEGIN SELECT RAISE(ABORT, 'the book is append-only: ledger_column'); END;
CREATE TRIGGER ledger_column_is_kept BEFORE DELETE ON ledger_column
BEGIN SELECT RAISE(ABORT, 'the book is append-only: ledger_column'); END;

CREATE TRIGGER fact_stays BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'the book is append-only: fact'); END;
CREATE TRIGGER fact_is_kept BEFORE DELETE ON fact
BEGIN SELECT RAISE(ABORT, 'the book is append-only: fact'); END;

CREATE TRIGGER document_stays BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'the book is append-only: document'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'the book is append-only: document'); END;

CREATE TRIGGER unread_stays BEFORE UPDATE ON unread
BEGIN SELECT RAISE(ABORT, 'the book is append-only: unread'); END;
CREATE TRIGGER unread_is_kept BEFORE DELETE ON unread
BEGIN SELECT RAISE(ABORT, 'the book is append-only: unread'); END;

CREATE TRIGGER cure_stays BEFORE UPDATE ON cure
BEGIN SELECT RAISE(ABORT, 'the book is append-only: cure'); END;
CREATE TRIGGER cure_is_kept BEFORE DELETE ON cure
BEGIN SELECT RAISE(ABORT, 'the book is append-only: cure'); END;

CREATE TRIGGER run_stays BEFORE UPDATE ON run
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run'); END;
CREATE TRIGGER run_is_kept BEFORE DELETE ON run
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run'); END;

CREATE TRIGGER run_event_stays BEFORE UPDATE ON run_event
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_event'); END;
CREATE TRIGGER run_event_is_kept BEFORE DELETE ON run_event
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_event'); END;

CREATE TRIGGER run_branch_stays BEFORE UPDATE ON run_branch
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_branch'); END;
CREATE TRIGGER run_branch_is_kept BEFORE DELETE ON run_branch
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_branch'); END;

CREATE TRIGGER run_measure_stays BEFORE UPDATE ON run_measure
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_measure'); END;
CREATE TRIGGER run_measure_is_kept BEFORE DELETE ON run_measure
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_measure'); END;

CREATE TRIGGER run_pool_stays BEFORE UPDATE ON run_pool
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_pool'); END;
CREATE TRIGGER run_pool_is_kept BEFORE DELETE ON run_pool
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_pool'); END;

CREATE TRIGGER run_component_stays BEFORE UPDATE ON run_component
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_component'); END;
CREATE TRIGGER run_component_is_kept BEFORE DELETE ON run_component
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_component'); END;

CREATE TRIGGER run_plan_stays BEFORE UPDATE ON run_plan
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_plan'); END;
CREATE TRIGGER run_plan_is_kept BEFORE DELETE ON run_plan
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_plan'); END;

CREATE TRIGGER run_payout_stays BEFORE UPDATE ON run_payout
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_payout'); END;
CREATE TRIGGER run_payout_is_kept BEFORE DELETE ON run_payout
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_payout'); END;

CREATE TRIGGER run_exception_stays BEFORE UPDATE ON run_exception
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_exception'); END;
CREATE TRIGGER run_exception_is_kept BEFORE DELETE ON run_exception
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_exception'); END;

CREATE TRIGGER run_column_stays BEFORE UPDATE ON run_column
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_column'); END;
CREATE TRIGGER run_column_is_kept BEFORE DELETE ON run_column
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_column'); END;

CREATE TRIGGER waiver_stays BEFORE UPDATE ON waiver
BEGIN SELECT RAISE(ABORT, 'the book is append-only: waiver'); END;
CREATE TRIGGER waiver_is_kept BEFORE DELETE ON waiver
BEGIN SELECT RAISE(ABORT, 'the book is append-only: waiver'); END;

CREATE TRIGGER run_restatement_stays BEFORE UPDATE ON run_restatement
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_restatement'); END;
CREATE TRIGGER run_restatement_is_kept BEFORE DELETE ON run_restatement
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_restatement'); END;

CREATE TRIGGER run_taken_back_stays BEFORE UPDATE ON run_taken_back
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_taken_back'); END;
CREATE TRIGGER run_taken_back_is_kept BEFORE DELETE ON run_taken_back
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_taken_back'); END;

CREATE TRIGGER run_settlement_stays BEFORE UPDATE ON run_settlement
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_settlement'); END;
CREATE TRIGGER run_settlement_is_kept BEFORE DELETE ON run_settlement
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_settlement'); END;

CREATE TRIGGER run_posting_stays BEFORE UPDATE ON run_posting
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_posting'); END;
CREATE TRIGGER run_posting_is_kept BEFORE DELETE ON run_posting
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_posting'); END;

CREATE TRIGGER run_balance_stays BEFORE UPDATE ON run_balance
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_balance'); END;
CREATE TRIGGER run_balance_is_kept BEFORE DELETE ON run_balance
BEGIN SELECT RAISE(ABORT, 'the book is append-only: run_balance'); END;
