// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>

#include "app/trust/audit.hpp"
#include "faults/ledger_edits.hpp"
#include "faults/rich_shop.hpp"
#include "fuzz/target.hpp"
#include "loyalty/error.hpp"
#include "reports/explain.hpp"
#include "reports/members.hpp"
#include "shop/open.hpp"

namespace fuzz {

using namespace loyalty;

namespace {

/// What the bytes choose; when they are used up, always the first.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t below(std::uint64_t limit) {
    std::uint64_t number = 0;
    for (std::uint64_t most = 1; most < limit && !bytes_.empty(); most *= 256) {
      number = number * 256 + static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
    }
    return number % limit;
  }

 private:
  std::string_view bytes_;
};

/// A shop that uses everything, and a copy of its ledger to spoil.
struct Books {
  faults::RichShop shop;
  faults::LedgerEdits edits{shop.ledger()};
};

Books& books() {
  static Books books;
  return books;
}

/// Reads what a command may read; nullopt or how it was refused.
std::optional<Failure> read_all(const std::string& path, Day as_of) {
  try {
    const auto ledger = shop::open_ledger(path, false, 0, {});
    app::audit(*ledger);
    const auto members = reports::report_members(*ledger, as_of);
    for (const auto& name : {"m1", "m2", "m9"}) reports::explain(*ledger, name, as_of, true);
    return std::nullopt;
  } catch (const Error& error) {
    require(!error.told.english().empty(), "a ledger is refused in words");
    return error.failure;
  }
}

} // namespace

/// A ledger edited behind the program's back: it is read, or refused as damaged; and whoever reads it leaves it alone.
void try_bytes(std::string_view bytes) {
  auto& [shop, edits] = books();
  Choices choices(bytes);
  edits.apply(shop.ledger(), [&](std::uint64_t limit) { return choices.below(limit); });
  const auto before = faults::read_file(shop.ledger());
  const auto refused = read_all(shop.ledger(), Day::from_civil(2026, 1, 31));
  require(!refused || *refused == Failure::damaged || *refused == Failure::refused, "a ledger is read or is damaged");
  require(faults::read_file(shop.ledger()) == before, "who reads changes nothing");
}

} // namespace fuzz
