-- SPDX-License-Identifier: MIT
-- From version 2 to 3: more kinds of acts, of tier changes, of coupons; what is paid from the wallet; birthdays;
-- occasions, which were never looked for.
-- A ledger may still need this step: it is never changed, and needs nothing of schema.sql.

ALTER TABLE order_details RENAME TO order_details_before;

CREATE TABLE order_details (
  order_id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  shipping INTEGER,                -- money
  discount INTEGER,                -- money
  coupon_code TEXT,
  paid_at INTEGER,                 -- moment
  referrer TEXT,
  fee_for TEXT,
  wallet INTEGER                   -- money of it that was paid from the wallet
) STRICT;

INSERT INTO order_details (order_id, batch_id, shipping, discount, coupon_code, paid_at, referrer, fee_for)
SELECT order_id, batch_id, shipping, discount, coupon_code, paid_at, referrer, fee_for
FROM order_details_before;

DROP TABLE order_details_before;

CREATE INDEX order_details_fees ON order_details (order_id) WHERE fee_for > '';
CREATE TRIGGER order_details_no_update BEFORE UPDATE ON order_details BEGIN SELECT raise(ABORT, 'order_details is append-only'); END;
CREATE TRIGGER order_details_no_delete BEFORE DELETE ON order_details BEGIN SELECT raise(ABORT, 'order_details is append-only'); END;

ALTER TABLE acts RENAME TO acts_before;

CREATE TABLE acts (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 22), -- ActKind
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

INSERT INTO acts (id, batch_id, member_id, day, kind, points, order_id, worth, reason, act_key)
SELECT id, batch_id, member_id, day, kind, points, order_id, worth, reason, act_key
FROM acts_before;

DROP TABLE acts_before;

CREATE INDEX acts_by_member ON acts (member_id);
CREATE INDEX acts_by_key ON acts (act_key);
CREATE INDEX acts_by_kind ON acts (kind, subject);
CREATE INDEX acts_by_other ON acts (other_id) WHERE other_id IS NOT NULL;
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;
CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;

ALTER TABLE tier_changes RENAME TO tier_changes_before;

CREATE TABLE tier_changes (
  member_id INTEGER NOT NULL,
  change_no INTEGER NOT NULL,      -- from 1 for each member
  batch_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  tier TEXT NOT NULL,              -- id; empty: none
  until INTEGER,                   -- last day of the term or grace; NULL: none
  reason INTEGER NOT NULL CHECK (reason BETWEEN 1 AND 7), -- TierReason
  qualifying INTEGER NOT NULL,     -- the qualifying metric on that day
  program_id INTEGER NOT NULL,
  reversal INTEGER NOT NULL,       -- 1: cancels an equal earlier line
  PRIMARY KEY (member_id, change_no)
) STRICT, WITHOUT ROWID;

INSERT INTO tier_changes (member_id, change_no, batch_id, day, tier, until, reason, qualifying, program_id, reversal)
SELECT member_id, change_no, batch_id, day, tier, until, reason, qualifying, program_id, reversal
FROM tier_changes_before;

DROP TABLE tier_changes_before;

CREATE TRIGGER tier_changes_no_update BEFORE UPDATE ON tier_changes BEGIN SELECT raise(ABORT, 'tier_changes is append-only'); END;
CREATE TRIGGER tier_changes_no_delete BEFORE DELETE ON tier_changes BEGIN SELECT raise(ABORT, 'tier_changes is append-only'); END;

ALTER TABLE vouchers RENAME TO vouchers_before;

CREATE TABLE vouchers (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  coupon TEXT NOT NULL,            -- id of the template
  member_id INTEGER NOT NULL,
  program_id INTEGER NOT NULL,
  issued_on INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER,                -- NULL: no end
  amount_off INTEGER,              -- money
  percent_off INTEGER,             -- millionths
  max_discount INTEGER,            -- money
  min_spend INTEGER NOT NULL,
  issue_key TEXT NOT NULL,         -- the same key again is the same issue
  free_shipping INTEGER,           -- 1: the order ships free
  gift TEXT,                       -- what is handed out
  bonus_points INTEGER,
  categories TEXT,                 -- lines of these only, each on a line of its own; NULL: all
  stacking TEXT,                   -- stacking group; NULL: goes alone
  keeps_used INTEGER,              -- 1: not usable again when its order is cancelled
  on_return INTEGER                -- OnReturn; NULL: keep
) STRICT;

INSERT INTO vouchers (id, batch_id, code, coupon, member_id, program_id, issued_on, first_day, last_day, amount_off, percent_off, max_discount, min_spend, issue_key)
SELECT id, batch_id, code, coupon, member_id, program_id, issued_on, first_day, last_day, amount_off, percent_off, max_discount, min_spend, issue_key
FROM vouchers_before;

DROP TABLE vouchers_before;

CREATE INDEX vouchers_by_member ON vouchers (member_id);
CREATE INDEX vouchers_by_coupon ON vouchers (coupon);
CREATE TRIGGER vouchers_no_update BEFORE UPDATE ON vouchers BEGIN SELECT raise(ABORT, 'vouchers is append-only'); END;
CREATE TRIGGER vouchers_no_delete BEFORE DELETE ON vouchers BEGIN SELECT raise(ABORT, 'vouchers is append-only'); END;

ALTER TABLE voucher_events RENAME TO voucher_events_before;

CREATE TABLE voucher_events (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  voucher_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4), -- VoucherEventKind
  order_no TEXT NOT NULL,          -- of a redemption; empty: not said
  amount INTEGER,                  -- of a redemption: money of the order before the voucher
  discount INTEGER,                -- of a redemption: money
  reason TEXT NOT NULL
) STRICT;

INSERT INTO voucher_events (id, batch_id, voucher_id, day, kind, order_no, amount, discount, reason)
SELECT id, batch_id, voucher_id, day, kind, order_no, amount, discount, reason
FROM voucher_events_before;

DROP TABLE voucher_events_before;

CREATE INDEX voucher_events_by_voucher ON voucher_events (voucher_id);
CREATE INDEX voucher_events_by_order ON voucher_events (order_no);
CREATE TRIGGER voucher_events_no_update BEFORE UPDATE ON voucher_events BEGIN SELECT raise(ABORT, 'voucher_events is append-only'); END;
CREATE TRIGGER voucher_events_no_delete BEFORE DELETE ON voucher_events BEGIN SELECT raise(ABORT, 'voucher_events is append-only'); END;

ALTER TABLE settlements RENAME TO settlements_before;

CREATE TABLE settlements (
  member_id INTEGER PRIMARY KEY,
  points_through INTEGER NOT NULL, -- day
  points_due_on INTEGER NOT NULL,  -- first later day on which the account can change
  tiers_through INTEGER NOT NULL,
  tiers_due_on INTEGER NOT NULL,
  issues_through INTEGER NOT NULL,
  issues_due_on INTEGER NOT NULL
) STRICT;

INSERT INTO settlements (member_id, points_through, points_due_on, tiers_through, tiers_due_on, issues_through, issues_due_on)
SELECT member_id, points_through, points_due_on, tiers_through, tiers_due_on, -1000000, -1000000
FROM settlements_before;

DROP TABLE settlements_before;

CREATE TABLE birthdays (
  member_id INTEGER NOT NULL,
  known_on INTEGER NOT NULL,       -- day
  batch_id INTEGER NOT NULL,
  birthday INTEGER NOT NULL,       -- day; of the year 1904 where only month and day are known
  PRIMARY KEY (member_id, known_on, batch_id)
) STRICT, WITHOUT ROWID;
