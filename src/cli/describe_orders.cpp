// SPDX-License-Identifier: MIT
#include "cli/describe_orders.hpp"

#include <fmt/format.h>

#include "app/orders/order_profiles.hpp"
#include "cli/rejects.hpp"
#include "cli/session.hpp"
#include "files/header_finder.hpp"
#include "files/order_description.hpp"
#include "files/order_profiles.hpp"
#include "loyalty/error.hpp"
#include "messages/text_width.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"

namespace loyalty::cli {
namespace {

/// What a word for a status became.
Message meaning(const std::optional<RowState>& state) {
  if (!state) return "not known: its rows are rejected"_en;
  switch (*state) {
    case RowState::unpaid: return "state|not paid yet"_en;
    case RowState::paid: return "state|paid"_en;
    case RowState::partly_refunded: return "state|paid, partly refunded"_en;
    case RowState::refunded: return "state|fully refunded"_en;
    case RowState::cancelled: return "state|cancelled, never paid"_en;
    case RowState::refund: return "state|a refund"_en;
    case RowState::adjustment: return "state|an adjustment, counts for nothing"_en;
    case RowState::closed: return "state|closed: refunded if it was paid"_en;
    case RowState::nothing: return "state|nothing refunded"_en;
    case RowState::omitted: return "state|ignored"_en;
  }
  return {};
}

class Description {
 public:
  Description(Session& session, const files::OrderDescription& description)
      : session_(session), description_(description) {}

  void show(const std::string& path) {
    line(path);
    for (const auto& [what, value] : description_.facts) told(messages::title(what), messages::word(value));
    told("file|header"_en, "line {line}"_en(description_.header_line));
    told("file|read as"_en, Message::name(description_.profile + ' ' + description_.title));
    show_columns();
    show_words();
    show_orders();
    for (const auto& note : description_.notes) told("file|note"_en, note);
  }

 private:
  void line(const std::string& text) { session_.print(text + "\n"); }
  void told(const Message& what, const Message& value) {
    constexpr std::size_t width = 18;
    const auto name = session_.said(what);
    const auto wide = messages::display_width(name);
    line("  " + name + std::string(wide < width ? width - wide : 1, ' ') + session_.said(value));
  }

  void show_columns() {
    line(session_.said("columns used"_en));
    for (const auto& [column, names] : description_.used)
      told(Message::name(std::string(to_string(column))), Message::name(names));
    std::vector<Message> rest;
    for (const auto& name : description_.passed_over) rest.push_back(Message::name(name));
    if (!rest.empty()) line(session_.said("columns ignored: {columns}"_en(rest)));
  }

  void show_words() {
    if (description_.words.empty()) return;
    line(session_.said("what the words mean"_en));
    for (const auto& word : description_.words)
      told(Message::name(word.word),
           counted(word.rows, "{rows} row: {meaning}"_en, "{rows} rows: {meaning}"_en, word.rows, meaning(word.state)));
  }

  void show_orders() {
    const auto& about = description_;
    std::vector<Message> parts{counted(about.orders, "{orders} order"_en, "{orders} orders"_en, about.orders)};
    if (about.without_buyer > 0) parts.push_back("{count} without a buyer"_en(about.without_buyer));
    if (const auto rows = about.rejected.size(); rows > 0)
      parts.push_back(counted(rows, "{rows} row rejected"_en, "{rows} rows rejected"_en, rows));
    line(session_.said(about.first.empty() ? "{counts}"_en(parts) : "{counts}; the first of them:"_en(parts)));
    for (const auto& order : about.first) show_order(order);
  }

  void show_order(const files::DescribedOrder& order) {
    auto text = fmt::format("  {}  {}  {}  {}", order.order_id, to_string(order.placed_at),
                            session_.written(order.amount), session_.said(messages::word(to_string(order.status))));
    if (order.refunded > Money{}) text += "  " + session_.said("{amount} refunded"_en(session_.amount(order.refunded)));
    line(text + "  " + (order.buyer.empty() ? session_.said("no buyer"_en) : session_.personal(order.buyer)));
  }

  Session& session_;
  const files::OrderDescription& description_;
};

} // namespace

int describe_files(Session& session, const std::vector<std::string>& paths) {
  const auto choice = app::choose_profile(session.text("--profile"), session.maybe_program_text());
  int code = 0;
  for (const auto& path : paths) {
    try {
      const auto description = files::describe_orders(path, {.currency = session.currency(),
                                                             .to_shop_time = session.to_shop_time(),
                                                             .default_shop = session.text("--shop"),
                                                             .from_zone = session.from_zone(),
                                                             .own_profiles = choice.own,
                                                             .profile = choice.named});
      Description(session, description).show(path);
      name_rejected(session, path, description.rejected);
      if (!description.rejected.empty()) code = some_rows_rejected;
    } catch (const files::UnknownHeader& unknown) {
      session.warn(unknown.place.empty() ? "error: {what}"_en(unknown.told)
                                         : "{place}: error: {what}"_en(unknown.place, unknown.told));
      if (!unknown.why.empty()) session.warn("  {why}"_en(unknown.why));
      session.warn(
          "hint: {hint}"_en("no profile fits: complete this one, put it into the program file and import again"_en));
      session.print(session.said(files::profile_to_complete(path)));
      code = 1;
    }
  }
  return code;
}

int list_profiles(Session& session) {
  const auto choice = app::choose_profile({}, session.maybe_program_text());
  auto table = session.table({{"profile"}, {"platform"}, {"columns"}});
  for (const auto profiles : {std::span<const OrderProfile>(choice.own), files::known_profiles()})
    for (const auto& profile : profiles) {
      table->cell(profile.name);
      table->cell(profile.title);
      table->cell(profile.required_names(", "));
      table->end_row();
    }
  table->finish();
  return 0;
}

} // namespace loyalty::cli
