// SPDX-License-Identifier: MIT
#include "store/ledger/batch_kind.hpp"

#include <algorithm>
#include <array>

namespace loyalty::store {
namespace {

struct Word {
  BatchKind kind;
  std::string_view word;
};

constexpr std::array kind_words = {
    Word{BatchKind::member_added, "add-member"},
    Word{BatchKind::member_changed, "set-member"},
    Word{BatchKind::member_closed, "close-member"},
    Word{BatchKind::member_reopened, "reopen-member"},
    Word{BatchKind::member_forgotten, "forget-member"},
    Word{BatchKind::members_imported, "import-members"},
    Word{BatchKind::activities_imported, "import-activities"},
    Word{BatchKind::visitors_imported, "import-visitors"},
    Word{BatchKind::orders_imported, "import-orders"},
    Word{BatchKind::points_awarded, "award-points"},
    Word{BatchKind::points_adjusted, "adjust-points"},
    Word{BatchKind::points_redeemed, "redeem-points"},
    Word{BatchKind::points_transferred, "transfer-points"},
    Word{BatchKind::wallet_topped_up, "top-up"},
    Word{BatchKind::wallet_refunded, "refund-wallet"},
    Word{BatchKind::orders_linked, "link-orders"},
    Word{BatchKind::members_merged, "merge-members"},
    Word{BatchKind::coupon_issued, "issue-coupon"},
    Word{BatchKind::coupon_redeemed, "redeem-coupon"},
    Word{BatchKind::coupon_voided, "void-coupon"},
    Word{BatchKind::card_issued, "issue-card"},
    Word{BatchKind::card_paid, "pay-card"},
    Word{BatchKind::card_refunded, "refund-card"},
    Word{BatchKind::card_renewed, "renew-card"},
    Word{BatchKind::card_stopped, "stop-card"},
    Word{BatchKind::prize_drawn, "draw-prize"},
    Word{BatchKind::holdout_drawn, "draw-holdout"},
    Word{BatchKind::members_contacted, "report"},
    Word{BatchKind::night, "run-nightly"},
    Word{BatchKind::tiers_recalculated, "recalc-tiers"},
    Word{BatchKind::batch_undone, "undo-batch"},
    Word{BatchKind::ledger_rebuilt, "repair"},
};

} // namespace

std::string_view to_string(BatchKind kind) { return std::ranges::find(kind_words, kind, &Word::kind)->word; }

std::optional<BatchKind> batch_kind(std::string_view word) {
  const auto* const found = std::ranges::find(kind_words, word, &Word::word);
  return found == kind_words.end() ? std::nullopt : std::optional(found->kind);
}

} // namespace loyalty::store
