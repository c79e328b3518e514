// SPDX-License-Identifier: MIT
#include "program/program_file.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "loyalty/error.hpp"
#include "messages/suggest.hpp"
#include "program/custom_fields.hpp"
#include "program/sections.hpp"

namespace loyalty::program {
namespace {

bool is_error(const Problem& problem) { return problem.severity == Problem::Severity::error; }

/// Letters that shops write and ISO 4217 does not know.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> usual_words{
    {{"RMB", "CNY"}, {"CNH", "CNY"}, {"YEN", "JPY"}, {"WON", "KRW"}, {"NTD", "TWD"}}};

std::string meant_currency(std::string_view code) {
  const auto* usual = std::ranges::find(usual_words, code, &std::pair<std::string_view, std::string_view>::first);
  if (usual != usual_words.end()) return std::string(usual->second);
  std::vector<std::string_view> codes;
  for (const auto& currency : Currency::all()) codes.push_back(currency.code);
  return messages::suggest(code, codes);
}

std::optional<Currency> read_currency(const Field& field) {
  const auto& text = field.value.text;
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (field.value.kind != TomlValue::Kind::text || text.size() != 3 || !std::all_of(text.begin(), text.end(), capital))
    return field.expected("the three capital letters of a currency"_en, "\"CNY\"");
  if (const auto currency = Currency::find(text)) return currency;
  const auto meant = meant_currency(text);
  field.error(
      "\"{code}\" is no currency code"_en(text), "a currency has its code in ISO 4217"_en,
      meant.empty() ? "write for example {example}"_en("currency = \"CNY\"") : "did you mean \"{word}\"?"_en(meant));
  return std::nullopt;
}

/// The name becomes part of a file name where time zones are looked up, so nothing that could lead elsewhere.
std::optional<std::string> read_timezone(const Field& field, const KnowsZone& knows_zone) {
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
  constexpr std::size_t longest = 64;
  const auto& text = field.value.text;
  const bool good = field.value.kind == TomlValue::Kind::text && !text.empty() && text.size() <= longest &&
                    text.front() != '/' && text.back() != '/' && text.find_first_not_of(allowed) == std::string::npos &&
                    text.find("//") == std::string::npos;
  if (!good) return field.expected("the name of a time zone"_en, "\"Asia/Shanghai\"");
  if (!knows_zone || knows_zone(text)) return text;
  field.error("this machine does not know the time zone {zone}"_en(text), {},
              "set [program] timezone to a name such as Asia/Shanghai, or install the package tzdata"_en);
  return std::nullopt;
}

/// Who is treated how: what conditions name and what they decide about.
void read_audiences(Section& section, const Known& known, Program& program) {
  if (const auto field = section.find("segment")) program.segments = read_segments(*field, known);
  if (const auto field = section.find("group")) program.groups = read_groups(*field, known);
  if (const auto field = section.find("rfm")) program.rfm = read_rfm(*field, known.currency);
  if (const auto field = section.find("draw")) program.draws = read_draws(*field, known);
  if (const auto field = section.find("contact")) program.contact = read_contact(*field);
  if (const auto field = section.find("texts")) program.texts = read_texts(*field);
}

/// What is sold or given: campaigns before the coupons that come with them, coupons before what hands them out.
void read_offers(Section& section, const Known& known, Program& program) {
  if (const auto field = section.find("campaign")) program.campaigns = read_campaigns(*field, known);
  if (const auto field = section.find("coupon")) program.coupons = read_coupons(*field, known, program.campaigns);
  if (const auto field = section.find("reward")) program.rewards = read_reward_rules(*field, known, program.campaigns);
  if (const auto field = section.find("membership")) program.plans = read_plans(*field, known, program.coupons);
  if (const auto field = section.find("gift")) program.gifts = read_gifts(*field, known);
  if (const auto field = section.find("wallet")) program.wallet = read_wallet(*field, known.currency);
  if (const auto field = section.find("reward"); field && !program.wallet.open) refuse_cash_back(*field);
  if (const auto field = section.find("cards")) program.cards = read_cards(*field, known.currency);
  if (const auto field = section.find("shipping")) program.shipping = read_shipping(*field, known.currency);
  if (const auto field = section.find("closed")) program.closed = read_closed(*field);
  if (const auto field = section.find("prices")) program.prices = read_prices(*field, known.currency);
  if (const auto field = section.find("costs")) program.costs = read_costs(*field, known.currency);
  if (const auto field = section.find("profit")) program.costs.since = read_profit(*field);
}

Program read_sections(const Field& root, const Known& known, const KnowsZone& knows_zone) {
  Program program;
  Section section(root);
  if (const auto field = section.need("program", "[program] name = \"…\"")) read_program(*field, program, knows_zone);
  if (const auto field = section.find("fields")) program.fields = read_fields(*field);
  if (const auto field = section.find("points")) program.points = read_points(*field, known);
  if (const auto field = section.find("growth")) program.growth = read_growth(*field, known.currency);
  if (const auto field = section.find("activity")) program.activities = read_activities(*field);
  if (const auto field = section.find("joining")) program.joining = read_reward(*field, known);
  if (const auto field = section.find("referral")) program.referral = read_referral(*field, known);
  if (const auto field = section.find("tier")) program.tiers = read_tiers(*field, known);
  read_offers(section, known, program);
  read_audiences(section, known, program);
  if (const auto field = section.find("import")) program.profiles = read_import(*field);
  section.finish();
  return program;
}

/// After the warnings, which look for each coupon in the text.
void hand_out_gifts(Program& program) {
  for (const auto& rule : program.rewards)
    if (!rule.gift.empty()) program.coupons.push_back(coupon_of_gift(rule));
}

void refuse_errors(const Problems& problems, const Message& file, std::string_view file_name) {
  const auto errors = std::ranges::count_if(problems, is_error);
  if (errors == 0) return;
  MessageList all{.parts = {}, .between = Between::lines};
  for (const auto& problem : problems) {
    if (!is_error(problem)) continue;
    for (auto& line : lines_of(problem, file_name)) all.parts.push_back(std::move(line));
  }
  throw Error(Failure::usage,
              counted(errors, "{file} has {errors} error"_en, "{file} has {errors} errors"_en, file, errors),
              "{parts}"_en(std::move(all)));
}

} // namespace

