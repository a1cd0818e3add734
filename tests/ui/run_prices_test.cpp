// npcost run --prices: the same usage billed by other books, from the command line to the bill.
#include <nlohmann/json.hpp>

#include "sim/base/money.h"
#include "tests/catch.h"
#include "tests/ui/captured.h"

using namespace npcost;
using captured::budget_text;
using captured::Folder;
using captured::Ran;
using captured::scenario_text;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string book_text(const std::string& model, const std::string& prices, const std::string& head = "") {
  return R"({ "npcost_prices": 1, "name": "another", "as_of": "2025-01-01")" + head + R"(, "models": { ")" + model +
         R"(": { "kind": "llm", )" + prices + " } } }\n";
}

nlohmann::json run_json(const std::vector<std::string>& arguments, int code = 0) {
  const Ran ran = captured::npcost(arguments);
  INFO(ran.err << ran.out);
  REQUIRE(ran.code == code);
  return nlohmann::json::parse(ran.out);
}

Int128 grains(const nlohmann::json& decimal_text) {
  return Money::from_decimal(decimal_text.get<std::string>())->grains();
}

}  // namespace

TEST_CASE("a run billed by another book shows both bills, and its own result stays as it was", "[run_prices]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text(budget_text("$1")));
  // Every price of the scenario ($0.15 and $0.60) times 2: the bill is twice as large, exactly.
  const std::string twice =
      folder.write("twice.json", book_text("small", R"("input": "$0.30/1M tokens", "output": "$1.20/1M tokens")"));
  auto json = run_json({"run", file, "--json", "--prices", twice});
  REQUIRE(json["prices"].size() == 2);
  const auto own = json["prices"][0], other = json["prices"][1];
  CHECK(own["own"] == true);
  CHECK(own["total"] == json["cost"]["total"]);
  CHECK(own["change"].is_null());
  CHECK(other["name"] == "another");
  CHECK(other["as_of"] == "2025-01-01");
  CHECK(other["own"] == false);
  CHECK(grains(other["total"]) == 2 * grains(own["total"]));
  CHECK(other["change"]["relative"] == 1.0);
  for (const char* percentile : {"mean", "p5", "p50", "p90", "p95", "p99", "max"})
    CHECK(other["metrics"]["cost.per_mau_month"][percentile] ==
          2 * own["metrics"]["cost.per_mau_month"][percentile].get<double>());
  json.erase("prices");
  CHECK(json == run_json({"run", file, "--json"}));
}

TEST_CASE("the bill under another book is that of a run with these prices", "[run_prices]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  // Prices that change during the run, at peak hours, and for long prompts, where the scenario has one price for all.
  const std::string models = R"("tiers": [{ "above": "900 tokens", "input": "$0.31/1M tokens" }],
      "schedule": [{ "hours": "06:00..18:00", "hours_in": "UTC", "times": 1.5 }],
      "input": "$0.17/1M tokens", "output": "$0.71/1M tokens")";
  const std::string dated = R"("prices": { "2020-01-01": { "input": "$0.20/1M tokens", "output": "$0.50/1M tokens" },
      "2025-01-02T05:30": { "input": "$0.02/1M tokens", "output": "$0.90/1M tokens" } })";
  const std::string volume = R"("input": "$0.17/1M tokens", "output": "$0.71/1M tokens",
      "volume": [{ "above": "100k tokens", "input": "$0.05/1M tokens" }])";
  for (const std::string& prices : {models, dated, volume}) {
    const std::string book = folder.write("book.json", book_text("listed", prices));
    std::string catalog = scenario_text(R"(, "catalogs": { "c": { "from": "book.json", "format": "npcost" } })");
    const std::string own = R"({ "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" })";
    catalog.replace(catalog.find(own), own.size(), R"({ "catalog": "c:listed" })");
    const std::string days = R"("duration": "3 d")";
    catalog.replace(catalog.find(days), days.size(), R"("start": "2025-01-01", "duration": "3 d")");
    // The own scenario: from a catalog of the same name, so that the book is asked for "listed".
    const std::string plain =
        folder.write("plain.json", book_text("listed", R"("input": "$0.15/1M tokens", "output": "$0.60/1M tokens")"));
    std::string from_plain = catalog;
    from_plain.replace(from_plain.find("book.json"), 9, "plain.json");
    const auto billed = run_json({"run", folder.write("p.json", from_plain), "--json", "--prices", book});
    const auto native = run_json({"run", folder.write("n.json", catalog), "--json"});
    INFO(prices);
    CHECK(billed["prices"][1]["total"] == native["cost"]["total"]);
    CHECK(billed["prices"][1]["metrics"]["cost.per_mau_month"] == native["metrics"]["cost.per_mau_month"]);
    CHECK(billed["prices"][1]["metrics"]["cost.per_turn"] == native["metrics"]["cost.per_turn"]);
    CHECK(billed["cost"]["total"] != native["cost"]["total"]);
  }
}

