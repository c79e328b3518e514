// SPDX-License-Identifier: MIT
// Each row breaks exactly one thing; the problem names it, and its hint says what to type.
#include <string>
#include <string_view>

#include "catch.hpp"
#include "program/program_file.hpp"

using namespace loyalty::program;

namespace {

constexpr std::string_view head = "[program]\nname = \"店\"\n"; // rows begin on line 3

struct Row {
  std::string_view text;
  std::size_t line;
  std::size_t column;
  std::string_view what;
  std::string_view hint;
};

template <std::size_t N>
void check_rows(const Row (&rows)[N], Problem::Severity severity = Problem::Severity::error) {
  for (const auto& row : rows) {
    const auto file = parse_program(std::string(head) + std::string(row.text));
    CAPTURE(row.text);
    for (const auto& problem : file.problems) UNSCOPED_INFO(render(problem, "program"));
    REQUIRE(file.problems.size() == 1);
    const auto& problem = file.problems[0];
    CHECK((problem.severity == severity));
    CHECK(problem.line == row.line);
    CHECK(problem.column == row.column);
    CHECK(problem.what == row.what);
    CHECK(problem.hint == row.hint);
  }
}

#define ITEM(kind) "[[" kind "]]\nid='x'\nname='x'\n"
#define COUPON ITEM("coupon") "off='5.00'\n"
#define CAMPAIGN ITEM("campaign")
#define PLAN ITEM("membership") "fee='9.00'\nterm='1 year'\n"
#define TIER ITEM("tier") "when={orders=1}\n"

} // namespace

TEST_CASE("what is wrong with caps is named") {
  check_rows({
      {"[points]\nmax_per_order=5\ncaps={order=5}", 4, 15, "points.max_per_order and points.caps.order say the same",
       "delete max_per_order"},
      {"[points]\ncaps={}", 4, 6, "points.caps cannot be a table",
       "write for example caps = { day = 1000, month = 5000 }"},
      {"[points]\ncaps=5", 4, 6, "points.caps cannot be 5", "write for example caps = { day = 1000, month = 5000 }"},
      {"[points]\ncaps={week=5}", 4, 7, "unknown key \"week\" in points.caps",
       "known keys: order, day, month, term, beyond"},
      {"[points]\ncaps={day=0}", 4, 11, "points.caps.day cannot be 0", "write for example day = 10"},
      {"[points]\ncaps={beyond='10%'}", 4, 14, "points.caps.beyond goes with a cap only", "add for example day = 1000"},
      {"[points]\ncaps={day=5,beyond='101%'}", 4, 20, "points.caps.beyond cannot be \"101%\"",
       "write for example beyond = \"20%\""},
      {"[growth]\nearn={points=1,per='1.00',rounding='carryy'}", 4, 36, "growth.earn.rounding cannot be \"carryy\"",
       "write for example rounding = \"carry\""},
  });
}

TEST_CASE("what is wrong with a field is named") {
  check_rows({
      {"[[fields]]", 3, 1, "fields cannot be a list", "write for example fields = { fan_club_level = \"number\" }"},
      {"[fields]\nlevel='numbr'", 4, 7, "fields.level cannot be \"numbr\"", "write for example level = \"number\""},
      {"[fields]\n'级别'='number'", 4, 1, "a field cannot be named \"级别\"",
       "write for example fan_club_level = \"number\""},
      {ITEM("segment") "when={fields={level=1}}", 6, 15, "there is no field \"level\"",
       "declare it: [fields] with a line level = \"number\""},
  });
}