std::optional<std::string> read_language(const Field& field) {
  if (field.value.text != "zh" && field.value.text != "en") return field.expected("\"zh\" or \"en\""_en, "\"zh\"");
  return field.value.text;
}

void read_program(const Field& field, Program& program, const KnowsZone& knows_zone) {
  if (!read_table(field, "{ name = \"…\" }")) return;
  Section section(field);
  section.need("name", "name = \"…\"", read_line, program.name);
  section.read("currency", read_currency, program.currency);
  section.read(
      "timezone", [&](const Field& zone) { return read_timezone(zone, knows_zone); }, program.timezone);
  // Read before the rules are, by whoever speaks.
  std::string language;
  section.read("language", read_language, language);
  section.finish();
}

bool ProgramFile::ok() const { return std::none_of(problems.begin(), problems.end(), is_error); }

ProgramFile parse_program(std::string_view text, const KnowsZone& knows_zone) {
  ProgramFile file;
  auto toml = read_toml(text);
  file.problems = std::move(toml.problems);
  if (!file.ok()) return file;
  const auto known = known_of(toml.root);
  file.program = read_sections({toml.root, {}, file.problems}, known, knows_zone);
  if (file.ok()) warn_about(file.program, toml.root, file.problems);
  hand_out_gifts(file.program);
  for (auto& problem : file.problems)
    problem.hint = problem.hint.with([&](const auto& said) { return with_amounts_of(known.currency, said); });
  std::stable_sort(file.problems.begin(), file.problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return file;
}

std::vector<OrderProfile> load_profiles(std::string_view text, std::string_view file_name) {
  auto toml = read_toml(text);
  auto problems = std::move(toml.problems);
  std::vector<OrderProfile> profiles;
  if (problems.empty()) {
    Section section({toml.root, {}, problems});
    if (const auto field = section.need("import", "[import.profile.NAME]")) profiles = read_import(*field);
    section.finish();
  }
  refuse_errors(problems, "the profile file"_en, file_name);
  return profiles;
}

Program load_program(std::string_view text, std::string_view file_name, const KnowsZone& knows_zone) {
  auto file = parse_program(text, knows_zone);
  refuse_errors(file.problems, "the program file"_en, file_name);
  return std::move(file.program);
}

} // namespace loyalty::program
