// SPDX-License-Identifier: MIT
#pragma once

#include <stdlib.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "faults/process.hpp"

namespace faults {

/// A folder of its own, gone at the end.
class Scratch {
 public:
  Scratch() {
    auto name = (fs::temp_directory_path() / "loyalty-faults-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a temporary directory");
    path_ = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

inline std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_file(const fs::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.flush()) throw std::runtime_error(path.string() + " cannot be written");
}

constexpr std::string_view program_text = R"([program]
name = "shop"
currency = "CNY"
timezone = "Asia/Shanghai"

[points]
earn = { points = 1, per = "10.00" }
redeem = { points = 10, worth = "1.00" }
expire = { after = "12 months" }

[[tier]]
id = "silver"
name = "Silver"
when = { spend = "500.00", window = "365 days" }

[[tier]]
id = "gold"
name = "Gold"
when = { spend = "2000.00", window = "365 days" }

[[coupon]]
id = "newcomer"
name = "Newcomer"
off = "5.00"
min_spend = "49.00"
valid = "30 days"
)";

/// Orders of 2024 and 2025, the same ones for the same numbers; member m1 has the first of them.
inline std::string orders(std::uint64_t rows, std::uint64_t members) {
  std::string text = "order_id,member_id,placed_at,amount,status\n";
  std::uint64_t state = 1;
  const auto below = [&](std::uint64_t limit) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % limit;
  };
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto month = row * 24 / rows;
    const auto member = row == 0 ? 1 : 1 + below(members) * below(members) / members;
    char line[96];
    const int length =
        std::snprintf(line, sizeof line, "%llu,m%llu,%llu-%02llu-%02llu,%llu.%02llu,%s\n", 9'000'000'000ull + row,
                      static_cast<unsigned long long>(member), static_cast<unsigned long long>(2024 + month / 12),
                      static_cast<unsigned long long>(1 + month % 12), static_cast<unsigned long long>(1 + below(28)),
                      static_cast<unsigned long long>(5 + below(400)), static_cast<unsigned long long>(below(100)),
                      below(20) == 0 ? "refunded" : "paid");
    text.append(line, static_cast<std::size_t>(length));
  }
  return text;
}

/// A folder with a program file and a ledger, both under their usual names.
class Shop {
 public:
  Shop() {
    write_file(file("loyalty.toml"), program_text);
    must({"init", "-q"});
  }
  /// The shop after some orders and a night.
  Shop(std::uint64_t rows, std::uint64_t members) : Shop() {
    write_file(file("orders.csv"), orders(rows, members));
    must({"import-orders", "orders.csv", "-q"});
    must({"run-nightly", "-q"});
  }

  const fs::path& folder() const { return scratch_.path(); }
  fs::path file(const fs::path& name) const { return folder() / name; }
  fs::path ledger() const { return file("loyalty.db"); }
  std::string ledger_bytes() const { return read_file(ledger()); }

  Start start() const { return {.folder = folder()}; }
  Ended loyalty(const Words& words, Start start) const { return run(beside_this("loyalty"), words, std::move(start)); }
  Ended loyalty(const Words& words) const { return loyalty(words, start()); }
  Running begin(const Words& words, Start how) const { return Running(beside_this("loyalty"), words, std::move(how)); }
  Running begin(const Words& words) const { return begin(words, start()); }
  Ended shell(const std::string& script) const {
    auto how = start();
    how.environment["PATH"] = beside_this("loyalty").parent_path().string() + ":/usr/bin:/bin";
    return run("/bin/sh", {"-c", script}, how);
  }

  /// Runs what cannot fail.
  Ended must(const Words& words) const {
    auto ended = loyalty(words);
    if (!ended.done()) throw std::runtime_error(words.front() + " failed: " + ended.err);
    return ended;
  }
  /// What is in the ledger: every batch with its hash, each of which covers all before it.
  std::string batches() const { return must({"list-batches", "--format", "csv"}).out; }

 private:
  Scratch scratch_;
};

/// A change of the ledger that is not the same as any of another key.
inline Words adjust(const std::string& key) { return {"adjust-points", "m1", "1", "--reason", "test", "--key", key}; }

} // namespace faults
