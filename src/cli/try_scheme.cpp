// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/command.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"
#include "cli/trial.hpp"
#include "loyalty/error.hpp"
#include "loyalty/figures.hpp"
#include "messages/text_width.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "output/page/page.hpp"

namespace loyalty::cli {
namespace {

/// What a shop can keep of a sale, until it says so itself.
constexpr Ratio guessed_margin{400'000};

struct TrialLine {
  std::string_view section; ///< key
  std::string_view key;     ///< of the measure
  Message value;
  Message note = {};
};

Message whole(std::int64_t number) { return Message::name(std::to_string(number)); }

/// Tells a trial line by line.
class TrialTold {
 public:
  TrialTold(const Trial& trial, const reports::TrialFigures& came) : trial_(trial), came_(came) {}

  std::vector<TrialLine> lines() && {
    tell_customers();
    tell_scheme();
    tell_outcome();
    tell_costs();
    tell_today();
    return std::move(lines_);
  }

 private:
  void add(std::string_view key, Message value, Message note = {}) {
    lines_.push_back({section_, key, std::move(value), std::move(note)});
  }
  Message money(Money amount) const { return "{amount}"_en(trial_.amount(amount)); }
  static Message share(std::optional<Ratio> ratio) {
    constexpr std::int64_t tenth_of_percent = 1'000;
    return ratio ? Message::name(to_percent({ratio->millionths / tenth_of_percent * tenth_of_percent})) : Message();
  }

  void tell_customers() {
    section_ = "customers";
    const auto& figures = trial_.figures();
    add("members", whole(figures.buyers));
    add("orders", whole(figures.orders), "{first} … {last}"_en(figures.first, figures.last));
    add("repeat_rate", share(rate(figures.repeaters, figures.buyers)), "25–45% in the trade"_en);
    add("typical_order", money(trial_.proposal().typical_order), "half of the orders are smaller"_en);
    add("silent_members", whole(came_.silent), "no order for {days} days or more"_en(trial_.proposal().silent_days));
  }

  void tell_scheme() {
    section_ = "scheme";
    const auto& proposal = trial_.proposal();
    add("points", "1 point for each full {unit}, 100 points pay for {unit}; they expire after 12 months"_en(
                      trial_.offered(proposal.unit)));
    for (const auto& tier : came_.tiers)
      if (!tier.tier.empty()) tell_tier(tier);
    if (proposal.tiers.empty())
      add("tiers", "to be set by hand"_en, "fewer than {buyers} buyers in a year"_en(fewest_for_tiers));
    add("coupon",
        "{off} off from {from}"_en(trial_.offered(proposal.voucher_off), trial_.offered(proposal.voucher_from)),
        "after {days} days without an order"_en(proposal.silent_days));
  }

  void tell_tier(const reports::TierRow& row) {
    const auto place = row.tier == "silver" ? 0U : 1U;
    const bool base = row.tier == "member";
    const auto& tiers = trial_.proposal().tiers;
    auto members = counted(row.members, "{members} member"_en, "{members} members"_en, row.members);
    if (base || place >= tiers.size())
      add("tier", Message::name(row.name), std::move(members));
    else
      add("tier", Message::name(row.name),
          "{spend} in 12 months: {members}"_en(trial_.offered(tiers[place].from), std::move(members)));
  }

  void tell_outcome() {
    section_ = "outcome";
    add("points_open", whole(came_.open));
    add("points_owed", money(came_.owed), "what they pay for"_en);
  }

  void tell_costs() {
    section_ = "costs_a_year";
    add("points_cost_a_year", money(came_.points_cost), "if every point is used"_en);
    add("vouchers_cost_a_year", money(came_.vouchers_cost),
        counted(came_.vouchers_a_year, "if the {vouchers} voucher is used"_en, "if all {vouchers} vouchers are used"_en,
                came_.vouchers_a_year));
    add("costs", money(came_.cost()), "{share} of what members buy in a year"_en(share(came_.cost_of_sales())));
    add("must_be_extra", share(came_.must_be_extra(guessed_margin)),
        "of members' margin must not come without it; margin 40% is a guess"_en);
  }

  void tell_today() {
    section_ = "today";
    for (const auto& [kind, count] : came_.tasks) add(to_string(kind), whole(count));
    if (came_.tasks.empty()) add("nothing", {});
  }

  const Trial& trial_;
  const reports::TrialFigures& came_;
  std::string_view section_;
  std::vector<TrialLine> lines_;
};

Message title_of(const TrialLine& line) {
  return line.section == "today" ? messages::word(line.key, "task") : messages::measure(line.key);
}

void show_on_screen(Session& session, const std::vector<TrialLine>& lines) {
  std::size_t widest = 0;
  std::size_t widest_value = 0;
  for (const auto& line : lines) {
    widest = std::max(widest, messages::display_width(session.said(title_of(line))));
    if (!line.note.empty()) widest_value = std::max(widest_value, messages::display_width(session.said(line.value)));
  }
  const auto padded = [](const std::string& text, std::size_t width) {
    const auto taken = messages::display_width(text);
    return text + std::string(taken < width ? width - taken : 0, ' ');
  };
  std::string text;
  std::string_view section;
  for (const auto& line : lines) {
    if (std::exchange(section, line.section) != line.section)
      text += fmt::format("{}{}\n", text.empty() ? "" : "\n", session.said(messages::word(line.section, "section")));
    const auto title = session.said(title_of(line));
    const auto value = messages::escape_for_terminal(session.said(line.value));
    if (line.value.empty())
      text += fmt::format("  {}\n", title);
    else if (line.note.empty())
      text += fmt::format("  {}  {}\n", padded(title, widest), value);
    else
      text +=
          fmt::format("  {}  {}  {}\n", padded(title, widest), padded(value, widest_value), session.said(line.note));
  }
  session.print(text);
}

void show_as_table(Session& session, const std::vector<TrialLine>& lines) {
  auto table = session.table({{"section"}, {"measure"}, {"value"}, {"note"}});
  const bool people = session.for_people();
  for (const auto& line : lines) {
    table->text(people ? session.said(messages::word(line.section, "section")) : std::string(line.section));
    table->text(people ? session.said(title_of(line)) : std::string(line.key));
    table->text(people ? session.said(line.value) : line.value.english());
    table->text(people ? session.said(line.note) : line.note.english());
    table->end_row();
  }
  table->finish();
}

/// The two commands that make it real.
std::vector<Message> what_next(const std::vector<std::string>& paths) {
  std::string files;
  for (const auto& path : paths) files += ' ' + path;
  return {"to make it real, type: loyalty init --from{files}"_en(files),
          "and then: loyalty import-orders{files} && loyalty run-nightly"_en(files)};
}

/// What is long is a sentence, not a number to look at.
void add_figure(output::Section& section, output::Figure figure) {
  constexpr std::size_t widest = 24;
  if (messages::display_width(figure.value) > widest)
    section.lead = std::move(figure.value);
  else
    section.figures.push_back(std::move(figure));
}

/// One page that needs no other file.
void show_as_page(Session& session, const Trial& trial, const std::vector<TrialLine>& lines) {
  const auto day = session.said("as of {day}"_en(trial.as_of()));
  output::Page page{.language = messages::language_tag(session.language()),
                    .title = session.said("a scheme on trial"_en),
                    .subtitle = day,
                    .footer = fmt::format("loyalty {} · {}", LOYALTY_VERSION, day)};
  page.headline = {.label = page.title, .value = {}};
  for (const auto& line : lines) {
    if (page.sections.empty() || page.sections.back().id != line.section)
      page.sections.push_back(
          {.id = std::string(line.section), .heading = session.said(messages::word(line.section, "section"))});
    add_figure(
        page.sections.back(),
        {.label = session.said(title_of(line)), .value = session.said(line.value), .meaning = session.said(line.note)});
  }
  for (const auto& next : what_next(session.many("FILE"))) page.sections.back().notes.push_back(session.said(next));
  session.print(output::to_html(page));
}

int run_try(Session& session) {
  const auto& paths = session.many("FILE");
  Trial trial(session, paths);
  for (const auto& file : trial.files().files) name_rejected(session, file.file_name, file.rejected);
  const auto came = trial.replay();
  const auto lines = TrialTold(trial, came).lines();
  if (session.format() == output::Format::html)
    show_as_page(session, trial, lines);
  else
    session.format() == output::Format::table ? show_on_screen(session, lines) : show_as_table(session, lines);
  for (const auto& next : what_next(paths)) session.say(next);
  const bool rejected =
      std::ranges::any_of(trial.files().files, [](const auto& file) { return !file.rejected.empty(); });
  return rejected || !trial.files().refused.empty() ? some_rows_rejected : 0;
}

} // namespace

Command try_scheme() {
  Command command{
      .examples =
          "  loyalty try orders.csv\n"
          "  loyalty try 订单导出.xlsx --lang zh\n"
          "  loyalty try orders.csv -o try.html",
      .options = {{"FILE", Option::Kind::many, "read orders from CSV, TSV, XLSX, zip; - is standard input"_en}},
      .run = run_try,
      .again = ""};
  for (const auto& option : shop_options()) command.options.push_back(option);
  return command;
}

} // namespace loyalty::cli
