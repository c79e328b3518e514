// SPDX-License-Identifier: MIT
#include "app/trust/key_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <optional>

#include "loyalty/error.hpp"
#include "messages/reasons.hpp"
#include "output/whole_file.hpp"

namespace loyalty::app {
namespace {

constexpr std::string_view key_word = "key:", from_word = "from:", seen_word = "seen:";
/// Whatever is longer is something else.
constexpr std::size_t longest_file = 65'536;

std::string written(const store::BatchMark& mark) {
  return fmt::format("{} {}", mark.batch.value, store::to_hex(store::bytes_of(mark.hash)));
}

std::optional<store::BatchMark> read_mark(std::string_view value) {
  store::BatchMark mark;
  const auto blank = value.find(' ');
  if (blank == value.npos) return std::nullopt;
  const auto* const end = value.data() + blank;
  const auto number = std::from_chars(value.data(), end, mark.batch.value);
  const auto hash = store::from_hex(value.substr(blank + 1));
  if (number.ec != std::errc() || number.ptr != end || mark.batch.value < 1 || !hash) return std::nullopt;
  mark.hash = *hash;
  return mark;
}

class KeyFileReader {
 public:
  explicit KeyFileReader(std::string path) { file_.path = std::move(path); }

  KeyFile read() {
    take_text();
    std::string_view rest = file_.text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    for (; !rest.empty(); ++line_) {
      const auto end = std::min(rest.find('\n'), rest.size());
      take_line(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    line_ = 1;
    if (file_.place.empty()) refuse_file();
    return std::move(file_);
  }

 private:
  void take_text() {
    std::ifstream in(file_.path, std::ios::binary);
    file_.text.resize(longest_file + 1);
    if (!in || (!in.read(file_.text.data(), longest_file + 1) && in.bad()) || (in.gcount() == 0 && !in.eof()))
      throw Error(Failure::refused, "{file} cannot be read"_en(file_.path), messages::system_reason(errno),
                  "name the key file that you keep: --key FILE"_en);
    file_.text.resize(static_cast<std::size_t>(in.gcount()));
    if (file_.text.size() > longest_file) refuse_file();
  }

  void take_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) return;
    const auto colon = line.find(':');
    const auto word = colon == line.npos ? std::string_view() : line.substr(0, colon + 1);
    if (word != key_word && word != from_word && word != seen_word) refuse_file();
    auto value = line.substr(word.size());
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    const auto place = place_at(static_cast<std::size_t>(value.data() - line.data()) + 1);
    if (word == key_word) {
      const auto first = store::from_hex(value);
      if (!first || !file_.place.empty()) refuse_line(word, place);
      file_.key.first = *first;
      file_.place = place;
      return;
    }
    auto& mark = word == from_word ? file_.key.from : file_.key.seen;
    const auto read = read_mark(value);
    if (!read || mark) refuse_line(word, place);
    mark = read;
  }

  std::string place_at(std::size_t column) const { return fmt::format("{}:{}:{}", file_.path, line_, column); }

  [[noreturn]] void refuse_file() const {
    throw Error(Failure::refused, "this is no key file of loyalty"_en, {},
                "name the file that loyalty seal --key FILE has made"_en)
        .at(place_at(1));
  }

  [[noreturn]] static void refuse_line(std::string_view word, std::string place) {
    throw Error(Failure::refused, "the key file was altered here"_en,
                word == key_word ? "after {word} stand 64 digits of 0 to 9 and a to f, once"_en(word)
                                 : "after {word} stand the number of a batch and its 64 digits, once"_en(word),
                "take another copy of the key file, if there is one"_en)
        .at(std::move(place));
  }

  KeyFile file_;
  std::size_t line_ = 1;
};

/// The same text with another line for what was seen, or with one more.
std::string with_seen(const std::string& text, const store::BatchMark& seen) {
  const auto line = fmt::format("{} {}", seen_word, written(seen));
  const auto known = text.starts_with(seen_word) ? 0 : text.find(fmt::format("\n{}", seen_word));
  if (known == text.npos) return fmt::format("{}{}{}\n", text, text.empty() || text.ends_with('\n') ? "" : "\n", line);
  const auto begin = text.starts_with(seen_word) ? known : known + 1;
  const auto end = text.find_first_of("\r\n", begin);
  return text.substr(0, begin) + line + (end == text.npos ? "\n" : text.substr(end));
}

/// Whoever may write everywhere is told the same as others.
Message why_read_only(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0 || access(path.c_str(), W_OK) != 0) return messages::system_reason(errno);
  if (!S_ISREG(info.st_mode)) return "it is not an ordinary file"_en;
  if ((info.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0) return messages::system_reason(EACCES);
  return {};
}

} // namespace

KeyFile read_key_file(const std::string& path) { return KeyFileReader(path).read(); }

std::string key_file_text(const store::SealKey& key, const std::string& comment) {
  auto text = fmt::format("{}{} {}\n", comment, key_word, store::to_hex(store::bytes_of(key.first)));
  if (key.from) text += fmt::format("{} {}\n", from_word, written(*key.from));
  if (key.seen) text += fmt::format("{} {}\n", seen_word, written(*key.seen));
  return text;
}

Message remember_seen(const KeyFile& file, const store::BatchMark& seen) {
  if (file.key.seen == seen) return {};
  if (auto why = why_read_only(file.path); !why.empty()) return why;
  try {
    output::WholeFile anew(file.path);
    anew.write(with_seen(file.text, seen));
    anew.finish();
  } catch (const Error& error) { return error.why.empty() ? error.told : error.why; }
  return {};
}

} // namespace loyalty::app
