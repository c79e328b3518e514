-- SPDX-License-Identifier: MIT
-- From version 7 to 8: the books commit to what lies beside them, and what somebody typed lies beside them too. What is
-- there already is committed to by the next batch; texts of earlier rows stay where they are. And a ledger can be sealed
-- by a key that lies elsewhere; none is until somebody asks for it.
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

CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals BEGIN SELECT raise(ABORT, 'seals is append-only'); END;
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals BEGIN SELECT raise(ABORT, 'seals is append-only'); END;
