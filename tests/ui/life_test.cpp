// npcost show player: a life on the screen and as JSON.
#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/ui/captured.h"
#include "ui/report/life_json.h"
#include "ui/report/life_words.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/life_text.h"

using namespace npcost;
using captured::Folder;
using captured::Ran;
using nlohmann::json;

namespace {

const Style utf8{};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Scenario made_scenario() {
  Scenario scenario;
  scenario.name = "two days at the gate";
  scenario.timezone = "Asia/Seoul";
  scenario.experiment.seed = 7;
  scenario.pipelines.resize(1);
  scenario.pipelines[0].name = "chat";
  scenario.npcs.resize(1);
  scenario.npcs[0].name = "대장장이 한스";
  scenario.ways = {{0, 0, false}, {0, 0, true}};
  scenario.players.segments.resize(1);
  scenario.players.segments[0].name = "regulars";
  return scenario;
}

LifeLine line(Happening::Kind kind, std::int32_t second, std::int64_t ninths = 0, LineTokens tokens = {}) {
  LifeLine made;
  made.kind = kind;
  made.at = {20'103, second};  // 2025-01-15
  made.cost = Money::from_grains(ninths);
  made.tokens = tokens;
  if (ninths > 0) made.usage = {{Meter::input_tokens, tokens.fresh}, {Meter::output_tokens, tokens.reply}};
  made.turns = 2;
  return made;
}

/// A warm-up line on the day before, then a talk of two turns that cost a third of 10^-15 each: none can be written exactly alone.
PlayerLife made_life() {
  using Kind = Happening::Kind;
  PlayerLife life;
  life.replication = 2;
  life.player = 12;
  life.players = 300;
  life.totals = {2, 1, 5400, 1, 0};
  life.portrait.talks = true;
  life.portrait.sessions_a_day = 1.4;
  life.portrait.talk_factor = 2.5;
  LifeLine early = line(Kind::turn, 86'399, 0, {600, 0, 0, 40});
  early.at.day -= 1;
  early.counted = false;
  life.lines = {early,
                line(Kind::session_begins, 32'400),
                line(Kind::talk_begins, 32'460),
                line(Kind::turn, 32'460, 1'350'000'000'003, {812, 0, 0, 60}),
                line(Kind::turn, 32'520, 1'350'000'000'003, {130, 812, 0, 48}),
                line(Kind::talk_ends, 32'535, 3, {0, 0, 0, 0}),
                line(Kind::session_ends, 37'800)};
  life.lines[4].abandoned = true;
  life.total = Money::from_grains(2'700'000'000'009);  // $0.000300000000001
  life.per_mau_month = 0.0045;
  return life;
}

}  // namespace

TEST_CASE("a life is shown day by day, and its lines add up to the last digit", "[show]") {
  CHECK(life_text(made_life(), made_scenario(), utf8) ==
        "two days at the gate\n"
        "seed 7 · replication 2 · player 12 of 300, numbered from 0\n"
        "segment regulars · 1.40 sessions a day on average\n"
        "talks 2.50 times as much as the average\n"
        "played on 1 day · 1.50 h in all · 1 talk · 2 turns · times in Asia/Seoul\n"
        "\n"
        "  2025-01-14 Tuesday\n"
        "  time     what    fresh cached written reply cost in USD\n"
        "  23:59:59   turn    600      0       0    40 not counted\n"
        "           the day                            not counted\n"
        "\n"
        "  2025-01-15 Wednesday\n"
        "  time     what           fresh cached written reply       cost in USD\n"
        "  09:00:00 session begins\n"
        "  09:01:00 대장장이 한스\n"
        "             2 turns · pipeline chat\n"
        "  09:01:00   turn           812      0       0    60 0.000150000000001\n"
        "  09:02:00   turn           130    812       0    48           0.00015\n"
        "             given up\n"
        "  09:02:15   talk ends                                               0\n"
        "  10:30:00 session ends\n"
        "           the day                                   0.000300000000001\n"
        "\n"
        "  TOTAL\n"
        "    0.000300000000001 USD for all lines together\n"
        "    0.000300000000001 USD for all counts of the player rated as one: the same\n"
        "    $0.00450 per MAU-month\n");
}

TEST_CASE("the JSON of a life has exact amounts that add up", "[show][json]") {
  const json life = json::parse(life_json(made_life(), made_scenario()));
  CHECK(life["npcost_life"] == 1);
  CHECK(life["player"] == 12);
  CHECK(life["players"] == 300);
  CHECK(life["replication"] == 2);
  CHECK(life["segment"] == "regulars");
  CHECK(life["timezone"] == "Asia/Seoul");
  REQUIRE(life["days"].size() == 2);
  CHECK(life["days"][0]["lines"][0]["cost"].is_null());
  CHECK(life["days"][0]["lines"][0]["counted"] == false);
  const json& lines = life["days"][1]["lines"];
  CHECK(lines[1]["kind"] == "talk_begins");
  CHECK(lines[1]["npc"] == "대장장이 한스");
  CHECK(lines[1]["pipeline"] == "chat");
  CHECK(lines[1]["turns"] == 2);
  CHECK(lines[2]["at"] == "2025-01-15T09:01:00");
  CHECK(lines[2]["tokens"] == json::parse(R"({"fresh": 812, "cached": 0, "written": 0, "reply": 60})"));
  CHECK(lines[2]["usage"] == json::parse(R"({"input_tokens": "812", "output_tokens": "60"})"));
  CHECK(lines[3]["remarks"] == json::parse(R"(["given up"])"));
  Money sum;
  for (const json& day : life["days"]) {
    for (const json& one : day["lines"]) {
      if (!one["cost"].is_null()) sum += Money::from_decimal(one["cost"].get<std::string>()).value();
    }
  }
  CHECK(decimal(sum) == life["totals"]["cost"].get<std::string>());
  CHECK(life["totals"]["cost"] == "0.000300000000001");
  CHECK(life["totals"]["turns"] == 2);
}

TEST_CASE("a player who never played has a head and a total of nothing", "[show]") {
  PlayerLife life;
  life.players = 1;
  const std::string text = life_text(life, made_scenario(), utf8);
  CHECK(contains(text, "never played in the run"));
  CHECK(contains(text, "    0 USD for all lines together"));
}

TEST_CASE("a line says who answered if it was not the NPC's own model", "[show]") {
  LifeLine line;
  CHECK(remarks_on(line).empty());
  line.course.answer = Course::Answer::reused;
  line.course.llm = 1;  // which was not asked
  CHECK(remarks_on(line) == std::vector<std::string>{"a reply that was given before"});
  line.course.answer = Course::Answer::model;
  line.course.paid = line.interrupted = true;
  line.tool_rounds = 1;
  line.retries = 2;
  CHECK(remarks_on(line) ==
        std::vector<std::string>{"by another model", "paid for by the player", "1 tool call", "2 failed calls", "interrupted"});
  line = {};
  line.course.answer = Course::Answer::scripted;
  line.course.recorded_voice = true;
  CHECK(remarks_on(line) == std::vector<std::string>{"scripted"});
}

TEST_CASE("the head of a life says what matters of the player in this scenario", "[show]") {
  Scenario scenario = made_scenario();
  PlayerLife life = made_life();
  life.portrait.talk_factor = 1;
  CHECK_FALSE(contains(life_text(life, scenario, utf8), "types"));
  scenario.pipelines[0].stages.resize(1);
  scenario.pipelines[0].stages[0].stage = Stage::tts;
  life.portrait.speaks = false;
  life.portrait.device_matters = true;
  CHECK(contains(life_text(life, scenario, utf8), "1.40 sessions a day on average · types\n"
                                                  "device cannot run a model\n"));
  life.portrait.talks = false;
  CHECK(contains(life_text(life, scenario, utf8), "does not use the feature"));
}

TEST_CASE("a life whose prices are averages says so", "[show]") {
  PlayerLife life = made_life();
  life.graduated = true;
  CHECK(contains(life_text(life, made_scenario(), utf8), "some prices fall with what the whole studio uses"));
  CHECK(json::parse(life_json(life, made_scenario()))["average_prices"] == true);
}

TEST_CASE("hostile names widen no line of a life", "[show]") {
  Scenario scenario = made_scenario();
  scenario.name = "evil\x1b[2J\n" + std::string(200, 'x');
  scenario.npcs[0].name = std::string(80, 'n');
  scenario.pipelines[0].name = std::string(80, 'p');
  scenario.players.segments[0].name = std::string(80, 's');
  PlayerLife life = made_life();
  life.lines[2].way = 1;
  life.lines[3].tokens = {128'000, 100'000, 100'000, 4000};
  const std::string text = life_text(life, scenario, utf8);
  CHECK(contains(text, "on the player's device"));
  CHECK_FALSE(contains(text, "\x1b"));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    INFO(text.substr(at, end - at));
    CHECK(display_width(text.substr(at, end - at)) <= 80);
    at = end + 1;
  }
}

TEST_CASE("show player shows a life that adds up, the same every time", "[program][show]") {
  const Folder folder;
  const std::string file = folder.write("a.json", captured::scenario_text());
  const Ran ran = captured::npcost({"show", "player", "17", "--rep", "1", file});
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "replication 1 · player 17 of 300"));
  CHECK(contains(ran.out, "segment everyone"));
  CHECK(contains(ran.out, "per MAU-month"));
  CHECK(captured::npcost({"show", "player", "17", "--rep", "1", file}).out == ran.out);
  CHECK(captured::npcost({"show", "player", "17", file}).out != ran.out);
  CHECK(captured::npcost({"show", "player", "17", "--rep", "1", "--seed", "8", file}).out != ran.out);
}

TEST_CASE("the lives of all players cost together what the run costs", "[program][show]") {
  const Folder folder;
  std::string text = captured::scenario_text("", "1");
  text.replace(text.find("300 players"), 11, "12 players");
  const std::string file = folder.write("a.json", text);
  Money sum;
  for (int player = 0; player < 12; ++player) {
    const Ran ran = captured::npcost({"show", "player", std::to_string(player), file, "--json"});
    REQUIRE(ran.code == 0);
    sum += Money::from_decimal(json::parse(ran.out)["totals"]["cost"].get<std::string>()).value();
  }
  const json run = json::parse(captured::npcost({"run", file, "--json"}).out);
  CHECK(decimal(sum) == run["cost"]["total"].get<std::string>());
}

TEST_CASE("a player or a replication that does not exist is refused with how many there are", "[program][show]") {
  const Folder folder;
  const std::string file = folder.write("a.json", captured::scenario_text());
  const Ran player = captured::npcost({"show", "player", "300", file});
  CHECK(player.code == 2);
  CHECK(player.out.empty());
  CHECK(contains(player.err, "there is no player 300: replication 0 simulates 300 players, numbered from 0"));
  const Ran replication = captured::npcost({"show", "player", "0", "--rep", "3", file});
  CHECK(replication.code == 2);
  CHECK(contains(replication.err, "there is no replication 3: the run has 3, numbered from 0"));
}

TEST_CASE("show player says what it needs", "[program][show]") {
  const auto refused = [](const std::vector<std::string>& arguments) {
    const Ran ran = captured::npcost(arguments);
    CHECK(ran.code == 2);
    return ran.err;
  };
  CHECK(contains(refused({"show"}), "npcost show needs one of player behind it"));
  CHECK(contains(refused({"show", "player"}), "needs the number of a player and a scenario file"));
  CHECK(contains(refused({"show", "player", "3"}), "npcost show player needs a scenario file"));
  CHECK(contains(refused({"show", "player", "a.json", "3"}), "the number of a player must be a whole number"));
  CHECK(contains(refused({"show", "player", "3", "--rep", "-1", "a.json"}), "--rep must be a whole number"));
}
