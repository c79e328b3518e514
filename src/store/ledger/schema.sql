-- SPDX-License-Identifier: MIT
-- The ledger. Days count from 1970-01-01, moments are seconds of the shop's own civil time since then, money is in
-- minor units of the program's currency. Numbered kinds are those of the public headers in include/loyalty.
-- Facts and conclusions are append-only; a batch that was undone no longer counts. Each row names its batch.

-- One row per command that changed the ledger. `hash` covers this row, all rows of the batch and the previous hash.
CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  as_of INTEGER NOT NULL,          -- day
  recorded_at TEXT NOT NULL,       -- clock of the machine, UTC; recorded, never used
  operator TEXT NOT NULL,          -- as claimed by the machine
  program_id INTEGER,              -- version in force, if the command needed one
  input_name TEXT,                 -- file that was read, in texts
  input_sha256 TEXT,
  settled_through INTEGER,         -- day through which the engine was let walk; NULL: it was not
  undoes INTEGER,                  -- batch that this one undoes
  counts TEXT NOT NULL,            -- what the summary line said
  previous_hash BLOB,
  hash BLOB NOT NULL
) STRICT;

-- Every version of the program that was ever used, whole. It rules from `from_day` until the next one does.
CREATE TABLE programs (
  id INTEGER PRIMARY KEY,
  from_day INTEGER NOT NULL,
  digest TEXT NOT NULL,            -- BLAKE2b-256 of the text
  currency TEXT NOT NULL,
  timezone TEXT NOT NULL,
  text TEXT NOT NULL,
  batch_id INTEGER NOT NULL
) STRICT;

-- Facts: who buys. Nothing personal is here.
CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  joined_on INTEGER,               -- day; NULL: the day of the first order
  batch_id INTEGER NOT NULL
) STRICT;

-- Personal data, apart from the books, so that it can be corrected and forgotten.
CREATE TABLE profiles (
  member_id INTEGER PRIMARY KEY,
  member_key TEXT NOT NULL UNIQUE, -- the shop's own key of the member
  name TEXT,
  salt BLOB                        -- of what the books commit to; NULL: they do not yet
) STRICT;

-- Personal data: by what else a member is known.
CREATE TABLE identities (
  namespace TEXT NOT NULL,         -- phone, kuaishou, wechat, taobao, email, card
  value TEXT NOT NULL,
  member_id INTEGER NOT NULL,
  PRIMARY KEY (namespace, value)
) STRICT, WITHOUT ROWID;

-- Personal data: birthdays, each as the shop knew it from a day on.
CREATE TABLE birthdays (
  member_id INTEGER NOT NULL,
  known_on INTEGER NOT NULL,       -- day
  batch_id INTEGER NOT NULL,
  birthday INTEGER NOT NULL,       -- day; of the year 1904 where only month and day are known
  PRIMARY KEY (member_id, known_on, batch_id)
) STRICT, WITHOUT ROWID;

-- Personal data: what the file says of who placed an order that is nobody's yet.
CREATE TABLE order_buyers (
  order_id INTEGER PRIMARY KEY,    -- first statement of the order
  name TEXT,
  phone TEXT,                      -- mostly masked
  referrer TEXT,                   -- the key of whoever brought them
  salt BLOB                        -- as in profiles
) STRICT;

-- Keys and identities of members who were forgotten, as digests, so that no file brings them back unasked.
CREATE TABLE forgotten (
  digest BLOB PRIMARY KEY,         -- keyed BLAKE2b-256 of namespace and value
  member_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What somebody typed and may have to be forgotten: reasons, contents of fields, names of files. The books hold the
-- number of the text instead, behind a byte that nobody types.
CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  salt BLOB,
  text TEXT                        -- both NULL: it was forgotten
) STRICT;

-- What lies beside the books as each batch left it, salted; the last row says what is there. Without the salt, which
-- lies beside the data, a hash says nothing.
CREATE TABLE commitments (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3), -- CommitmentKind
  number INTEGER NOT NULL,         -- of the member, of the first statement of the order, of the text
  hash BLOB                        -- NULL: nothing is left
) STRICT;

-- Facts: one row per statement about an order. The first statement has revision 1; a later state is a new revision.
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  member_id INTEGER,               -- NULL: a guest
  placed_at INTEGER NOT NULL,      -- moment
  amount INTEGER NOT NULL,         -- negative for refunds
  refunded INTEGER NOT NULL,       -- of a paid order, 0 … amount
  status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 5), -- OrderStatus
  refund_of INTEGER,               -- first statement of the order that a refund is for
  revises INTEGER,                 -- first statement of this order
  revision INTEGER NOT NULL,
  stated_on INTEGER,               -- of a revision: as-of day on which it became known
  points_redeemed INTEGER,         -- points that paid for part of it
  category TEXT NOT NULL,
  shop TEXT NOT NULL,
  order_no TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX orders_key ON orders (order_no, shop, revision);

-- Left out by a first import and built by the first night: half the time of building it row by row.
CREATE INDEX orders_by_member ON orders (member_id, placed_at, amount, refunded, status, refund_of, revises, stated_on, points_redeemed, batch_id);

