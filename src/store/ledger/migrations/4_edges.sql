-- SPDX-License-Identifier: MIT
-- From version 3 to 4: orders whose member is masked in the file; which order's code a redemption was, and what was
-- taken off each line of an order; and rules of the engine by which every member's days are walked again.
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
  wallet INTEGER,                  -- money of it that was paid from the wallet
  unassigned INTEGER               -- 1: the file's key of the member was masked
) STRICT;

INSERT INTO order_details (order_id, batch_id, shipping, discount, coupon_code, paid_at, referrer, fee_for, wallet)
SELECT order_id, batch_id, shipping, discount, coupon_code, paid_at, referrer, fee_for, wallet
FROM order_details_before;

DROP TABLE order_details_before;

CREATE INDEX order_details_fees ON order_details (order_id) WHERE fee_for > '';
CREATE INDEX order_details_unassigned ON order_details (order_id) WHERE unassigned = 1;
CREATE TRIGGER order_details_no_update BEFORE UPDATE ON order_details BEGIN SELECT raise(ABORT, 'order_details is append-only'); END;
CREATE TRIGGER order_details_no_delete BEFORE DELETE ON order_details BEGIN SELECT raise(ABORT, 'order_details is append-only'); END;

ALTER TABLE order_lines RENAME TO order_lines_before;

CREATE TABLE order_lines (
  order_id INTEGER NOT NULL,
  line_no INTEGER NOT NULL,        -- from 1
  batch_id INTEGER NOT NULL,
  line_id TEXT NOT NULL,
  sku TEXT,
  category TEXT,
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  discount INTEGER,                -- money that was taken off the line before `amount` was paid
  PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

INSERT INTO order_lines (order_id, line_no, batch_id, line_id, sku, category, quantity, amount)
SELECT order_id, line_no, batch_id, line_id, sku, category, quantity, amount
FROM order_lines_before;

DROP TABLE order_lines_before;

CREATE TRIGGER order_lines_no_update BEFORE UPDATE ON order_lines BEGIN SELECT raise(ABORT, 'order_lines is append-only'); END;
CREATE TRIGGER order_lines_no_delete BEFORE DELETE ON order_lines BEGIN SELECT raise(ABORT, 'order_lines is append-only'); END;

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
  reason TEXT NOT NULL,
  order_id INTEGER                 -- first statement of the order whose code was the redemption; NULL: it was made by hand
) STRICT;

INSERT INTO voucher_events (id, batch_id, voucher_id, day, kind, order_no, amount, discount, reason)
SELECT id, batch_id, voucher_id, day, kind, order_no, amount, discount, reason
FROM voucher_events_before;

DROP TABLE voucher_events_before;

CREATE INDEX voucher_events_by_voucher ON voucher_events (voucher_id);
CREATE INDEX voucher_events_by_order ON voucher_events (order_no);
CREATE TRIGGER voucher_events_no_update BEFORE UPDATE ON voucher_events BEGIN SELECT raise(ABORT, 'voucher_events is append-only'); END;
CREATE TRIGGER voucher_events_no_delete BEFORE DELETE ON voucher_events BEGIN SELECT raise(ABORT, 'voucher_events is append-only'); END;

UPDATE settlements SET points_due_on = -1000001, tiers_due_on = -1000001, issues_due_on = -1000001;
