-- SPDX-License-Identifier: MIT
-- From version 6 to 7: what shops ask. Who sold an order and where, which lines were sold at a reduced price, the terms
-- of vouchers that no column of their own holds; points that are handed on, cash that comes back into the wallet,
-- members who are shut out; gift cards.
-- A ledger may still need this step: it is never changed, and needs nothing of schema.sql.

ALTER TABLE order_details ADD COLUMN host TEXT;
ALTER TABLE order_details ADD COLUMN channel TEXT;
ALTER TABLE order_lines ADD COLUMN on_sale INTEGER;
ALTER TABLE vouchers ADD COLUMN terms TEXT;

ALTER TABLE acts RENAME TO acts_before;

CREATE TABLE acts (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 30), -- ActKind
  points INTEGER NOT NULL,         -- negative only for an adjustment downwards; of activities: how many
  order_id INTEGER,                -- order that redeemed points paid for
  worth INTEGER,                   -- money that redeemed points paid
  reason TEXT NOT NULL,
  act_key TEXT NOT NULL,           -- the same key again is the same act; empty: it has none
  subject TEXT,                    -- activity, tier, tag, field, plan, gift, draw, list, group or hold-out
  text TEXT,                       -- what a field holds
  until INTEGER,                   -- last day; NULL: no end
  other_id INTEGER,                -- member who brought this one, or with whom points were exchanged
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

CREATE TABLE cards (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  member_id INTEGER,               -- in whose name it is; NULL: whoever holds it
  amount INTEGER NOT NULL,         -- money that it is good for
  paid INTEGER NOT NULL,           -- money that was paid for it
  issued_on INTEGER NOT NULL,      -- day
  last_day INTEGER,                -- NULL: no end
  issue_key TEXT NOT NULL          -- the same key again is the same issue; empty: it has none
) STRICT;

CREATE INDEX cards_by_member ON cards (member_id) WHERE member_id IS NOT NULL;

CREATE TABLE card_moves (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  card_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5), -- CardMoveKind
  amount INTEGER NOT NULL,         -- money, in the direction of the kind
  order_no TEXT NOT NULL,          -- order that it paid for; empty: none
  order_id INTEGER,                -- first statement of that order; NULL: not known
  last_day INTEGER,                -- of a renewal: the new last day; NULL: no end
  reason TEXT NOT NULL,
  move_key TEXT NOT NULL           -- the same key again is the same move; empty: it has none
) STRICT;

CREATE INDEX card_moves_by_card ON card_moves (card_id);
CREATE INDEX card_moves_by_order ON card_moves (order_no);
CREATE TRIGGER cards_no_update BEFORE UPDATE ON cards BEGIN SELECT raise(ABORT, 'cards is append-only'); END;
CREATE TRIGGER cards_no_delete BEFORE DELETE ON cards BEGIN SELECT raise(ABORT, 'cards is append-only'); END;
CREATE TRIGGER card_moves_no_update BEFORE UPDATE ON card_moves BEGIN SELECT raise(ABORT, 'card_moves is append-only'); END;
CREATE TRIGGER card_moves_no_delete BEFORE DELETE ON card_moves BEGIN SELECT raise(ABORT, 'card_moves is append-only'); END;
