// The rules of a model that are no prices: what it does, how its cache works, how its time is billed.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/prices/price_kinds.h"
#include "sim/prices/read_price_set.h"

namespace npcost::price_reading {
namespace {

constexpr std::uint64_t most_tokens = 1'000'000'000;
constexpr Milliseconds most_ttl = std::chrono::hours(24 * 366);
constexpr Milliseconds most_billing_step = std::chrono::hours(24);

std::optional<std::uint64_t> read_token_rule(const JsonValue& object, const std::string& pointer, std::string_view key,
                                             std::uint64_t low, Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return std::nullopt;
  return read_tokens(member->value, child_pointer(pointer, key), low, most_tokens, diagnostics);
}

void read_duration_rule(const JsonValue& object, const std::string& pointer, std::string_view key, Milliseconds low,
                        Milliseconds high, Milliseconds& rule, Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return;
  const std::string at = child_pointer(pointer, key);
  const std::optional<Milliseconds> value = read_duration(member->value, at, Instant{}, "UTC", diagnostics);
  if (!value) return;
  if (*value < low || *value > high) {
    diagnostics.error("E228", member->value.place, at,
                      fmt::format("\"{}\" must lie between {} ms and {} h", key, low.count(),
                                  std::chrono::duration_cast<std::chrono::hours>(high).count()));
    return;
  }
  rule = *value;
}

/// The number of the word in the key's list; nothing if it is not written, or wrong.
std::optional<std::size_t> read_listed_word(const JsonValue& object, const std::string& pointer, std::string_view key,
                                            Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return std::nullopt;
  const std::string at = child_pointer(pointer, key);
  if (!expect_kind(member->value, JsonValue::Kind::string, at, fmt::format("\"{}\"", key), diagnostics))
    return std::nullopt;
  const std::string_view list = find_price_key(key)->words;
  std::size_t number = 0;
  for (std::size_t from = 0; from <= list.size(); ++number) {
    const std::size_t to = std::min(list.find('|', from), list.size());
    if (list.substr(from, to - from) == member->value.text) return number;
    from = to + 1;
  }
  diagnostics.error(
      "E228", member->value.place, at,
      fmt::format("\"{}\" must be one of {}, found \"{}\"", key, list, printable(member->value.text)));
  return std::nullopt;
}

void read_cache_rules(const JsonValue& object, const std::string& pointer, PriceCard& card, Diagnostics& diagnostics) {
  if (const auto tokens = read_token_rule(object, pointer, "context", 1, diagnostics)) card.context_tokens = *tokens;
  if (const auto tokens = read_token_rule(object, pointer, "min_cache", 0, diagnostics)) {
    card.cache.min_tokens = static_cast<std::uint32_t>(*tokens);
  }
  if (const auto tokens = read_token_rule(object, pointer, "cache_block", 1, diagnostics)) {
    card.cache.block_tokens = static_cast<std::uint32_t>(*tokens);
  }
  card.cache.only_shared = read_listed_word(object, pointer, "cache", diagnostics).value_or(0) == 1;
  if (const JsonMember* refresh = object.find("cache_refresh")) {
    const std::string at = child_pointer(pointer, "cache_refresh");
    card.cache.refreshed_by_hits = read_boolean(refresh->value, at, diagnostics).value_or(true);
  }
  read_duration_rule(object, pointer, "cache_ttl", Milliseconds{1}, most_ttl, card.cache.ttl, diagnostics);
}

/// "10 tokens/s" in thousandths of a token a second.
std::optional<std::uint32_t> read_audio_rate(const JsonValue& object, const std::string& pointer, std::string_view key,
                                             Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return std::nullopt;
  const std::string at = child_pointer(pointer, key);
  const std::optional<Spread> rate =
      read_spread(member->value, at, Dimension::token_rate, Level::run, diagnostics);
  if (!rate) return std::nullopt;
  const double thousandths = rate->is_constant() ? rate->value() * 1000 : -1;
  if (!(thousandths >= 1 && thousandths <= 1e6) || thousandths != std::floor(thousandths)) {
    diagnostics.error("E228", member->value.place, at,
                      fmt::format("\"{}\" must be one rate from 0.001 to 1000 tokens a second", key),
                      "write it like \"10 tokens/s\"");
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(thousandths);
}

void read_flag_rule(const JsonValue& object, const std::string& pointer, std::string_view key, bool& rule,
                    Diagnostics& diagnostics) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return;
  rule = read_boolean(member->value, child_pointer(pointer, key), diagnostics).value_or(rule);
}

void read_voice_rules(const JsonValue& object, const std::string& pointer, PriceCard& card, Diagnostics& diagnostics) {
  read_duration_rule(object, pointer, "minimum", Milliseconds{0}, most_billing_step, card.billing_minimum, diagnostics);
  read_duration_rule(object, pointer, "increment", Milliseconds{1}, most_billing_step, card.billing_increment,
                     diagnostics);
  read_duration_rule(object, pointer, "session_cap", Milliseconds{1000}, most_billing_step, card.session_cap,
                     diagnostics);
  card.billed_while_open = read_listed_word(object, pointer, "billed_time", diagnostics).value_or(0) == 1;
  read_flag_rule(object, pointer, "double_ideographs", card.double_ideographs, diagnostics);
  read_flag_rule(object, pointer, "transcript_billed", card.transcript_billed, diagnostics);
  card.audio_rates.input = read_audio_rate(object, pointer, "audio_input_rate", diagnostics);
  card.audio_rates.output = read_audio_rate(object, pointer, "audio_output_rate", diagnostics);
  if (const JsonMember* part = object.find("truncate_to")) {
    const std::string at = child_pointer(pointer, "truncate_to");
    const std::optional<double> ratio = read_ratio(part->value, at, diagnostics);
    if (ratio && !(*ratio >= 0.1 && *ratio <= 1)) {
      diagnostics.error("E228", part->value.place, at, "\"truncate_to\" must lie between 10% and 100%");
    } else if (ratio) {
      card.truncate_to_thousandths = static_cast<std::uint32_t>(std::llround(*ratio * 1000));
    }
  }
  if (const auto rule = read_listed_word(object, pointer, "image_rule", diagnostics)) {
    card.image_rule = static_cast<ImageRule>(*rule + 1);
  }
}

}  // namespace

void read_rules(const JsonValue& object, const std::string& pointer, PriceCard& card, Diagnostics& diagnostics) {
  read_cache_rules(object, pointer, card, diagnostics);
  read_voice_rules(object, pointer, card, diagnostics);
  if (const JsonMember* tier = object.find("service_tier")) {
    const std::string at = child_pointer(pointer, "service_tier");
    if (expect_kind(tier->value, JsonValue::Kind::string, at, "\"service_tier\"", diagnostics))
      card.service_tier = tier->value.text == "standard" ? "" : tier->value.text;
  }
}

}  // namespace npcost::price_reading
