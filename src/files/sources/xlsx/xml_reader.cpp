// SPDX-License-Identifier: MIT
#include "files/sources/xlsx/xml_reader.hpp"

#include <expat.h>

#include <new>
#include <span>
#include <utility>

#include "loyalty/error.hpp"

namespace loyalty::files {
namespace {

constexpr int piece = 64 * 1024;
constexpr std::size_t longest_tag = std::size_t{4} * 1024 * 1024;

XML_Parser parser_of(void* parser) { return static_cast<XML_Parser>(parser); }

// Called for every cell, and names are short: no faster way is known to the library.
std::string_view without_prefix(const char* name) {
  const auto* end = name;
  for (; *end != '\0'; ++end)
    if (*end == ':') name = end + 1;
  return {name, static_cast<std::size_t>(end - name)};
}

bool is_called(const char* written, std::string_view name) {
  for (const auto letter : name)
    if (*written++ != letter) return false;
  return *written == '\0';
}

/// Newer versions count further.
auto line_of(XML_Parser parser) {
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9
  return XML_GetCurrentLineNumber64(parser);
#else
  return XML_GetCurrentLineNumber(parser);
#endif
}

} // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const auto* const* pair = pairs_; *pair != nullptr; pair += 2)
    if (is_called(pair[0], name)) return pair[1];
  return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::find_prefixed(std::string_view name) const {
  for (const auto* const* pair = pairs_; *pair != nullptr; pair += 2)
    if (without_prefix(pair[0]) == name && !is_called(pair[0], name)) return pair[1];
  return std::nullopt;
}

/// What the parser calls.
struct XmlReader::Calls {
  template <class Action>
  static void guard(void* user, Action action) {
    auto& reader = *static_cast<XmlReader*>(user);
    reader.silent_ = 0;
    if (reader.failure_) return;
    try {
      action(reader);
    } catch (...) { reader.stop_for(std::current_exception()); }
  }
  static void start(void* user, const XML_Char* name, const XML_Char** pairs) {
    guard(user, [&](XmlReader& reader) { reader.handler_.start(without_prefix(name), XmlAttributes(pairs)); });
  }
  static void end(void* user, const XML_Char* name) {
    guard(user, [&](XmlReader& reader) { reader.handler_.end(without_prefix(name)); });
  }
  static void text(void* user, const XML_Char* text, int size) {
    guard(user, [&](XmlReader& reader) { reader.handler_.text({text, static_cast<std::size_t>(size)}); });
  }
  static void doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    guard(user, [](const XmlReader& reader) { reader.refuse("it has a document type"_en); });
  }
};

XmlReader::XmlReader(std::unique_ptr<ByteSource> bytes, std::string name, XmlHandler& handler)
    : bytes_(std::move(bytes)), name_(std::move(name)), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
  auto* parser = parser_of(parser_);
  if (parser == nullptr) throw std::bad_alloc();
  XML_SetUserData(parser, this);
  XML_SetElementHandler(parser, Calls::start, Calls::end);
  XML_SetCharacterDataHandler(parser, Calls::text);
  XML_SetStartDoctypeDeclHandler(parser, Calls::doctype);
}

XmlReader::~XmlReader() { XML_ParserFree(parser_of(parser_)); }

void XmlReader::refuse(Message why) const {
  throw Error(Failure::refused, "{part} is damaged: {why}"_en(name_, std::move(why)), {},
              "open it in Excel or WPS and save it again"_en);
}

void XmlReader::stop_for(std::exception_ptr failure) {
  failure_ = std::move(failure);
  XML_StopParser(parser_of(parser_), XML_FALSE);
}

void XmlReader::pause() {
  paused_ = true;
  XML_StopParser(parser_of(parser_), XML_TRUE);
}

void XmlReader::check(int status) {
  if (failure_) std::rethrow_exception(failure_);
  if (status != XML_STATUS_ERROR) return;
  auto* parser = parser_of(parser_);
  refuse("{fault} in line {line}"_en(XML_ErrorString(XML_GetErrorCode(parser)), line_of(parser)));
}

bool XmlReader::read_on() {
  auto* parser = parser_of(parser_);
  if (std::exchange(paused_, false)) check(XML_ResumeParser(parser));
  while (!paused_ && !ended_) {
    auto* room = static_cast<char*>(XML_GetBuffer(parser, piece));
    if (room == nullptr) throw std::bad_alloc();
    const auto size = bytes_->read({room, static_cast<std::size_t>(piece)});
    silent_ += size;
    ended_ = size == 0;
    if (silent_ > longest_tag) refuse("it says nothing for 4 MiB"_en);
    check(XML_ParseBuffer(parser, static_cast<int>(size), size == 0 ? XML_TRUE : XML_FALSE));
  }
  return paused_;
}

} // namespace loyalty::files
