#include <limits>
#include <locale>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "tests/catch.h"
#include "tests/ui/report_example.h"
#include "ui/report/json_out.h"
#include "ui/report/write_csv.h"
#include "ui/report/write_json.h"

using namespace npcost;
using example::small_result;
using nlohmann::json;

TEST_CASE("the JSON result has the keys that other programs rely on", "[report][json]") {
  const json read = json::parse(result_json(small_result()));
  for (const char* key : {"npcost_result", "audit", "metrics", "usage", "cost", "series", "budgets", "verdict",
                          "bands", "policies", "events", "variants", "assumptions", "warnings"}) {
    INFO(key);
    CHECK(read.contains(key));
  }
  CHECK(read.size() == 14);
  CHECK(read["npcost_result"] == 1);
  const json& audit = read["audit"];
  CHECK(audit["scenario_sha256"] == "ab12");
  CHECK(audit["engine_version"] == "0.1.0");
  CHECK(audit["seed"].get<std::uint64_t>() == 18'446'744'073'709'551'615u);
  CHECK(audit["replications"] == 3);
  CHECK(audit["price_books"] == json::parse(R"([{"name": "list prices", "as_of": "2025-01-10", "sha256": "cd34"}])"));
  CHECK(audit["partial"] == true);
  CHECK(audit["partial_why"] == "interrupted after 3 of 10 replications");
}

TEST_CASE("the JSON result says units, intervals and what they are of", "[report][json]") {
  const json read = json::parse(result_json(small_result()));
  const json& month = read["metrics"]["cost.per_mau_month"];
  CHECK(month["unit"] == "USD");
  CHECK(month["denominator"] == "player and 30 days (MAU)");
  CHECK(month["mean"] == 0.1);
  CHECK(month["p5"] == 0);
  CHECK(month["p90"] == 0.25);
  CHECK(month["max"] == 1e21);
  CHECK(month["interval"] == json::parse(R"({"level": 0.95, "low": -0.01, "high": 0.21, "of": "mean"})"));
  // What cannot be said is null, not 0 and not missing.
  CHECK(read["metrics"]["fleet.peak_gpus"]["mean"].is_null());
  CHECK(read["metrics"]["fleet.peak_gpus"]["interval"].is_null());
  CHECK_FALSE(read["metrics"]["fleet.peak_gpus"].contains("p90"));
  CHECK(read["verdict"]["text"]["band"] == "green");
  CHECK(read["verdict"]["text"]["share_of_net_revenue"] == 0.04);
  CHECK(read["verdict"]["text"]["binding_component"] == "llm");
  CHECK(read["verdict"]["voice"]["share_of_net_revenue"].is_null());
  CHECK(read["verdict"]["voice"]["binding_component"].is_null());
  CHECK(read["verdict"]["text"]["flips"].empty());
  CHECK(read["verdict"]["text"]["flips_note"].is_null());
}

TEST_CASE("totals in JSON are exact decimal strings", "[report][json]") {
  const json read = json::parse(result_json(small_result()));
  CHECK(read["cost"]["total"] == "2");
  CHECK(read["cost"]["by_stage"] == json::parse(R"({"llm": "1.2", "tts": "0.8"})"));
  for (const char* part : {"by_model", "by_npc", "by_segment", "by_meter", "by_pipeline"})
    CHECK(read["cost"].contains(part));
  CHECK(read["usage"]["brain"]["output_tokens"] == "33.5");
  CHECK(read["series"]["hour"] == json::parse("[0, 1]"));
  CHECK(read["series"]["cost"] == json::parse(R"(["1.5", "0.5"])"));
  CHECK(read["series"]["players"] == json::parse("[10, 2.25]"));
}

