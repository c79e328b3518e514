// SPDX-License-Identifier: MIT
#include "files/order_columns.hpp"

#include <algorithm>
#include <span>

#include "files/rejects_file.hpp"
#include "loyalty/error.hpp"
#include "loyalty/plain_key.hpp"
#include "messages/suggest.hpp"
#include "messages/text_width.hpp"

namespace loyalty::files {
namespace {

constexpr std::array<std::string_view, known_columns> column_names = {
    "order_id", "member_id", "placed_at", "amount",      "status",   "category",    "refunded_amount", "refund_of",
    "shop",     "phone",     "name",      "shipping",    "discount", "coupon_code", "points_redeemed", "line_id",
    "sku",      "quantity",  "paid_at",   "referrer_id", "fee_for",  "wallet_paid",
};

constexpr std::string_view required_list = "order_id, member_id, placed_at, amount, status";

bool is_detail(OrderColumn column) { return column >= OrderColumn::phone && column != OrderColumn::ignored; }

std::string folded(std::string_view name) {
  std::string result(plain_key(name));
  for (auto& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

std::string shown(std::string_view name) {
  constexpr std::size_t longest = 40;
  return "\"" + messages::escape_for_terminal(messages::truncate_to_width(name, longest)) + "\"";
}

[[noreturn]] void fail(const std::string& file, CsvPosition place, const std::string& what, const std::string& why,
                       const std::string& hint) {
  throw Error(Failure::refused,
              file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + what, why, hint);
}

std::string names_found(const CsvRecord& header) {
  constexpr std::size_t most = 30;
  std::string result = "the header has:";
  for (std::size_t i = 0; i < std::min(header.fields.size(), most); ++i) {
    result += (i == 0 ? " " : ", ") + shown(header.fields[i]);
  }
  if (header.fields.size() > most) result += " and " + std::to_string(header.fields.size() - most) + " more";
  return result;
}

// What to do about a header without the column `missing`.
std::string missing_hint(const CsvRecord& header, std::string_view missing) {
  const auto& first = header.fields.front();
  const bool tabs = first.find('\t') != std::string_view::npos;
  if (tabs || first.find(';') != std::string_view::npos) {
    return std::string("the file seems to be separated by ") + (tabs ? "tabs" : "semicolons") +
           "; save it with commas, as CSV UTF-8";
  }
  for (const auto name : header.fields) {
    if (messages::suggest(folded(name), std::span(&missing, 1)) == missing) {
      return "did you mean " + std::string(missing) + " where it says " + shown(name) + "?";
    }
  }
  return "the first row must name the columns, at least " + std::string(required_list);
}

} // namespace

std::string_view to_string(OrderColumn column) {
  return column == OrderColumn::ignored ? std::string_view() : column_names[static_cast<std::size_t>(column)];
}

OrderColumns::OrderColumns(const std::string& file, const CsvRecord& header) {
  field_of_.fill(-1);
  for (std::size_t field = 0; field < header.fields.size(); ++field) map(file, header, field);
  require_all(file, header);
  for (std::size_t field = 0; field < names_.size(); ++field) {
    if (of_fields_[field] == OrderColumn::ignored) note_ignored(names_[field]);
  }
}

std::optional<std::size_t> OrderColumns::field_of(OrderColumn column) const {
  const auto field = column == OrderColumn::ignored ? -1 : field_of_[static_cast<std::size_t>(column)];
  if (field < 0) return std::nullopt;
  return static_cast<std::size_t>(field);
}

void OrderColumns::map(const std::string& file, const CsvRecord& header, std::size_t field) {
  names_.emplace_back(header.fields[field]);
  const auto* const known = std::ranges::find(column_names, folded(names_.back()));
  const auto index = static_cast<std::size_t>(known - column_names.begin());
  const auto column = static_cast<OrderColumn>(index);
  of_fields_.push_back(column);
  if (column == OrderColumn::ignored) return;
  if (field_of_[index] >= 0) {
    fail(file, header.position(field), "two columns are named " + std::string(*known), names_found(header),
         "rename or remove one of them");
  }
  field_of_[index] = static_cast<std::int32_t>(field);
  has_details_ = has_details_ || is_detail(column);
}

void OrderColumns::require_all(const std::string& file, const CsvRecord& header) const {
  for (std::size_t i = 0; i < required_columns; ++i) {
    if (field_of_[i] >= 0) continue;
    fail(file, {header.line, 1}, "no column " + std::string(column_names[i]), names_found(header),
         missing_hint(header, column_names[i]));
  }
}

void OrderColumns::note_ignored(std::string_view name) {
  const auto plain = folded(name);
  if (plain.empty() || plain == reject_reason) return;
  const auto meant = messages::suggest(plain, column_names);
  const auto taken = std::ranges::find(column_names, meant) - column_names.begin();
  const bool helps = !meant.empty() && field_of_[static_cast<std::size_t>(taken)] < 0;
  notes_.push_back("column " + shown(name) + " is passed over" + (helps ? "; did you mean " + meant + "?" : ""));
}

} // namespace loyalty::files
