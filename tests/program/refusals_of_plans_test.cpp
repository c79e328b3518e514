// SPDX-License-Identifier: MIT
#include "program/one_fault.hpp"

namespace refusals_of_plans_test {

using namespace loyalty::program;
using namespace loyalty::program::one_fault;

TEST_CASE("what is wrong with a membership is named") {
  check_rows({
      {ITEM("membership") "term='1 year'", 3, 1, "membership.x has no fee", "add fee = \"99.00\""},
      {ITEM("membership") "fee='9.00'", 3, 1, "membership.x has no term", "add term = \"12 months\""},
      {PLAN "trial='0 days'", 8, 7, "membership.x.trial cannot be \"0 days\"",
       "write for example trial = \"12 months\""},
      {PLAN "tier='y'", 8, 6, "there is no tier \"y\"", "the program file has no [[tier]] yet"},
      {PLAN PLAN, 9, 4, "two memberships have the id \"x\"", "give each membership an id of its own"},
      {PLAN "fees={fee='1.00'}", 8, 6, "membership.x.fees cannot be a table",
       "write fees = [ { who = { tier = \"gold\" }, fee = \"49.00\" } ]"},
      {PLAN "fees=[{fee='1.00'}]", 8, 7, "membership.x.fees has no who", "add who = { tier = \"gold\" }"},
      {PLAN "fees=[{who={}}]", 8, 7, "membership.x.fees has no fee", "add fee = \"49.00\""},
      {PLAN "fees=[{who={},fee='1.00',most=0}]", 8, 31, "membership.x.fees.most cannot be 0",
       "write for example most = 10"},
      {PLAN "fees=[{who={},fee='1.00',from=2026-06-02,until=2026-06-01}]", 8, 7, "membership.x.fees holds no day",
       "exchange the two"},
      {PLAN "fees=[{who={tier='y'},fee='1.00'}]", 8, 18, "there is no tier \"y\"",
       "the program file has no [[tier]] yet"},
      {PLAN "reward='2%'", 8, 8, "membership.x.reward cannot be \"2%\"",
       "write for example reward = { share = \"2%\", coupon = \"…\" }"},
      {COUPON PLAN "reward={coupon='x'}", 12, 8, "membership.x.reward has no share", "add share = \"2%\""},
      {COUPON PLAN "reward={share='0%',coupon='x'}", 12, 15, "membership.x.reward.share cannot be \"0%\"",
       "write for example share = \"20%\""},
      {COUPON PLAN "reward={share='2%'}", 12, 8, "membership.x.reward has no coupon", "add coupon = \"…\""},
      {COUPON PLAN "reward={share='2%',coupon='y'}", 12, 27, "there is no coupon \"y\"", "known coupons: x"},
      {ITEM("coupon") "off='5%'\n" PLAN "reward={share='2%',coupon='x'}", 12, 27, "coupon \"x\" takes no amount off",
       "name a coupon with for example off = \"1.00\""},
      {COUPON PLAN "reward={share='2%',coupon='x',most='0.00'}", 12, 36, "membership.x.reward.most cannot be \"0.00\"",
       "write for example most = \"100.00\""},
      {COUPON PLAN "reward={share='2%',coupon='x',after='1 month'}", 12, 37,
       "membership.x.reward.after cannot be \"1 month\"", "write for example after = \"7 days\""},
      {PLAN "refund='by day'", 8, 8, "membership.x.refund cannot be \"by day\"",
       "write for example refund = \"by days\""},
      {PLAN "refund='half'", 8, 8, "membership.x.refund cannot be \"half\"", "write for example refund = \"by days\""},
  });
}

TEST_CASE("what is wrong with gifts, the wallet, shipping, closing and contact is named") {
  check_rows({
      {ITEM("gift"), 3, 1, "gift.x has no points", "add points = 300"},
      {ITEM("gift") "points=0", 6, 8, "gift.x.points cannot be 0", "write for example points = 10"},
      {ITEM("gift") "points=5\nstock=-1", 7, 7, "gift.x.stock cannot be -1", "write for example stock = 10"},
      {ITEM("gift") "points=5\nper_member={times=0}", 7, 19, "gift.x.per_member.times cannot be 0",
       "write for example times = 10"},
      {ITEM("coupon") "off='1.00'\ncode='A'\n" ITEM("gift") "points=5\ncoupon='x'", 12, 8,
       "coupon \"x\" has a public code", "name a coupon without code"},
      {COUPON ITEM("gift") "points=5\ncoupon='x'\ncost='4.00'", 12, 6, "gift.x.cost does not go with coupon",
       "delete cost"},
      {ITEM("gift") "points=5\nwho={order=1}", 7, 6, "unknown key \"order\" in gift.x.who", "did you mean \"orders\"?"},
      {"[wallet]\nlimit='5000.01'", 4, 7, "wallet.limit cannot be \"5000.01\"", "write limit = \"5000.00\" or less"},
      {"[wallet]\nlimit='0.00'", 4, 7, "wallet.limit cannot be \"0.00\"", "write for example limit = \"100.00\""},
      {"[wallet]\nbonus='50.00'", 4, 7, "wallet.bonus cannot be \"50.00\"",
       "write bonus = [ { pay = \"500.00\", bonus = \"50.00\" } ]"},
      {"[wallet]\nbonus=[{pay='5.00'}]", 4, 8, "wallet.bonus has no bonus", "add bonus = \"50.00\""},
      {"[wallet]\nbonus=[{bonus='5.00'}]", 4, 8, "wallet.bonus has no pay", "add pay = \"500.00\""},
      {"[wallet]\nbonus=[{pay='5.00',bonus='1.00'},{pay='5.00',bonus='2.00'}]", 4, 34, "wallet.bonus must ascend",
       "write each amount once, the smallest first"},
      {"[wallet]\nlimt='5.00'", 4, 1, "unknown key \"limt\" in wallet", "did you mean \"limit\"?"},
      {"[cards]\nlimit='1000.01'", 4, 7, "cards.limit cannot be \"1000.01\"", "write limit = \"1000.00\" or less"},
      {"[cards]\nnamed_limit='5000.01'", 4, 13, "cards.named_limit cannot be \"5000.01\"",
       "write named_limit = \"5000.00\" or less"},
      {"[cards]\nvalid='35 months'", 4, 7, "cards.valid cannot be \"35 months\"", "write valid = \"3 years\" or more"},
      {"[cards]\nvalid='1095 days'", 4, 7, "cards.valid cannot be \"1095 days\"", "write valid = \"3 years\" or more"},
      {"[shipping]\nfree_from='99.00'", 3, 1, "shipping has no fee", "add fee = \"8.00\""},
      {"[shipping]\nfee='8.00'\nfree_from=99", 5, 11, "shipping.free_from cannot be 99",
       "write for example free_from = \"99\""},
      {"[closed]\npoints='void'", 4, 8, "closed.points cannot be \"void\"", "write for example points = \"keep\""},
      {"[closed]\nvouchers='forfeit'", 4, 10, "closed.vouchers cannot be \"forfeit\"",
       "write for example vouchers = \"keep\""},
      {"[contact]", 3, 1, "contact has no most", "add most = { times = 2, per = \"month\" }"},
      {"[contact]\nmost=2", 4, 6, "contact.most cannot be 2",
       "write for example most = { times = 1, per = \"month\" }"},
      {"[contact]\nmost={per='month'}", 4, 6, "contact.most has no times", "add times = 1"},
  });
}

TEST_CASE("only the yuan has a limit by law") {
  const std::string wallet = "[program]\nname='x'\ncurrency='EUR'\n[wallet]\nlimit='9000.00'";
  CHECK(parse_program(wallet).problems.empty());
  const std::string cards = "[program]\nname='x'\ncurrency='EUR'\n[cards]\nlimit='9000.00'\nvalid='1 year'";
  CHECK(parse_program(cards).problems.empty());
}

TEST_CASE("what is wrong with an audience is named") {
  check_rows({
      {ITEM("segment"), 3, 1, "segment.x has no when", "add when = { orders = 3 }"},
      {ITEM("segment") "when={}\n" ITEM("segment") "when={}", 8, 4, "two segments have the id \"x\"",
       "give each segment an id of its own"},
      {ITEM("group"), 3, 1, "group.x has no when", "add when = { orders = 3 }"},
      {ITEM("group") "when={order=1}", 6, 7, "unknown key \"order\" in group.x.when", "did you mean \"orders\"?"},
      {"[rfm]\nwindow='year'", 4, 8, "rfm.window cannot be \"year\"", "write for example window = \"365 days\""},
      {"[rfm]\nrecency=[30,60,90]", 4, 9, "rfm.recency cannot be a list",
       "write for example recency = [30, 60, 90, 180]"},
      {"[rfm]\nrecency=[30,60,60,90]", 4, 9, "rfm.recency cannot be a list",
       "write for example recency = [30, 60, 90, 180]"},
      {"[rfm]\nfrequency=[1,2,4,'8']", 4, 18, "rfm.frequency cannot be \"8\"", "write for example frequency = 8"},
      {"[rfm]\nmonetary=['9.00','8.00','10.00','11.00']", 4, 10, "rfm.monetary cannot be a list",
       "write for example monetary = [\"100.00\", \"300.00\", \"1000.00\", \"3000.00\"]"},
      {ITEM("draw") "winners=0", 6, 9, "draw.x.winners cannot be 0", "write for example winners = 10"},
      {ITEM("draw") "when={ordes=1}", 6, 7, "unknown key \"ordes\" in draw.x.when", "did you mean \"orders\"?"},
      {ITEM("draw") "weights=2", 6, 9, "draw.x.weights cannot be 2", "write for example weights = { gold = 3 }"},
      {TIER ITEM("draw") "weights={y=2}", 10, 10, "there is no tier \"y\"", "known tiers: x"},
      {TIER ITEM("draw") "weights={x=0}", 10, 12, "draw.x.weights.x cannot be 0", "write for example x = 10"},
      {ITEM("draw") "chances=[{who={orders=1},weight=0}]", 6, 33, "draw.x.chances.weight cannot be 0",
       "write for example weight = 10"},
      {ITEM("draw") "chances=[{who={orders=1}}]", 6, 10, "draw.x.chances has no weight", "add weight = 3"},
      {ITEM("draw") "chances=[{weight=2}]", 6, 10, "draw.x.chances has no who", "add who = { tier = \"gold\" }"},
      {TIER ITEM("draw") "weights={x=2}\nchances=[{who={orders=1},weight=2}]", 10, 9,
       "draw.x.weights and draw.x.chances say the same", "delete weights"},
  });
}

TEST_CASE("what the owner of a scheme can hardly mean is warned about") {
  check_rows(
      {
          {"[points]\nearn={points=1,per='1.00'}\nredeem={points=10,worth='1.00'}\n" TIER "multiplier=2\n" CAMPAIGN
           "multiplier=5",
           4, 6, "points give back as much as was paid, or more", "check earn, redeem and the multipliers"},
          {CAMPAIGN "off='9.00'\nmin_spend='9.00'", 6, 5, "campaign \"x\" can give an order away",
           "make min_spend larger than off"},
          {COUPON "on_return='demand'", 7, 11, "coupon \"x\" never demands anything back",
           "add min_spend, or delete on_return"},
          {COUPON "code='NEW-YEAR'\n[[coupon]]\nid='y'\nname='y'\noff='1.00'\ncode='newyear'", 12, 6,
           "the codes \"NEW-YEAR\" and \"newyear\" are one code", "give each coupon a code of its own"},
          {"[wallet]\nlimit='100.00'\nbonus=[{pay='90.00',bonus='11.00'}]", 5, 8,
           "nobody can top up 90.00 with its bonus", "make pay or bonus smaller"},
          {ITEM("tier") "when={balance=5}", 6, 6, "tier \"x\" asks for a balance", "ask for points_earned instead"},
          {TIER "term='1 year'\nretain={any=[{balance=5}]}", 8, 8, "tier \"x\" asks for a balance",
           "ask for points_earned instead"},
          {ITEM("tier") "when={activities={a=3},all=[{activities={a='<3'}}]}\n[[activity]]\nid='a'\nname='a'\n", 6, 6,
           "nobody can reach tier \"x\"", ""},
      },
      Problem::Severity::warning);
}

TEST_CASE("sound schemes are not warned about") {
  for (const std::string_view text : {
           "[points]\nearn={points=1,per='1.00'}\nredeem={points=10,worth='1.00'}\n" TIER "multiplier=2\n" CAMPAIGN
           "multiplier='4.999'",
           "[joining]\ngrowth=5\n" ITEM("tier") "when={growth=5}",
           "[referral]\nmilestones=[{invited=3,points=5}]\n" ITEM("tier") "when={points_earned=5}",
           ITEM("activity") "growth=5\n" ITEM("tier") "when={growth=5}",
           ITEM("activity") "streak={days=7,points=5}\n" ITEM("tier") "when={points_earned=5}",
           CAMPAIGN "bonus=5\n" ITEM("tier") "when={points_earned=5}",
           ITEM("tier") "when={tag='a'}\n[[tier]]\nid='y'\nname='y'\nwhen={tag='b'}",
           ITEM("tier") "when={membership=true}\n[[tier]]\nid='y'\nname='y'\nwhen={membership='x'}\n" PLAN,
           "[wallet]\nlimit='100.00'\nbonus=[{pay='90.00',bonus='10.00'}]",
           COUPON "on_return='demand'\nmin_spend='9.00'",
       }) {
    CAPTURE(text);
    const auto file = parse_program(std::string(head) + std::string(text));
    for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
    CHECK(file.problems.empty());
  }
}

TEST_CASE("what is wrong with a tier for a time is named") {
  check_rows({
      {ITEM("tier") "when={spend='1.00'}\nfree=true", 7, 6, "tier.x.free cannot be true",
       "write for example free = { from = 2026-06-01, until = 2026-06-30 }"},
      {ITEM("tier") "when={spend='1.00'}\nfree={until=2026-06-30}", 7, 6, "tier.x.free has no from",
       "add from = 2026-06-01"},
      {ITEM("tier") "when={spend='1.00'}\nfree={from=2026-06-30}", 7, 6, "tier.x.free has no until",
       "add until = 2026-06-30"},
      {ITEM("tier") "when={spend='1.00'}\nfree={from=2026-06-30,until=2026-06-01}", 7, 6, "tier.x.free holds no day",
       "exchange the two"},
      {ITEM("tier") "when={spend='1.00'}\nfree={from=2026-06-01,until=2026-06-30,who={tier='x'}}", 7, 50,
       "tier.x.free.who.tier: a tier cannot ask for a tier",
       "ask for what reaches that tier, for example spend = \"1000.00\""},
      {ITEM("tier") "when={spend='1.00',window='since reached'}", 6, 27,
       "tier.x.when.window cannot be \"since reached\"", "write for example window = \"365 days\""},
  });
}

TEST_CASE("what is wrong with costs is named") {
  check_rows({
      {"[[costs]]", 3, 1, "costs cannot be a list", "write for example costs = { margin = \"40%\" }"},
      {"[costs]\nmargn='40%'", 4, 1, "unknown key \"margn\" in costs", "did you mean \"margin\"?"},
      {"[costs]\nmargin=40", 4, 8, "costs.margin cannot be 40", "write for example margin = \"20%\""},
      {"[costs]\nmargin='140%'", 4, 8, "costs.margin cannot be \"140%\"", "write for example margin = \"20%\""},
      {"[costs]\nmargin='40%'\ncategory_margin={beauty='x'}", 5, 25, "costs.category_margin.beauty cannot be \"x\"",
       "write for example beauty = \"20%\""},
      {"[costs]\ncategory_margin={beauty='55%'}", 4, 17, "costs.category_margin goes with margin only",
       "add for example margin = \"40%\""},
      {"[costs]\nreturns='restock'", 4, 9, "costs.returns cannot be \"restock\"",
       "write for example returns = \"restocked\""},
      {"[costs]\ntool='1200.00'", 4, 6, "costs.tool cannot be \"1200.00\"",
       "write for example tool = { amount = \"100.00\", per = \"month\" }"},
      {"[costs]\ntool={amount='1200.00'}", 4, 6, "costs.tool has no per", "add per = \"month\""},
      {"[costs]\ntool={amount='1.00',per='week'}", 4, 25, "costs.tool.per cannot be \"week\"",
       "write for example per = \"month\""},
      {"[costs]\nother={name='x',amount='1.00',per='month'}", 4, 7, "costs.other cannot be a table",
       "write other = [ { name = \"…\", amount = \"100.00\", per = \"month\" } ]"},
      {"[costs]\nother=[{amount='1.00',per='month'}]", 4, 8, "costs.other has no name", "add name = \"…\""},
      {"[costs]\nother=[{name='x',amount='1.00',per='month',from=2026-05-01,until=2026-04-30}]", 4, 8,
       "costs.other holds no day", "exchange the two"},
      {"[profit]\nsince='spring'", 4, 7, "profit.since cannot be \"spring\"",
       "write for example since = \"2026-12-31\""},
      {"[profit]\nuntil=2026-01-01", 4, 1, "unknown key \"until\" in profit", "known keys: since"},
      {ITEM("gift") "points=5\ncost=4", 7, 6, "gift.x.cost cannot be 4", "write for example cost = \"4\""},
      {COUPON "cost='4.00'", 7, 6, "coupon.x.cost goes with gift only", "delete cost"},
      {ITEM("coupon") "gift='mug'\ncost='4.000'", 7, 6, "coupon.x.cost cannot be \"4.000\"",
       "write for example cost = \"100.00\""},
  });
}

} // namespace refusals_of_plans_test
