// SPDX-License-Identifier: MIT
#include "store/ledger/encoding.hpp"

#include <thread>

namespace loyalty::store {
namespace {

/// Puts values behind one another. Most are numbers of a few digits, so they go through a buffer.
class Encoder {
 public:
  explicit Encoder(std::string& bytes) : bytes_(bytes) {}
  ~Encoder() { empty(); }
  Encoder(const Encoder&) = delete;
  Encoder& operator=(const Encoder&) = delete;

  void put_null() {
    make_room();
    put('n');
  }
  void put_integer(std::int64_t value) {
    make_room();
    put('i');
    put_number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void put_text(std::string_view value) {
    make_room();
    put('t');
    put_number(value.size());
    empty();
    bytes_ += value;
  }
  /// Stands before the value of a column that came later.
  void put_later(std::size_t column) {
    make_room();
    put('c');
    put_number(column);
  }

 private:
  static constexpr std::size_t longest = 11; ///< of what is put into the buffer at once

  void make_room() {
    if (size_ > buffer_.size() - longest) empty();
  }
  void empty() {
    bytes_.append(buffer_.data(), size_);
    size_ = 0;
  }
  void put(char byte) { buffer_[size_++] = byte; }
  void put_number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) put(static_cast<char>(value | 0x80));
    put(static_cast<char>(value));
  }

  std::string& bytes_;
  std::array<char, 512> buffer_;
  std::size_t size_ = 0;
};

void put_staged(Encoder& out, const Staging& rows, const Staging::Slot& cell) {
  switch (cell.type) {
    case Staging::Type::null: out.put_null(); break;
    case Staging::Type::integer: out.put_integer(cell.value); break;
    case Staging::Type::text: out.put_text(rows.text(cell)); break;
  }
}

/// The value of a column is asked for once; what it is and holds then costs a third of asking the statement again.
void put_stored(Encoder& out, sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: out.put_null(); break;
    case SQLITE_INTEGER: out.put_integer(sqlite3_value_int64(value)); break;
    default: {
      const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
      out.put_text({bytes, bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))});
    }
  }
}

} // namespace

void encode(const Staging& rows, const Table& table, std::size_t end, std::string& bytes) {
  const auto first_later = table.first_later();
  Encoder out(bytes);
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (std::size_t column = 0; column < end; ++column) {
      const auto& cell = rows.cell(row, column);
      if (column >= first_later) {
        if (cell.type == Staging::Type::null) continue;
        out.put_later(column);
      }
      put_staged(out, rows, cell);
    }
}

void encode(const Cursor& row, const Table& table, std::size_t end, std::string& bytes) {
  const auto first_later = table.first_later();
  Encoder out(bytes);
  for (std::size_t column = 0; column < end; ++column) {
    auto* value = sqlite3_column_value(row.handle(), static_cast<int>(column));
    if (column >= first_later) {
      if (sqlite3_value_type(value) == SQLITE_NULL) continue;
      out.put_later(column);
    }
    put_stored(out, value);
  }
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

Hash seal(std::string_view row, TableDigests& digests) {
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
