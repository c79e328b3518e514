// SPDX-License-Identifier: MIT
#include "store/ledger/batch_rows.hpp"

#include "loyalty/error.hpp"
#include "store/ledger/encoding.hpp"
#include "store/ledger/values.hpp"

namespace loyalty::store {
namespace {

/// So many bytes are hashed at once.
constexpr std::size_t worth_hashing = 16'384;

class HashedRow : public ScannedRow, public Values<HashedRow> {
 public:
  explicit HashedRow(const ScannedRow& row) : ScannedRow(row) {}
};

} // namespace

void BatchRows::take_rows(RowScan& scan) {
  for (const auto& column : table_.columns()) {
    const auto place = scan.read(column.name);
    if (std::string_view(column.name) == "batch_id") batch_column_ = static_cast<int>(place);
  }
  scan.hand_to([this](const ScannedRow& row) { take(row); });
}

void BatchRows::take(const ScannedRow& row) {
  if (failure_) return;
  std::int64_t batch = 0;
  const bool same = digest_ != nullptr && row.read_number(batch_column_, batch) && batch == batch_.value;
  if (!same && !change_batch(row)) return;
  encode(row.values(), table_, table_.size(), bytes_);
  if (bytes_.size() >= worth_hashing) empty();
}

bool BatchRows::change_batch(const ScannedRow& row) {
  empty();
  try {
    batch_ = HashedRow(row).id<BatchId>(batch_column_);
  } catch (const Error&) {
    failure_ = std::current_exception();
    return false;
  }
  digest_ = &digests_[batch_];
  return true;
}

void BatchRows::empty() {
  if (digest_ != nullptr) digest_->add(bytes_);
  bytes_.clear();
}

std::map<BatchId, Digest>& BatchRows::digests() {
  if (failure_) std::rethrow_exception(failure_);
  empty();
  return digests_;
}

} // namespace loyalty::store
