// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/members/inviters.hpp"
#include "app/members/member_words.hpp"
#include "files/member_file.hpp"
#include "loyalty/message.hpp"
#include "shop/work.hpp"
#include "store/accounts.hpp"
#include "store/forgotten.hpp"
#include "store/members.hpp"
#include "store/orders.hpp"
#include "store/purchases.hpp"

namespace loyalty::app {

/// Takes rows of a member file into the ledger: first all members, then who brought whom.
class MemberIntake {
 public:
  /// How a file is taken over.
  struct Manner {
    const files::MemberProfile& profile;
    bool many_rows = false; ///< small files look each member up on first sight; large ones read all at once
    bool on_top = false;    ///< opening points and growth do not stand for what was before them
    bool remember = false;  ///< who was forgotten is taken in again
  };
  MemberIntake(shop::Work& work, const Program& program, const Manner& manner);

  struct Judgement {
    std::optional<Objection> objection = {}; ///< why the row is set aside
    bool news = false;                       ///< something was not known before
    bool passed_over = false;                ///< the row names somebody who was forgotten
  };
  /// Where the file knows members by their phone, `row` gets the key of whoever has the number.
  Judgement take(files::MemberRow& row);
  /// Who brought the member of a row that was taken, when all rows are.
  Judgement take_inviter(const files::MemberRow& row);
  /// Writes what is still in memory.
  void finish();

  std::int64_t new_members() const { return members_.added() + became_members_; }
  bool changed() const { return !facts_.empty(); }
  /// What to tell the user once.
  std::vector<Message> notes() const;

 private:
  using MaybeObjection = std::optional<Objection>;

  MaybeObjection check_row(const files::MemberRow& row);
  MaybeObjection check_known(const files::MemberRow& row, const store::Member& member);
  MaybeObjection check_tier(const files::MemberRow& row);
  /// Adds the acts of the row that are news to `acts_`. `known` absent: a new member, of whom nothing is.
  MaybeObjection gather(const files::MemberRow& row, std::optional<MemberId> known);
  /// What somebody begins with: told once, and contradicted by another value.
  MaybeObjection gather_openings(const files::MemberRow& row, std::optional<MemberId> known);
  MaybeObjection gather_wallet(const files::MemberRow& row, std::optional<MemberId> known);
  /// What is so from the day on: another value than the last file's is a change.
  void gather_traits(const files::MemberRow& row, std::optional<MemberId> known);
  MaybeObjection add_opening(std::string_view column, store::StoredAct act, std::optional<MemberId> known);
  void add_trait(std::string key, store::StoredAct act, std::optional<MemberId> known);
  store::StoredAct act_of(const files::MemberRow& row, ActKind kind, std::string subject = {}) const;
  store::Purchases::Bought bought_by(MemberId member);
  bool write_personal(const files::MemberRow& row, const store::Member& before, MemberId member);
  void keep(MemberId member, bool is_new);
  bool was_forgotten(const files::MemberRow& row);
  Day day_of(const files::MemberRow& row) const { return row.opened_on.value_or(work_.context().as_of); }
  void flush();

  static constexpr std::size_t rows_at_once = 4'096;

  shop::Work& work_;
  const Program& program_;
  Manner manner_;
  store::MemberDirectory members_;
  store::ActKeys keys_;
  store::ActWriter writer_;
  Inviters inviters_;
  std::optional<store::Purchases> purchases_ = {};
  shop::MemberState state_;                            ///< of the row's member
  const Tier* tier_ = nullptr;                         ///< that the row means
  std::unordered_map<std::string, std::size_t> lines_; ///< by key
  std::vector<store::StoredAct> acts_;                 ///< of the row
  std::vector<store::StoredAct> pending_;
  std::vector<store::NewFact> facts_;
  std::unordered_map<MemberId, Day> openings_;        ///< days of opening points that members known before were given
  store::BoughtBefore orders_before_;                 ///< those days
  std::map<std::string, std::int64_t> strange_tiers_; ///< of another system, and how many rows name them
  Money left_wallets_;                                ///< that nobody can have in this program
  std::int64_t wallets_left_ = 0;
  store::Forgotten forgotten_;
  std::int64_t forgotten_rows_ = 0;
  std::int64_t masked_phones_ = 0;
  std::int64_t merged_ = 0; ///< rows of members who were merged into others
  std::int64_t joined_before_ = 0;
  std::int64_t became_members_ = 0; ///< known until then by orders that were never paid
};

} // namespace loyalty::app
