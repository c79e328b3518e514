// SPDX-License-Identifier: MIT
// Which day and time it is where the shop is.
#include <filesystem>

#include "cli/clock.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "shop/open.hpp"

namespace loyalty::cli {

std::string Session::program_timezone() {
  const auto text = maybe_program_text();
  return text ? shop::program_of(*text).timezone : std::string{};
}

Day Session::as_of() { return globals_.as_of.empty() ? today() : typed_as_of(); }

std::string Session::clock_timezone() {
  const auto kept = shop::shop_timezone(ledger());
  auto timezone = kept ? *kept : program_timezone();
  return timezone.empty() ? Program{}.timezone : std::move(timezone);
}

Day Session::today() { return local_moment(now_utc(), clock_timezone()).day(); }

std::string Session::shown_moment(const std::string& recorded) {
  const auto written = WrittenMoment::parse(recorded);
  if (!for_people() || !written || !written->offset) return recorded;
  try {
    return to_string(local_moment(written->moment.seconds - *written->offset, clock_timezone()));
  } catch (const Error&) { return recorded; } // what is wrong with the program is said where its rules are needed
}

std::string Session::timezone() {
  auto timezone = program_timezone();
  if (!timezone.empty() || !std::filesystem::exists(globals_.ledger)) return timezone;
  return shop::shop_timezone(ledger()).value_or("");
}

std::function<std::optional<Moment>(Moment, std::string_view)> Session::from_zone() {
  const auto here = timezone();
  return here.empty() ? std::function<std::optional<Moment>(Moment, std::string_view)>() : from_zone_to(here);
}

std::function<Moment(Moment, std::int32_t)> Session::to_shop_time() {
  const auto here = timezone();
  return here.empty() ? std::function<Moment(Moment, std::int32_t)>() : from_offset_to(here);
}

} // namespace loyalty::cli
