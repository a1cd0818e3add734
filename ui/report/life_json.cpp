#include "ui/report/life_json.h"

#include "ui/report/json_out.h"
#include "ui/report/life_words.h"

namespace npcost {
namespace {

void write_usage(JsonOut& out, const LifeLine& line) {
  out.key("usage").begin_object();
  for (const auto& [meter, count] : line.usage) {
    // Counts as exact decimals of shown units: seconds, token-hours.
    const Money one = Money::from_grains(Money::grain_per_unit / counts_per_shown_unit(meter));
    out.key(meter_name(meter)).string(decimal(one.times(static_cast<Int128>(count))));
  }
  out.end_object();
}

void write_line(JsonOut& out, const LifeLine& line, const std::string& cost, const Scenario& scenario) {
  out.begin_object();
  out.key("at").string(local_date(line.at) + "T" + local_clock(line.at));
  out.key("kind").string(happening_key(line.kind));
  out.key("counted").boolean(line.counted);
  if (has_npc(line.kind)) {
    const Way& way = scenario.ways[line.way];
    out.key("npc").string(scenario.npcs[way.npc].name);
    out.key("pipeline").string(scenario.pipelines[way.pipeline].name);
    out.key("on_device").boolean(way.device);
  }
  if (line.kind == Happening::Kind::talk_begins) out.key("turns").whole(line.turns);
  if (is_spoken_line(line.kind)) {
    out.key("tokens").begin_object();
    out.key("fresh").whole(line.tokens.fresh);
    out.key("cached").whole(line.tokens.cached);
    out.key("written").whole(line.tokens.written);
    out.key("reply").whole(line.tokens.reply);
    out.end_object();
    out.key("remarks").begin_array();
    for (const std::string& remark : remarks_on(line)) out.string(remark);
    out.end_array();
  }
  write_usage(out, line);
  out.key("cost");
  if (line.counted) {
    out.string(cost);
  } else {
    out.null();
  }
  out.end_object();
}

void write_head(JsonOut& out, const PlayerLife& life, const Scenario& scenario) {
  out.key("scenario").string(scenario.name);
  out.key("scenario_sha256").string(scenario.sha256);
  out.key("engine_version").string(NPCOST_VERSION);
  out.key("seed").whole(scenario.experiment.seed);
  out.key("replication").whole(life.replication);
  out.key("player").whole(life.player);
  out.key("players").whole(life.players);
  out.key("segment").string(scenario.players.segments[life.portrait.segment].name);
  const Portrait& portrait = life.portrait;
  out.key("uses_the_feature").boolean(portrait.talks);
  out.key("speaks").boolean(portrait.speaks);
  out.key("capable_device").boolean(portrait.capable_device);
  out.key("sessions_a_day").number(portrait.sessions_a_day);
  out.key("talk_factor").number(portrait.talk_factor);
  out.key("currency").string(scenario.currency);
  out.key("timezone").string(scenario.timezone);
  out.key("average_prices").boolean(life.graduated);
}

}  // namespace

std::string life_json(const PlayerLife& life, const Scenario& scenario) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_life").whole(1);
  write_head(out, life, scenario);
  out.key("days").begin_array();
  for (const LifeDay& day : days_of(life)) {
    out.begin_object();
    out.key("date").string(day.date);
    out.key("cost").string(day.cost);
    out.key("lines").begin_array();
    for (std::size_t i = day.begin; i < day.end; ++i) write_line(out, life.lines[i], day.costs[i - day.begin], scenario);
    out.end_array();
    out.end_object();
  }
  out.end_array();
  out.key("totals").begin_object();
  out.key("days_played").whole(life.totals.days);
  out.key("play_seconds").whole(life.totals.play_seconds);
  out.key("conversations").whole(life.totals.conversations);
  out.key("turns").whole(life.totals.turns);
  out.key("cost").string(decimal(life.total));
  out.key("per_mau_month").number(life.per_mau_month);
  out.end_object();
  out.end_object();
  return out.text();
}

}  // namespace npcost
