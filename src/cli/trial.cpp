// SPDX-License-Identifier: MIT
#include "cli/trial.hpp"

#include <utility>

#include "app/night/run_nightly.hpp"
#include "cli/clock.hpp"
#include "cli/session.hpp"
#include "loyalty/error.hpp"
#include "program/proposed_program.hpp"
#include "reports/shop_figures.hpp"

namespace loyalty::cli {
namespace {

Currency currency_named(const Session& session) {
  const auto code = session.maybe("--currency");
  if (!code) return Program{}.currency;
  if (const auto found = Currency::find(*code)) return *found;
  throw Error(Failure::usage, "there is no currency {code}"_en(*code), {},
              "write the three capital letters of a currency, such as CNY"_en);
}

/// The last day of what the files say of members.
std::optional<Day> last_day_of(const app::ImportedFiles& files) {
  std::optional<Day> last;
  for (const auto& file : files.files) last = std::max(last, file.last_day);
  return last;
}

[[noreturn]] void refuse_nothing_bought(const app::ImportedFiles& files) {
  if (!files.refused.empty()) throw files.refused.front();
  std::int64_t rejected = 0;
  for (const auto& file : files.files) rejected += std::ssize(file.rejected);
  throw Error(Failure::refused, "no member buys anything in these orders"_en,
              rejected == 0 ? Message()
                            : counted(rejected, "{rows} row was rejected"_en, "{rows} rows were rejected"_en, rejected),
              "see how the file is understood: loyalty import-orders FILE --describe"_en);
}

} // namespace

std::vector<Option> shop_options() {
  return {{"--currency", Option::Kind::value, "the currency of the amounts (default CNY)"_en, "CODE"},
          {"--timezone", Option::Kind::value, "the time zone of the shop (default Asia/Shanghai)"_en, "ZONE"}};
}

Trial::Trial(Session& session, const std::vector<std::string>& paths)
    : session_(session),
      timezone_(session.maybe("--timezone").value_or(Program{}.timezone)),
      ledger_(store::Ledger::in_memory()),
      figures_{.currency = currency_named(session)} {
  const auto typed = session.globals().typed_as_of ? std::optional(session.as_of()) : std::nullopt;
  read(paths, typed.value_or(Day::from_civil(2999, 12, 31)));
  const auto last = typed ? typed : last_day_of(files_);
  if (!last) refuse_nothing_bought(files_);
  as_of_ = *last;
  ledger_->build_member_index();
  figures_ = reports::shop_figures(*ledger_, figures_.currency, as_of_);
  auto proposed = propose(figures_);
  if (!proposed) refuse_nothing_bought(files_);
  proposal_ = std::move(*proposed);
  program_text_ =
      program::proposed_program(proposal_, timezone_, [&](const Message& message) { return session_.said(message); });
}

shop::Context Trial::context(Day as_of) const {
  return {.ledger = *ledger_,
          .as_of = as_of,
          .currency = figures_.currency,
          .recorded_at = recorded(now_utc()),
          .operator_name = {},
          .entropy = random_bytes,
          .watch = {}};
}

void Trial::read(const std::vector<std::string>& paths, Day as_of) {
  const app::ImportOptions options{
      .path = {}, .to_shop_time = from_offset_to(timezone_), .from_zone = from_zone_to(timezone_)};
  files_ = app::import_order_files(context(as_of), options, paths, session_.progress("progress|orders"_en));
}

reports::TrialFigures Trial::replay() {
  const shop::ProgramText text{"loyalty.toml", program_text_};
  app::run_nightly(context(as_of_), text, {}, session_.progress("progress|members"_en));
  return reports::report_trial(*ledger_, proposal_, as_of_);
}

} // namespace loyalty::cli
