// Money in as it is written into files and onto the screen. The figures are invented.
#include <nlohmann/json.hpp>
#include <sstream>

#include "sim/base/atomic_file.h"
#include "tests/catch.h"
#include "tests/ui/made_result.h"
#include "ui/report/write_csv.h"
#include "ui/report/write_json.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/summary.h"

using namespace npcost;
using nlohmann::json;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};

ModeVerdict spoken() {
  ModeVerdict verdict;
  verdict.mode = "voice";
  verdict.cost_per_mau_month = 0.9;
  verdict.share_of_net_revenue = 0.41;
  verdict.band = "black";
  verdict.binding_component = "tts";
  verdict.binding_share = 0.71;
  verdict.fixed_per_mau_month = 0.1;
  verdict.judged = {{"mean", 0.41, "black", Interval{0.95, 0.40, 0.42, "mean"}, ""},
                    {"p95_player", 1.9, "black", Interval{0.95, 1.8, 2.0, "p95_player"}, ""},
                    {"peak_month", 0.6, "black", {}, ""},
                    {"bill_p90", {}, "unknown", {}, "a quantile over replications: needs at least 10"}};
  verdict.components = {{"tts", 0.71, false, false}, {"llm", 0.19, false, false}, {"fixed costs", 0.1, false, true}};
  return verdict;
}

MoneyResult money() {
  MoneyResult result;
  result.model = "free_to_play";
  result.paid_by = "players";
  result.studio_pays = 0.2;
  result.figures = {{"net_per_mau_month", "net revenue", "USD", "player and 30 days (MAU)", 2.44, Interval{0.95, 2.4, 2.5, "mean"}, ""},
                    {"dau_per_mau", "DAU/MAU", "ratio", "player and 30 days (MAU)", 0.21, {}, ""},
                    {"break_even_arpdau", "break-even ARPDAU", "USD", "player and day played (DAU)", {}, {},
                     "nothing reaches the studio, or nobody played"},
                    {"hours_budget", "hours of conversation that fit", "h", "buyer, over his life", 140, {}, ""}};
  result.regions = {{"Korea", 0.4, 4.0, 0.22, Interval{0.95, 0.21, 0.23, "mean"}, "red"}, {"SEA", 0.6, {}, {}, {}, "unknown"}};
  result.fixed_costs = {{"fine-tuning", 416.6666666666667}};
  result.launch_budget = 50'000;
  result.launch_fits = false;
  return result;
}

Result example() {
  Result result = made::tavern();
  result.verdicts.push_back(spoken());
  result.money = money();
  return result;
}

