// SPDX-License-Identifier: MIT
#include "app/visitors/import_visitors.hpp"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "files/visitor_file.hpp"
#include "messages/counts.hpp"
#include "store/ledger/digest.hpp"
#include "store/visitors.hpp"

namespace loyalty::app {
namespace {

/// Takes rows of a file of visitors.
class VisitorIntake {
 public:
  VisitorIntake(store::Ledger& ledger, const files::VisitorFile& file, RowsImported& result)
      : file_(file), known_(ledger), result_(result) {}

  void take(const files::VisitorRow& row) {
    const auto [told, is_first] = in_file_.try_emplace({row.first, row.last, row.shop}, row.visitors);
    if (!is_first && told->second != row.visitors)
      return result_.rejected.push_back(file_.file().rejected(
          row.origin, "visitors", "an earlier row says {visitors} of the same day and shop"_en(told->second),
          "add the rows up, or name the shop of each"_en));
    if (!is_first || !known_.note(visitors_of(row))) {
      ++result_.unchanged;
      return;
    }
    news_.push_back(visitors_of(row));
    ++result_.added;
  }

  const std::vector<store::Visitors>& news() const { return news_; }

 private:
  static store::Visitors visitors_of(const files::VisitorRow& row) {
    return {.first = row.first, .last = row.last, .shop = row.shop, .visitors = row.visitors};
  }

  const files::VisitorFile& file_;
  store::KnownVisitors known_;
  RowsImported& result_;
  std::map<std::tuple<Day, Day, std::string>, std::int64_t> in_file_;
  std::vector<store::Visitors> news_;
};

} // namespace

RowsImported import_visitors(const shop::Context& context, const std::string& path) {
  RowsImported result;
  store::Sha256 sha256;
  files::VisitorFile visitors(path, [&](std::string_view block) { sha256.add(block); });
  shop::Work work(context, store::BatchKind::visitors_imported);
  VisitorIntake intake(context.ledger, visitors, result);
  for (files::VisitorRow row; visitors.next(row);) intake.take(row);
  finish(result, visitors.file());
  result.receipt.dry_run = context.dry_run;
  if (intake.news().empty()) return result;
  store::add_visitors(context.ledger, work.batch(), intake.news());
  result.receipt = work.finish({.input_name = input_name(path),
                                .input_sha256 = sha256.finish(),
                                .counts = messages::counts_text({{"rows", result.rows},
                                                                 {"new", result.added},
                                                                 {"unchanged", result.unchanged},
                                                                 {"rejected", result.rejected.size()}})});
  return result;
}

} // namespace loyalty::app
