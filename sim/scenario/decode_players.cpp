// Players and their segments, and what the game earns.
#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/day_shapes.h"
#include "sim/scenario/decode.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/spread_facts.h"

namespace npcost {

namespace {

/// Shares are written with at most two digits after the point of a percent.
constexpr double share_tolerance = 1e-4 + 1e-12;

std::string percent_text(double share) { return fmt::format("{:.6g}%", share * 100); }

Segment decode_segment(const Decoding& decoding, const JsonMember& entry) {
  const Fields fields(decoding, entry.value, "segment", child_pointer("/players/segments", entry.key));
  Segment segment;
  segment.name = entry.key;
  segment.share = fields.ratio("share");
  segment.sessions = fields.spread("sessions");
  segment.session_length = fields.spread("session_length");
  segment.talks = fields.spread("talks");
  segment.conversations = fields.spread("conversations");
  segment.turns = fields.spread("turns");
  for (const JsonMember* weight : entries_of(fields.find("npcs"))) {
    Diagnostics said_already;
    const auto npc = index_of(decoding.npcs, weight->key);
    const auto value = read_weight(weight->value, "", said_already);
    if (npc && value && *value > 0) segment.npcs.push_back({*npc, *value});
  }
  return segment;
}

void check_shares(Decoding& decoding, const JsonValue& segments) {
  double sum = 0;
  std::string parts;
  for (const JsonMember* entry : entries_of(&segments)) {
    const auto share = Fields(decoding, entry->value, "segment", "").maybe_ratio("share");
    if (!share) return;  // missing or unreadable: reported there
    sum += *share;
    parts += (parts.empty() ? "" : " + ") + printable(entry->key) + " " + percent_text(*share);
    if (!(*share > 0)) {
      decoding.diagnostics.error("E401", Fields(decoding, entry->value, "segment", "").place("share"),
                                 child_pointer(child_pointer("/players/segments", entry->key), "share"),
                                 "a segment needs a share above 0%", "remove the segment, or give it a share");
      return;
    }
  }
  if (parts.empty() || std::abs(sum - 1) <= share_tolerance) return;
  const double off = std::abs(sum - 1);
  decoding.diagnostics.error("E401", opening_of(segments), "/players/segments",
                             fmt::format("segment shares add up to {}, not 100%", percent_text(sum)),
                             fmt::format("{}; {} {}", parts, percent_text(off), sum < 1 ? "missing" : "too much"));
}

}  // namespace

void decode_players(Decoding& decoding) {
  static const JsonValue nothing;
  const JsonValue* object = section(decoding.root, "players");
  const Fields fields(decoding, object == nullptr ? nothing : *object, "players", "/players");
  Players& players = decoding.scenario.players;
  players.active = fields.spread("active");
  Diagnostics said_already;
  const JsonValue* shape = fields.find("daily_shape");
  const auto day = shape == nullptr ? std::nullopt : read_day_shape(*shape, "", said_already);
  const DayShape used = day.value_or(flat_day());
  players.daily_shape = used.name;
  players.hour_of_week = used.hour_of_week;
  const JsonValue* segments = fields.find("segments");
  decoding.segments = number_entries(segments);
  for (const JsonMember* entry : entries_of(segments)) players.segments.push_back(decode_segment(decoding, *entry));
  if (segments != nullptr) check_shares(decoding, *segments);
}

void decode_revenue(Decoding& decoding) {
  static const JsonValue nothing;
  const JsonValue* object = section(decoding.root, "revenue");
  const Fields fields(decoding, object == nullptr ? nothing : *object, "revenue", "/revenue");
  Revenue& revenue = decoding.scenario.revenue;
  const std::string model = fields.text("model");
  struct Kind {
    std::string_view word;
    Revenue::Model model;
    std::string_view needs;
  };
  constexpr Kind kinds[] = {{"none", Revenue::Model::none, ""},
                            {"free_to_play", Revenue::Model::free_to_play, "conversion|arppu"},
                            {"premium", Revenue::Model::premium, "price"},
                            {"subscription", Revenue::Model::subscription, "price"}};
  for (const Kind& kind : kinds) {
    if (kind.word != model) continue;
    revenue.model = kind.model;
    for (const std::string& key : words_of(kind.needs)) {
      if (fields.find(key) != nullptr) continue;
      decoding.diagnostics.error("E109", fields.place("model"), fields.pointer(),
                                 fmt::format("revenue of model \"{}\" needs \"{}\"", model, key),
                                 fmt::format("add \"{}\": {}", key, object_type("revenue")->find(key)->example));
    }
    for (const std::string_view key : {"price", "conversion", "arppu"}) {
      if (fields.find(key) == nullptr || kind.needs.find(key) != std::string_view::npos) continue;
      decoding.diagnostics.error("E109", fields.place(key), fields.at(key),
                                 fmt::format("\"{}\" means nothing for revenue of model \"{}\"", key, model),
                                 "remove it, or change the model");
    }
  }
  const auto money = [&](std::string_view key) {
    const JsonValue* value = fields.find(key);
    Diagnostics said_already;
    const auto amount = value == nullptr ? std::nullopt : read_amount(*value, "", said_already);
    if (!amount) return Amount{Money{}, decoding.currencies.own()};
    const auto own = decoding.currencies.own_money(amount->money, amount->currency, opening_of(*value), fields.at(key),
                                                   "the amount", decoding.diagnostics);
    return Amount{own.value_or(Money{}), decoding.currencies.own()};
  };
  revenue.price = money("price");
  revenue.arppu = money("arppu");
  revenue.conversion = fields.ratio("conversion");
  revenue.store_fee = fields.ratio("store_fee");
  revenue.tax = fields.ratio("tax");
  revenue.npc_share = fields.maybe_ratio("npc_share");
}

}  // namespace npcost
