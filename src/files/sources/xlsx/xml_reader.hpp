// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "files/sources/byte_source.hpp"
#include "loyalty/message.hpp"

namespace loyalty::files {

/// The attributes of an element.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}

  std::optional<std::string_view> find(std::string_view name) const;
  /// The same for a name that has a prefix, whatever it is: "id" finds r:id and not id.
  std::optional<std::string_view> find_prefixed(std::string_view name) const;

 private:
  const char** pairs_;
};

/// Is told what an XML text says. Names come without their prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A piece of a text; the next may belong to the same.
  virtual void text(std::string_view) {}
};

/// Reads an XML text piece by piece. Throws `Error` (refused) where it is broken, defines entities, or has an element
/// that is longer than any honest one.
class XmlReader {
 public:
  /// `name`: what messages call the text. The handler must outlive the reader.
  XmlReader(std::unique_ptr<ByteSource> bytes, std::string name, XmlHandler& handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Goes on until the handler pauses, then true, or to the end of the text, then false.
  bool read_on();
  /// For the handler, at the end of an element: what follows is told later.
  void pause();

 private:
  struct Calls;

  void check(int status);
  void stop_for(std::exception_ptr failure);
  [[noreturn]] void refuse(Message why) const;

  std::unique_ptr<ByteSource> bytes_;
  std::string name_;
  XmlHandler& handler_;
  void* parser_;
  std::exception_ptr failure_; // of the handler: no exception may pass through the parser
  std::size_t silent_ = 0;     // bytes since anything was told
  bool paused_ = false;
  bool ended_ = false;
};

} // namespace loyalty::files