CREATE INDEX orders_by_refund ON orders (refund_of) WHERE refund_of IS NOT NULL;

-- Facts that only some files state of an order.
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
  unassigned INTEGER,              -- 1: the file's key of the member was masked
  host TEXT,                       -- who sold it: the host of a live room, a shop assistant
  channel TEXT                     -- where it was sold: live room, shelf, search
) STRICT;

CREATE INDEX order_details_fees ON order_details (order_id) WHERE fee_for > '';

CREATE INDEX order_details_unassigned ON order_details (order_id) WHERE unassigned = 1;

-- Facts: the lines of an order whose file has a row per line.
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
  on_sale INTEGER,                 -- 1: sold at a reduced price
  PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

-- Facts: what somebody did that is no order. What the columns mean depends on the kind; those it has no use for are NULL.
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

CREATE INDEX acts_by_member ON acts (member_id);

CREATE INDEX acts_by_key ON acts (act_key);

CREATE INDEX acts_by_kind ON acts (kind, subject);

CREATE INDEX acts_by_other ON acts (other_id) WHERE other_id IS NOT NULL;

-- Facts: how many people came to the shop. A later row of the same days and shop says what is true.
CREATE TABLE visitors (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  first_day INTEGER NOT NULL,      -- day
  last_day INTEGER NOT NULL,       -- the same day, or the last one of a month
  shop TEXT NOT NULL,
  visitors INTEGER NOT NULL        -- so many; the row with the highest number says what is true
) STRICT;

-- Facts: hold-outs that were drawn by lot. Who was drawn is told by acts, one for each member; so are those who came later.
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

-- Conclusions: the rules that entries were made with, pinned.
CREATE TABLE terms (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  program_id INTEGER NOT NULL,
  rule TEXT NOT NULL,
  points INTEGER NOT NULL,         -- per `per`
  per INTEGER NOT NULL,            -- money
  rounding INTEGER NOT NULL,       -- EarnRounding
  multiplier INTEGER NOT NULL,     -- millionths
  cap INTEGER
) STRICT;

-- Conclusions: the lines of the members' points accounts.
CREATE TABLE entries (
  member_id INTEGER NOT NULL,
  entry_no INTEGER NOT NULL,       -- from 1 for each member
  batch_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 11), -- EntryKind
  points INTEGER NOT NULL,         -- in the direction of the kind
  lot INTEGER,                     -- entry that opened the lot it draws on
  order_id INTEGER,                -- order row it follows from
  act_id INTEGER,                  -- act it follows from
  held_days INTEGER,               -- of a lot: days after `day` until it can be spent
  last_day INTEGER,                -- of a lot: last day on which it can be spent; NULL: no end
  base INTEGER,                    -- money that earned, or was given back
  terms_id INTEGER,
  reverses INTEGER,                -- entry that this one cancels
  PRIMARY KEY (member_id, entry_no)
) STRICT, WITHOUT ROWID;

-- Conclusions: from the end of `day` the member holds `tier`.
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

-- How far each member's days are walked. Not part of the books: it only says where the engine has nothing to do.
CREATE TABLE settlements (
  member_id INTEGER PRIMARY KEY,
  points_through INTEGER NOT NULL, -- day
  points_due_on INTEGER NOT NULL,  -- first later day on which the account can change
  tiers_through INTEGER NOT NULL,
  tiers_due_on INTEGER NOT NULL,
  issues_through INTEGER NOT NULL,
  issues_due_on INTEGER NOT NULL
) STRICT;

-- Facts: issued coupons, each with the terms it was issued with.
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
  on_return INTEGER,               -- OnReturn; NULL: keep
  terms TEXT                       -- what it gives and for which lines, where no column of its own says so
) STRICT;

CREATE INDEX vouchers_by_member ON vouchers (member_id);

CREATE INDEX vouchers_by_coupon ON vouchers (coupon);

-- Facts: what became of a voucher.
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

CREATE INDEX voucher_events_by_voucher ON voucher_events (voucher_id);

CREATE INDEX voucher_events_by_order ON voucher_events (order_no);

-- Facts: gift cards that were issued.
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

-- Facts: what became of a gift card.
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

