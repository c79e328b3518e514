// SPDX-License-Identifier: MIT
#include "program/one_fault.hpp"

namespace refusals_test {

using namespace loyalty::program;
using namespace loyalty::program::one_fault;

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

TEST_CASE("what is wrong with what earns is named") {
  check_rows({
      {"[points]\nearn={points=1,per='pieces'}", 4, 20, "points.earn.per cannot be \"pieces\"",
       "write for example per = \"100.00\""},
      {"[points]\nearn={points=1,per='piece',rounding='floor'}", 4, 37,
       "points.earn.rounding does not go with per = \"piece\"", "delete rounding"},
      {"[points]\nearn={points=1,per='1.00',lines={}}", 4, 33, "points.earn.lines cannot be a table",
       "write for example lines = { category = \"beauty\", min_spend = \"100.00\" }"},
      {"[points]\nearn={points=1,per='1.00',shipping='no'}", 4, 36, "points.earn.shipping cannot be \"no\"",
       "write for example shipping = true"},
      {"[growth]\nearn={points=1,per='piece'}", 4, 20, "growth.earn.per cannot be \"piece\"",
       "write for example per = \"100.00\""},
      {ITEM("campaign") "earn={points=1,per='1.00',shipping=false}", 6, 27,
       "unknown key \"shipping\" in campaign.x.earn", "known keys: points, per, rounding"},
  });
}

TEST_CASE("what is wrong with points handed on is named") {
  check_rows({
      {"[points]\ntransfer=5", 4, 10, "points.transfer cannot be 5", "write for example transfer = { minimum = 100 }"},
      {"[points]\ntransfer={least=5}", 4, 11, "unknown key \"least\" in points.transfer",
       "known keys: minimum, most, who"},
      {"[points]\ntransfer={minimum=0}", 4, 19, "points.transfer.minimum cannot be 0",
       "write for example minimum = 10"},
      {"[points]\ntransfer={most=1000}", 4, 16, "points.transfer.most cannot be 1000",
       "write for example most = { points = 1000, per = \"month\" }"},
      {"[points]\ntransfer={most={per='month'}}", 4, 16, "points.transfer.most has no points", "add points = 1000"},
      {"[points]\ntransfer={who={tier='gold'}}", 4, 21, "there is no tier \"gold\"",
       "the program file has no [[tier]] yet"},
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
      {ITEM("activity") "limit={times=5,per='hour'}", 6, 20, "activity.x.limit.per cannot be \"hour\"",
       "write for example per = \"day\""},
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
    CHECK(silent.problems[0].what.english().find("does not say whether sharing is voluntary") != std::string::npos);
    CHECK(silent.problems[0].why.english() == "a reward may never depend on a compulsory share");
    CHECK(silent.problems[0].hint.english() == "add sharing = \"voluntary\", if nobody has to share to take part");
    CHECK(parse_program(text + "sharing='voluntary'").problems.empty());
    CHECK(parse_program(text + "sharing='compulsory'").problems.size() == 1);
  }
}

TEST_CASE("what is wrong with a reward is named") {
  check_rows({
      {"[[joining]]", 3, 1, "joining cannot be a list", "write for example joining = { points = 100 }"},
      {"[joining]\npionts=1", 4, 1, "unknown key \"pionts\" in joining", "did you mean \"points\"?"},
      {"[joining]\npoints=-1", 4, 8, "joining.points cannot be -1", "write for example points = 10"},
      {"[joining]\ncoupon='x'", 4, 8, "there is no coupon \"x\"", "the program file has no [[coupon]] yet"},
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
       "the program file has no [[coupon]] yet"},
      {"[referral]\nmilestones=[{invited=3},{invited=3}]", 4, 25, "referral.milestones must ascend",
       "write each number once, the smallest first"},
      {TIER "pack=5", 7, 6, "tier.x.pack cannot be 5", "write for example pack = { points = 100 }"},
      {TIER "pack={coupon='y'}", 7, 14, "there is no coupon \"y\"", "the program file has no [[coupon]] yet"},
      {TIER "referral={coupons='y'}", 7, 11, "unknown key \"coupons\" in tier.x.referral", "did you mean \"coupon\"?"},
      {TIER "free_shipping_from=39", 7, 20, "tier.x.free_shipping_from cannot be 39",
       "write for example free_shipping_from = \"39\""},
  });
}

TEST_CASE("what is wrong with a campaign is named") {
  check_rows({
      {CAMPAIGN, 3, 1,
       "campaign.x needs exactly one of earn, growth, multiplier, bonus, discount, off, ladder, pieces, price and "
       "shipping_off",
       "write for example multiplier = 2"},
      {CAMPAIGN "bonus=5\nmultiplier=2", 3, 1,
       "campaign.x needs exactly one of earn, growth, multiplier, bonus, discount, off, ladder, pieces, price and "
       "shipping_off",
       "write for example multiplier = 2"},
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
      {CAMPAIGN "bonus=5\nwho={tier='gold'}", 7, 11, "there is no tier \"gold\"",
       "the program file has no [[tier]] yet"},
      {CAMPAIGN "bonus=5\nweekdays='monday'", 7, 1, "unknown key \"weekdays\" in campaign.x",
       "did you mean \"weekday\"?"},
      {CAMPAIGN "bonus=5\n" CAMPAIGN "bonus=5", 8, 4, "two campaigns have the id \"x\"",
       "give each campaign an id of its own"},
  });
}

TEST_CASE("what is wrong with what a coupon gives, for whom and when, is named") {
  check_rows({
      {COUPON "gift='y'", 3, 1,
       "coupon.x needs exactly one of off, ladder, pieces, price, shipping_off, "
       "free_shipping, gift and bonus_points",
       "write for example off = \"10.00\" or off = \"20%\""},
      {ITEM("coupon") "free_shipping=false", 6, 15, "coupon.x.free_shipping cannot be false",
       "write for example free_shipping = true"},
      {ITEM("coupon") "free_shipping=1", 6, 15, "coupon.x.free_shipping cannot be 1",
       "write for example free_shipping = true"},
      {ITEM("coupon") "ladder=[{from='9.00',off='9'},{from='8.00',off='9'}]", 6, 31, "coupon.x.ladder must ascend",
       "write each step once, the smallest first"},
      {ITEM("coupon") "pieces={off='5%',pick='best'}", 6, 23, "coupon.x.pieces.pick cannot be \"best\"",
       "write for example pick = \"cheapest\""},
      {ITEM("coupon") "price='0.00'", 6, 7, "coupon.x.price cannot be \"0.00\"",
       "write for example price = \"100.00\""},
      {ITEM("coupon") "ladder=[{from=2,off='9%'}]\nmax_discount='5.00'", 7, 14,
       "coupon.x.max_discount goes with a percentage only", "delete max_discount, or write for example off = \"20%\""},
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
       "the program file has no [[membership]] yet"},
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
      {COUPON "issue={on='upgrade',tier='y'}", 7, 26, "there is no tier \"y\"", "the program file has no [[tier]] yet"},
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
       "the program file has no [[campaign]] yet"},
      {COUPON "issue={on='campaign',campaign='x'}\n" CAMPAIGN "bonus=5", 7, 31, "campaign \"x\" has no first day",
       "give the campaign a from"},
      {COUPON "issue={on='membership'}", 7, 7, "coupon.x.issue has no plan", "add plan = \"…\""},
      {COUPON "issue={on='membership',plan='y'}", 7, 29, "there is no membership \"y\"",
       "the program file has no [[membership]] yet"},
      {COUPON "issue={on='brought'}", 7, 7, "coupon.x.issue has no number", "add number = 3"},
      {COUPON "issue={on='anniversary',day='06-01'}", 7, 29, "coupon.x.issue.day does not go with on = \"anniversary\"",
       "delete day"},
      {COUPON "issue={on='joining',onn=1}", 7, 21, "unknown key \"onn\" in coupon.x.issue", "did you mean \"on\"?"},
  });
}

