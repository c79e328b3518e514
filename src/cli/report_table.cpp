// SPDX-License-Identifier: MIT
#include "cli/report_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <unordered_set>

#include "app/draws/contact_lists.hpp"
#include "cli/session.hpp"
#include "cli/shown_table.hpp"
#include "messages/titles.hpp"
#include "messages/words.hpp"
#include "reports/reach.hpp"
#include "reports/settled.hpp"

namespace loyalty::cli {
namespace {

using reports::Heading;
using reports::Shown;

/// What was typed, as a question to a report. Where a contact list is made, the ledger is opened to be changed.
class Typed final : public reports::Question {
 public:
  explicit Typed(Session& session) : session_(session) {}

  shop::Ledger& ledger() override { return given("--contact") ? session_.context().ledger : session_.ledger(); }
  Day as_of() override { return session_.as_of(); }
  Currency currency() override { return session_.currency(); }
  std::shared_ptr<const Program> program() override { return session_.program(); }
  std::shared_ptr<const Program> maybe_program() override {
    return session_.maybe_program_text() ? session_.program() : nullptr;
  }
  bool for_people() const override { return session_.for_people(); }
  std::string said(const Message& message) const override { return session_.said(message); }
  std::string shown_name(std::string_view name) const override { return session_.person(name); }
  bool given(std::string_view option) const override { return session_.flag(option); }
  std::optional<std::string> text(std::string_view option) const override { return session_.maybe(option); }
  std::optional<std::int64_t> number(std::string_view option) const override { return session_.maybe_number(option); }
  std::optional<Day> day(std::string_view option) const override { return session_.maybe_day(option); }

 private:
  Session& session_;
};

/// Which side of the page a kind stands on.
output::Column::Kind side(reports::Kind kind) {
  using Side = output::Column::Kind;
  switch (kind) {
    case reports::Kind::text:
    case reports::Kind::key:
    case reports::Kind::person:
    case reports::Kind::word:
    case reports::Kind::measure:
    case reports::Kind::tier:
    case reports::Kind::coupon:
    case reports::Kind::plan:
    case reports::Kind::group: return Side::text;
    case reports::Kind::number:
    case reports::Kind::share: return Side::number;
    case reports::Kind::money: return Side::money;
    case reports::Kind::day: return Side::day;
  }
  return Side::text;
}

bool is_shown(Shown shown, output::Format format) {
  switch (shown) {
    case Shown::always: return true;
    case Shown::in_files: return format != output::Format::table;
    case Shown::as_data: return !output::for_people(format);
  }
  return true;
}

/// A column that is called a name need not be a person's.
Mask mask_for(const Heading& heading) {
  if (heading.kind == reports::Kind::key) return Mask::key;
  if (heading.kind == reports::Kind::person) return Mask::name;
  return heading.key == "name" ? Mask::text : cli::mask_for(heading.key);
}

bool is_about_members(const reports::Table& table) {
  return std::ranges::any_of(table.columns, [](const Heading& heading) { return heading.kind == reports::Kind::key; });
}

/// Writes the rows of an answer: the one place that knows how each kind of column is told.
class Page {
 public:
  /// With `reach` each row ends with how its member is written to.
  Page(Session& session, const reports::Table& table, const Message& no_rows, bool reach)
      : session_(session), people_(session.for_people()), names_(session.names()), reach_(reach) {
    std::vector<output::Column> columns;
    std::vector<Mask> masks;
    for (std::size_t place = 0; place < table.columns.size(); ++place) {
      const auto& heading = table.columns[place];
      // Whoever names columns may name all that programs get.
      if (session.globals().columns.empty() && !is_shown(heading.manner.shown, session.format())) continue;
      places_.push_back(place);
      headings_.push_back(heading);
      columns.push_back({std::string(heading.key), session.said(heading.manner.title), side(heading.kind)});
      masks.push_back(mask_for(heading));
    }
    for (const auto* way : {"phone", "wechat"}) {
      if (!reach) break;
      columns.push_back({way});
      masks.push_back(Mask::none);
    }
    writer_ = session.table(std::move(columns), std::move(masks), no_rows);
  }

  void write(const reports::Answer& answer) {
    const auto whom = reach_ ? answer.whom() : std::vector<std::optional<MemberId>>{};
    std::size_t row = 0;
    answer.tell(places_, [&](const std::vector<reports::Cell>& cells) {
      for (std::size_t column = 0; column < cells.size(); ++column)
        std::visit([&](const auto& value) { write_cell(headings_[column], value); }, cells[column].value());
      if (reach_) write_reach(row < whom.size() ? whom[row] : std::nullopt);
      ++row;
      writer_->end_row();
    });
    writer_->finish();
  }

 private:
  template <class Value>
  void write_cell(const Heading& heading, const Value& value) {
    if constexpr (std::is_same_v<Value, std::monostate>)
      writer_->empty();
    else if constexpr (std::is_same_v<Value, Message>)
      writer_->text(people_ ? session_.said(value) : value.english());
    else if constexpr (std::is_same_v<Value, Ratio>)
      writer_->decimal(share_told(value, people_));
    else if constexpr (std::is_same_v<Value, Off>)
      writer_->text(people_ ? session_.said("{off}"_en(value)) : to_percent(value.share));
    else if constexpr (std::is_convertible_v<Value, std::string_view>)
      write_text(heading, value);
    else
      writer_->cell(value);
  }

