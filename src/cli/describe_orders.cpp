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

namespace loyalty::cli {
namespace {

/// What a word for a status became.
std::string_view meaning(const Session& session, const std::optional<RowState>& state) {
  if (!state) return session.either("not known: its rows are set aside", "未知：这些行会搁置");
  switch (*state) {
    case RowState::unpaid: return session.either("not paid yet", "未付款");
    case RowState::paid: return session.either("paid", "已付款");
    case RowState::partly_refunded: return session.either("paid, given back in part", "已付款，部分退款");
    case RowState::refunded: return session.either("given back whole", "已全额退款");
    case RowState::cancelled: return session.either("cancelled, never paid", "已取消，未付款");
    case RowState::refund: return session.either("a refund", "退款记录");
    case RowState::adjustment: return session.either("an adjustment, counts for nothing", "调整，不计入");
    case RowState::closed: return session.either("over: given back if it was paid", "已结束：付过款的算已退款");
    case RowState::nothing: return session.either("nothing given back", "没有退款");
    case RowState::omitted: return session.either("passed over", "略过");
  }
  return {};
}

/// In other answers the same word is the sum of orders that came back whole.
std::string column_title(OrderColumn column) {
  return column == OrderColumn::refunded_amount ? "已退金额" : messages::title(to_string(column), true);
}

class Description {
 public:
  Description(Session& session, const files::OrderDescription& description)
      : session_(session), description_(description) {}

  void show(const std::string& path) {
    line(fmt::format("{}", path));
    for (const auto& [what, value] : description_.facts)
      told(what, messages::title(what, true), messages::title(value, session_.chinese()));
    told("header", "表头", fmt::format(fmt::runtime(session_.either("line {}", "第 {} 行")), description_.header_line));
    told("read as", "格式", fmt::format("{} {}", description_.profile, description_.title));
    show_columns();
    show_words();
    show_orders();
    for (const auto& note : description_.notes) told("note", "注意", note);
  }

 private:
  void line(const std::string& text) { session_.print(text + "\n"); }
  void told(std::string_view english, std::string_view chinese, const std::string& value) {
    constexpr std::size_t width = 18;
    const auto name = session_.either(english, chinese);
    const auto wide = messages::display_width(name);
    line(fmt::format("  {}{}{}", name, std::string(wide < width ? width - wide : 1, ' '), value));
  }

  void show_columns() {
    line(std::string(session_.either("columns used", "用到的列")));
    for (const auto& [column, names] : description_.used) told(to_string(column), column_title(column), names);
    std::string rest;
    for (const auto& name : description_.passed_over) rest += (rest.empty() ? "" : ", ") + name;
    if (!rest.empty()) line(fmt::format("{}: {}", session_.either("columns passed over", "没有用到的列"), rest));
  }

  void show_words() {
    if (description_.words.empty()) return;
    line(std::string(session_.either("what the words mean", "状态的含义")));
    for (const auto& word : description_.words)
      told(word.word, word.word,
           fmt::format(fmt::runtime(session_.either(word.rows == 1 ? "{} row: {}" : "{} rows: {}", "{} 行：{}")),
                       word.rows, meaning(session_, word.state)));
  }

  void show_orders() {
    line(
        fmt::format(fmt::runtime(session_.either("{} orders, {} without a buyer, {} rows set aside; the first of them:",
                                                 "订单 {} 笔，其中 {} 笔没有买家，搁置 {} 行；前几笔：")),
                    description_.orders, description_.without_buyer, description_.rejected.size()));
    for (const auto& order : description_.first) {
      auto text =
          fmt::format("  {}  {}  {}  {}", order.order_id, to_string(order.placed_at), session_.written(order.amount),
                      messages::title(to_string(order.status), session_.chinese()));
      if (order.refunded > Money{})
        text += fmt::format(fmt::runtime(session_.either(", {} given back", "，已退 {}")),
                            session_.written(order.refunded));
      text += "  " + (order.buyer.empty() ? std::string(session_.either("no buyer", "没有买家"))
                                          : session_.personal(order.buyer));
      line(text);
    }
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
      session.warn(fmt::format("error: {}\n  {}", unknown.what(), unknown.why));
      session.warn(session.either("no profile fits: complete this one, put it into the program file and import again",
                                  "没有合适的格式：补全下面的内容，写进方案文件，再导入"));
      session.print(files::profile_to_complete(path));
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
