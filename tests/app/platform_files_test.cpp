// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/night/run_nightly.hpp"
#include "app/orders/import_orders.hpp"
#include "catch.hpp"
#include "files/text_file.hpp"
#include "loyalty/random_history.hpp"
#include "reports/explain.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"

// However the exports of several platforms are split into files, and in whatever order these are read, the ledger holds
// the same orders of the same members, and the rules conclude the same.

namespace loyalty::app::platform_files_test {
namespace {

using Strings = std::vector<std::string>;

const Day first_day = Day::from_civil(2026, 3, 1);
const Day last_day = first_day + 40;

constexpr auto program_text = R"([program]
name = "shop"
[points]
earn = { points = 1, per = "1.00" }
[[tier]]
id = "silver"
name = "Silver"
when = { spend = "100.00" }
)";

/// The rows of one export, each of which is an order or, with those that follow it, a part of one.
struct Export {
  std::string header;
  std::vector<Strings> orders; ///< each with its rows
};

std::string phone_of(int buyer, bool masked) {
  return masked ? "138****000" + std::to_string(buyer) : "1380000000" + std::to_string(buyer);
}

std::string moment(Day day, int hour) { return fmt::format("{} {:02}:00:00", to_string(day), hour); }

/// Orders of a platform that writes one row for each. Twice exported, they are further and no longer masked.
void add_kuaishou(Chance& chance, std::vector<Export>& exports) {
  const std::string header = "订单号,订单创建时间,订单支付时间,订单状态,实付款,售后状态,收货人姓名,收货人电话\n";
  Export early{header, {}};
  Export late{header, {}};
  for (int number = 1; number <= 8; ++number) {
    const Day day = first_day + chance.between(0, 9);
    const int buyer = chance.between(1, 3);
    const auto row = [&](bool paid, bool over, bool masked) {
      return fmt::format("26{:014},{},{},{},￥{}.00,{},客,{}\n", number, moment(day, 10), paid ? moment(day, 11) : "-",
                         over   ? "交易关闭"
                         : paid ? "交易成功"
                                : "待付款",
                         number * 7, over ? "退款成功" : "-", phone_of(buyer, masked));
    };
    const bool waits = chance.one_in(3);
    early.orders.push_back({row(!waits, false, chance.one_in(2))});
    late.orders.push_back({row(true, chance.one_in(4), false)});
  }
  exports.push_back(early);
  exports.push_back(late);
}

/// Orders of a platform that writes a row for each line and seals its buyers.
void add_douyin(Chance& chance, std::vector<Export>& exports) {
  Export all{"主订单编号,子订单编号,商品数量,商家编码,订单应付金额,订单提交时间,订单状态,售后状态\n", {}};
  for (int number = 1; number <= 5; ++number) {
    Strings rows;
    const Day day = first_day + chance.between(0, 9);
    for (int line = 1; line <= chance.between(1, 3); ++line)
      rows.push_back(fmt::format("69{:017},69{:015}{:02},1,G{},{}.50,{},已完成,{}\n", number, number, line, line,
                                 line * 3, moment(day, 12), chance.one_in(4) ? "退款成功" : "-"));
    all.orders.push_back(rows);
  }
  exports.push_back(all);
}

template <class Value>
void shuffle(std::vector<Value>& values, Chance& chance) {
  for (auto left = static_cast<int>(values.size()); left > 1; --left)
    std::swap(values[static_cast<std::size_t>(left) - 1],
              values[static_cast<std::size_t>(chance.between(0, left - 1))]);
}

/// The exports as files, each split at some orders.
Strings files_of(const std::vector<Export>& exports, Chance& chance, bool split) {
  Strings files;
  for (const auto& each : exports) {
    files.push_back(each.header);
    for (const auto& rows : each.orders) {
      if (split && chance.one_in(3)) files.push_back(each.header);
      for (const auto& row : rows) files.back() += row;
    }
  }
  return files;
}

class Books {
 public:
  void import(const Strings& files, Chance& chance, bool at_once) {
    std::vector<std::unique_ptr<files::TextFile>> kept;
    Strings paths;
    for (const auto& content : files)
      paths.push_back(kept.emplace_back(std::make_unique<files::TextFile>(content))->path());
    shuffle(paths, chance);
    const auto take = [&](const Strings& some) {
      for (const auto& file : import_order_files(context(), {.path = {}, .program = program_}, some).files)
        CHECK(file.rejected.empty());
    };
    if (at_once) return take(paths);
    for (const auto& path : paths) {
      take({path});
      if (chance.one_in(3)) run_nightly(context(), program_);
    }
  }

  /// All orders and members, in words that no number of a row is part of.
  Strings said() {
    run_nightly(context(), program_);
    Strings all;
    for (const std::string platform : {"26", "69"})
      for (int number = 1; number <= 8; ++number) {
        const auto id = platform == "26" ? fmt::format("26{:014}", number) : fmt::format("69{:017}", number);
        const auto known = store::find_order(*ledger_, {"", id});
        if (!known) continue;
        all.push_back(fmt::format(
            "{} {} {} {} {} {}", id, known->member ? store::key_of(*ledger_, *known->member) : "-",
            to_string(known->placed_at), known->amount.minor, known->refunded.minor, to_string(known->status)));
      }
    for (const auto& member : store::members(*ledger_)) {
      const auto told = reports::explain(*ledger_, member.key, last_day, false);
      const auto& balance = told.balance;
      all.push_back(fmt::format("{}: {} {} tiers {}", member.key, balance.balance, balance.debt,
                                told.tiers.empty() ? "" : told.tiers.back().change.tier));
    }
    return all;
  }

 private:
  shop::Context context() {
    return {.ledger = *ledger_, .as_of = last_day, .currency = cny, .entropy = [this](std::span<unsigned char> bytes) {
              for (auto& byte : bytes) byte = static_cast<unsigned char>(codes_.between(0, 255));
            }};
  }

  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
  shop::ProgramText program_{"loyalty.toml", program_text};
  Chance codes_{1};
};

} // namespace

TEST_CASE("however exports are split and ordered, the ledger holds the same") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Chance chance(seed);
    std::vector<Export> exports;
    add_kuaishou(chance, exports);
    add_douyin(chance, exports);
    Books whole;
    whole.import(files_of(exports, chance, false), chance, true);
    auto expected = whole.said();
    std::ranges::sort(expected);
    for (const bool at_once : {true, false}) {
      CAPTURE(at_once);
      Books books;
      books.import(files_of(exports, chance, true), chance, at_once);
      auto said = books.said();
      std::ranges::sort(said);
      CHECK(said == expected);
    }
  }
}

} // namespace loyalty::app::platform_files_test