  void write_reach(std::optional<MemberId> member) {
    const auto reach = member ? reports::reach_of(session_.ledger(), *member) : reports::Reach{};
    writer_->text(reach.phone);
    writer_->text(reach.wechat);
  }

  void write_text(const Heading& heading, std::string_view text) {
    if (!people_) return writer_->text(text);
    if (text.empty()) return writer_->text(session_.said(heading.manner.if_empty));
    switch (heading.kind) {
      case reports::Kind::word: return writer_->text(session_.said(messages::word(text, heading.manner.words)));
      case reports::Kind::measure: return writer_->text(session_.said(messages::measure(text)));
      case reports::Kind::tier: return writer_->text(names_.tier(text));
      case reports::Kind::coupon: return writer_->text(names_.coupon(text));
      case reports::Kind::plan: return writer_->text(names_.plan(text));
      case reports::Kind::group: return writer_->text(names_.group(text));
      default: writer_->text(text);
    }
  }

  Session& session_;
  bool people_;
  reports::ProgramNames names_;
  bool reach_;
  std::vector<std::size_t> places_; ///< of the columns that are shown
  std::vector<Heading> headings_;
  std::unique_ptr<output::TableWriter> writer_;
};

/// With --contact, keeps only the rows of members who may be contacted, and puts them on the list.
std::optional<app::ContactList> keep_contacts(Session& session, reports::Answer& answer) {
  if (!session.flag("--contact")) return std::nullopt;
  auto list =
      app::take_contact_list(session.context(), session.program_text(), session.text("--contact"), answer.members());
  answer.keep({list.members.begin(), list.members.end()});
  return list;
}

/// How many stand on the list, how many were left out and why.
void tell_contacts(Session& session, const app::ContactList& list) {
  const auto members = list.members.size();
  const auto told = counted(members, "contact list {list}: {members} member"_en,
                            "contact list {list}: {members} members"_en, session.text("--contact"), members);
  std::vector<Message> left_out;
  if (list.opted_out > 0) left_out.push_back("{members} opted out"_en(list.opted_out));
  if (list.too_often > 0) left_out.push_back("{members} at the contact limit"_en(list.too_often));
  if (list.held_out > 0) left_out.push_back("{members} held out by lot"_en(list.held_out));
  session.close(left_out.empty() ? told : "{list}; left out: {members}"_en(told, left_out), list.receipt);
}

} // namespace

std::unique_ptr<reports::Question> typed_question(Session& session) { return std::make_unique<Typed>(session); }

std::string shown_cell(const Session& session, const Heading& column, std::string_view text) {
  const auto mask = session.globals().show_personal ? Mask::none : mask_for(column);
  return mask == Mask::none ? std::string(text) : masked(mask, text);
}

std::string share_told(Ratio share, bool people) {
  constexpr std::int64_t per_mille = Ratio::one / 1'000;
  const auto sign = share.millionths < 0 ? "-" : "";
  const auto size = share.millionths < 0 ? -share.millionths : share.millionths;
  if (!people) return fmt::format("{}{}.{:06}", sign, size / Ratio::one, size % Ratio::one);
  const auto tenths = scale(size, 1, per_mille, Rounding::nearest);
  return fmt::format("{}{}.{}%", sign, tenths / 10, tenths % 10);
}

void say_settled(Session& session) {
  const auto settled = reports::settled_through(session.ledger());
  if (!settled)
    session.note("points and tiers are not processed yet; run: loyalty run-nightly"_en);
  else if (*settled < session.as_of())
    session.note("points and tiers are processed through {day}; run: loyalty run-nightly"_en(*settled));
}

void show_table(Session& session, const reports::Table& table, const reports::Report* of) {
  Typed question(session);
  if (table.refuse != nullptr) table.refuse(question);
  const auto answer = table.ask(question);
  const bool to_write_to = of != nullptr && of->to_write_to;
  if (to_write_to) answer->leave_out(reports::out_of_reach(question.ledger(), *of, question.as_of()));
  const auto list = keep_contacts(session, *answer);
  const bool reach = to_write_to && session.globals().show_personal && is_about_members(table);
  Page(session, table, table.said_of_none(question), reach).write(*answer);
  if (const auto note = answer->note(); !note.empty()) session.note(note);
  if (list) tell_contacts(session, *list);
}

TablePart table_part(Session& session, const reports::Report& report) {
  Typed question(session);
  const auto& table = report.table_for(question);
  const auto answer = table.ask(question);
  if (report.to_write_to) answer->leave_out(reports::out_of_reach(question.ledger(), report, question.as_of()));
  const auto write = [&] { Page(session, table, table.said_of_none(question), false).write(*answer); };
  return {session.told(write), answer->note()};
}

void show_report(Session& session, const reports::Report& report) {
  if (report.settled) say_settled(session);
  show_table(session, report.table_for(Typed(session)), &report);
}

} // namespace loyalty::cli
