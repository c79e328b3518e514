// SPDX-License-Identifier: MIT
#include "source_tree.hpp"

namespace taste_test {

using namespace source_tree;

TEST_CASE("a room includes only what the design lets it know", "[taste]") {
  Strings strangers;
  for (const auto& file : sources({"include", "src"})) {
    const auto* room = room_of(include_name(file));
    if (!room) {
      strangers.push_back(name_of(file) + " is in no room");
      continue;
    }
    for (const auto& header : includes_of(file)) {
      const auto from = origin(header);
      if (from != room->name && from != "std" && !room->known.contains(from))
        strangers.push_back(name_of(file) + " includes " + header);
    }
  }
  CHECK(strangers == none);
}

TEST_CASE("no unit knows one that knows it", "[taste]") {
  // A unit is a header and its body.
  const auto unit_of = [](const std::string& file) { return file.substr(0, file.rfind('.')); };
  std::map<std::string, std::set<std::string>> known;
  std::set<std::string> units;
  for (const auto& file : sources({"include", "src"})) units.insert(unit_of(include_name(file)));
  for (const auto& file : sources({"include", "src"}))
    for (const auto& header : includes_of(file))
      if (const auto unit = unit_of(include_name(file)); units.contains(unit_of(header)) && unit != unit_of(header))
        known[unit].insert(unit_of(header));
  CHECK(known.contains("loyalty/engine/days"));
  // Whoever knows no other is taken away, until nobody is left or a circle.
  const auto knows_nobody = [&](const auto& unit) {
    return std::none_of(unit.second.begin(), unit.second.end(),
                        [&](const auto& other) { return known.contains(other); });
  };
  while (std::erase_if(known, knows_nobody) > 0) {}
  Strings circles;
  for (const auto& [unit, others] : known) circles.push_back(unit);
  CHECK(circles == none);
}

TEST_CASE("a header that compiles slowly is included by one file", "[taste]") {
  for (const std::string library : {"CLI", "toml11"}) {
    const auto users = users_of(library);
    CAPTURE(library, users);
    CHECK((users.size() == 1 && users.front().ends_with(".cpp")));
  }
}

TEST_CASE("clocks, time zones of the machine and chance live in cli", "[taste]") {
  const std::regex clocks(
      R"(\b(system_clock|steady_clock|high_resolution_clock|random_device|mt19937)\b)"
      R"(|(^|[^\w.>])(time|clock|clock_gettime|gettimeofday|localtime|localtime_r|gmtime|gmtime_r|mktime)\s*\()"
      R"(|\b(rand|srand|getrandom|getentropy|randombytes\w*|getenv|setenv)\s*\()");
  CHECK(places(below_cli(), clocks) == none);
}

TEST_CASE("only cli prints", "[taste]") {
  const std::regex printing(R"(\b(cout|cerr|clog|printf|fprintf|puts|fputs|putchar)\b|\bfmt::print)");
  CHECK(places(below_cli(), printing) == none);
}

TEST_CASE("no floating point touches money or points", "[taste]") {
  CHECK(places(sources({"include/loyalty", "src/loyalty"}), std::regex(R"(\b(float|double)\b)")) == none);
}

TEST_CASE("numbers of the books are read by what they stand for", "[taste]") {
  // The readers themselves, and what is hashed as it is.
  static const std::set<std::string> readers{"src/store/ledger/encoding.cpp",     "src/store/ledger/values.hpp",
                                             "src/store/sqlite/grouped_rows.cpp", "src/store/sqlite/grouped_rows.hpp",
                                             "src/store/sqlite/statement.hpp",    "src/store/sqlite/stored_value.hpp"};
  auto files = sources({"src/store"});
  std::erase_if(files, [](const fs::path& file) { return readers.contains(name_of(file)); });
  CHECK(places(files, std::regex(R"([.>]integer\(|\bsqlite3_(column|value)_(int|double)|\bgetInt)")) == none);
}

TEST_CASE("columns of the books are read by their names", "[taste]") {
  const std::regex by_number(R"([.>](id|maybe_id|line|points|money|sum|count|flag|ratio|day|day_or_never|through|due)"
                             R"(|days|moment|kind<\w+>|null|text|string)\((\w+, )?[0-9]+\))");
  CHECK(places(sources({"src/store"}), by_number) == none);
}

TEST_CASE("points of many lines are added up where it is seen whether they can be counted", "[taste]") {
  const std::regex unseen(R"((balance|debt|growth|earned|redeemed|expired|held|clawed_back)_? \+= |[.>]points \+= )");
  CHECK(places(sources({"src/app", "src/loyalty"}), unseen) == none);
}

TEST_CASE("a test file has a namespace that bears its name", "[taste]") {
  Strings strangers;
  for (const auto& file : sources({"tests"})) {
    if (!name_of(file).ends_with("_test.cpp")) continue;
    const std::regex own("(^|\\n)namespace [a-z_:]*" + file.stem().string() + R"( \{\n)");
    if (!std::regex_search(read(file), own)) strangers.push_back(name_of(file));
  }
  CHECK(strangers == none);
}

TEST_CASE("every file names its licence", "[taste]") {
  Strings silent;
  for (const auto& file : sources({"include", "src", "tests"}))
    if (!read(file).starts_with("// SPDX-License-Identifier: MIT\n")) silent.push_back(name_of(file));
  CHECK(silent == none);
}

TEST_CASE("a file fits 350 lines of 120 columns, a function 60 lines", "[taste]") {
  Strings long_ones;
  for (const auto& file : sources({"include", "src", "tests"})) {
    const auto lines = lines_of(read(file));
    if (lines.size() > 350) long_ones.push_back(name_of(file) + " has " + std::to_string(lines.size()) + " lines");
    for (std::size_t at = 0; at < lines.size(); ++at)
      if (characters(lines[at]) > 120) long_ones.push_back(name_of(file) + ':' + std::to_string(at + 1) + " is wide");
    if (name_of(file).starts_with("tests/")) continue; // their tables may be long
    for (const auto& body : bodies_of(file))
      if (body.lines > 60)
        long_ones.push_back(name_of(file) + ':' + std::to_string(body.line) + " has " + std::to_string(body.lines));
  }
  CHECK(long_ones == none);
}

TEST_CASE("a member is they, never one sex", "[taste]") {
  const std::regex one_sex(R"(\b([Hh]e|[Hh]is|[Hh]im(self)?)\b(?!-))");
  Strings found;
  std::vector<fs::path> files;
  for (const auto* folder : {"include", "src", "docs", "examples", "tests"})
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (std::set<std::string>{".cpp", ".hpp", ".md", ".toml", ".test", ".sql"}.contains(entry.path().extension()))
        files.push_back(entry.path());
  for (const auto& file : files) {
    if (file.filename() == "taste_test.cpp") continue;
    const auto lines = lines_of(read(file));
    for (std::size_t at = 0; at < lines.size(); ++at)
      if (std::regex_search(lines[at], one_sex)) found.push_back(name_of(file) + ':' + std::to_string(at + 1));
  }
  CHECK(found == none);
}

TEST_CASE("every subcommand has a session", "[taste]") {
  std::string sessions;
  for (const auto& entry : fs::directory_iterator(root / "tests/cli"))
    if (entry.path().extension() == ".test") sessions += read(entry.path());

  static const std::regex row(R"re(^\s*\{\s*"([a-z]+(-[a-z]+)*)",)re");
  Strings commands, missing;
  std::smatch match;
  for (const auto& line : lines_of(read(root / "src/cli/commands.cpp")))
    if (std::regex_search(line, match, row)) commands.push_back(match[1]);
  for (const auto& command : commands)
    if (!std::regex_search(sessions, std::regex("loyalty " + command + "\\b(?!-)"))) missing.push_back(command);
  CHECK(commands != none);
  CHECK(missing == none);
}

} // namespace taste_test
