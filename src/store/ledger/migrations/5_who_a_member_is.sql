-- SPDX-License-Identifier: MIT
-- From version 4 to 5: who a member is. Members are merged and forgotten by acts; what is known of the buyer of an order
-- that is nobody's, and digests of those who were forgotten, lie beside the books.
-- A ledger may still need this step: it is never changed, and needs nothing of schema.sql.

CREATE TABLE order_buyers (
  order_id INTEGER PRIMARY KEY,    -- first statement of the order
  name TEXT,
  phone TEXT,                      -- mostly masked
  referrer TEXT                    -- the key of whoever brought them
) STRICT;

CREATE TABLE forgotten (
  digest BLOB PRIMARY KEY,         -- keyed BLAKE2b-256 of namespace and value
  member_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE acts RENAME TO acts_before;

CREATE TABLE acts (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 24), -- ActKind
  points INTEGER NOT NULL,         -- negative only for an adjustment downwards; of activities: how many
  order_id INTEGER,                -- order that redeemed points paid for
  worth INTEGER,                   -- money that redeemed points paid
  reason TEXT NOT NULL,
  act_key TEXT NOT NULL,           -- the same key again is the same act; empty: it has none
  subject TEXT,                    -- activity, tier, tag, field, plan, gift, draw, list or group
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
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;
CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;
