// SPDX-License-Identifier: MIT
// A condition means the same wherever it stands, and says what is wrong with it.
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "program/program_file.hpp"

namespace conditions_test {

using namespace loyalty;
using namespace loyalty::program;

namespace {

constexpr std::string_view shop = R"(
[program]
name = "店"
[fields]
fan_club_level = "number"
city = "word"
baby_born_on = "day"
[[activity]]
id = "check-in"
name = "签到"
growth = 5
[[activity]]
id = "review"
name = "评价"
points = 5
[[activity]]
id = "must-share"
name = "强制"
sharing = "compulsory"
[[tier]]
id = "silver"
name = "银卡"
when = { spend = "1000.00" }
[[tier]]
id = "gold"
name = "金卡"
when = { spend = "5000.00" }
[[membership]]
id = "plus"
name = "PLUS"
fee = "99.00"
term = "12 months"
)";

const Program& shop_program() {
  static const auto file = parse_program(shop);
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(file.problems.empty());
  return file.program;
}

Condition read(std::string_view text) {
  Problems problems;
  const auto condition = parse_condition(text, shop_program(), problems);
  CAPTURE(text);
  for (const auto& problem : problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(problems.empty());
  REQUIRE(condition);
  return *condition;
}

struct Reading {
  std::string_view text;
  Metric metric;
  Comparison comparison;
  std::int64_t value;
};

struct Wrong {
  std::string_view text;
  std::size_t column;
  std::string_view what;
  std::string_view why;
  std::string_view hint;
};

void check(const Wrong& row, const Problems& problems) {
  CAPTURE(row.text);
  for (const auto& problem : problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 1);
  CHECK(problems[0].column == row.column);
  CHECK(problems[0].what.english() == row.what);
  CHECK(problems[0].why.english() == row.why);
  CHECK(problems[0].hint.english() == row.hint);
}

} // namespace

TEST_CASE("every number of a condition is read, plain and with every sign") {
  const Reading rows[] = {
      {"spend = '10.00'", Metric::spend, Comparison::at_least, 1000},
      {"spend = '> 10'", Metric::spend, Comparison::more_than, 1000},
      {"orders = 3", Metric::orders, Comparison::at_least, 3},
      {"orders = '>= 3'", Metric::orders, Comparison::at_least, 3},
      {"orders = '> 3'", Metric::orders, Comparison::more_than, 3},
      {"orders = '<= 3'", Metric::orders, Comparison::at_most, 3},
      {"orders = '<3'", Metric::orders, Comparison::less_than, 3},
      {"orders = '= 3'", Metric::orders, Comparison::equal, 3},
      {"growth = 1_000", Metric::growth, Comparison::at_least, 1000},
      {"points_earned = '< 5'", Metric::points_earned, Comparison::less_than, 5},
      {"average_order = '<= 99.90'", Metric::average_order, Comparison::at_most, 9990},
      {"referrals = 3", Metric::referrals, Comparison::at_least, 3},
      {"balance = '> 100'", Metric::balance, Comparison::more_than, 100},
      {"days_since_order = '> 90'", Metric::days_since_order, Comparison::more_than, 90},
      {"days_since_order = 90", Metric::days_since_order, Comparison::at_least, 90},
      {"days_since_joining = '<= 30'", Metric::days_since_joining, Comparison::at_most, 30},
      {"birthday_within = '7 days'", Metric::birthday_within, Comparison::at_most, 7},
      {"birthday_within = '1 week'", Metric::birthday_within, Comparison::at_most, 7},
      {"birthday_within = 0", Metric::birthday_within, Comparison::at_most, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto condition = read(row.text);
    CHECK(condition.kind == Condition::Kind::compare);
    CHECK(condition.metric == row.metric);
    CHECK(condition.comparison == row.comparison);
    CHECK(condition.value == row.value);
    CHECK(condition.subject.empty());
    CHECK(condition.words.empty());
    CHECK(condition.window == Window{});
  }
}

TEST_CASE("words of a condition are one or several, and any will do") {
  struct Row {
    std::string_view text;
    Metric metric;
    std::vector<std::string> words;
  };
  const Row rows[] = {
      {"tier = 'gold'", Metric::tier, {"gold"}},
      {"tier = ['silver', 'gold']", Metric::tier, {"silver", "gold"}},
      {"tag = 'KOC'", Metric::tag, {"KOC"}},
      {"tag = ['KOC', '团长']", Metric::tag, {"KOC", "团长"}},
      {"membership = 'plus'", Metric::membership, {"plus"}},
      {"membership = ['plus']", Metric::membership, {"plus"}},
      {"membership = true", Metric::membership, {}},
      {"platform = ['kuaishou', 'taobao']", Metric::platform, {"kuaishou", "taobao"}},
      {"host = '老K'", Metric::host, {"老K"}},
      {"channel = ['live', 'shelf']", Metric::channel, {"live", "shelf"}},
      {"holdout = 'spring'", Metric::holdout, {"spring"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto condition = read(row.text);
    CHECK(condition.kind == Condition::Kind::compare);
    CHECK(condition.metric == row.metric);
    CHECK(condition.words == row.words);
    CHECK(condition.comparison == Comparison::at_least);
    CHECK(condition.value == 1);
  }
}

TEST_CASE("activities and fields are compared by name") {
  const auto activities = read("activities = { check-in = 5, review = '< 2' }, window = '30 days'");
  REQUIRE(activities.parts.size() == 2);
  CHECK(activities.kind == Condition::Kind::all);
  CHECK(activities.parts[0].metric == Metric::activities);
  CHECK(activities.parts[0].subject == "check-in");
  CHECK(activities.parts[0].comparison == Comparison::at_least);
  CHECK(activities.parts[0].value == 5);
  CHECK(activities.parts[0].window == Window{Window::Kind::rolling, {30, 0}});
  CHECK(activities.parts[1].subject == "review");
  CHECK(activities.parts[1].comparison == Comparison::less_than);
  CHECK(activities.parts[1].value == 2);
  const auto fields =
      read("fields = { fan_club_level = '>= -3', city = ['北京', '上海'], baby_born_on = '> 2026-01-31' }");
  REQUIRE(fields.parts.size() == 3);
  CHECK(fields.parts[0].metric == Metric::field);
  CHECK(fields.parts[0].subject == "fan_club_level");
  CHECK(fields.parts[0].value == -3);
  CHECK(fields.parts[1].metric == Metric::field_word);
  CHECK(fields.parts[1].subject == "city");
  CHECK(fields.parts[1].words == std::vector<std::string>{"北京", "上海"});
  CHECK(fields.parts[1].value == 1);
  CHECK(fields.parts[2].metric == Metric::field);
  CHECK(fields.parts[2].subject == "baby_born_on");
  CHECK(fields.parts[2].comparison == Comparison::more_than);
  CHECK(fields.parts[2].value == Day::from_civil(2026, 1, 31).number);
  CHECK(read("fields = { baby_born_on = 2026-01-31 }").value == Day::from_civil(2026, 1, 31).number);
  CHECK(read("fields = { fan_club_level = -3 }").value == -3);
}

TEST_CASE("a window bounds the facts that are counted and nothing else") {
  const auto condition = read(
      "window = '90 days', average_order = '1.00', referrals = 1, balance = 1, days_since_order = 1, tag = 'x', "
      "any = [{ orders = 1 }, { points_earned = 1, window = 'lifetime' }]");
  REQUIRE(condition.parts.size() == 6);
  const Window window{Window::Kind::rolling, {90, 0}};
  CHECK(condition.parts[0].window == window);
  CHECK(condition.parts[1].window == window);
  CHECK(condition.parts[2].window == Window{});
  CHECK(condition.parts[3].window == Window{});
  CHECK(condition.parts[4].window == Window{});
  CHECK(condition.parts[5].parts.at(0).window == window);
  CHECK(condition.parts[5].parts.at(1).window == Window{});
}

TEST_CASE("a typed condition may have braces or not, and says the same as in the file") {
  const auto in_file = parse_program(std::string(shop) +
                                     "[[segment]]\nid = 's'\nname = 's'\nwhen = { orders = '>= 3', tier = 'gold' }\n");
  REQUIRE(in_file.problems.empty());
  const auto& wanted = in_file.program.segments.at(0).who;
  CHECK(wanted.parts.size() == 2);
  CHECK(read("{ orders = '>= 3', tier = 'gold' }") == wanted);
  CHECK(read("  orders = '>= 3', tier = 'gold'") == wanted);
  CHECK(is_everybody(read("{}")));
}

TEST_CASE("what is wrong with a typed condition is named with its column") {
  const Wrong rows[] = {
      {"", 1, "the condition is empty", "", "write for example orders = 3, or {} for everybody"},
      {" \t", 1, "the condition is empty", "", "write for example orders = 3, or {} for everybody"},
      {"ordres = 3", 1, "unknown key \"ordres\" in condition", "", "did you mean \"orders\"?"},
      {"{ ordres = 3 }", 3, "unknown key \"ordres\" in condition", "", "did you mean \"orders\"?"},
      {"orders = 3, tier = 'glod'", 20, "there is no tier \"glod\"", "condition.tier must name tiers of this program",
       "did you mean \"gold\"?"},
      {"tier = ['gold', 'bronze']", 17, "there is no tier \"bronze\"", "condition.tier must name tiers of this program",
       "known tiers: silver, gold"},
      {"tier = 3", 8, "condition.tier cannot be 3", "expected the id of a tier", "write for example tier = \"silver\""},
      {"membership = 'pluss'", 14, "there is no membership \"pluss\"",
       "condition.membership must name memberships of this program", "did you mean \"plus\"?"},
      {"membership = false", 14, "condition.membership cannot be false", "a condition asks for what is there",
       "write for example none = [{ membership = true }]"},
      {"activities = { checkin = 1 }", 16, "there is no activity \"checkin\"",
       "condition.activities must name activities of this program", "did you mean \"check-in\"?"},
      {"activities = { check-in = '1.5' }", 27, "condition.activities.check-in cannot be \"1.5\"",
       "expected a whole number, or a comparison such as \"< 3\"", "write for example check-in = 3"},
      {"activities = 3", 14, "condition.activities cannot be 3", "expected a table",
       "write for example activities = { check-in = 5 }"},
      {"activities = {}", 14, "condition.activities cannot be a table", "expected something to compare",
       "write for example activities = { check-in = 5 }"},
      {"fields = { citty = 'x' }", 12, "there is no field \"citty\"",
       "condition.fields must name fields of this program", "did you mean \"city\"?"},
      {"fields = { fan_club_level = 'x' }", 29, "condition.fields.fan_club_level cannot be \"x\"",
       "expected a whole number, or a comparison such as \"< 3\"", "write for example fan_club_level = 3"},
      {"fields = { fan_club_level = '3' }", 29, "condition.fields.fan_club_level cannot be \"3\"",
       "expected a whole number from -1000000000000 to 1000000000000 without quotation marks",
       "write for example fan_club_level = 3"},
      {"fields = { city = 3 }", 19, "condition.fields.city cannot be 3", "expected a list of texts",
       "write for example city = [\"…\", \"…\"]"},
      {"fields = { baby_born_on = '> 2026-02-30' }", 27, "condition.fields.baby_born_on cannot be \"> 2026-02-30\"",
       "expected a day, if you like after >=, >, <=, < or =", "write for example baby_born_on = \">= 2026-01-01\""},
      {"average_order = 5", 17, "condition.average_order cannot be 5",
       "expected an amount of money with at most two decimals as a string", "write for example average_order = \"5\""},
      {"balance = -1", 11, "condition.balance cannot be -1", "expected a whole number from 0 to 1000000000000",
       "write for example balance = 10"},
      {"balance = '>= -1'", 11, "condition.balance cannot be \">= -1\"",
       "expected a whole number, or a comparison such as \"< 3\"", "write for example balance = 1000"},
      {"days_since_order = '90 days'", 20, "condition.days_since_order cannot be \"90 days\"",
       "expected a whole number, or a comparison such as \"< 3\"", "write for example days_since_order = \"> 90\""},
      {"birthday_within = '1 month'", 19, "condition.birthday_within cannot be \"1 month\"",
       "expected from 0 to 366 days, or the same in weeks", "write for example birthday_within = \"7 days\""},
      {"birthday_within = 367", 19, "condition.birthday_within cannot be 367", "expected a whole number from 0 to 366",
       "write for example birthday_within = 10"},
      {"tag = ''", 7, "condition.tag cannot be \"\"", "expected a text of one line", "write for example tag = \"…\""},
      {"balance = 1, window = '9 days'", 23, "condition.window bounds nothing",
       "what is asked beside it is looked up on the day itself", "delete window"},
      {"window = '9 days'", 1, "condition compares nothing", "a window alone says nothing",
       "write for example condition = { spend = \"1000.00\", window = \"365 days\" }"},
      {"any = [{ order = 3 }]", 10, "unknown key \"order\" in condition.any", "", "did you mean \"orders\"?"},
  };
  for (const auto& row : rows) {
    Problems problems;
    CHECK_FALSE(parse_condition(row.text, shop_program(), problems));
    check(row, problems);
  }
}

TEST_CASE("a typed condition is one table and nothing more") {
  for (const std::string_view text : {"orders = 3 }\nx = { tag = 'y'", "{ orders = 3 }\n[x]\ny = 1", "orders",
                                      "orders = ", "{ orders = 3", "orders = 3 # many", "}", "\xFF", "orders = []"}) {
    Problems problems;
    CAPTURE(text);
    CHECK_FALSE(parse_condition(text, shop_program(), problems));
    CHECK(problems.size() == 1);
  }
}

TEST_CASE("a tier cannot ask for a tier, and nothing depends on compulsory sharing") {
  const auto first_problem = [](const std::string& text) {
    const auto file = parse_program(std::string(shop) + text);
    CAPTURE(text);
    REQUIRE(file.problems.size() == 1);
    return file.problems[0].what.english();
  };
  const std::string tier = "[[tier]]\nid = 'x'\nname = 'x'\n";
  CHECK(first_problem(tier + "when = { tier = 'gold' }") == "tier.x.when.tier: a tier cannot ask for a tier");
  CHECK(first_problem(tier + "when = { any = [{ tier = 'gold' }] }") ==
        "tier.x.when.any.tier: a tier cannot ask for a tier");
  CHECK(first_problem(tier + "when = { orders = 900 }\nterm = '1 year'\nretain = { tier = 'gold' }") ==
        "tier.x.retain.tier: a tier cannot ask for a tier");
  CHECK(first_problem(tier + "when = { activities = { must-share = 1 } }") ==
        "tier.x.when.activities.must-share asks for compulsory sharing");
}

TEST_CASE("a tier may ask for everything but a tier") {
  const auto file = parse_program(std::string(shop) + R"(
[[tier]]
id = "x"
name = "x"
when = { membership = "plus", fields = { fan_club_level = 3 }, window = "60 days", activities = { review = 2 } }
term = "12 months"
retain = { days_since_order = "< 60", activities = { review = 1 } }
)");
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  REQUIRE(file.problems.empty());
  const auto& tier = file.program.tiers.back();
  CHECK(tier.when.parts.size() == 3);
  REQUIRE(tier.retain);
  // What keeps it is counted over the days of what reached it, though the first thing asked has no days.
  CHECK(tier.retain->parts.at(1).window == Window{Window::Kind::rolling, {60, 0}});
}

TEST_CASE("what conditions name may stand after them") {
  const auto file = parse_program(R"(
[[segment]]
id = "s"
name = "s"
when = { tier = "t", activities = { a = 1 }, fields = { f = 1 }, membership = "m" }
[[tier]]
id = "t"
name = "t"
when = { orders = 1 }
[[membership]]
id = "m"
name = "m"
fee = "1.00"
term = "1 year"
[[activity]]
id = "a"
name = "a"
points = 1
[fields]
f = "number"
[program]
name = "店"
)");
  for (const auto& problem : file.problems) UNSCOPED_INFO(problem.what.english());
  CHECK(file.problems.empty());
}

} // namespace conditions_test