TEST_CASE("a budget in JSON has its limit, value, interval, verdict and severity", "[report][json]") {
  Result result = small_result();
  const json budget = json::parse(result_json(result))["budgets"][0];
  CHECK(budget["name"] == "per player");
  CHECK(budget["metric"] == "cost.per_mau_month");
  CHECK(budget["stat"] == "p90");
  CHECK(budget["where"] == "segment chatters");
  CHECK(budget["limit"] == 0.12);
  CHECK(budget["limit_text"] == "$0.12");
  CHECK(budget["value"] == 0.25);
  CHECK(budget["interval"]["of"] == "p90");
  CHECK(budget["verdict"] == "fail");
  CHECK(budget["severity"] == "warn");
  result.budgets[0].max.reset();
  result.budgets[0].min = 0.5;
  result.budgets[0].verdict = BudgetResult::Verdict::inconclusive;
  const json mirrored = json::parse(result_json(result))["budgets"][0];
  CHECK(mirrored["limit"] == 0.5);
  CHECK(mirrored["max"].is_null());
  CHECK(mirrored["verdict"] == "inconclusive");
  result.budgets[0].verdict = BudgetResult::Verdict::pass;
  CHECK(json::parse(result_json(result))["budgets"][0]["verdict"] == "pass");
}

TEST_CASE("JSON is laid out the same way every time", "[report][json]") {
  CHECK(result_json(small_result()) == result_json(small_result()));
  CHECK(result_json(small_result()).back() == '\n');
  JsonOut out;
  out.begin_object();
  out.key("empty").begin_array().end_array();
  out.key("list").begin_array().whole(1).number(0.5).null().begin_object().end_object().end_array();
  out.key("flag").boolean(true);
  out.end_object();
  CHECK(out.text() ==
        "{\n"
        "  \"empty\": [],\n"
        "  \"list\": [\n"
        "    1,\n"
        "    0.5,\n"
        "    null,\n"
        "    {}\n"
        "  ],\n"
        "  \"flag\": true\n"
        "}\n");
}

TEST_CASE("numbers read back as the same doubles, and what is no number is null", "[report][json]") {
  for (const double value : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, -2.5, 123456789.0, 1e21,
                             -1.2345678901234567e-6, 999999999999999.9}) {
    CHECK(json::parse(JsonOut().number(value).text()).get<double>() == value);
  }
  CHECK(JsonOut().number(0.1).text() == "0.1\n");
  CHECK(JsonOut().number(100'000).text() == "100000\n");  // people read these files too
  CHECK(JsonOut().number(0.0001).text() == "0.0001\n");
  CHECK(JsonOut().number(1e15).text() == "1e+15\n");
  CHECK(JsonOut().number(9.99e-7).text() == "9.99e-07\n");
  CHECK(JsonOut().number(-0.5).text() == "-0.5\n");
  CHECK(JsonOut().number(std::numeric_limits<double>::infinity()).text() == "null\n");
  CHECK(JsonOut().number(std::numeric_limits<double>::quiet_NaN()).text() == "null\n");
}

TEST_CASE("a name with anything in it survives JSON and shows what it is", "[report][json]") {
  const std::string hostile = std::string("\"quote\\ \x01\x1f\x7f\n\t") + '\0' +
                              "end \u2028\u202e\ufeff \U000e0041 대장장이 한스 مرحبا \U0001f409";
  CHECK(json::parse(visible_json_string(hostile)).get<std::string>() == hostile);
  CHECK(visible_json_string("a\nb\x01") == "\"a\\nb\\u0001\"");
  CHECK(visible_json_string("\u2028\u202e") == "\"\\u2028\\u202e\"");
  CHECK(visible_json_string("한스") == "\"한스\"");
  CHECK(visible_json_string("\U000e0041") == "\"\\udb40\\udc41\"");  // an invisible tag: a pair of surrogates
  CHECK(visible_json_string("\xff\xc3") == "\"\\ufffd\\ufffd\"");    // no UTF-8: replaced, never passed on
  Result result = small_result();
  result.cost.by_npc[0].name = hostile;
  CHECK(json::parse(result_json(result))["cost"]["by_npc"].contains(hostile));
}

TEST_CASE("files are the same under a German locale", "[report]") {
  const std::string csv = result_csv(small_result()), text = result_json(small_result());
  const std::locale before;
  try {
    std::locale::global(std::locale("de_DE.UTF-8"));
  } catch (const std::runtime_error&) {
    WARN("the locale de_DE.UTF-8 is not installed: nothing was compared");
    return;
  }
  const std::string german_csv = result_csv(small_result()), german_text = result_json(small_result());
  std::locale::global(before);
  CHECK(german_csv == csv);
  CHECK(german_text == text);
}