TEST_CASE("other books change no byte of the scenario's own result, whatever they make finer", "[run_prices]") {
  const Folder folder;
  // The scenario's own monthly volume is averaged as without the other books: 1M tokens are passed within the three days.
  const std::string own = R"({ "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" })";
  std::string text = scenario_text(budget_text("$1"));
  text.replace(text.find(own), own.size(), R"({ "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens",
      "tiers": [{ "above": "1100 tokens", "output": "$0.75/1M tokens" }], "volume": [{ "above": "1M tokens", "input": "$0.03/1M tokens" }] })");
  const std::string file = folder.write("a.json", text);
  const std::string finer =
      folder.write("finer.json", book_text("small", R"("input": "$0.17/1M tokens", "output": "$0.71/1M tokens",
      "tiers": [{ "above": "900 tokens", "input": "$0.31/1M tokens" }, { "above": "1300 tokens", "input": "$0.41/1M tokens" }],
      "schedule": [{ "hours": "06:00..18:30", "hours_in": "UTC", "times": 1.5 }])"));
  auto json = run_json({"run", file, "--json", "--prices", finer});
  REQUIRE(json["prices"].size() == 2);
  json.erase("prices");
  const auto alone = run_json({"run", file, "--json"});
  CHECK(json == alone);
  CHECK(alone["cost"]["by_meter"].contains("input_tokens"));
}

TEST_CASE("budgets about money are judged under each book, and the exit code is that of the scenario's own",
          "[run_prices]") {
  const Folder folder;
  // A turn costs less than $0.01 by the scenario's prices, and a thousand times as much by the other book.
  const std::string file = folder.write("a.json", scenario_text(budget_text("$0.01")));
  const std::string dear =
      folder.write("dear.json", book_text("small", R"("input": "$150/1M tokens", "output": "$600/1M tokens")"));
  const auto json = run_json({"run", file, "--json", "--prices", dear, "--prices", dear});
  REQUIRE(json["prices"].size() == 3);
  CHECK(json["prices"][0]["budgets"][0]["verdict"] == "pass");
  CHECK(json["prices"][1]["budgets"][0]["verdict"] == "fail");
  CHECK(json["prices"][2] == json["prices"][1]);
  const Ran shown = captured::npcost({"run", file, "--prices", dear});
  CHECK(shown.code == 0);
  CHECK(contains(shown.out, "PRICES"));
  CHECK(contains(shown.out, "the scenario's own"));
  CHECK(contains(shown.out, "✗ a turn"));
  for (const char* jobs : {"1", "7"})
    CHECK(captured::npcost({"run", file, "--prices", dear, "--jobs", jobs}).out == shown.out);
}

TEST_CASE("a book that cannot bill the usage is refused with all its faults before anything runs", "[run_prices]") {
  const Folder folder;
  const std::string file = folder.write("a.json", scenario_text());
  const auto refused = [&](const std::string& text, const std::string& code, const std::string& sentence) {
    const Ran ran = captured::npcost({"run", file, "--prices", folder.write("b.json", text)});
    INFO(ran.err);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, code));
    CHECK(contains(ran.err, sentence));
    CHECK(contains(ran.err, "nothing was simulated"));
  };
  const std::string both = R"("input": "$0.30/1M tokens", "output": "$1.20/1M tokens")";
  refused(book_text("smal", both), "E721", "lists none of the models");
  refused(book_text("smal", both), "E721", "did you mean \"smal\"?");
  refused(book_text("small", both, R"(, "currency": "KRW")"), "E229", "KRW");
  refused(
      R"({ "npcost_prices": 1, "currency": "KRW", "models": { "small": { "kind": "llm", "input": "3 KRW/1M tokens", "output": "3 KRW/1M tokens" } } })",
      "E721", "is in KRW, and the scenario in USD");
  refused(book_text("small", R"("input": "$0.30/1M tokens")"), "E721", "no price for the output_tokens");
  refused(book_text("small", both + R"(, "per_request": "$0.01/request")"), "E722", "bills requests");
  refused(book_text("small", R"("input": "$0.1..0.3/1M tokens", "output": "$1.20/1M tokens")"), "E721", "uncertain");
  refused("{ \"npcost\": 1 }", "E226", "npcost_prices");
  refused(R"({ "npcost_prices": 1, "models": { "small": { "kind": "tts", "price": "$15/1M chars" } } })", "E722",
          "as tts");
  // Two broken books: the faults of both.
  const Ran two = captured::npcost({"run", file, "--prices", folder.write("x.json", book_text("smal", both)),
                                    "--prices", folder.write("y.json", "{}"), "--json"});
  CHECK(two.code == 2);
  CHECK(nlohmann::json::parse(two.out).size() >= 2);
}

