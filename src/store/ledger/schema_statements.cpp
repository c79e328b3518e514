// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "store/ledger/schema.hpp"

namespace loyalty::store {
namespace {

/// Behind the comment or the blanks that begin at `at`; `at` where neither does.
std::size_t past_blank(std::string_view sql, std::size_t at) {
  const auto past = [&](std::string_view end) { return std::min(sql.find(end, at + 2), sql.size()); };
  if (sql.substr(at).starts_with("--")) return past("\n");
  if (sql.substr(at).starts_with("/*")) return std::min(past("*/") + 2, sql.size());
  return std::min(sql.find_first_not_of(" \t\r\n", at), sql.size());
}

/// Behind the literal or the quoted name that begins at `at`; one further where neither does.
std::size_t past_token(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  if (quote != '\'' && quote != '"' && quote != '`') return at + 1;
  return std::min(sql.find(quote, at + 1), sql.size() - 1) + 1;
}

bool in_word(char letter) {
  constexpr std::string_view marks = "(),;=<>+-*/|";
  return marks.find(letter) == std::string_view::npos;
}

/// The statement of schema.sql that begins with these words, as it stands there; empty if there is none.
std::string statement(std::string_view words) {
  const auto schema = schema_sql();
  const auto at = schema.find(fmt::format("\n{}", words));
  if (at == std::string_view::npos) return {};
  return std::string(schema.substr(at + 1, schema.find(";\n", at) - at - 1));
}

std::set<std::string> split_schema() {
  constexpr std::string_view next = ";CREATE ";
  std::set<std::string> statements;
  const auto all = plain_sql(schema_sql());
  std::string_view rest = all;
  while (!rest.empty()) {
    // The last one ends with the semicolon itself.
    const auto end = std::min(rest.find(next), rest.size() - 1);
    statements.emplace(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return statements;
}

} // namespace

std::string index_statement(std::string_view name) {
  auto found = statement(fmt::format("CREATE INDEX {} ", name));
  return found.empty() ? statement(fmt::format("CREATE UNIQUE INDEX {} ", name)) : found;
}

std::string plain_sql(std::string_view sql) {
  std::string plain;
  bool blank = false;
  for (std::size_t at = 0; at < sql.size();) {
    if (const auto behind = past_blank(sql, at); behind > at) {
      blank = true;
      at = behind;
      continue;
    }
    const auto end = past_token(sql, at);
    if (blank && !plain.empty() && in_word(plain.back()) && in_word(sql[at])) plain += ' ';
    plain += sql.substr(at, end - at);
    blank = false;
    at = end;
  }
  return plain;
}

bool is_of_schema(std::string_view sql, std::size_t& near) {
  // Nearly every ledger has the very text, which is found sooner than put in order, and in the order of the schema.
  const auto schema = schema_sql();
  auto at = schema.find(sql, near);
  if (at == schema.npos) at = schema.find(sql);
  if (at != schema.npos && at > 0 && schema[at - 1] == '\n' && schema.substr(at + sql.size()).starts_with(";\n")) {
    near = at;
    return true;
  }
  static const auto statements = split_schema();
  return statements.contains(plain_sql(sql));
}

std::size_t schema_size() {
  const auto schema = schema_sql();
  std::size_t count = 0;
  for (auto at = schema.find("\nCREATE "); at != schema.npos; at = schema.find("\nCREATE ", at + 1)) ++count;
  return count;
}

} // namespace loyalty::store
