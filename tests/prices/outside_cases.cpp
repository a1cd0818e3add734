#include "tests/prices/outside_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/prices/price_book.h"
#include "sim/prices/price_kinds.h"
#include "sim/recorded/reported_usage.h"

namespace npcost::outside {
namespace {

/// A price of the outside format: which card of ours it belongs to, and how it is written there.
struct PriceName {
  std::string_view outside, card, key, unit;
};
constexpr PriceName price_names[] = {
    {"input_mtok", "realtime", "input", "1M tokens"},
    {"output_mtok", "realtime", "output", "1M tokens"},
    {"cache_read_mtok", "realtime", "cached_input", "1M tokens"},
    {"cache_write_mtok", "realtime", "cache_write", "1M tokens"},
    {"cache_write_1h_mtok", "realtime", "cache_write_1h", "1M tokens"},
    {"cache_storage_mtok_hour", "realtime", "cache_storage", "1M tokens/h"},
    {"output_reasoning_mtok", "realtime", "reasoning", "1M tokens"},
    {"input_citation_mtok", "realtime", "citations", "1M tokens"},
    {"input_audio_mtok", "realtime", "audio_input", "1M tokens"},
    {"cache_audio_read_mtok", "realtime", "cached_audio", "1M tokens"},
    {"output_audio_mtok", "realtime", "audio_output", "1M tokens"},
    {"input_image_mtok", "realtime", "image_input", "1M tokens"},
    {"cache_image_read_mtok", "realtime", "cached_image", "1M tokens"},
    {"output_image_mtok", "realtime", "image_output", "1M tokens"},
    {"input_video_mtok", "realtime", "video_input", "1M tokens"},
    {"audio_input_minute", "realtime", "audio_input_time", "min"},
    {"audio_output_minute", "realtime", "audio_output_time", "min"},
    {"session_minute", "realtime", "price", "min"},
    {"standby_minute", "realtime", "standby", "min"},
    {"input_text_messages_k", "realtime", "text_message", "1k messages"},
    {"web_search_k", "realtime", "web_search", "1k searches"},
    {"requests_k", "realtime", "per_request", "1k requests"},
    {"stt_minute", "stt", "price", "min"},
    {"audio_hour", "stt", "price", "h"},
    {"tts_mchar", "tts", "price", "1M chars"}};

/// "A missing child price falls back to its parent price": the ones that npcost itself leaves unpriced.
struct Parent {
  std::string_view child, parent;
};
constexpr Parent parents[] = {{"cache_write_1h_mtok", "cache_write_mtok"}, {"cache_write_1h_mtok", "input_mtok"},
                              {"input_audio_mtok", "input_mtok"},          {"output_audio_mtok", "output_mtok"},
                              {"output_image_mtok", "output_mtok"}};

bool stated_anywhere(const JsonValue& prices, std::string_view key) {
  if (prices.find(key) != nullptr) return true;
  for (const std::string_view list : {"tiers", "schedule"}) {
    const JsonMember* member = prices.find(list);
    if (member == nullptr) continue;
    for (const JsonValue& item : member->value.items) {
      const JsonMember* set = item.find("set");
      if (set != nullptr && set->value.find(key) != nullptr) return true;
    }
  }
  return false;
}

/// The prices of one object as members of a card of ours: `"input": "$1/1M tokens", …`.
std::string our_prices(const JsonValue& object, const JsonValue& whole, std::string_view card) {
  std::map<std::string_view, std::string> found;
  const auto note = [&](std::string_view name, const std::string& number) {
    for (const PriceName& price : price_names) {
      if (price.outside == name && price.card == card)
        found.emplace(price.key, fmt::format("\"{}\": \"${}/{}\"", price.key, number, price.unit));
    }
  };
  for (const JsonMember& member : object.members) {
    if (member.value.kind == JsonValue::Kind::number) note(member.key, member.value.text);
  }
  for (const Parent& family : parents) {
    if (!stated_anywhere(whole, family.child) && object.find(family.parent) != nullptr)
      note(family.child, number_text(object, family.parent));
  }
  std::string text;
  for (const auto& [key, member] : found) text += (text.empty() ? "" : ", ") + member;
  return text;
}

std::string our_tiers(const JsonValue& prices, std::string_view card) {
  const JsonMember* tiers = prices.find("tiers");
  if (tiers == nullptr) return {};
  std::string list;
  for (const JsonValue& tier : tiers->value.items) {
    const std::string changed = our_prices(tier.find("set")->value, prices, card);
    if (changed.empty()) continue;
    const JsonMember* inclusive = tier.find("inclusive");
    list += fmt::format("{}{{ \"above\": \"{} tokens\", \"inclusive\": {}, {} }}", list.empty() ? "" : ", ",
                        number_text(tier, "threshold"), inclusive != nullptr && inclusive->value.boolean, changed);
  }
  return list.empty() ? list : fmt::format(", \"tiers\": [{}]", list);
}

std::string our_schedule(const JsonValue& prices, std::string_view card) {
  constexpr std::array<std::string_view, 8> days = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const JsonMember* schedule = prices.find("schedule");
  if (schedule == nullptr) return {};
  std::string list;
  for (const JsonValue& entry : schedule->value.items) {
    const std::string changed = our_prices(entry.find("set")->value, prices, card);
    if (changed.empty()) continue;
    std::string when;
    if (const JsonMember* window = entry.find("utc_window")) {
      when += fmt::format("\"hours\": \"{}..{}\", ", window->value.items.at(0).text, window->value.items.at(1).text);
    }
    if (const JsonMember* weekdays = entry.find("weekdays")) {
      std::string names;
      for (const JsonValue& day : weekdays->value.items)
        names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", days.at(static_cast<std::size_t>(day.text[0] - '0')));
      when += fmt::format("\"weekdays\": [{}], ", names);
    }
    list += fmt::format("{}{{ {}{} }}", list.empty() ? "" : ", ", when, changed);
  }
  return list.empty() ? list : fmt::format(", \"schedule\": [{}]", list);
}

/// The case's prices for one of the three cards, or "" if it has none of them.
std::string our_card(const JsonValue& prices, std::string_view card) {
  const std::string base = our_prices(prices, prices, card);
  if (base.empty()) return {};
  const std::string multiplier = number_text(prices, "multiplier");
  const std::string service =
      multiplier.empty() ? "" : fmt::format(", \"service_tiers\": {{ \"asked\": {{ \"times\": {} }} }}", multiplier);
  return fmt::format("{{ \"kind\": \"{}\", {}{}{}{} }}", card, base, card == "realtime" ? our_tiers(prices, card) : "",
                     our_schedule(prices, card), service);
}

/// A decimal number of units as whole counts.
std::uint64_t counts_of(const std::string& number, std::int64_t per_unit) {
  const std::optional<Money> exact = Money::from_decimal(number);
  if (!exact) return 0;
  return static_cast<std::uint64_t>(exact->times(per_unit).grains() / Money::grain_per_unit);
}

struct UsageName {
  std::string_view outside, card;
  Meter meter;
  std::int64_t counts;
};
constexpr UsageName usage_names[] = {
    {"input_citation_tokens", "realtime", Meter::citation_tokens, 1},
    {"cache_storage_token_hours", "realtime", Meter::cache_storage_token_hours, 3'600'000},
    {"audio_input_minutes", "realtime", Meter::audio_input_seconds, 60'000},
    {"audio_output_minutes", "realtime", Meter::audio_output_seconds, 60'000},
    {"session_seconds", "realtime", Meter::session_seconds, 1000},
    {"standby_seconds", "realtime", Meter::standby_seconds, 1000},
    {"input_text_messages", "realtime", Meter::text_messages, 1},
    {"web_searches", "realtime", Meter::web_searches, 1},
    {"requests", "realtime", Meter::requests, 1},
    {"stt_seconds", "stt", Meter::stt_seconds, 1000},
    {"audio_seconds", "stt", Meter::stt_seconds, 1000},
    {"characters", "tts", Meter::tts_chars, 1}};

struct Part {
  std::string_view outside;
  std::uint64_t ReportedUsage::* field;
};
constexpr Part parts[] = {{"input_tokens", &ReportedUsage::input},
                          {"cache_read_tokens", &ReportedUsage::cached},
                          {"cache_write_tokens", &ReportedUsage::cache_write},
                          {"cache_write_1h_tokens", &ReportedUsage::cache_write_1h},
                          {"input_audio_tokens", &ReportedUsage::audio_input},
                          {"cache_audio_read_tokens", &ReportedUsage::cached_audio},
                          {"input_image_tokens", &ReportedUsage::image_input},
                          {"cache_image_read_tokens", &ReportedUsage::cached_image},
                          {"input_video_tokens", &ReportedUsage::video_input},
                          {"output_tokens", &ReportedUsage::output},
                          {"output_reasoning_tokens", &ReportedUsage::reasoning},
                          {"output_audio_tokens", &ReportedUsage::audio_output},
                          {"output_image_tokens", &ReportedUsage::image_output}};

/// What the case used of one card.
MeterCounts our_usage(const JsonValue& usage, std::string_view card, Answer& answer) {
  MeterCounts counts;
  if (card == "realtime") {
    ReportedUsage reported;
    for (const Part& part : parts) reported.*part.field = counts_of(number_text(usage, part.outside), 1);
    const JsonMember* outside = usage.find("reasoning_excluded_from_output");
    reported.reasoning_in_output = outside == nullptr || !outside->value.boolean;
    const UsageFault fault = decompose(reported, counts);
    if (fault != UsageFault::none) answer.faults.emplace_back(fault_text(fault));
  }
  for (const UsageName& name : usage_names) {
    if (name.card == card) counts.add(name.meter, counts_of(number_text(usage, name.outside), name.counts));
  }
  return counts;
}

Instant instant_of(const JsonValue& usage) {
  const JsonMember* at = usage.find("timestamp");
  if (at == nullptr) return Instant{};
  const std::optional<LocalTime> when = parse_local_time(at->value.text.substr(0, 19));
  return when ? Instant(when->time_since_epoch()) : Instant{};
}

void note_unknown(const JsonValue& prices, const JsonValue& usage, Answer& answer) {
  for (const JsonMember& member : prices.members) {
    const bool known = std::any_of(std::begin(price_names), std::end(price_names),
                                   [&](const PriceName& n) { return n.outside == member.key; });
    if (!known && member.key != "tiers" && member.key != "schedule" && member.key != "multiplier")
      answer.faults.push_back("an unknown price: " + member.key);
  }
  for (const JsonMember& member : usage.members) {
    const bool known =
        std::any_of(std::begin(usage_names), std::end(usage_names),
                    [&](const UsageName& n) { return n.outside == member.key; }) ||
        std::any_of(std::begin(parts), std::end(parts), [&](const Part& p) { return p.outside == member.key; });
    if (!known && member.key != "timestamp" && member.key != "reasoning_excluded_from_output")
      answer.faults.push_back("an unknown usage: " + member.key);
  }
}

}  // namespace

std::string number_text(const JsonValue& object, std::string_view key) {
  const JsonMember* member = object.find(key);
  return member != nullptr && member->value.kind == JsonValue::Kind::number ? member->value.text : std::string{};
}

Answer rate_case(const JsonValue& test) {
  Answer answer;
  const JsonValue& prices = test.find("prices")->value;
  const JsonValue& usage = test.find("usage")->value;
  note_unknown(prices, usage, answer);
  for (const std::string_view card : {"realtime", "stt", "tts"}) {
    const MeterCounts counts = our_usage(usage, card, answer);
    const std::string text = our_card(prices, card);
    if (counts.used() == 0) continue;
    SourceTexts texts;
    Diagnostics diagnostics;
    const SourceText& source = texts.add("case", text.empty() ? "{}" : text);
    std::optional<PriceCard> read = read_price_card("model", read_json(source, diagnostics), "", diagnostics);
    if (!read) {
      answer.faults.push_back(report_text(diagnostics));
      continue;
    }
    PriceBook book;
    book.cards.push_back(std::move(*read));
    Rater rater(book);
    RequestUsage request;
    request.at = instant_of(usage);
    request.service = rater.service_number(prices.find("multiplier") == nullptr ? "" : "asked");
    request.counts = counts;
    Charge charge;
    rater.rate(request, charge);
    for_each_meter(charge.unpriced,
                   [&](Meter meter) { answer.faults.push_back("unpriced: " + std::string(meter_name(meter))); });
    answer.total += charge.total;
  }
  return answer;
}

std::vector<Case> rating_cases(const JsonValue& root) {
  std::vector<Case> found;
  const JsonMember* cases = root.find("cases");
  if (cases == nullptr) return found;
  for (const JsonValue& item : cases->value.items) {
    if (item.find("prices") == nullptr || item.find("usage") == nullptr || item.find("expected_usd") == nullptr) continue;
    Case one;
    one.json = &item;
    if (const JsonMember* id = item.find("id")) one.id = id->value.text;
    if (const JsonMember* flags = item.find("flags")) {
      for (const JsonValue& flag : flags->value.items) one.flags.push_back(flag.text);
    }
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace npcost::outside
