// SPDX-License-Identifier: MIT
#include "app/orders/order_profiles.hpp"

#include <fstream>
#include <iterator>

#include "files/order_profiles.hpp"
#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "program/program_file.hpp"

namespace loyalty::app {
namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(Failure::usage, "cannot read the profile file {path}"_en(path));
  return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

ProfileChoice choose_profile(const std::string& named, const std::optional<shop::ProgramText>& program) {
  ProfileChoice choice;
  if (named.ends_with(".toml")) {
    choice.own = files::completed_profiles(program::load_profiles(content_of(named), named));
    if (choice.own.size() != 1)
      throw Error(Failure::usage, "{path} has {profiles} profiles instead of one"_en(named, choice.own.size()), {},
                  "keep one [import.profile.NAME] in it"_en);
    choice.named = &choice.own.front();
    return choice;
  }
  if (program) choice.own = files::completed_profiles(shop::program_of(*program).profiles);
  if (named.empty()) return choice;
  choice.named = files::find_profile(named, choice.own);
  if (choice.named != nullptr) return choice;
  std::vector<std::string_view> names;
  for (const auto& profile : choice.own) names.push_back(profile.name);
  for (const auto& profile : files::known_profiles()) names.push_back(profile.name);
  const auto meant = messages::suggest(named, names);
  throw Error(
      Failure::usage, "there is no profile {profile}"_en(named), {},
      meant.empty() ? "list profiles: loyalty import-orders --profile list"_en() : "did you mean {word}?"_en(meant));
}

} // namespace loyalty::app