TEST_CASE("what is wrong with an activity is named") {
  check_rows({
      {"[activity]\nid='x'", 3, 1, "activity cannot be a table",
       "write [[activity]] with two brackets, once for each activity"},
      {"[[activity]]\nname='x'", 3, 1, "activity has no id", "add id = \"check-in\""},
      {"[[activity]]\nid='x'", 3, 1, "activity.x has no name", "add name = \"…\""},
      {ITEM("activity") ITEM("activity"), 7, 4, "two activities have the id \"x\"",
       "give each activity an id of its own"},
      {ITEM("activity") "points=-1", 6, 8, "activity.x.points cannot be -1", "write for example points = 10"},
      {ITEM("activity") "growth='5'", 6, 8, "activity.x.growth cannot be \"5\"", "write for example growth = 5"},
      {ITEM("activity") "per_day=0", 6, 9, "activity.x.per_day cannot be 0", "write for example per_day = 10"},
      {ITEM("activity") "limit={times=5,per='week'}", 6, 20, "activity.x.limit.per cannot be \"week\"",
       "write for example per = \"month\""},
      {ITEM("activity") "streak=7", 6, 8, "activity.x.streak cannot be 7",
       "write for example streak = { days = 7, points = 20 }"},
      {ITEM("activity") "streak={points=5}", 6, 8, "activity.x.streak has no days", "add days = 7"},
      {ITEM("activity") "streak={days=1,points=5}", 6, 14, "activity.x.streak.days cannot be 1",
       "write for example days = 10"},
      {ITEM("activity") "streak={days=7}", 6, 8, "activity.x.streak brings nothing", "add for example points = 20"},
      {ITEM("activity") "sharing='forced'", 6, 9, "activity.x.sharing cannot be \"forced\"",
       "write for example sharing = \"voluntary\""},
      {ITEM("activity") "sharing='compulsory'\npoints=1", 6, 9, "activity.x rewards compulsory sharing",
       "let members choose and write sharing = \"voluntary\", or take the reward away"},
      {ITEM("activity") "sharing='compulsory'\ngrowth=1", 6, 9, "activity.x rewards compulsory sharing",
       "let members choose and write sharing = \"voluntary\", or take the reward away"},
      {ITEM("activity") "sharing='compulsory'\nstreak={days=7,growth=1}", 6, 9, "activity.x rewards compulsory sharing",
       "let members choose and write sharing = \"voluntary\", or take the reward away"},
  });
}

TEST_CASE("whatever sounds like sharing must say that it is voluntary") {
  for (const std::string_view sharing :
       {"id='live-share'\nname='x'\n", "id='forward'\nname='x'\n", "id='repost'\nname='x'\n",
        "id='x'\nname='分享直播间'\n", "id='x'\nname='转发'\n", "id='x'\nname='Share it'\n"}) {
    const auto text = std::string(head) + "[[activity]]\n" + std::string(sharing) + "points=5\n";
    CAPTURE(text);
    const auto silent = parse_program(text);
    REQUIRE(silent.problems.size() == 1);
    CHECK(silent.problems[0].what.find("does not say whether sharing is voluntary") != std::string::npos);
    CHECK(silent.problems[0].why == "a reward may never depend on a compulsory share");
    CHECK(silent.problems[0].hint == "add sharing = \"voluntary\", if nobody has to share to take part");
    CHECK(parse_program(text + "sharing='voluntary'").problems.empty());
    CHECK(parse_program(text + "sharing='compulsory'").problems.size() == 1);
  }
}

TEST_CASE("what is wrong with a reward is named") {
  check_rows({
      {"[[joining]]", 3, 1, "joining cannot be a list", "write for example joining = { points = 100 }"},
      {"[joining]\npionts=1", 4, 1, "unknown key \"pionts\" in joining", "did you mean \"points\"?"},
      {"[joining]\npoints=-1", 4, 8, "joining.points cannot be -1", "write for example points = 10"},
      {"[joining]\ncoupon='x'", 4, 8, "there is no coupon \"x\"", "the program has no [[coupon]] yet"},
      {COUPON "[joining]\ncoupon=['x','y']", 8, 13, "there is no coupon \"y\"", "known coupons: x"},
      {COUPON "[joining]\ncoupon=5", 8, 8, "joining.coupon cannot be 5", "write for example coupon = \"x\""},
      {"[referral]\ninviter=50", 4, 9, "referral.inviter cannot be 50", "write for example inviter = { points = 100 }"},
      {"[referral]\ninvited={point=1}", 4, 10, "unknown key \"point\" in referral.invited", "did you mean \"points\"?"},
      {"[referral]\nhold='1 month'", 4, 6, "referral.hold cannot be \"1 month\"",
       "write for example hold = \"30 days\""},
      {"[referral]\nmilestones={invited=3}", 4, 12, "referral.milestones cannot be a table",
       "write milestones = [ { invited = 3, coupon = \"…\" } ]"},
      {"[referral]\nmilestones=[{points=5}]", 4, 13, "referral.milestones has no invited", "add invited = 3"},
      {"[referral]\nmilestones=[{invited=0}]", 4, 22, "referral.milestones.invited cannot be 0",
       "write for example invited = 10"},
      {"[referral]\nmilestones=[{invited=3,coupon='x'}]", 4, 31, "there is no coupon \"x\"",
       "the program has no [[coupon]] yet"},
      {"[referral]\nmilestones=[{invited=3},{invited=3}]", 4, 25, "referral.milestones must ascend",
       "write each number once, the smallest first"},
      {TIER "pack=5", 7, 6, "tier.x.pack cannot be 5", "write for example pack = { points = 100 }"},
      {TIER "pack={coupon='y'}", 7, 14, "there is no coupon \"y\"", "the program has no [[coupon]] yet"},
      {TIER "referral={coupons='y'}", 7, 11, "unknown key \"coupons\" in tier.x.referral", "did you mean \"coupon\"?"},
      {TIER "free_shipping_from=39", 7, 20, "tier.x.free_shipping_from cannot be 39",
       "write for example free_shipping_from = \"39\""},
  });
}