TEST_CASE("speech is billed by a book only if it was counted by the book's rules", "[run_prices]") {
  const Folder folder;
  const auto replaced = [](std::string text, const std::string& from, const std::string& to) {
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
  };
  const std::string stages = R"({ "kind": "text", "stages": [{ "do": "llm", "model": "small" }] })";
  std::string text =
      replaced(scenario_text(), stages, R"({ "kind": "voice", "stages": [{ "do": "stt", "model": "ears" },
      { "do": "llm", "model": "small" }, { "do": "tts", "model": "mouth" }] })");
  text = replaced(text, R"("models": {)",
                  R"("models": { "ears": { "kind": "stt", "price": "$0.006/min", "increment": "15 s" },
      "mouth": { "kind": "tts", "price": "$15/1M chars" },)");
  text = replaced(text, R"("player_line": "18 tokens")", R"("player_line": "18 tokens", "player_speech": "3 s")");
  const std::string file = folder.write("voice.json", text);
  const auto billed = [&](const std::string& models) {
    return captured::npcost({"run", file, "--json", "--prices",
                             folder.write("b.json", R"({ "npcost_prices": 1, "models": { )" + models + " } }")});
  };
  const Ran other_steps = billed(R"("ears": { "kind": "stt", "price": "$0.005/min" })");
  CHECK(other_steps.code == 2);
  CHECK(contains(other_steps.out, "has another \\\"increment\\\" for \\\"ears\\\""));
  const Ran other_meter = billed(R"("mouth": { "kind": "tts", "price": "$15/1M bytes" })");
  CHECK(other_meter.code == 2);
  CHECK(contains(other_meter.out, "no price for the tts_chars"));
  CHECK(contains(other_meter.out, "bills tts_bytes"));
  const Ran same_rules = billed(R"("ears": { "kind": "stt", "price": "$0.012/min", "increment": "15 s" })");
  INFO(same_rules.err << same_rules.out);
  REQUIRE(same_rules.code == 0);
  const auto json = nlohmann::json::parse(same_rules.out);
  CHECK(json["prices"][1]["kept_models"] == nlohmann::json::array({"mouth", "small"}));
  // Speech recognition alone is twice as dear: total' = total + what the ears cost.
  CHECK(grains(json["prices"][1]["total"]) == grains(json["cost"]["total"]) + grains(json["cost"]["by_model"]["ears"]));
}

TEST_CASE("a book that is not there is a matter of the machine", "[run_prices]") {
  const Folder folder;
  const Ran ran =
      captured::npcost({"run", folder.write("a.json", scenario_text()), "--prices", folder.file("no.json")});
  CHECK(ran.code == 3);
  CHECK(contains(ran.err, "no.json"));
}

TEST_CASE("a limit in money lets through what it does under the scenario's own prices, and the bill says so",
          "[run_prices]") {
  const Folder folder;
  const std::string limit =
      R"(, "policies": { "purse": { "kind": "quota", "limit": "$0.002", "per": "player/d", "then": "scripted" } })";
  const std::string file = folder.write("a.json", scenario_text(limit));
  const std::string twice =
      folder.write("twice.json", book_text("small", R"("input": "$0.30/1M tokens", "output": "$1.20/1M tokens")"));
  const auto json = run_json({"run", file, "--json", "--prices", twice});
  CHECK(json["prices"][1]["money_limits"] == nlohmann::json::array({"purse"}));
  CHECK(grains(json["prices"][1]["total"]) == 2 * grains(json["prices"][0]["total"]));  // no quota bit earlier
  CHECK(contains(captured::npcost({"run", file, "--prices", twice}).out, "limits in money (purse)"));
}

TEST_CASE("models from catalogs are looked up by the catalog's name, and a model with a price of its own keeps it",
          "[run_prices]") {
  const std::string root = NPCOST_SOURCE_DIR "/scenarios/";
  // tavern: "small" is openai/gpt-4o-mini, "guard" has a price of its own.
  const auto json = run_json({"run", root + "tavern.npcost.json", "--quick", "--replications", "2", "--json",
                              "--prices", root + "prices/openai.npcost-prices.json"},
                             1);  // two of its budgets fail
  const auto other = json["prices"][1];
  CHECK(other["kept_models"] == nlohmann::json::array({"guard"}));
  CHECK(other["total"] == json["cost"]["total"]);  // the provider's own book, which the catalog extends
  CHECK(other["change"]["relative"] == 0.0);
  const Ran missing =
      captured::npcost({"run", root + "tavern.npcost.json", "--prices", root + "prices/deepseek.npcost-prices.json"});
  CHECK(missing.code == 2);
  CHECK(contains(missing.err, "has no model \"openai/gpt-4o-mini\", which bills the scenario's \"small\""));
}