-- The seal, if the ledger has one: a single row. The first key lies in a file elsewhere; only the key of the next batch
-- is here, and each batch that it seals replaces it by what follows from it.
CREATE TABLE sealing (
  name TEXT NOT NULL PRIMARY KEY,  -- by which the first key is known
  sealed_from INTEGER NOT NULL,    -- last batch before the first that is sealed; 0: none
  next_batch INTEGER NOT NULL,     -- the counter: which batch the key is of
  next_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What the key of a batch makes of its number and hash.
CREATE TABLE seals (
  batch_id INTEGER PRIMARY KEY,
  mac BLOB NOT NULL                -- keyed BLAKE2b-256
) STRICT;

-- The books are append-only: corrections are new rows.
CREATE TRIGGER batches_no_update BEFORE UPDATE ON batches BEGIN SELECT raise(ABORT, 'batches is append-only'); END;
CREATE TRIGGER batches_no_delete BEFORE DELETE ON batches BEGIN SELECT raise(ABORT, 'batches is append-only'); END;
CREATE TRIGGER programs_no_update BEFORE UPDATE ON programs BEGIN SELECT raise(ABORT, 'programs is append-only'); END;
CREATE TRIGGER programs_no_delete BEFORE DELETE ON programs BEGIN SELECT raise(ABORT, 'programs is append-only'); END;
CREATE TRIGGER members_no_update BEFORE UPDATE ON members BEGIN SELECT raise(ABORT, 'members is append-only'); END;
CREATE TRIGGER members_no_delete BEFORE DELETE ON members BEGIN SELECT raise(ABORT, 'members is append-only'); END;
CREATE TRIGGER orders_no_update BEFORE UPDATE ON orders BEGIN SELECT raise(ABORT, 'orders is append-only'); END;
CREATE TRIGGER orders_no_delete BEFORE DELETE ON orders BEGIN SELECT raise(ABORT, 'orders is append-only'); END;
CREATE TRIGGER order_details_no_update BEFORE UPDATE ON order_details BEGIN SELECT raise(ABORT, 'order_details is append-only'); END;
CREATE TRIGGER order_details_no_delete BEFORE DELETE ON order_details BEGIN SELECT raise(ABORT, 'order_details is append-only'); END;
CREATE TRIGGER order_lines_no_update BEFORE UPDATE ON order_lines BEGIN SELECT raise(ABORT, 'order_lines is append-only'); END;
CREATE TRIGGER order_lines_no_delete BEFORE DELETE ON order_lines BEGIN SELECT raise(ABORT, 'order_lines is append-only'); END;
CREATE TRIGGER acts_no_update BEFORE UPDATE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;
CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts BEGIN SELECT raise(ABORT, 'acts is append-only'); END;
CREATE TRIGGER terms_no_update BEFORE UPDATE ON terms BEGIN SELECT raise(ABORT, 'terms is append-only'); END;
CREATE TRIGGER terms_no_delete BEFORE DELETE ON terms BEGIN SELECT raise(ABORT, 'terms is append-only'); END;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT raise(ABORT, 'entries is append-only'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT raise(ABORT, 'entries is append-only'); END;
CREATE TRIGGER tier_changes_no_update BEFORE UPDATE ON tier_changes BEGIN SELECT raise(ABORT, 'tier_changes is append-only'); END;
CREATE TRIGGER tier_changes_no_delete BEFORE DELETE ON tier_changes BEGIN SELECT raise(ABORT, 'tier_changes is append-only'); END;
CREATE TRIGGER vouchers_no_update BEFORE UPDATE ON vouchers BEGIN SELECT raise(ABORT, 'vouchers is append-only'); END;
CREATE TRIGGER vouchers_no_delete BEFORE DELETE ON vouchers BEGIN SELECT raise(ABORT, 'vouchers is append-only'); END;
CREATE TRIGGER voucher_events_no_update BEFORE UPDATE ON voucher_events BEGIN SELECT raise(ABORT, 'voucher_events is append-only'); END;
CREATE TRIGGER voucher_events_no_delete BEFORE DELETE ON voucher_events BEGIN SELECT raise(ABORT, 'voucher_events is append-only'); END;
CREATE TRIGGER visitors_no_update BEFORE UPDATE ON visitors BEGIN SELECT raise(ABORT, 'visitors is append-only'); END;
CREATE TRIGGER visitors_no_delete BEFORE DELETE ON visitors BEGIN SELECT raise(ABORT, 'visitors is append-only'); END;
CREATE TRIGGER holdouts_no_update BEFORE UPDATE ON holdouts BEGIN SELECT raise(ABORT, 'holdouts is append-only'); END;
CREATE TRIGGER holdouts_no_delete BEFORE DELETE ON holdouts BEGIN SELECT raise(ABORT, 'holdouts is append-only'); END;
CREATE TRIGGER cards_no_update BEFORE UPDATE ON cards BEGIN SELECT raise(ABORT, 'cards is append-only'); END;
CREATE TRIGGER cards_no_delete BEFORE DELETE ON cards BEGIN SELECT raise(ABORT, 'cards is append-only'); END;
CREATE TRIGGER card_moves_no_update BEFORE UPDATE ON card_moves BEGIN SELECT raise(ABORT, 'card_moves is append-only'); END;
CREATE TRIGGER card_moves_no_delete BEFORE DELETE ON card_moves BEGIN SELECT raise(ABORT, 'card_moves is append-only'); END;
CREATE TRIGGER commitments_no_update BEFORE UPDATE ON commitments BEGIN SELECT raise(ABORT, 'commitments is append-only'); END;
CREATE TRIGGER commitments_no_delete BEFORE DELETE ON commitments BEGIN SELECT raise(ABORT, 'commitments is append-only'); END;
CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals BEGIN SELECT raise(ABORT, 'seals is append-only'); END;
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals BEGIN SELECT raise(ABORT, 'seals is append-only'); END;
