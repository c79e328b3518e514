// SPDX-License-Identifier: MIT
//
// What the rules make of ten thousand random histories, as one number: tests/compilers.sh compares it between
// compilers.
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "loyalty/random_scheme.hpp"

namespace {

using namespace loyalty;

class Digest {
 public:
  void add(std::int64_t number) {
    for (int shift = 0; shift < 64; shift += 8) byte(static_cast<unsigned char>(number >> shift));
  }
  void add(std::string_view text) {
    for (const char letter : text) byte(static_cast<unsigned char>(letter));
    byte(0);
  }
  std::uint64_t value() const { return value_; }

 private:
  void byte(unsigned char value) { value_ = (value_ ^ value) * 1'099'511'628'211u; }
  std::uint64_t value_ = 14'695'981'039'346'656'037u;
};

void add(Digest& digest, const Conclusions& conclusions) {
  for (const auto& entry : conclusions.entries) {
    for (const std::int64_t number :
         {std::int64_t{entry.day.number}, static_cast<std::int64_t>(entry.kind), entry.points, std::int64_t{entry.lot},
          std::int64_t{entry.available_on.number}, std::int64_t{entry.last_day.number}, entry.base.minor})
      digest.add(number);
  }
  for (const auto& change : conclusions.tier_changes) {
    digest.add(change.day.number);
    digest.add(change.until.number);
    digest.add(change.qualifying);
    digest.add(std::string_view(change.tier));
  }
}

} // namespace

int main() {
  Digest digest;
  std::size_t lines = 0;
  for_random_histories([&](std::uint64_t seed, Chance& chance) {
    const auto timeline = random_timeline(chance);
    Engine engine(seed % 5 == 0 ? random_schemes(chance) : timeline);
    const auto history = random_history(chance);
    const auto& conclusions = engine.walk(history, the_end);
    lines += conclusions.entries.size() + conclusions.tier_changes.size();
    add(digest, conclusions);
  });
  std::printf("%zu lines, %016llx\n", lines, static_cast<unsigned long long>(digest.value()));
}
