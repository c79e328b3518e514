// SPDX-License-Identifier: MIT
// Which day and time it is where the shop is.
#include <filesystem>

#include "cli/clock.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "program/program_file.hpp"
#include "shop/open.hpp"

namespace loyalty::cli {

std::string Session::program_timezone() {
  const auto text = maybe_program_text();
  return text ? program::load_program(text->text, text->file_name).timezone : std::string{};
}

Day Session::as_of() { return globals_.as_of.empty() ? today() : typed_as_of(); }

Day Session::today() {
  const auto kept = shop::shop_timezone(ledger());
  const auto timezone = kept ? *kept : program_timezone();
  return local_moment(now_utc(), timezone.empty() ? Program{}.timezone : timezone).day();
}

std::string Session::timezone() {
  auto timezone = program_timezone();
  if (!timezone.empty() || !std::filesystem::exists(globals_.ledger)) return timezone;
  return shop::shop_timezone(ledger()).value_or("");
}

std::function<std::optional<Moment>(Moment, std::string_view)> Session::from_zone() {
  const auto here = timezone();
  if (here.empty()) return {};
  return [here](Moment written, std::string_view zone) -> std::optional<Moment> {
    if (zone == here) return written;
    try {
      return local_moment(utc_of(written, std::string(zone)), here);
    } catch (const Error&) { return std::nullopt; }
  };
}

std::function<Moment(Moment, std::int32_t)> Session::to_shop_time() {
  const auto timezone = this->timezone();
  if (timezone.empty()) return {};
  return [timezone](Moment written, std::int32_t offset) { return local_moment(written.seconds - offset, timezone); };
}

} // namespace loyalty::cli
