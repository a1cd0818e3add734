// Events: what happens during the run, when, to what, and how much.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "sim/base/atomic_file.h"
#include "sim/scenario/decoding/decode.h"
#include "sim/scenario/decoding/event_target.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/lever_rules.h"
#include "sim/scenario/files/merge.h"
#include "sim/scenario/decoding/read_limit.h"

namespace npcost {

namespace {

struct KindWord {
  std::string_view word;
  Event::Kind kind;
};
constexpr KindWord kinds[] = {{"players", Event::Kind::players}, {"price", Event::Kind::price},
                              {"outage", Event::Kind::outage},   {"feature", Event::Kind::feature},
                              {"policy", Event::Kind::policy},   {"content", Event::Kind::content},
                              {"limit", Event::Kind::limit}};

/// "2027-03-14 03:00" in the zone of the scenario.
std::string local_text(Instant instant, const std::string& zone) {
  const LocalMoment moment = local_moment(instant, zone);
  const std::chrono::sys_days day{std::chrono::days{moment.day}};
  return fmt::format("{} {:02}:{:02}", date_text(Instant(day)), moment.second_of_day / 3600, moment.second_of_day / 60 % 60);
}

/// "day 3 18:30" counted from the local day on which the run starts. The shape was checked.
std::optional<LocalTime> day_of_run(std::string_view text, Instant start, const std::string& zone) {
  if (!text.starts_with("day ")) return std::nullopt;
  text.remove_prefix(4);
  int day = 0, hour = 0, minute = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, day);
  constexpr int last_day = 36'525;
  if (read.ec != std::errc() || day < 0 || day > last_day) return std::nullopt;
  if (read.ptr != end) {
    const auto clock = std::from_chars(read.ptr + 1, end, hour);
    if (clock.ec != std::errc() || clock.ptr == end) return std::nullopt;
    std::from_chars(clock.ptr + 1, end, minute);
  } else if (day == 0) {  // the first day begins when the run does
    return LocalTime(std::chrono::days{local_moment(start, zone).day} +
                     std::chrono::seconds{local_moment(start, zone).second_of_day});
  }
  return LocalTime(std::chrono::days{local_moment(start, zone).day + day} + std::chrono::hours{hour} +
                   std::chrono::minutes{minute});
}

class EventDecoder {
 public:
  EventDecoder(Decoding& decoding, const JsonMember& entry)
      : decoding_(decoding), fields_(decoding, entry.value, "event", child_pointer("/events", entry.key)) {
    event_.name = entry.key;
  }

  Event decode() {
    const std::string what = fields_.text("do");
    const LeverRule* rule = event_rule(what);
    if (rule == nullptr) return event_;
    event_.kind = std::find_if(std::begin(kinds), std::end(kinds), [&](const KindWord& k) { return k.word == what; })->kind;
    check_lever_keys(decoding_, fields_, "event", *rule);
    decode_time();
    if (rule->allows("target")) decode_event_target(decoding_, fields_, event_);
    if (fields_.find("times") != nullptr) event_.times = fields_.spread("times");
    event_.add_players = fields_.number("add", 0);
    event_.probability = fields_.ratio("probability", 1);
    event_.share = fields_.ratio("share", 1);
    if (event_.kind == Event::Kind::players) check_players();
    if (rule->allows("set")) decode_set();
    return event_;
  }

  /// What the event does, without names and without how likely it is: the name of its draw is made of it, so that an event that becomes
  /// likelier happens wherever it did before.
  std::string draw_text() const {
    const auto said = [&](std::string_view key) {
      const JsonValue* value = fields_.find(key);
      return value == nullptr ? std::string("-") : canonical_json(without_remarks(*value));
    };
    const auto since = [](Instant instant) { return instant.time_since_epoch().count(); };
    return fmt::format("{} {} {} {} {} {} {} {}", fields_.text("do"), since(event_.from), since(event_.until), said("times"), said("set"),
                       said("add"), said("share"), said("ramp"));
  }

 private:
  void error(const char* code, std::string_view key, std::string message, std::string hint) {
    decoding_.diagnostics.error(code, fields_.place(key), fields_.at(key), std::move(message), std::move(hint));
  }

  void decode_time() {
    const std::string& zone = decoding_.frame.zone;
    const JsonValue* at = fields_.find("at");
    Diagnostics said_already;
    auto local = at == nullptr ? std::nullopt : day_of_run(fields_.text("at"), decoding_.frame.start, zone);
    if (at != nullptr && !local) local = read_when(*at, "", said_already);
    if (!local) return;
    const ZonedInstant instant = to_instant(*local, zone);
    event_.from = instant.instant;
    if (instant.skipped) {
      error("E404", "at", fmt::format("event time does not exist: {} is skipped by daylight saving in {}", printable(at->text), zone),
            fmt::format("use {}, or give times in UTC with \"timezone\": \"UTC\"", local_text(instant.instant, zone).substr(11)));
    } else {
      check_inside();
    }
    const JsonValue* length = fields_.find("for");
    const auto read = length == nullptr ? std::nullopt : read_duration(*length, "", event_.from, zone, said_already);
    if (read) event_.until = event_.from + *read;
    event_.ramp = fields_.duration("ramp", Milliseconds{0});
    if (read && event_.ramp > *read) {
      error("E109", "ramp", fmt::format("a ramp of {} is longer than the event, which lasts {}", printable(fields_.text("ramp")),
                                        printable(fields_.text("for"))),
            "shorten the ramp, or lengthen \"for\"");
    }
  }

