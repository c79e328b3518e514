// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"

/// The source tree as a text: its files, what they include, how long their functions are, and its rooms.
namespace source_tree {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

inline const fs::path root = LOYALTY_SOURCE_DIR;
inline const Strings none;

inline std::string read(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline Strings lines_of(const std::string& text) {
  Strings lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The C++ files below these folders of the checkout.
inline std::vector<fs::path> sources(std::initializer_list<std::string_view> folders) {
  std::vector<fs::path> files;
  for (const auto folder : folders)
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

inline std::string name_of(const fs::path& file) { return fs::relative(file, root).generic_string(); }

/// The end of the comment or literal that begins at `at`; `at` itself where code stands.
inline std::size_t end_of_quiet(std::string_view text, std::size_t at) {
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
  const auto is_word = [&](std::size_t place) { return std::isalnum(static_cast<unsigned char>(text[place])) != 0; };
  const bool prefixed = at > 0 && (text[at - 1] == 'U' || text[at - 1] == 'u') && !(at > 1 && is_word(at - 2));
  const bool digit_separator = rest.front() == '\'' && at > 0 && is_word(at - 1) && !prefixed;
  if ((rest.front() != '"' && rest.front() != '\'') || digit_separator) return at;
  auto end = at + 1;
  while (end < text.size() && text[end] != rest.front()) end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

/// The file's lines without comments and literals, so that only code can offend.
inline Strings code_of(const fs::path& file) {
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

/// Characters, not bytes: a Chinese one counts once.
inline std::size_t characters(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// A function, a lambda or a test: the line of its brace and how many lines it has.
struct Body {
  std::size_t line = 0;
  std::size_t lines = 0;
};

inline std::vector<Body> bodies_of(const fs::path& file) {
  static const std::regex no_function(R"(^\s*(if|for|while|switch|else|do|catch|namespace|class|struct|enum|union)\b)");
  struct Open {
    bool function;
    std::size_t line;
  };
  std::vector<Body> found;
  std::vector<Open> open;
  std::string before; // of a brace: since the statement began
  const auto code = code_of(file);
  for (std::size_t at = 0; at < code.size(); ++at) {
    for (const char letter : code[at] + '\n') {
      if (letter == '{') {
        open.push_back({before.find(')') != before.npos && !std::regex_search(before, no_function), at});
      } else if (letter == '}' && !open.empty()) {
        if (open.back().function) found.push_back({open.back().line + 1, at - open.back().line + 1});
        open.pop_back();
      }
      if (letter == '{' || letter == '}' || letter == ';')
        before.clear();
      else
        before += letter;
    }
  }
  return found;
}

/// "file:line: code" of every line of code that matches.
inline Strings places(const std::vector<fs::path>& files, const std::regex& pattern) {
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
inline std::string include_name(const fs::path& file) {
  const auto name = name_of(file);
  return name.substr(name.find('/') + 1);
}

/// The headers a file includes; a neighbour named without its folder gets the folder.
inline Strings includes_of(const fs::path& file) {
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
inline const std::vector<Room> rooms{
    {"loyalty", {"loyalty/pricing", "loyalty/engine"}},
    {"loyalty/engine", {"loyalty"}},
    {"loyalty/pricing", {"loyalty"}},
    {"messages", {"system", "fmt", "loyalty"}},
    {"program", {"fmt", "toml11", "loyalty", "messages"}},
    {"files/profiles", {"loyalty", "messages"}},
    {"files/sources", {"system", "loyalty", "messages", "files"}},
    {"files", {"system", "fmt", "loyalty", "messages", "files/profiles", "files/sources"}},
    {"output", {"system", "fmt", "loyalty", "messages"}},
    {"store/sqlite", {"system", "fmt", "SQLiteCpp", "sqlite3", "loyalty"}},
    {"store/ledger", {"system", "fmt", "sodium", "SQLiteCpp", "sqlite3", "loyalty", "store/sqlite"}},
    {"store", {"system", "fmt", "SQLiteCpp", "sqlite3", "loyalty", "store/sqlite", "store/ledger"}},
    {"shop", {"fmt", "loyalty", "messages", "program", "store", "store/ledger"}},
    {"app", {"system", "fmt", "loyalty", "messages", "program", "files", "output", "store", "store/ledger", "shop"}},
    {"reports", {"fmt", "loyalty", "messages", "program", "store", "store/ledger", "shop"}},
    {"cli", {"system", "fmt", "CLI", "loyalty", "messages", "program", "files", "output", "shop", "app", "reports"}},
};

/// The room of a file or header of the tree, the innermost that has a line; nullptr for what is not of the tree.
inline const Room* room_of(const std::string& header) {
  const Room* found = nullptr;
  for (const auto& room : rooms)
    if (header.starts_with(room.name + '/') && (!found || found->name.size() < room.name.size())) found = &room;
  return found;
}

/// Where a header comes from: a room, a library, "std" or "system".
inline std::string origin(const std::string& header) {
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
inline std::vector<fs::path> below_cli() {
  auto files = sources({"include", "src"});
  std::erase_if(files, [](const auto& file) { return include_name(file).starts_with("cli/"); });
  return files;
}

/// The .cpp and .hpp files that include a header of this origin.
inline Strings users_of(const std::string& library) {
  Strings users;
  for (const auto& file : sources({"include", "src"})) {
    const auto headers = includes_of(file);
    if (std::any_of(headers.begin(), headers.end(), [&](const auto& header) { return origin(header) == library; }))
      users.push_back(name_of(file));
  }
  return users;
}

} // namespace source_tree
