// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "loyalty/message.hpp"
#include "loyalty/order_profile.hpp"

namespace loyalty::files {

/// The file that this program describes itself. What the ledger calls a column is what it is called there.
const OrderProfile& generic_profile();

// Platforms, each in a file of its own.
OrderProfile kuaishou_profile();
OrderProfile wechat_profile();
OrderProfile taobao_profile();
OrderProfile taobao_items_profile();
OrderProfile douyin_profile();
OrderProfile pdd_profile();
OrderProfile youzan_profile();
OrderProfile jd_profile();
OrderProfile xiaohongshu_profile();
OrderProfile shopify_profile();
OrderProfile woocommerce_profile();
OrderProfile square_profile();
OrderProfile etsy_profile();
OrderProfile stripe_profile();
OrderProfile amazon_profile();

/// An export that does not hold what orders need, of a platform that has another one which does.
struct OtherExport {
  std::vector<std::string> names; ///< columns by which it is known
  Message what;                   ///< "this is the …, which names no times"
  Message hint;                   ///< what to export instead
};
std::span<const OtherExport> other_exports();
/// Whether a header names all of its columns.
bool is_header_of(const OtherExport& other, std::span<const std::string_view> header);

OtherExport taobao_items_without_times();

/// All profiles there are, in the order in which people are told of them. The generic one stands first.
std::span<const OrderProfile> all_profiles();

/// The profiles whose required columns a header has, of those the ones of which it has most columns: one, or several
/// that fit equally. The shop's own come before the ones of the list.
std::vector<const OrderProfile*> fitting_profiles(std::span<const std::string_view> header,
                                                  std::span<const OrderProfile> own);

} // namespace loyalty::files