/// Without line breaks: a sentence goes on where the line ends.
std::string in_one_line(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("JSON says what a verdict judged, and what would be without each part", "[report][json][money]") {
  const json read = json::parse(result_json(example()));
  const json& voice = read["verdict"]["voice"];
  CHECK(voice["fixed_per_mau_month"] == 0.1);
  REQUIRE(voice["judged"].size() == 4);
  CHECK(voice["judged"][1]["of"] == "p95_player");
  CHECK(voice["judged"][1]["share_of_net_revenue"] == 1.9);
  CHECK(voice["judged"][1]["band"] == "black");
  CHECK(voice["judged"][1]["interval"]["of"] == "p95_player");
  CHECK(voice["judged"][3]["share_of_net_revenue"].is_null());
  CHECK(voice["judged"][3]["note"] == "a quantile over replications: needs at least 10");
  CHECK(voice["components"] == json::parse(R"([{"component": "tts", "share": 0.71, "green_without": false, "green_alone": false},
      {"component": "llm", "share": 0.19, "green_without": false, "green_alone": false},
      {"component": "fixed costs", "share": 0.1, "green_without": false, "green_alone": true}])"));
  CHECK(read["bands"] == json::parse(R"({"green": 0.05, "amber": 0.2, "red": 0.33})"));
}

TEST_CASE("JSON has the statements about money, and null with a reason for what cannot be said", "[report][json][money]") {
  const json read = json::parse(result_json(example()))["money"];
  CHECK(read["model"] == "free_to_play");
  CHECK(read["paid_by"] == "players");
  CHECK(read["studio_pays"] == 0.2);
  CHECK(read["figures"]["net_per_mau_month"]["value"] == 2.44);
  CHECK(read["figures"]["net_per_mau_month"]["interval"]["high"] == 2.5);
  CHECK(read["figures"]["net_per_mau_month"]["why_absent"].is_null());
  CHECK(read["figures"]["break_even_arpdau"]["value"].is_null());
  CHECK(read["figures"]["break_even_arpdau"]["why_absent"] == "nothing reaches the studio, or nobody played");
  CHECK(read["regions"]["Korea"]["band"] == "red");
  CHECK(read["regions"]["SEA"]["share_of_net_revenue"].is_null());
  CHECK(read["fixed_costs_per_month"]["fine-tuning"] == 416.6666666666667);
  CHECK(read["launch_budget"] == 50'000);
  CHECK(read["launch_fits"] == false);
  CHECK_FALSE(json::parse(result_json(made::tavern())).contains("money"));
}

TEST_CASE("each percentile has its interval in JSON beside that of the mean", "[report][json][money]") {
  Result result = made::tavern();
  result.metrics[1].percentile_intervals = {{"p90", Interval{0.95, 0.09, 0.10, "p90"}}, {"max", Interval{0.95, 1, 2, "max"}}};
  const json read = json::parse(result_json(result))["metrics"];
  CHECK(read["cost.per_mau_month"]["intervals"] ==
        json::parse(R"({"p90": {"level": 0.95, "low": 0.09, "high": 0.1, "of": "p90"}, "max": {"level": 0.95, "low": 1.0, "high": 2.0, "of": "max"}})"));
  CHECK(read["cost.per_mau_month"]["interval"]["of"] == "mean");
  CHECK_FALSE(read["cost.total"].contains("intervals"));
}

TEST_CASE("CSV has a row for what was judged and for each figure about money", "[report][csv][money]") {
  const std::string text = result_csv(example());
  CHECK(contains(text, "verdict,voice,p95_player,share_of_net_revenue,1.9,ratio,,1.8,2,0.95\r\n"));
  CHECK(contains(text, "verdict,voice,peak_month,band,black,,,,,\r\n"));
  CHECK(contains(text, "money,net_per_mau_month,,mean,2.44,USD,player and 30 days (MAU),2.4,2.5,0.95\r\n"));
  CHECK(contains(text, "money,break_even_arpdau,,mean,,USD,player and day played (DAU),,,\r\n"));
  CHECK(contains(text, "money,share_of_net_revenue,Korea,mean,0.22,ratio,,0.21,0.23,0.95\r\n"));
}

TEST_CASE("the screen shows bands, what was judged, what binds and the statements about money, as approved", "[summary][money]") {
  const std::string path = std::string(NPCOST_SOURCE_DIR) + "/tests/golden/summary_money.txt";
  const std::string text = verdict_section(example(), utf8) + "\n" + money_section(example(), utf8);
  CHECK(text == read_whole_file(path, 1 << 20));
}

TEST_CASE("what binds is said in a sentence that follows from the parts", "[summary][money]") {
  const auto said = [](bool green_without, bool green_alone) {
    Result result = example();
    result.verdicts[1].components[0].green_without = green_without;
    result.verdicts[1].components[0].green_alone = green_alone;
    return in_one_line(verdict_section(result, utf8));
  };
  CHECK(contains(said(false, false), "neither it nor the rest alone would be green"));
  CHECK(contains(said(true, false), "with all the rest free it would still not be green"));
  CHECK(contains(said(true, true), "with it free it would be green"));
  CHECK(contains(said(false, true), "with it free it would still not be green"));
}

TEST_CASE("no line about money is wider than 80 columns, whatever the amounts, names and currency", "[summary][money]") {
  for (const Style& style : {utf8, ascii}) {
    for (const char* currency : {"USD", "KRW", "CHF"}) {
      for (const double factor : {1e-9, 1.0, 1e6, 1e15}) {
        Result result = example();
        result.currency = currency;
        result.money->regions[0].name = std::string(80, 'y');
        result.money->fixed_costs[0].name = std::string(80, 'z');
        result.money->fixed_costs[0].per_month *= factor;
        for (MoneyFigure& figure : result.money->figures) {
          if (figure.unit == "USD") figure.unit = currency;
          if (figure.value) figure.value = *figure.value * factor;
        }
        for (Judged& one : result.verdicts[1].judged) {
          if (one.share) one.share = *one.share * factor;
        }
        std::istringstream lines(verdict_section(result, style) + money_section(result, style));
        for (std::string line; std::getline(lines, line);) {
          INFO(line);
          CHECK(display_width(line) <= summary_width);
        }
      }
    }
  }
}
