// Every scenario of the gallery runs, says where its numbers come from, and comes out as its lesson says.

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/base/money.h"
#include "tests/catch.h"
#include "tests/ui/captured.h"

using namespace npcost;
using captured::Ran;
using Json = nlohmann::json;

namespace {

std::string gallery(const std::string& name) {
  return std::string(NPCOST_SOURCE_DIR) + "/scenarios/" + name + ".npcost.json";
}

struct Played {
  int code;
  Json json;

  std::string budget(const std::string& name) const {
    for (const Json& budget : json["budgets"]) {
      if (budget["name"] == name) return budget["verdict"];
    }
    return "no such budget";
  }
  double mean(const std::string& metric) const { return json["metrics"][metric]["mean"]; }
};

Played play(const std::string& name) {
  const Ran ran = captured::npcost({"run", gallery(name), "--json"});
  INFO(ran.err);
  REQUIRE((ran.code == 0 || ran.code == 1 || ran.code == 4));
  return {ran.code, Json::parse(ran.out)};
}

}  // namespace

TEST_CASE("the market report's first claim: in January 2025 small text fits and voice does not", "[gallery]") {
  const Played played = play("report-2025-01");
  CHECK(played.code == 1);
  CHECK(played.budget("text fits") == "pass");
  CHECK(played.budget("voice fits") == "fail");
  CHECK(played.json["verdict"]["text"]["band"] == "green");
  CHECK(played.json["verdict"]["voice"]["band"] == "black");
  CHECK(played.json["verdict"]["voice"]["binding_component"] == "tts");

  // Net revenue of a monthly player: 3.5 % × $14 × 70 % = $0.343. A spoken turn by hand: 4.26 characters a token × about 45
  // tokens × $15/1M = $0.0029; talks a player and month: 0.4 × 30 × 35 % × about 1.9 × 6 turns = 47.9 turns → about $0.14.
  const double voice = played.json["verdict"]["voice"]["cost_per_mau_month"];
  CHECK_THAT(voice, WithinAbs(0.16, 0.03));
  CHECK_THAT(static_cast<double>(played.json["verdict"]["voice"]["share_of_net_revenue"]), WithinRel(voice / 0.343, 1e-9));
}

TEST_CASE("the same game on the large model of its day is far from its budget even in text", "[gallery]") {
  const Ran ran = captured::npcost({"run", gallery("report-2025-01"), "--json", "--quick", "--set", "/models/brain/catalog=list:openai/gpt-4o"});
  INFO(ran.err);
  const Json json = Json::parse(ran.out);
  CHECK(json["verdict"]["text"]["band"] == "black");
  CHECK(json["budgets"][0]["verdict"] == "fail");
}

TEST_CASE("one innkeeper costs a player less than ten cents a month", "[gallery]") {
  const Played played = play("tiny");
  CHECK(played.code == 0);
  CHECK(played.budget("cheap enough") == "pass");
  // "4..12 turns" is a lognormal: sigma = ln(12/4)/3.29, mean = sqrt(48)·exp(sigma²/2) = 7.325; 1,000 players × 30 days × 2 talks.
  const double sigma = std::log(3.0) / (2 * 1.6448536269514722);
  const double turns = std::sqrt(48.0) * std::exp(sigma * sigma / 2);
  CHECK_THAT(played.mean("turns.per_conversation"), WithinRel(turns, 0.005));
  CHECK_THAT(played.mean("turns.total"), WithinRel(turns * 1000 * 30 * 2, 0.015));
  CHECK(played.json["metrics"]["latency.first_text"]["mean"].is_null());  // no model says how quick it is
}

TEST_CASE("in the tavern the few who talk most decide the bill", "[gallery]") {
  const Played played = play("tavern");
  CHECK(played.code == 1);
  CHECK(played.budget("share") == "fail");
  CHECK(played.budget("chatters") == "fail");
  CHECK(played.budget("quick") == "pass");
  const Json& segments = played.json["cost"]["by_segment"];
  const double chatters = Money::from_decimal(segments["chatters"].get<std::string>())->approximate();
  const double total = Money::from_decimal(played.json["cost"]["total"].get<std::string>())->approximate();
  CHECK(chatters > 0.7 * total);  // 3 % of the players
}

TEST_CASE("an hour with a companion who speaks costs a third of a dollar, four fifths of it for the voice", "[gallery]") {
  const Played played = play("voice-companion");
  CHECK(played.budget("hour") == "fail");
  CHECK(played.budget("feels alive") == "pass");
  CHECK_THAT(played.mean("cost.per_player_hour"), WithinAbs(0.33, 0.03));
  CHECK(played.json["verdict"]["voice"]["binding_component"] == "tts");
}

TEST_CASE("one model that hears and speaks costs an hour more than three, and how it forgets decides how much", "[gallery]") {
  const Played played = play("voice-live");
  CHECK(played.json["verdict"]["speech_to_speech"]["binding_component"] == "realtime");
  CHECK_THAT(played.mean("cost.per_player_hour"), WithinAbs(0.37, 0.03));
  CHECK(played.mean("cache.hit_rate") > 0.9);
  // A window that slides at every turn changes the front of the prompt at every turn: beyond it only the persona is found again.
  const Ran ran = captured::npcost({"run", gallery("voice-live"), "--json", "--set",
                                    R"(/npcs/companion/memory={ "policy": "window", "keep_turns": 20, "fill_to": null, "keep_tokens": null })"});
  INFO(ran.err);
  const Json sliding = Json::parse(ran.out);
  CHECK(sliding["metrics"]["cost.per_player_hour"]["mean"] > 2 * played.mean("cost.per_player_hour"));
  CHECK(sliding["metrics"]["cache.hit_rate"]["mean"] < 0.75);
}

TEST_CASE("a Korean evening pays a fifth more for Chinese office hours, though most of it comes after them", "[gallery]") {
  const Played played = play("korean-evening");
  CHECK(played.budget("five cents a month") == "pass");
  // The same game at the usual price all day, the entry of 2026-09-10 written out.
  const Ran ran = captured::npcost({"run", gallery("korean-evening"), "--json", "--set", "/models/brain/input=$0.15/1M tokens", "--set",
                                    "/models/brain/cached_input=$0.003/1M tokens", "--set", "/models/brain/output=$0.60/1M tokens"});
  INFO(ran.err);
  const Json flat = Json::parse(ran.out);
  const double dearer = played.mean("cost.per_turn") / flat["metrics"]["cost.per_turn"]["mean"].get<double>();
  CHECK_THAT(dearer, WithinAbs(1.20, 0.02));
  CHECK(flat["metrics"]["turns.total"]["mean"] == played.json["metrics"]["turns.total"]["mean"]);  // the same players
}
