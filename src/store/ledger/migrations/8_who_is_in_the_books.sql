-- SPDX-License-Identifier: MIT
-- From version 7 to 8: the books commit to what lies beside them, and what somebody typed lies beside them too. What is
-- there already is committed to by the next batch; texts of earlier rows stay where they are.
-- A ledger may still need this step: it is never changed, and needs nothing of schema.sql.

ALTER TABLE profiles ADD COLUMN salt BLOB;
ALTER TABLE order_buyers ADD COLUMN salt BLOB;

CREATE TABLE texts (
  id INTEGER PRIMARY KEY,
  salt BLOB,
  text TEXT                        -- both NULL: it was forgotten
) STRICT;

CREATE TABLE commitments (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3), -- CommitmentKind
  number INTEGER NOT NULL,         -- of the member, of the first statement of the order, of the text
  hash BLOB                        -- NULL: nothing is left
) STRICT;

CREATE TRIGGER commitments_no_update BEFORE UPDATE ON commitments BEGIN SELECT raise(ABORT, 'commitments is append-only'); END;
CREATE TRIGGER commitments_no_delete BEFORE DELETE ON commitments BEGIN SELECT raise(ABORT, 'commitments is append-only'); END;
