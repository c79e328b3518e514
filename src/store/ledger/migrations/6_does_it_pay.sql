-- SPDX-License-Identifier: MIT
-- From version 5 to 6: whether the scheme pays. How many people came to the shop, which hold-outs were drawn by lot, and
-- an act for each member who was drawn.
-- A ledger may still need this step: it is never changed, and needs nothing of schema.sql.

CREATE TABLE visitors (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  first_day INTEGER NOT NULL,      -- day
  last_day INTEGER NOT NULL,       -- the same day, or the last one of a month
  shop TEXT NOT NULL,
  visitors INTEGER NOT NULL        -- so many; the row with the highest number says what is true
) STRICT;

CREATE TABLE holdouts (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  day INTEGER NOT NULL,            -- day of the draw, or last day of the hold-out
  ends INTEGER,                    -- the draw that this row ends; NULL: it is one
  from_day INTEGER,                -- of a draw: first day on which those held get nothing new
  seed TEXT,                       -- of a draw: a whole number of 64 bits
  share INTEGER,                   -- of a draw: millionths
  segment TEXT                     -- of a draw among the members of a segment of the program: its id
) STRICT;

ALTER TABLE acts RENAME TO acts_before;

CREATE TABLE acts (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 25), -- ActKind
  points INTEGER NOT NULL,         -- negative only for an adjustment downwards; of activities: how many
  order_id INTEGER,                -- order that redeemed points paid for
  worth INTEGER,                   -- money that redeemed points paid
  reason TEXT NOT NULL,
  act_key TEXT NOT NULL,           -- the same key again is the same act; empty: it has none
  subject TEXT,                    -- activity, tier, tag, field, plan, gift, draw, list, group or hold-out
  text TEXT,                       -- what a field holds
  until INTEGER,                   -- last day; NULL: no end
  other_id INTEGER,                -- member who brought this one
  money INTEGER
) STRICT;

INSERT INTO acts (id, batch_id, member_id, day, kind, points, order_id, worth, reason, act_key, subject, text, until, other_id, money)
SELECT id, batch_id, member_id, day, kind, points, order_id, worth, reason, act_key, subject, text, until, other_id, money
FROM acts_before;

DROP TABLE acts_before;

CREATE INDEX acts_by_member ON acts (member_id);
CREATE INDEX acts_by_key ON acts (act_key);
CREATE INDEX acts_by_kind ON acts (kind, subject);
CREATE INDEX acts_by_other ON acts (other_id) WHERE other_id IS NOT NULL;
CREATE TRIGGER visitors_no_update BEFORE UPDATE ON visitors BEGIN SELECT raise(ABORT, 'visitors is append-only'); END;
CREATE TRIGGER visitors_no_delete BEFORE DELETE ON visitors BEGIN SELECT raise(ABORT, 'visitors is append-only'); END;
CREATE TRIGGER holdouts_no_update BEFORE UPDATE ON holdouts BEGIN SELECT raise(ABORT, 'holdouts is append-only'); END;
CREATE TRIGGER holdouts_no_delete BEFORE DELETE ON holdouts BEGIN SELECT raise(ABORT, 'holdouts is append-only'); END;
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;
CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;
