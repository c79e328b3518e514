// SPDX-License-Identifier: MIT
#include "app/members/import_members.hpp"

#include "app/members/member_intake.hpp"
#include "files/member_file.hpp"
#include "loyalty/error.hpp"
#include "messages/counts.hpp"
#include "store/ledger/batch.hpp"

namespace loyalty::app {
namespace {

/// Of a row that was taken: what is still to be done when all are.
struct Brought {
  files::MemberRow row; ///< without what is done
  bool news = false;
};

void check_fields(const Program& program, const files::RecordFile& file) {
  for (const auto& name : file.further())
    if (const auto objection = check_field(program, name, ""))
      throw Error(Failure::refused, objection->what, {}, objection->hint).at(file.name());
}

std::string counts(const RowsImported& result) {
  return messages::counts_text({{"rows", result.rows},
                                {"new", result.added},
                                {"unchanged", result.unchanged},
                                {"rejected", result.rejected.size()},
                                {"new_members", result.new_members}});
}

} // namespace

RowsImported import_members(const shop::Context& context, const shop::ProgramText& text, const std::string& path,
                            const MembersReading& reading,
                            const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const auto program = shop::program_of(text);
  RowsImported result;
  store::Sha256 sha256;
  files::MemberFile members(path, [&](std::string_view block) { sha256.add(block); },
                            {.currency = context.currency, .profile = reading.profile});
  check_fields(program, members.file());

  shop::Work work(context, store::BatchKind::members_imported);
  store::forget_undone_members(work.ledger(), work.batch());
  MemberIntake intake(work, program,
                      {.profile = members.profile(),
                       .many_rows = is_large(path),
                       .on_top = reading.on_top,
                       .remember = reading.remember});
  const auto count = [&result](bool news) { ++(news ? result.added : result.unchanged); };
  const auto set_aside = [&](const files::MemberRow& row, const Objection& objection) {
    result.rejected.push_back(members.rejected(row.origin, objection.column, objection.what, objection.hint));
  };
  std::vector<Brought> brought;
  for (files::MemberRow row; members.next(row);) {
    const auto judgement = intake.take(row);
    if (judgement.objection)
      set_aside(row, *judgement.objection);
    else if (row.inviter.empty() || judgement.passed_over)
      count(judgement.news);
    else
      brought.push_back({{.origin = row.origin,
                          .member_id = row.member_id,
                          .name = {},
                          .phone = {},
                          .tier = {},
                          .opened_on = row.opened_on,
                          .inviter = row.inviter},
                         judgement.news});
    if (progress) progress(static_cast<std::int64_t>(members.file().rows_read()), 0);
  }
  for (const auto& [row, news] : brought) {
    const auto judgement = intake.take_inviter(row);
    if (judgement.objection)
      set_aside(row, *judgement.objection);
    else
      count(news || judgement.news);
  }
  intake.finish();
  if (progress) progress(1, 1);

  result.new_members = intake.new_members();
  result.notes = intake.notes();
  finish(result, members.file());
  result.receipt.dry_run = context.dry_run;
  if (!intake.changed()) return result;
  result.receipt =
      work.finish({.input_name = input_name(path), .input_sha256 = sha256.finish(), .counts = counts(result)});
  return result;
}

} // namespace loyalty::app