TEST_CASE("what is wrong with a campaign is named") {
  check_rows({
      {CAMPAIGN, 3, 1, "campaign.x needs exactly one of earn, multiplier, bonus, discount and off",
       "write for example multiplier = 2"},
      {CAMPAIGN "bonus=5\nmultiplier=2", 3, 1,
       "campaign.x needs exactly one of earn, multiplier, bonus, discount and off", "write for example multiplier = 2"},
      {CAMPAIGN "bonus=0", 6, 7, "campaign.x.bonus cannot be 0", "write for example bonus = 10"},
      {CAMPAIGN "multiplier=1.5", 6, 12, "campaign.x.multiplier cannot be 1.5",
       "write for example multiplier = \"1.5\""},
      {CAMPAIGN "discount='0%'", 6, 10, "campaign.x.discount cannot be \"0%\"", "write for example discount = \"20%\""},
      {CAMPAIGN "earn={points=1}", 6, 6, "campaign.x.earn has no per", "add per = \"10.00\""},
      {CAMPAIGN "off='5.00'", 3, 1, "campaign.x has no min_spend", "add min_spend = \"300.00\""},
      {CAMPAIGN "off='5%'\nmin_spend='9.00'", 6, 5, "campaign.x.off cannot be \"5%\"",
       "write for example off = \"100.00\""},
      {CAMPAIGN "off='5.00'\nmin_spend='0.00'", 7, 11, "campaign.x.min_spend cannot be \"0.00\"",
       "write for example min_spend = \"100.00\""},
      {CAMPAIGN "off='5.00'\nmin_spend='9.00'\nrepeats='yes'", 8, 9, "campaign.x.repeats cannot be \"yes\"",
       "write for example repeats = true"},
      {CAMPAIGN "bonus=5\nmin_spend='9.00'", 7, 11, "campaign.x.min_spend goes with off only", "delete min_spend"},
      {CAMPAIGN "bonus=5\nrepeats=true", 7, 9, "campaign.x.repeats goes with off only", "delete repeats"},
      {CAMPAIGN "bonus=5\ncategory='a'", 7, 10, "campaign.x.category does not go with bonus",
       "delete category, or write for example earn = { points = 1, per = \"10.00\" }"},
      {CAMPAIGN "multiplier=2\ncategory=['a']", 7, 10, "campaign.x.category does not go with multiplier",
       "delete category, or write for example earn = { points = 1, per = \"10.00\" }"},
      {CAMPAIGN "bonus=5\nfrom=2026-06-18\nuntil=2026-06-01", 8, 7, "campaign.x is over before it begins",
       "exchange the two"},
      {CAMPAIGN "bonus=5\nfrom='June'", 7, 6, "campaign.x.from cannot be \"June\"",
       "write for example from = \"2026-12-31\""},
      {CAMPAIGN "bonus=5\nweekday='sun'", 7, 9, "campaign.x.weekday cannot be \"sun\"",
       "write for example weekday = \"monday\""},
      {CAMPAIGN "bonus=5\nweekday=['monday','tusday']", 7, 19, "campaign.x.weekday cannot be \"tusday\"",
       "write for example weekday = \"tuesday\""},
      {CAMPAIGN "bonus=5\nmonth_day=[8,32]", 7, 14, "campaign.x.month_day cannot be 32",
       "write for example month_day = 10"},
      {CAMPAIGN "bonus=5\nbirthday=true", 7, 10, "campaign.x.birthday cannot be true",
       "write for example birthday = \"day\""},
      {CAMPAIGN "bonus=5\norder=0", 7, 7, "campaign.x.order cannot be 0", "write for example order = 10"},
      {CAMPAIGN "bonus=5\nevery='3'", 7, 7, "campaign.x.every cannot be \"3\"", "write for example every = 3"},
      {CAMPAIGN "bonus=5\nwho='gold'", 7, 5, "campaign.x.who cannot be \"gold\"",
       "write for example who = { spend = \"1000.00\", window = \"365 days\" }"},
      {CAMPAIGN "bonus=5\nwho={tier='gold'}", 7, 11, "there is no tier \"gold\"", "the program has no [[tier]] yet"},
      {CAMPAIGN "bonus=5\nweekdays='monday'", 7, 1, "unknown key \"weekdays\" in campaign.x",
       "did you mean \"weekday\"?"},
      {CAMPAIGN "bonus=5\n" CAMPAIGN "bonus=5", 8, 4, "two campaigns have the id \"x\"",
       "give each campaign an id of its own"},
  });
}

