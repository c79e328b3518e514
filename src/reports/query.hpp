// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/column.hpp"
#include "reports/report.hpp"
#include "store/query.hpp"

namespace loyalty::reports {

/// A table that people can ask in SQL: the rows of a report, or of the books, in the words of the shop.
struct QueryView {
  std::string_view name;
  std::vector<Heading> columns;
  std::function<void(Question&, const Telling&)> tell;
};

/// All of them, in the order of their page. Names and columns are promises to whoever keeps a query.
const std::vector<QueryView>& query_views();

/// How a query is run.
struct QueryRun {
  std::function<std::string(const Heading&, std::string_view)> shown; ///< a text as it may be seen, masked or not
  std::function<bool()> is_late;                                      ///< ends the query
  store::QueryTables::Names columns;                                  ///< told the names of the columns of the answer
  std::function<void(const store::QueryTables::Row&)> row;            ///< then each row
};

/// Fills the tables that the SQL mentions, as they stand at the end of the day of the question, and runs it on them.
/// Money is in units of the currency, days and moments are texts that sort by time. Nothing that is typed reaches the
/// ledger. Refusals are those of `store::QueryTables`.
void run_query(Question& question, std::string_view sql, const QueryRun& run);

} // namespace loyalty::reports
