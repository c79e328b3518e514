// SPDX-License-Identifier: MIT
// What the design asks of the source tree itself, held by reading it.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"

namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

const fs::path root = LOYALTY_SOURCE_DIR;
const Strings none;

std::string read(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

Strings lines_of(const std::string& text) {
  Strings lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The C++ files below these folders of the checkout.
std::vector<fs::path> sources(std::initializer_list<std::string_view> folders) {
  std::vector<fs::path> files;
  for (const auto folder : folders)
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string name_of(const fs::path& file) { return fs::relative(file, root).generic_string(); }

/// The end of the comment or literal that begins at `at`; `at` itself where code stands.
std::size_t end_of_quiet(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at);
  const auto past = [&](std::string_view close, std::size_t from) {
    const auto found = text.find(close, from);
    return found == text.npos ? text.size() : found + close.size();
  };
  if (rest.starts_with("//")) return std::min(text.find('\n', at), text.size());
  if (rest.starts_with("/*")) return past("*/", at + 2);
  if (rest.starts_with("R\"")) {
    const auto delimiter = rest.substr(2, rest.find('(') - 2);
    return past(")" + std::string(delimiter) + "\"", at + 2);
  }
  const bool digit_separator = rest.front() == '\'' && at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1]));
  if ((rest.front() != '"' && rest.front() != '\'') || digit_separator) return at;
  auto end = at + 1;
  while (end < text.size() && text[end] != rest.front()) end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

/// The file's lines without comments and literals, so that only code can offend.
Strings code_of(const fs::path& file) {
  const auto text = read(file);
  std::string code;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_quiet(text, at);
    if (end == at) code += text[at++];
    for (; at < end; ++at)
      if (text[at] == '\n') code += '\n';
  }
  return lines_of(code);
}

/// "file:line: code" of every line of code that matches.
Strings places(const std::vector<fs::path>& files, const std::regex& pattern) {
  Strings found;
  for (const auto& file : files) {
    const auto code = code_of(file);
    for (std::size_t i = 0; i < code.size(); ++i)
      if (std::regex_search(code[i], pattern))
        found.push_back(name_of(file) + ':' + std::to_string(i + 1) + ": " + code[i]);
  }
  return found;
}

/// The name under which a file of the checkout is included: "store/ledger/batch.hpp".
std::string include_name(const fs::path& file) {
  const auto name = name_of(file);
  return name.substr(name.find('/') + 1);
}

/// The headers a file includes; a neighbour named without its folder gets the folder.
Strings includes_of(const fs::path& file) {
  static const std::regex include(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  const auto own = include_name(file);
  const auto folder = own.substr(0, own.rfind('/') + 1);
  Strings headers;
  std::smatch match;
  for (const auto& line : lines_of(read(file))) {
    if (!std::regex_search(line, match, include)) continue;
    const bool neighbour = match[1] == "\"" && match.str(2).find('/') == std::string::npos;
    headers.push_back(neighbour ? folder + match.str(2) : match.str(2));
  }
  return headers;
}

/// A folder of the tree and what its files may include: other rooms, "std", "system", libraries.
struct Room {
  std::string name; ///< as its headers are included
  std::set<std::string> known;
};

/// The tree from below. A room within a room is one that only its own folder and those that name it know.
const std::vector<Room> rooms{
    {"loyalty", {"loyalty/pricing", "loyalty/engine"}},
    {"loyalty/engine", {"loyalty"}},
    {"loyalty/pricing", {"loyalty"}},
    {"messages", {"system", "fmt", "loyalty"}},
    {"program", {"fmt", "toml11", "loyalty", "messages"}},
    {"files", {"system", "fmt", "loyalty", "messages"}},
    {"output", {"system", "fmt", "loyalty", "messages"}},
    {"store/sqlite", {"system", "fmt", "SQLiteCpp", "sqlite3", "sodium", "loyalty"}},
    {"store/ledger", {"system", "fmt", "SQLiteCpp", "sqlite3", "loyalty", "store/sqlite"}},
    {"store", {"system", "fmt", "SQLiteCpp", "sqlite3", "loyalty", "store/sqlite", "store/ledger"}},
    {"shop", {"fmt", "loyalty", "messages", "program", "store", "store/ledger"}},
    {"app", {"system", "fmt", "loyalty", "messages", "program", "files", "output", "store", "store/ledger", "shop"}},
    {"reports", {"fmt", "loyalty", "messages", "program", "store", "store/ledger", "shop"}},
    {"cli", {"system", "fmt", "CLI", "loyalty", "messages", "program", "files", "output", "shop", "app", "reports"}},
};

/// The room of a file or header of the tree, the innermost that has a line; nullptr for what is not of the tree.
const Room* room_of(const std::string& header) {
  const Room* found = nullptr;
  for (const auto& room : rooms)
    if (header.starts_with(room.name + '/') && (!found || found->name.size() < room.name.size())) found = &room;
  return found;
}

/// Where a header comes from: a room, a library, "std" or "system".
std::string origin(const std::string& header) {
  if (const auto* room = room_of(header)) return room->name;
  if (header.find_first_of("./") == header.npos) return "std";
  if (header.starts_with("toml")) return "toml11";
  if (header.starts_with("sqlite3")) return "sqlite3";
  if (header.starts_with("sodium")) return "sodium";
  static const std::set<std::string> libraries{"CLI", "SQLiteCpp", "fmt"};
  const auto folder = header.substr(0, header.find('/'));
  return libraries.contains(folder) ? folder : "system";
}

/// The files of all rooms but the one that meets the machine and the person.
std::vector<fs::path> below_cli() {
  auto files = sources({"include", "src"});
  std::erase_if(files, [](const auto& file) { return include_name(file).starts_with("cli/"); });
  return files;
}

/// The .cpp and .hpp files that include a header of this origin.
Strings users_of(const std::string& library) {
  Strings users;
  for (const auto& file : sources({"include", "src"})) {
    const auto headers = includes_of(file);
    if (std::any_of(headers.begin(), headers.end(), [&](const auto& header) { return origin(header) == library; }))
      users.push_back(name_of(file));
  }
  return users;
}

} // namespace

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
  static const std::set<std::string> readers{"src/store/ledger/encoding.cpp", "src/store/ledger/values.hpp",
                                             "src/store/sqlite/grouped_rows.cpp", "src/store/sqlite/grouped_rows.hpp",
                                             "src/store/sqlite/statement.hpp"};
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

TEST_CASE("every file names its licence", "[taste]") {
  Strings silent;
  for (const auto& file : sources({"include", "src", "tests"}))
    if (!read(file).starts_with("// SPDX-License-Identifier: MIT\n")) silent.push_back(name_of(file));
  CHECK(silent == none);
}

TEST_CASE("no file grows beyond 500 lines", "[taste]") {
  Strings long_files;
  for (const auto& file : sources({"include", "src", "tests"}))
    if (lines_of(read(file)).size() > 500) long_files.push_back(name_of(file));
  CHECK(long_files == none);
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