TEST_CASE("what is wrong with what a coupon gives, for whom and when, is named") {
  check_rows({
      {COUPON "gift='y'", 3, 1, "coupon.x needs exactly one of off, free_shipping, gift and bonus_points",
       "write for example off = \"10.00\" or off = \"20%\""},
      {ITEM("coupon") "free_shipping=false", 6, 15, "coupon.x.free_shipping cannot be false",
       "write for example free_shipping = true"},
      {ITEM("coupon") "free_shipping=1", 6, 15, "coupon.x.free_shipping cannot be 1",
       "write for example free_shipping = true"},
      {ITEM("coupon") "gift=''", 6, 6, "coupon.x.gift cannot be \"\"", "write for example gift = \"…\""},
      {ITEM("coupon") "bonus_points=0", 6, 14, "coupon.x.bonus_points cannot be 0",
       "write for example bonus_points = 10"},
      {ITEM("coupon") "gift='y'\nmax_discount='1.00'", 7, 14, "coupon.x.max_discount goes with a percentage only",
       "delete max_discount, or write for example off = \"20%\""},
      {COUPON "category=5", 7, 10, "coupon.x.category cannot be 5", "write for example category = [\"…\", \"…\"]"},
      {COUPON "stacking='A b'", 7, 10, "coupon.x.stacking cannot be \"A b\"",
       "write for example stacking = \"silver\""},
      {COUPON "stacks_for={teir='y'}", 7, 13, "unknown key \"teir\" in coupon.x.stacks_for", "did you mean \"tier\"?"},
      {COUPON "audience={membership='y'}", 7, 22, "there is no membership \"y\"",
       "the program has no [[membership]] yet"},
      {COUPON "release='no'", 7, 9, "coupon.x.release cannot be \"no\"", "write for example release = true"},
      {COUPON "on_return='ask'", 7, 11, "coupon.x.on_return cannot be \"ask\"",
       "write for example on_return = \"keep\""},
  });
}

