// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "loyalty/day.hpp"
#include "loyalty/number.hpp"
#include "loyalty/program.hpp"

namespace loyalty {

/// A version of the program and the first day on which it rules.
struct ProgramVersion {
  ProgramId id = {};
  Day from = {};
  std::shared_ptr<const Program> program;
};

/// All versions in the order of their days; the first one also rules every day before its own. Whoever asks what rules
/// on a day asks here.
class Timeline {
 public:
  /// The version takes over; its day is not before that of the latest one.
  void add(ProgramVersion version) { versions_.push_back(std::move(version)); }

  bool empty() const { return versions_.empty(); }
  std::size_t size() const { return versions_.size(); }
  const ProgramVersion& operator[](std::size_t place) const { return versions_[place]; }
  auto begin() const { return versions_.begin(); }
  auto end() const { return versions_.end(); }
  /// The version that rules in the end; there is one.
  const ProgramVersion& latest() const { return versions_.back(); }

  /// The place of the version that rules on the day; 0 where there never was one. Of several that take over on one day
  /// the last one rules.
  std::size_t place_on(Day day) const {
    std::size_t place = 0;
    while (place + 1 < versions_.size() && versions_[place + 1].from <= day) ++place;
    return place;
  }
  /// The version that rules on the day; nullptr where there never was one.
  const ProgramVersion* on(Day day) const { return empty() ? nullptr : &versions_[place_on(day)]; }
  /// Its program.
  const Program* program_on(Day day) const { return empty() ? nullptr : versions_[place_on(day)].program.get(); }
  /// The first day of the version after this one; `never` if it is the last.
  Day end_of(std::size_t place) const { return place + 1 < versions_.size() ? versions_[place + 1].from : never; }
  /// The versions that took over before the day.
  Timeline before(Day day) const {
    Timeline earlier;
    for (const auto& version : versions_)
      if (version.from < day) earlier.add(version);
    return earlier;
  }

 private:
  std::vector<ProgramVersion> versions_;
};

} // namespace loyalty
