// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <utility>

#include "reports/report.hpp"

namespace loyalty::reports {

/// A question as a test asks it.
class Asked final : public Question {
 public:
  Asked(store::Ledger& ledger, Day as_of, std::shared_ptr<const Program> program)
      : ledger_(ledger), as_of_(as_of), program_(std::move(program)) {}

  std::map<std::string, std::string, std::less<>> options; ///< as they were typed

  store::Ledger& ledger() override { return ledger_; }
  Day as_of() override { return as_of_; }
  Currency currency() override { return cny; }
  std::shared_ptr<const Program> program() override { return program_; }
  std::shared_ptr<const Program> maybe_program() override { return program_; }
  bool for_people() const override { return false; }
  std::string said(const Message& message) const override { return message.english(); }
  std::string shown_name(std::string_view name) const override { return std::string(name); }
  bool given(std::string_view option) const override { return options.find(option) != options.end(); }
  std::optional<std::string> text(std::string_view option) const override {
    const auto found = options.find(option);
    return found == options.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<std::int64_t> number(std::string_view option) const override {
    return given(option) ? parse_whole(*text(option)) : std::nullopt;
  }
  std::optional<Day> day(std::string_view option) const override {
    return given(option) ? Day::parse(*text(option)) : std::nullopt;
  }

 private:
  store::Ledger& ledger_;
  Day as_of_;
  std::shared_ptr<const Program> program_;
};

} // namespace loyalty::reports
