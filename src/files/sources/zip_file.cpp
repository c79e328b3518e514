// SPDX-License-Identifier: MIT
#include "files/sources/zip_file.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <utility>

#include "files/sources/unpacked.hpp"
#include "loyalty/error.hpp"
#include "messages/reasons.hpp"

namespace loyalty::files {
namespace {

constexpr std::size_t most_entries = 10'000;
constexpr int stored = 0;
constexpr int deflated = 8;

[[noreturn]] void refuse_damaged(const std::string& name) {
  throw Error(Failure::refused, "{file} is a damaged zip archive or workbook"_en(name), "it is not complete"_en,
              "copy or download it again"_en);
}

/// A place in a file, as minizip asks for it.
struct Cursor {
  const SeekableFile* file;
  std::uint64_t at = 0;
};

voidpf open_cursor(voidpf opaque, const void*, int) { return new Cursor{static_cast<const SeekableFile*>(opaque)}; }

// No exception may pass through minizip: what cannot be read is missing, and so the archive damaged.
uLong read_cursor(voidpf, voidpf stream, void* room, uLong size) {
  auto& cursor = *static_cast<Cursor*>(stream);
  try {
    const auto got = cursor.file->read_at(cursor.at, {static_cast<char*>(room), size});
    cursor.at += got;
    return static_cast<uLong>(got);
  } catch (const Error&) { return 0; }
}

uLong write_nothing(voidpf, voidpf, const void*, uLong) { return 0; }
ZPOS64_T tell_cursor(voidpf, voidpf stream) { return static_cast<Cursor*>(stream)->at; }

long seek_cursor(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& cursor = *static_cast<Cursor*>(stream);
  const auto size = cursor.file->size();
  const auto from = origin == ZLIB_FILEFUNC_SEEK_SET ? 0 : origin == ZLIB_FILEFUNC_SEEK_CUR ? cursor.at : size;
  if (offset > size || from + offset > size) return -1;
  cursor.at = from + offset;
  return 0;
}

int close_cursor(voidpf, voidpf stream) {
  delete static_cast<Cursor*>(stream);
  return 0;
}

int no_error(voidpf, voidpf) { return 0; }

/// An archive as minizip has opened it, for one reader.
class Unzip {
 public:
  explicit Unzip(const SeekableFile& file) : name_(file.name()) {
    zlib_filefunc64_def functions{open_cursor, read_cursor,  write_nothing, tell_cursor,
                                  seek_cursor, close_cursor, no_error,      const_cast<SeekableFile*>(&file)};
    handle_ = unzOpen2_64("", &functions);
    if (handle_ == nullptr) refuse_damaged(name_);
  }
  ~Unzip() { unzClose(handle_); }
  Unzip(const Unzip&) = delete;
  Unzip& operator=(const Unzip&) = delete;

  unzFile handle() const { return handle_; }

 private:
  std::string name_;
  unzFile handle_;
};

class EntrySource : public ByteSource {
 public:
  EntrySource(SeekableFile file, const ZipEntry& entry)
      : file_(std::move(file)),
        unzip_(file_),
        packed_(entry.packed),
        unpacked_(file_.name() + ": " + messages::shown_value(entry.name)) {
    const unz64_file_pos at{entry.at, entry.number};
    unz_file_info64 info{};
    if (unzGoToFilePos64(unzip_.handle(), &at) != UNZ_OK ||
        unzGetCurrentFileInfo64(unzip_.handle(), &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
      refuse_damaged(file_.name());
    if (info.compression_method != stored && info.compression_method != deflated)
      throw Error(Failure::refused, "{file} is packed by method {method}"_en(file_.name(), info.compression_method),
                  "only the usual method, Deflate, can be unpacked"_en, "unpack it and import what is in it"_en);
    if (unzOpenCurrentFile(unzip_.handle()) != UNZ_OK) refuse_damaged(file_.name());
  }

  std::size_t read(std::span<char> room) override {
    if (done_) return 0;
    const auto most = static_cast<unsigned>(std::min(room.size(), block_size));
    const auto got = unzReadCurrentFile(unzip_.handle(), room.data(), most);
    if (got < 0) refuse_damaged(file_.name());
    done_ = got == 0;
    // Only now it is known whether all of it was what had been packed.
    if (done_ && unzCloseCurrentFile(unzip_.handle()) != UNZ_OK) refuse_damaged(file_.name());
    given_ += static_cast<std::uint64_t>(got);
    unpacked_.require_honest(packed_, given_);
    return static_cast<std::size_t>(got);
  }

 private:
  SeekableFile file_;
  Unzip unzip_;
  std::uint64_t packed_;
  std::uint64_t given_ = 0;
  Unpacked unpacked_;
  bool done_ = false;
};

std::string folded(std::string_view name) {
  std::string result(name);
  for (auto& letter : result) {
    if (letter == '\\') letter = '/';
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

ZipEntry entry_at(unzFile handle, const std::string& archive) {
  constexpr std::size_t longest_name = 4096;
  std::string name(longest_name, '\0');
  unz_file_info64 info{};
  unz64_file_pos at{};
  if (unzGetCurrentFileInfo64(handle, &info, name.data(), name.size(), nullptr, 0, nullptr, 0) != UNZ_OK ||
      unzGetFilePos64(handle, &at) != UNZ_OK)
    refuse_damaged(archive);
  name.resize(std::min<std::size_t>(info.size_filename, longest_name));
  std::ranges::replace(name, '\\', '/');
  return {.name = std::move(name),
          .packed = info.compressed_size,
          .unpacked = info.uncompressed_size,
          .locked = (info.flag & 1U) != 0,
          .at = at.pos_in_zip_directory,
          .number = at.num_of_file};
}

} // namespace

bool is_zip(std::string_view start) { return start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06"); }

ZipFile::ZipFile(SeekableFile file) : file_(std::move(file)) {
  const Unzip unzip(file_);
  auto result = unzGoToFirstFile(unzip.handle());
  for (; result == UNZ_OK; result = unzGoToNextFile(unzip.handle())) {
    if (entries_.size() == most_entries)
      throw Error(Failure::refused, "{file} holds more than 10000 files"_en(name()), {},
                  "unpack it and import one of them"_en);
    entries_.push_back(entry_at(unzip.handle(), name()));
  }
  unz_global_info64 all{};
  const bool told = unzGetGlobalInfo64(unzip.handle(), &all) == UNZ_OK;
  if (!told || all.number_entry != entries_.size() || (result != UNZ_END_OF_LIST_OF_FILE && all.number_entry > 0))
    refuse_damaged(name());
}

const ZipEntry* ZipFile::find(std::string_view name) const {
  const auto wanted = folded(name);
  const auto found =
      std::ranges::find_if(entries_, [&](const ZipEntry& entry) { return folded(entry.name) == wanted; });
  return found == entries_.end() ? nullptr : &*found;
}

std::unique_ptr<ByteSource> ZipFile::open(const ZipEntry& entry) const {
  if (entry.locked)
    throw Error(Failure::refused, "{file} is protected by a password"_en(name()), {},
                "open it, take the password off and save it again"_en);
  return std::make_unique<EntrySource>(file_, entry);
}

} // namespace loyalty::files
