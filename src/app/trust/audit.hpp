// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/night/settle.hpp"
#include "app/trust/key_file.hpp"
#include "loyalty/message.hpp"
#include "store/ledger/ledger.hpp"

namespace loyalty::app {

/// One thing that was checked.
struct Check {
  enum class Outcome : std::uint8_t { passed, warned, failed };
  std::string name;
  Outcome outcome = Outcome::passed;
  Message result; ///< "ok", or the first thing that is wrong
};

struct Audit {
  std::vector<Check> checks;
  std::string head;                                ///< hash of the last batch
  std::optional<store::BatchMark> last_batch = {}; ///< the same with its number

  bool sound() const;
  /// The first thing that shows the ledger to be damaged; empty if nothing does.
  Message damage() const;
};

/// Recomputes what the ledger says of itself, in this order: the file is whole (`integrity`); the rows are those that
/// were written (`chain`); with the key of the seal, that nobody without it has written any batch, or taken the last
/// ones away (`seal`); who members are, and what was typed, is what they commit to (`identities`); what is stored of
/// every member follows from facts and program (`conclusions`); no point came from nowhere (`conservation`); batches
/// follow each other in time (`clock`); and, if asked, an earlier head that the owner noted is part of the chain
/// (`anchor`, its first digits suffice). Writes nothing. Refused by `Error`: the ledger is not sealed, or with another
/// key (refused).
Audit audit(store::Ledger& ledger, std::string_view anchor = {}, const Progress& progress = {},
            const KeyFile* key = nullptr);

/// The fewest digits of a hash that are looked for: as many as earlier versions printed. Those that are fewer than
/// people are shown now are said to be few.
inline constexpr std::size_t shortest_anchor = 12;

} // namespace loyalty::app