  void check_inside() {
    const Instant start = decoding_.scenario.start, end = start + decoding_.scenario.duration;
    if (event_.from >= start && event_.from < end) return;
    const std::string& zone = decoding_.frame.zone;
    const bool before = event_.from < start;
    error("E411", "at",
          fmt::format("this event {} the run, which {} at {} ({})", before ? "comes before" : "comes after",
                      before ? "begins" : "ends", local_text(before ? start : end, zone), zone),
          before ? fmt::format("what held before is what the scenario says; write \"at\": \"day 0\" and what is left of it")
                 : std::string("give an earlier \"at\", or make \"/time/duration\" longer"));
  }

  void check_players() {
    const bool times = fields_.find("times") != nullptr, add = fields_.find("add") != nullptr;
    if (times && add) {
      error("E109", "add", "\"times\" and \"add\" both say how many players there are", "remove one of the two");
    } else if (!times && !add) {
      error("E109", "do", "an event that does \"players\" needs \"times\" or \"add\"", "add \"times\": 3");
    } else if (add && decoding_.scenario.players.arrivals) {
      error("E109", "add", "\"add\" is counted against \"active\" players; here players come and go", "write \"times\": 1.5");
    }
  }

  void decode_set() {
    const JsonValue* value = fields_.find("set");
    if (value == nullptr) return;
    if (event_.kind != Event::Kind::limit) {
      if (value->kind != JsonValue::Kind::boolean)
        error("E208", "set", "true or false is needed here", "write \"set\": true");
      event_.set = fields_.flag("set", true);
      return;
    }
    const auto limit = read_limit(decoding_, *value, fields_.at("set"));
    if (!limit) return;
    event_.limit = limit->amount;
    if (!event_.policy) return;
    const Policy& policy = decoding_.scenario.policies[*event_.policy];
    if (policy.limit_text.empty() || policy.measure == limit->measure) return;
    error("E416", "set",
          fmt::format("\"{}\" limits {} (\"{}\"), found \"{}\"", printable(policy.name), measure_name(policy.measure),
                      printable(policy.limit_text), printable(limit->text)),
          "give the new limit in the old one's unit");
  }

  Decoding& decoding_;
  Fields fields_;
  Event event_;
};

bool meet(const Event& a, const Event& b) {
  if (a.kind != b.kind || a.from >= b.until || b.from >= a.until) return false;
  // Everybody is also everybody of a segment.
  if (a.kind == Event::Kind::players || a.kind == Event::Kind::content)
    return !a.segment || !b.segment || a.segment == b.segment;
  return a.model == b.model && a.pipeline == b.pipeline && a.policy == b.policy &&
         (a.model || a.pipeline || a.policy);
}

/// Which of two events holds would depend on their order in the file.
void check_overlaps(Decoding& decoding, const std::vector<const JsonMember*>& entries) {
  const std::vector<Event>& events = decoding.scenario.events;
  for (std::size_t later = 0; later < events.size(); ++later) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      const bool first = events[i].from < events[later].from || (events[i].from == events[later].from && i < later);
      if (i == later || !first || !meet(events[i], events[later])) continue;
      const Fields fields(decoding, entries[later]->value, "event", child_pointer("/events", entries[later]->key));
      const bool endless = events[i].until == Instant::max();
      decoding.diagnostics.error(
          "E413", fields.place("at"), fields.at("at"),
          fmt::format("this event overlaps \"{}\", which changes the same {}", printable(events[i].name),
                      endless ? std::string("and has no end")
                              : "until " + local_text(events[i].until, decoding.frame.zone)),
          endless ? fmt::format("give \"{}\" a \"for\" that is over by then", printable(events[i].name))
                  : std::string("let one begin when the other is over, or write one event for both"));
      break;
    }
  }
}

}  // namespace

void decode_events(Decoding& decoding) {
  const std::vector<const JsonMember*> entries = entries_of(section(decoding.root, "events"));
  for (const JsonMember* entry : entries) {
    EventDecoder decoder(decoding, *entry);
    decoding.scenario.events.push_back(decoder.decode());
    decoding.event_texts.push_back(decoder.draw_text());
  }
  check_overlaps(decoding, entries);
}

}  // namespace npcost
