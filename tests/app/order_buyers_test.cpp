// SPDX-License-Identifier: MIT
#include "app/orders/order_buyers.hpp"

#include <memory>

#include "catch.hpp"
#include "shop/work.hpp"
#include "store/acts.hpp"
#include "store/personal_data.hpp"

namespace loyalty::app::order_buyers_test {
namespace {

/// A ledger that knows M1 by a phone, and rows of a platform that knows buyers by other things.
class Buyers {
 public:
  Buyers() {
    shop::Work work(context_, store::BatchKind::member_added);
    m1_ = store::add_member(*ledger_, work.batch(), "M1", Day::from_civil(2026, 1, 1));
    store::add_identity(*ledger_, work.batch(), m1_, {"phone", "13800000001"});
    work.finish({});
  }

  /// The keys of the buyers of some rows, read in one go as a large file is, or looked up one by one.
  std::vector<std::string> keys_of(const std::vector<std::pair<std::string, std::vector<BuyerIdentity>>>& rows,
                                   bool large) {
    shop::Work work(context_, store::BatchKind::orders_imported);
    store::MemberDirectory members(*ledger_, large);
    OrderBuyers buyers(*ledger_, members);
    std::vector<std::string> keys;
    std::vector<MemberId> found;
    for (const auto& [key, identities] : rows) {
      OrderRow row;
      row.member_id = key;
      OrderDetails details;
      details.identities = identities;
      details.phone = "13900000009";
      const auto member = buyers.member_of(row, &details);
      found.push_back(member.value_or(MemberId{}));
    }
    members.save(work.batch());
    for (const auto member : found) keys.push_back(store::key_of(*ledger_, member));
    work.finish({});
    return keys;
  }

  store::Ledger& ledger() { return *ledger_; }

  void merge(const std::string& kept, const std::string& other) {
    shop::Work work(context_, store::BatchKind::members_merged);
    const auto id = [&](const std::string& key) { return store::require_member(*ledger_, key).id; };
    store::StoredAct act;
    act.member = id(other);
    act.act.day = context_.as_of;
    act.act.kind = ActKind::merge;
    act.act.other = id(kept);
    store::add_act(*ledger_, work.batch(), act);
    work.finish({});
    ledger_->load_undone();
  }

 private:
  std::unique_ptr<store::Ledger> ledger_ = store::Ledger::in_memory();
  shop::Context context_{.ledger = *ledger_, .as_of = Day::from_civil(2026, 2, 1), .currency = cny};
  MemberId m1_;
};

using Keys = std::vector<std::string>;

} // namespace

TEST_CASE("a buyer is whoever has the strongest identity that is stated, and no other") {
  const bool large = GENERATE(false, true);
  Buyers buyers;
  const BuyerIdentity anna{"taobao", "anna"};
  const BuyerIdentity bob{"taobao", "bob"};
  const BuyerIdentity phone_of_m1{"phone", "13800000001"};
  const BuyerIdentity phone{"phone", "13700000003"};
  const BuyerIdentity mail{"email", "anna@shop.cn"};
  CHECK(buyers.keys_of({{"", {anna, phone_of_m1}},
                        {"", {bob, phone_of_m1}},
                        {"", {anna, phone}},
                        {"", {phone, mail}},
                        {"", {mail}},
                        {"", {phone_of_m1, mail}},
                        {"", {}}},
                       large) ==
        Keys{"taobao:anna", "taobao:bob", "taobao:anna", "phone:13700000003", "email:anna@shop.cn", "M1", ""});
  // The same again finds the same; a phone beside an account was registered for nobody.
  CHECK(buyers.keys_of({{"", {mail}}, {"", {phone}}, {"", {bob}}, {"", {{"phone", "13900000009"}}}}, large) ==
        Keys{"email:anna@shop.cn", "phone:13700000003", "taobao:bob", "phone:13900000009"});
  CHECK(store::holder(buyers.ledger(), {"taobao", "anna"}) == store::require_member(buyers.ledger(), "taobao:anna").id);
}

TEST_CASE("a key that writes a known identity is that member's") {
  const bool large = GENERATE(false, true);
  Buyers buyers;
  CHECK(buyers.keys_of({{"phone:13800000001", {}},
                        {"phone:138-0000-0001", {}},
                        {"phone:13800000002", {}},
                        {"", {{"phone", "13800000002"}}},
                        {"wechat:x", {}},
                        {":x", {}}},
                       large) == Keys{"M1", "M1", "phone:13800000002", "phone:13800000002", "wechat:x", ":x"});
}

TEST_CASE("what a file says of a member's phone counts for the rows behind it") {
  const bool large = GENERATE(false, true);
  Buyers buyers;
  CHECK(buyers.keys_of({{"M2", {}}, {"", {{"phone", "13900000009"}}}}, large) == Keys{"M2", "M2"});
}

TEST_CASE("a merged member's key and identities find who they are now") {
  const bool large = GENERATE(false, true);
  Buyers buyers;
  const BuyerIdentity anna{"taobao", "anna"};
  buyers.keys_of({{"", {anna}}, {"M3", {}}}, large);
  buyers.merge("M1", "taobao:anna");
  buyers.merge("M3", "M1");
  CHECK(buyers.keys_of({{"", {anna}}, {"taobao:anna", {}}, {"M1", {}}, {"phone:13800000001", {}}}, large) ==
        Keys{"M3", "M3", "M3", "M3"});
}

} // namespace loyalty::app::order_buyers_test
