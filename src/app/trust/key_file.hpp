// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "loyalty/message.hpp"
#include "store/ledger/sealing.hpp"

namespace loyalty::app {

/// The file with the key of a sealed ledger, which its owner keeps elsewhere: comments, then lines of a word and what
/// it says. `key` is the first key, `from` the last batch before the seal, `seen` the last one that was found sound.
struct KeyFile {
  std::string path;
  store::SealKey key;
  std::string place; ///< of the key: "shop.key:5:6"
  std::string text;
};

/// Refused by `Error`, with the place: what cannot be read, is no such file or was altered.
KeyFile read_key_file(const std::string& path);

/// What a new one says; `comment` is lines that each begin with "#".
std::string key_file_text(const store::SealKey& key, const std::string& comment);

/// Has the file remember the batch, so that a ledger that lacks it is found from then on. Returns why it does not;
/// empty: it does.
Message remember_seen(const KeyFile& file, const store::BatchMark& seen);

} // namespace loyalty::app