TEST_CASE("what is wrong with an occasion is named") {
  check_rows({
      {COUPON "issue='birthday'", 7, 7, "coupon.x.issue cannot be \"birthday\"",
       "write for example issue = { on = \"birthday\", days_before = 7 }"},
      {COUPON "issue={days_before=7}", 7, 7, "coupon.x.issue has no on", "add on = \"birthday\""},
      {COUPON "issue={on='birthdy'}", 7, 11, "coupon.x.issue.on cannot be \"birthdy\"",
       "write for example on = \"birthday\""},
      {COUPON "issue={on='birthday',days=7}", 7, 27, "coupon.x.issue.days does not go with on = \"birthday\"",
       "delete days"},
      {COUPON "issue={on='birthday',days_before=366}", 7, 34, "coupon.x.issue.days_before cannot be 366",
       "write for example days_before = 10"},
      {COUPON "issue={on='joining',number=1}", 7, 28, "coupon.x.issue.number does not go with on = \"joining\"",
       "delete number"},
      {COUPON "issue={on='upgrade',tier='y'}", 7, 26, "there is no tier \"y\"", "the program has no [[tier]] yet"},
      {COUPON "issue={on='order'}", 7, 7, "coupon.x.issue has no number", "add number = 3"},
      {COUPON "issue={on='order',number=0}", 7, 26, "coupon.x.issue.number cannot be 0",
       "write for example number = 10"},
      {COUPON "issue={on='invited'}", 7, 7, "coupon.x.issue has no number", "add number = 3"},
      {COUPON "issue=[{on='joining'},{on='dormant'}]", 7, 23, "coupon.x.issue has no days", "add days = 90"},
      {COUPON "issue={on='dormant',days=0}", 7, 26, "coupon.x.issue.days cannot be 0", "write for example days = 10"},
      {COUPON "issue={on='dormant',days='3 months'}", 7, 26, "coupon.x.issue.days cannot be \"3 months\"",
       "write for example days = \"7 days\""},
      {COUPON "issue={on='campaign'}", 7, 7, "coupon.x.issue has no campaign", "add campaign = \"…\""},
      {COUPON "issue={on='campaign',campaign='y'}", 7, 31, "there is no campaign \"y\"",
       "the program has no [[campaign]] yet"},
      {COUPON "issue={on='campaign',campaign='x'}\n" CAMPAIGN "bonus=5", 7, 31, "campaign \"x\" has no first day",
       "give the campaign a from"},
      {COUPON "issue={on='membership'}", 7, 7, "coupon.x.issue has no plan", "add plan = \"…\""},
      {COUPON "issue={on='membership',plan='y'}", 7, 29, "there is no membership \"y\"",
       "the program has no [[membership]] yet"},
      {COUPON "issue={on='joining',onn=1}", 7, 21, "unknown key \"onn\" in coupon.x.issue", "did you mean \"on\"?"},
  });
}

TEST_CASE("what is wrong with a membership is named") {
  check_rows({
      {ITEM("membership") "term='1 year'", 3, 1, "membership.x has no fee", "add fee = \"99.00\""},
      {ITEM("membership") "fee='9.00'", 3, 1, "membership.x has no term", "add term = \"12 months\""},
      {PLAN "trial='0 days'", 8, 7, "membership.x.trial cannot be \"0 days\"",
       "write for example trial = \"12 months\""},
      {PLAN "tier='y'", 8, 6, "there is no tier \"y\"", "the program has no [[tier]] yet"},
      {PLAN PLAN, 9, 4, "two memberships have the id \"x\"", "give each membership an id of its own"},
      {PLAN "fees={fee='1.00'}", 8, 6, "membership.x.fees cannot be a table",
       "write fees = [ { who = { tier = \"gold\" }, fee = \"49.00\" } ]"},
      {PLAN "fees=[{fee='1.00'}]", 8, 7, "membership.x.fees has no who", "add who = { tier = \"gold\" }"},
      {PLAN "fees=[{who={}}]", 8, 7, "membership.x.fees has no fee", "add fee = \"49.00\""},
      {PLAN "fees=[{who={tier='y'},fee='1.00'}]", 8, 18, "there is no tier \"y\"", "the program has no [[tier]] yet"},
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
  });
}

TEST_CASE("what is wrong with gifts, the wallet, shipping and contact is named") {
  check_rows({
      {ITEM("gift"), 3, 1, "gift.x has no points", "add points = 300"},
      {ITEM("gift") "points=0", 6, 8, "gift.x.points cannot be 0", "write for example points = 10"},
      {ITEM("gift") "points=5\nstock=-1", 7, 7, "gift.x.stock cannot be -1", "write for example stock = 10"},
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
      {"[shipping]\nfree_from='99.00'", 3, 1, "shipping has no fee", "add fee = \"8.00\""},
      {"[shipping]\nfee='8.00'\nfree_from=99", 5, 11, "shipping.free_from cannot be 99",
       "write for example free_from = \"99\""},
      {"[contact]", 3, 1, "contact has no most", "add most = { times = 2, per = \"month\" }"},
      {"[contact]\nmost=2", 4, 6, "contact.most cannot be 2",
       "write for example most = { times = 1, per = \"month\" }"},
      {"[contact]\nmost={per='month'}", 4, 6, "contact.most has no times", "add times = 1"},
  });
}

TEST_CASE("only the yuan has a limit by law") {
  const std::string wallet = "[program]\nname='x'\ncurrency='EUR'\n[wallet]\nlimit='9000.00'";
  CHECK(parse_program(wallet).problems.empty());
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
    for (const auto& problem : file.problems) UNSCOPED_INFO(render(problem, "program"));
    CHECK(file.problems.empty());
  }
}
