// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>
#include <sys/stat.h>

#include "catch.hpp"
#include "faults/shop.hpp"

/// Files of answers.
namespace faults {

using namespace faults;

inline void redirect(int stream, const char* to) {
  const int file = open(to, O_WRONLY | O_CLOEXEC);
  if (dup2(file, stream) < 0) _exit(125);
}

inline const Words none;

/// Files whose names begin with a dot: what an answer lies under until it is whole.
inline Words left_behind(const Shop& shop) {
  Words names;
  for (const auto& entry : fs::directory_iterator(shop.folder()))
    if (entry.path().filename().string().starts_with('.')) names.push_back(entry.path().filename());
  return names;
}

inline std::string last_batch(const Shop& shop) {
  const auto listed = shop.batches();
  const auto line = listed.rfind('\n', listed.size() - 2) + 1;
  return listed.substr(line, listed.find(',', line) - line);
}

/// The first column without its header.
inline Words codes_of(const std::string& csv) {
  Words codes;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) codes.push_back(line.substr(0, line.find(',')));
  if (!codes.empty()) codes.erase(codes.begin());
  return codes;
}

} // namespace faults
