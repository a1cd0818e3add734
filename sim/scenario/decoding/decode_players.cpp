// Players and their segments.
#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/keys/day_shapes.h"
#include "sim/scenario/decoding/decode_players.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/spread_facts.h"

namespace npcost {

namespace {

/// Shares are written with at most two digits after the point of a percent.
constexpr double share_tolerance = 1e-4 + 1e-12;

std::string percent_text(double share) { return fmt::format("{:.6g}%", share * 100); }

Segment decode_segment(Decoding& decoding, const JsonMember& entry) {
  const Fields fields(decoding, entry.value, "segment", child_pointer("/players/segments", entry.key));
  Segment segment;
  segment.name = entry.key;
  segment.share = fields.ratio("share");
  segment.sessions = fields.spread("sessions");
  segment.session_length = fields.spread("session_length");
  segment.talks = fields.spread("talks");
  segment.conversations = fields.spread("conversations");
  segment.turns = fields.spread("turns");
  if (const auto sigma = fields.maybe_spread("talk_sigma")) segment.talk_sigma = *sigma;
  segment.voice = fields.ratio("voice", 1);
  segment.device_capable = fields.maybe_spread("device_capable");
  segment.timezone = read_zone(decoding, fields, "timezone").value_or("");
  for (const JsonMember* weight : entries_of(fields.find("npcs"))) {
    Diagnostics said_already;
    const auto npc = index_of(decoding.npcs, weight->key);
    const auto value = read_weight(weight->value, "", said_already);
    if (npc && value && *value > 0) segment.npcs.push_back({*npc, *value});
  }
  return segment;
}

/// Who does not speak must have something to type to.
void check_voice(Decoding& decoding, const Segment& segment) {
  if (segment.voice >= 1) return;
  for (const NpcWeight& weight : segment.npcs) {
    const std::string& name = decoding.scenario.npcs[weight.npc].name;
    const JsonMember* npc = entry_named(decoding.root, "npcs", name);
    if (npc == nullptr) continue;
    const std::vector<std::string>& chain = decoding.chains.used(Fields(decoding, npc->value, "npc", "").text("pipeline"));
    if (chain.empty() || !decoding.chains.is_spoken(chain.back())) continue;
    const std::string pointer = child_pointer("/players/segments", segment.name);
    const JsonMember* entry = entry_named(*section(decoding.root, "players"), "segments", segment.name);
    const Fields fields(decoding, entry->value, "segment", pointer);
    decoding.diagnostics.error("E304", fields.place("voice"), fields.at("voice"),
                               fmt::format("{} of \"{}\" type, and \"{}\" can only be spoken with", percent_text(1 - segment.voice),
                                           printable(segment.name), printable(name)),
                               fmt::format("give the pipeline \"{}\" an \"otherwise\" of kind \"text\"", printable(chain.back())));
    return;
  }
}

std::vector<Platform> decode_platforms(Decoding& decoding, const Fields& players) {
  std::vector<Platform> platforms;
  const JsonValue* entries = players.find("platforms");
  for (const JsonMember* entry : entries_of(entries)) {
    const Fields fields(decoding, entry->value, "platform", child_pointer("/players/platforms", entry->key));
    Platform platform{.name = entry->key, .share = fields.ratio("share")};
    if (const auto capable = fields.maybe_spread("device_capable")) platform.device_capable = *capable;
    platforms.push_back(std::move(platform));
  }
  if (entries != nullptr) check_shares(decoding, *entries, "platform", "/players/platforms");
  return platforms;
}

std::optional<Novelty> decode_novelty(const Decoding& decoding, const Fields& players) {
  const JsonValue* object = players.find("novelty");
  if (object == nullptr) return std::nullopt;
  const Fields fields(decoding, *object, "novelty", players.at("novelty"));
  Novelty novelty;
  if (const auto half_life = fields.maybe_spread("half_life")) novelty.half_life = *half_life;
  novelty.floor = fields.spread("floor");
  return novelty;
}

/// So many are there, or so many come: one of the two.
void decode_crowd(Decoding& decoding, const Fields& fields) {
  Players& players = decoding.scenario.players;
  players.active = fields.spread("active");
  players.arrivals = fields.maybe_spread("arrivals");
  const bool active = fields.find("active") != nullptr, arrivals = fields.find("arrivals") != nullptr;
  if (active && arrivals) {
    decoding.diagnostics.error("E109", fields.place("arrivals"), fields.at("arrivals"),
                               "\"active\" says that so many players are there, \"arrivals\" that they come and go: one of the two",
                               "remove \"active\", or this");
  } else if (!active && !arrivals && fields.object().kind == JsonValue::Kind::object) {
    decoding.diagnostics.error("E103", opening_of(fields.object()), fields.pointer(),
                               "how many play is missing: \"active\", or \"arrivals\"",
                               "add \"active\": \"1k players\", or \"arrivals\": \"2k/d\" for players who come and go");
  }
  players.returns = decode_retention(decoding, fields);
}

}  // namespace

void check_shares(Decoding& decoding, const JsonValue& entries, std::string_view type, const std::string& pointer) {
  double sum = 0;
  std::string parts;
  for (const JsonMember* entry : entries_of(&entries)) {
    const Fields fields(decoding, entry->value, type, child_pointer(pointer, entry->key));
    const auto share = fields.maybe_ratio("share");
    if (!share) return;  // missing or unreadable: reported there
    sum += *share;
    parts += (parts.empty() ? "" : " + ") + printable(entry->key) + " " + percent_text(*share);
    if (!(*share > 0)) {
      decoding.diagnostics.error("E401", fields.place("share"), fields.at("share"),
                                 fmt::format("a {} needs a share above 0%", type),
                                 fmt::format("remove the {}, or give it a share", type));
      return;
    }
  }
  if (parts.empty() || std::abs(sum - 1) <= share_tolerance) return;
  const double off = std::abs(sum - 1);
  decoding.diagnostics.error("E401", opening_of(entries), pointer,
                             fmt::format("{} shares add up to {}, not 100%", type, percent_text(sum)),
                             fmt::format("{}; {} {}", parts, percent_text(off), sum < 1 ? "missing" : "too much"));
}

void decode_players(Decoding& decoding) {
  static const JsonValue nothing;
  const JsonValue* object = section(decoding.root, "players");
  const Fields fields(decoding, object == nullptr ? nothing : *object, "players", "/players");
  Players& players = decoding.scenario.players;
  decode_crowd(decoding, fields);
  players.curve = decode_curve(decoding, fields);
  players.novelty = decode_novelty(decoding, fields);
  players.platforms = decode_platforms(decoding, fields);
  Diagnostics said_already;
  const JsonValue* shape = fields.find("daily_shape");
  const auto day = shape == nullptr ? std::nullopt : read_day_shape(*shape, "", said_already);
  const DayShape used = day.value_or(flat_day());
  players.daily_shape = used.name;
  players.hour_of_week = used.hour_of_week;
  const JsonValue* segments = fields.find("segments");
  decoding.segments = number_entries(segments);
  for (const JsonMember* entry : entries_of(segments)) players.segments.push_back(decode_segment(decoding, *entry));
  if (segments != nullptr) check_shares(decoding, *segments, "segment", "/players/segments");
  for (const Segment& segment : players.segments) check_voice(decoding, segment);
}

}  // namespace npcost
