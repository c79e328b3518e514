-- SPDX-License-Identifier: MIT
-- From version 1 to 2: vouchers are found by the orders they were used for.
-- A ledger may still need this step: it is never changed, and needs nothing of schema.sql.

CREATE INDEX voucher_events_by_order ON voucher_events (order_no);
