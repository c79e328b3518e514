-- SPDX-License-Identifier: MIT
-- From version 7 to 8: a seal by a key that lies elsewhere. No ledger has one until somebody asks for it.
-- A ledger may still need this step: it is never changed, and needs nothing of schema.sql.

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
