// SPDX-License-Identifier: MIT
#include "store/ledger/encoding.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include "store/ledger/bytes.hpp"

namespace loyalty::store {
namespace {

/// Most values are numbers of a few digits, so they go through a buffer, which is to be emptied at the end.
class Buffer {
 public:
  explicit Buffer(std::string& bytes) : bytes_(bytes) {}

  /// To be called before each value, whose letters and numbers then fit; a text sees to itself.
  void begin_value() {
    constexpr std::size_t longest_number = 10;
    if (buffer_.size() - size_ < 2 * (1 + longest_number)) empty();
  }
  void push_back(char byte) { buffer_[size_++] = byte; }
  void append(std::string_view text) {
    if (text.size() > buffer_.size() - size_) empty();
    if (text.size() > buffer_.size()) {
      bytes_ += text;
    } else {
      std::copy(text.begin(), text.end(), buffer_.data() + size_);
      size_ += text.size();
    }
  }
  void empty() {
    bytes_.append(buffer_.data(), size_);
    size_ = 0;
  }

 private:
  std::string& bytes_;
  std::array<char, 512> buffer_;
  std::size_t size_ = 0;
};

/// Stands before the value of a column that came later.
void put_later(Buffer& to, std::size_t column) {
  to.push_back('c');
  put_number(to, column);
}

void put_staged(Buffer& to, const Staging& rows, const Staging::Slot& cell) {
  switch (cell.type) {
    case Staging::Type::null: put_nothing(to); break;
    case Staging::Type::integer: put_integer(to, cell.value); break;
    case Staging::Type::text: put_text(to, rows.text(cell)); break;
  }
}

void put_stored(Buffer& to, const StoredValue& value) {
  switch (value.type) {
    case SQLITE_NULL: put_nothing(to); break;
    case SQLITE_INTEGER: put_integer(to, value.number); break;
    default: put_text(to, value.bytes);
  }
}

} // namespace

void encode(const Staging& rows, const Table& table, std::size_t end, std::string& bytes) {
  const auto first_later = table.first_later();
  Buffer to(bytes);
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (std::size_t column = 0; column < end; ++column) {
      const auto& cell = rows.cell(row, column);
      to.begin_value();
      if (column >= first_later) {
        if (cell.type == Staging::Type::null) continue;
        put_later(to, column);
      }
      put_staged(to, rows, cell);
    }
  to.empty();
}

void encode(const StoredValue* row, const Table& table, std::size_t end, std::string& bytes) {
  const auto first_later = table.first_later();
  Buffer to(bytes);
  for (std::size_t column = 0; column < end; ++column) {
    to.begin_value();
    if (column >= first_later) {
      if (row[column].null()) continue;
      put_later(to, column);
    }
    put_stored(to, row[column]);
  }
  to.empty();
}

void encode(const Cursor& row, const Table& table, std::size_t end, std::string& bytes) {
  std::array<StoredValue, Table::max_columns> values{};
  for (std::size_t column = 0; column < end; ++column)
    values[column] = StoredValue::of(sqlite3_column_value(row.handle(), static_cast<int>(column)));
  encode(values.data(), table, end, bytes);
}

std::future<void> digest_staged(const Staging& rows, const Table& table, Digest& digest, std::string& bytes) {
  constexpr std::size_t worth_a_thread = 2'000;
  const bool many = rows.rows() >= worth_a_thread && std::thread::hardware_concurrency() > 1;
  return std::async(many ? std::launch::async : std::launch::deferred, [&rows, &table, &digest, &bytes] {
    bytes.clear();
    encode(rows, table, table.size(), bytes);
    digest.add(bytes);
  });
}

Hash hash_of_batch(std::string_view row, TableDigests& digests) {
  Digest digest;
  digest.add(row);
  for (std::size_t place = 0; place < digests.size(); ++place) {
    if (!digests[place]) continue;
    digest.add(hashed_tables[place]->name());
    digest.add(bytes_of(digests[place]->finish()));
  }
  return digest.finish();
}

} // namespace loyalty::store
