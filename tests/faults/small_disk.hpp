// SPDX-License-Identifier: MIT
#pragma once

#include <sched.h>
#include <sys/mount.h>

#include <fstream>
#include <string>

#include "faults/process.hpp"

namespace faults {

/// A small disk over a folder, gone with this process. Only root can have one.
class SmallDisk {
 public:
  explicit SmallDisk(const fs::path& folder) : folder_(folder) {
    usable_ = unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
              mount("none", folder.c_str(), "tmpfs", 0, "size=64m") == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (usable_) umount2(folder_.c_str(), MNT_DETACH);
  }
  bool usable() const { return usable_; }
  void fill() const {
    std::ofstream filler(folder_ / "filler", std::ios::binary | std::ios::app);
    for (const std::size_t size : {1'000'000u, 10'000u, 100u, 1u})
      for (const std::string block(size, 'x');
           filler.write(block.data(), static_cast<std::streamsize>(size)).flush();) {}
    std::ofstream rest(folder_ / "rest", std::ios::binary);
    while (rest.put('x').flush()) {}
  }
  void leave(std::uintmax_t bytes) const {
    fs::resize_file(folder_ / "filler", fs::file_size(folder_ / "filler") - bytes);
  }
  void empty() const {
    fs::remove(folder_ / "filler");
    fs::remove(folder_ / "rest");
  }

 private:
  fs::path folder_;
  bool usable_ = false;
};

} // namespace faults
