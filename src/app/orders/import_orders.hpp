// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/orders/imported.hpp"
#include "loyalty/error.hpp"
#include "shop/work.hpp"

namespace loyalty::app {

struct ImportOptions {
  std::string path; ///< "-" for standard input
  std::function<Moment(Moment written, std::int32_t offset)> to_shop_time = {};
  /// Turns a moment of another time zone into the shop's.
  std::function<std::optional<Moment>(Moment written, std::string_view timezone)> from_zone = {};
  std::string default_shop = {};                 ///< of rows that name none
  std::string profile = {};                      ///< name of the profile, or a file that has it; empty: by the header
  bool allow_older = false;                      ///< take a state that is older than the known one
  bool remember = false;                         ///< take in again, as new members, who were forgotten
  std::optional<shop::ProgramText> program = {}; ///< the program file that lies there; absent: there is none
};

/// Reads an order file into the ledger. Each order is known by (shop, order id): the same content again is unchanged, a
/// later state is a new revision, a contradiction sets the row aside. A file in which an order has several rows is read
/// again to put its lines together. Refunds that name an order are judged when all
/// orders of the file are in; one that names an unknown order, another member's, or gives back more than was paid is
/// set aside. The program file is taken over first, so that codes, memberships and categories need not wait for a
/// night; refused by `Error` (usage), with nothing read, if it has errors.
/// How the file is to be read is told by its header, among the shop's own profiles and those of the list, unless it is
/// named.
Imported import_orders(const shop::Context& context, const ImportOptions& options,
                       const std::function<void(std::int64_t done, std::int64_t of)>& progress = {});

/// Several files, one batch each, in the order of their names whatever the order of `paths` is. Refund rows that name
/// orders of a later file are judged once that is in. A file that is refused as a whole stands in `refused`, and the
/// others go in.
struct ImportedFiles {
  std::vector<Imported> files;
  std::vector<Error> refused;
};
ImportedFiles import_order_files(const shop::Context& context, ImportOptions options, std::vector<std::string> paths,
                                 const std::function<void(std::int64_t done, std::int64_t of)>& progress = {});

} // namespace loyalty::app