TEST_CASE("what is wrong with a reward that comes by itself is named") {
  check_rows({
      {REWARD "points=1", 3, 1, "reward.x has no on", "add on = \"birthday\""},
      {REWARD "on='birthdy'\npoints=1", 6, 4, "reward.x.on cannot be \"birthdy\"",
       "write for example on = \"birthday\""},
      {REWARD "on='upgrade'\npoints=1", 6, 4, "a reward does not come on \"upgrade\"",
       "write it at the tier, for example pack = { points = 50 }"},
      {REWARD "on='joining'", 3, 1, "reward.x brings nothing", "add for example points = 20"},
      {REWARD "on='joining'\nlines={pieces=2}\npoints=1", 7, 7, "reward.x.lines goes with on = \"order\" only",
       "delete lines"},
      {REWARD "on='joining'\nhold='7 days'\npoints=1", 7, 6, "reward.x.hold goes with on = \"order\" only",
       "delete hold"},
      {REWARD "on='order'\nlines={}\npoints=1", 7, 7, "reward.x.lines cannot be a table",
       "write for example lines = { category = \"beauty\", min_spend = \"100.00\" }"},
      {REWARD "on='order'\nevery=0\npoints=1", 7, 7, "reward.x.every cannot be 0", "write for example every = 10"},
      {REWARD "on='order'\nhold='1 month'\npoints=1", 7, 6, "reward.x.hold cannot be \"1 month\"",
       "write for example hold = \"30 days\""},
      {REWARD "on='order'\ncash={share='5%'}", 7, 6, "reward.cash needs wallets", "add to the program file: [wallet]"},
      {"[wallet]\n" REWARD "on='joining'\ncash={share='5%'}", 8, 6, "reward.x.cash goes with on = \"order\" only",
       "delete cash"},
      {"[wallet]\n" REWARD "on='order'\ncash={most='5.00'}", 8, 6,
       "reward.x.cash needs exactly one of share and amount", "write for example share = \"5%\""},
      {"[wallet]\n" REWARD "on='order'\ncash={amount='5.00',most='5.00'}", 8, 26,
       "reward.x.cash.most goes with share only", "delete most"},
      {"[wallet]\n" REWARD "on='order'\ncash='5%'", 8, 6, "reward.x.cash cannot be \"5%\"",
       "write for example cash = { share = \"5%\" }"},
      {REWARD "on='invited'\npoints=1", 3, 1, "reward.x has no number", "add number = 3"},
      {REWARD "on='joining'\nnumber=1\npoints=1", 7, 8, "reward.x.number does not go with on = \"joining\"",
       "delete number"},
      {REWARD "on='date'\npoints=1", 3, 1, "reward.x has no day", "add day = \"06-01\""},
      {REWARD "on='date'\nday='06-31'\npoints=1", 7, 5, "reward.x.day cannot be \"06-31\"",
       "write for example day = \"06-01\""},
      {REWARD "on='date'\nday='2026-13-01'\npoints=1", 7, 5, "reward.x.day cannot be \"2026-13-01\"",
       "write for example day = \"2026-12-31\""},
      {REWARD "on='streak'\ndays=7\npoints=1", 3, 1, "reward.x has no activity", "add activity = \"…\""},
      {REWARD "on='streak'\ndays=7\nactivity='y'\npoints=1", 8, 10, "there is no activity \"y\"",
       "the program file has no [[activity]] yet"},
      {REWARD "on='streak'\nactivity='x'\ndays=1\npoints=1\n" ITEM("activity"), 8, 6, "reward.x.days cannot be 1",
       "write for example days = 10"},
      {REWARD "on='streak'\nactivity='x'\ndays=3\npoints=1\n" ITEM("activity") "sharing='compulsory'", 7, 10,
       "reward.x.activity asks for compulsory sharing", "delete it, or make the sharing voluntary"},
      {REWARD "on='joining'\npoints=1\nfrom=2026-06-02\nuntil=2026-06-01", 9, 7, "reward.x is over before it begins",
       "exchange the two"},
      {REWARD "on='joining'\ngift='g'\n" COUPON, 4, 4, "a coupon has the id \"x\" too",
       "give the reward an id of its own"},
      {REWARD "on='joining'\npoints=1\ncost='1.00'", 8, 6, "reward.x.cost goes with gift only", "delete cost"},
      {REWARD "on='joining'\npoints=1\nlimit=1", 8, 7, "reward.x.limit cannot be 1",
       "write for example limit = { times = 1, per = \"month\" }"},
  });
}

} // namespace refusals_test
