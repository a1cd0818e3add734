// npcost compare: the verb, its texts and its JSON.
#include <nlohmann/json.hpp>

#include "tests/ui/compare_support.h"
#include "tests/ui/made_prices.h"
#include "ui/report/compare_json.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/compare_text.h"

using namespace npcost;
using namespace npcost::compare_test;
using captured::Folder;
using captured::Ran;
using nlohmann::json;

namespace {

const Style utf8{};
const Style ascii{.color = false, .utf8 = false, .terminal = false, .width = 80};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string tavern = captured::scenario_text();
const std::string dearer = with(with(with(tavern, "$0.60/1M", "$1.20/1M"), "One innkeeper", "대장장이"), R"("persona": "600 tokens")",
                                R"("persona": "500 tokens")");

Ran compare(const std::string& a, const std::string& b, std::vector<std::string> more = {}) {
  const Folder folder;
  std::vector<std::string> words{"compare", folder.write("a.npcost.json", a), folder.write("b.npcost.json", b)};
  words.insert(words.end(), more.begin(), more.end());
  return captured::npcost(words);
}

/// As `compared`, with the names of files that a user gave.
Comparison named(Comparison comparison) {
  comparison.a.files = {"a.npcost.json"};
  comparison.b.files = {"b.npcost.json"};
  return comparison;
}

Comparison hostile() {
  Comparison all = named(compared(tavern, dearer));
  all.a.name = std::string(200, 'n');
  all.b.variant = "\x1b[31mred" + std::string(200, 'v');
  all.currency = "CHF";
  all.partial = true;
  all.partial_why = "interrupted after 3 of 10 replications";
  all.quick = true;
  for (ComparedMetric& metric : all.metrics) {
    if (!metric.difference) continue;
    if (metric.unit == "USD") metric.unit = "CHF";
    metric.a = -123456.789;
    metric.b = 987654321e3;
    metric.difference = -123456.7;
    metric.relative = -1234.56;
    metric.interval = Interval{0.95, -123456789, 123456789, "mean difference"};
    metric.word = ComparisonWord::no_difference_shown;
    metric.pairs = 1;
  }
  all.metrics.back().word = ComparisonWord::only_b;
  all.metrics.back().difference.reset();
  all.bridge.steps = {{{"prices of models", "models", "pipelines", "NPCs", "players"}, "-123456789.123456789012345", "1"}};
  return all;
}

}  // namespace

TEST_CASE("a comparison reads as approved", "[compare]") {
  const Comparison found = named(compared(tavern, dearer));
  CHECK(compare_text(found, {}, utf8) == made::approved("compare.txt", compare_text(found, {}, utf8)));
}

TEST_CASE("a hostile comparison reads as approved, in ASCII and within 80 columns", "[compare]") {
  const std::string text = compare_text(hostile(), {}, ascii);
  CHECK(text == made::approved("compare_hostile.txt", text));
  CHECK(made::widest(text) <= 80);
  CHECK(made::widest(compare_text(hostile(), {}, utf8)) <= 80);
  CHECK_FALSE(contains(text, "\x1b"));
}

TEST_CASE("the verb says for every figure whether B is higher, lower or not shown to differ", "[compare]") {
  const Ran ran = compare(tavern, dearer);
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "no difference shown"));
  CHECK(contains(ran.out, "prices of models"));
  CHECK(contains(ran.out, "NPCs"));
  CHECK_FALSE(contains(ran.out, "\x1b"));  // no terminal, no colour
  CHECK(compare(tavern, dearer, {"--jobs", "2"}).out.substr(ran.out.find("FIGURES")) == ran.out.substr(ran.out.find("FIGURES")));
}

TEST_CASE("colour is for terminals without NO_COLOR and moves nothing", "[compare]") {
  Style colour = utf8;
  colour.color = true;
  const Comparison found = named(compared(tavern, dearer));
  std::string plain;
  const std::string text = compare_text(found, {}, colour);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') at = text.find('m', at);
    else plain += text[at];
  }
  CHECK(text != plain);
  CHECK(plain == compare_text(found, {}, utf8));
}

TEST_CASE("the JSON comparison holds both scenarios, every metric with its word, and the exact bridge", "[compare][json]") {
  const Ran ran = compare(tavern, dearer, {"--json", "--seed", "18446744073709551615", "--replications", "2"});
  CHECK(ran.code == 0);
  const json all = json::parse(ran.out);
  CHECK(all["npcost_comparison"] == 1);
  CHECK(all["audit"]["seed"] == 18446744073709551615u);
  CHECK(all["audit"]["replications"] == 2);
  CHECK(all["audit"]["partial"] == false);
  CHECK(all["a"]["scenario"] == "One innkeeper");
  CHECK(all["b"]["scenario"] == "대장장이");
  CHECK(all["b"]["variant"].is_null());
  CHECK(all["a"]["scenario_sha256"] != all["b"]["scenario_sha256"]);
  const json& total = all["metrics"]["cost.total"];
  CHECK(total["pairs"] == 2);
  CHECK(total["interval"]["level"] == 0.95);
  CHECK(total["unit"] == "USD");
  CHECK(all["metrics"]["turns.total"]["word"] == "no_difference_shown");
  CHECK(all["metrics"]["turns.total"]["difference"] == 0.0);
  const json& speech = all["metrics"]["latency.first_audio"];
  CHECK(speech["word"] == "neither");
  CHECK(speech["difference"].is_null());
  REQUIRE(all["bridge"]["steps"].size() == 2);
  CHECK(all["bridge"]["steps"][0]["sections"] == json::array({"prices of models"}));
  CHECK(all["bridge"]["steps"][1]["sections"] == json::array({"NPCs"}));
  CHECK(all["bridge"]["steps"][1]["total"] == all["bridge"]["b"]);
}

TEST_CASE("A's figures are those of a run of A, and a variant's differences those that the run shows", "[compare]") {
  const Folder folder;
  const std::string variant = R"("experiment": { "variants": { "long": { "npcs": { "innkeeper": { "persona": "1200 tokens" } }, "experiment": { "warm_up": "1 d" } } },)";
  const std::string file = folder.write("a.npcost.json", with(tavern, R"("experiment": {)", variant));
  const json run = json::parse(captured::npcost({"run", file, "--json"}).out);
  const Ran ran = captured::npcost({"compare", file, "--variant", "long", "--json"});
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  const json all = json::parse(ran.out);
  CHECK(all["b"]["variant"] == "long");
  CHECK(all["bridge"]["a"] == run["cost"]["total"]);
  std::size_t compared_with = 0;
  for (const auto& [name, metric] : all["metrics"].items()) {
    INFO(name);
    CHECK(metric["a"] == run["metrics"][name]["mean"]);
    const json& difference = run["variants"]["long"]["differences"][name];
    CHECK(metric["difference"] == difference["mean"]);
    CHECK(metric["interval"] == difference["interval"]);
    CHECK(metric["relative_interval"] == difference["relative_interval"]);
    ++compared_with;
  }
  CHECK(compared_with > 20);
  REQUIRE(all["bridge"]["steps"].size() == 2);
  CHECK(all["bridge"]["steps"][0]["sections"] == json::array({"NPCs"}));
  CHECK(all["bridge"]["steps"][1]["sections"] == json::array({"time"}));  // the warm-up
  const Ran unknown = captured::npcost({"compare", file, "--variant", "lnog"});
  CHECK(unknown.code == 2);
  CHECK(contains(unknown.err, "has no variant \"lnog\"; did you mean \"long\"?"));
}

TEST_CASE("two folders may call different catalogs by the same name", "[compare]") {
  // The same text in both: only the price book beside it differs, $1 and $2 a million tokens. Output costs nothing.
  const Folder one, other;
  const std::string text = with(tavern, R"("models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } })",
                                R"("catalogs": { "list": { "from": "book.npcost-prices.json" } }, "models": { "small": { "catalog": "list:m" } })");
  const auto book = [](const std::string& price) {
    return R"({ "npcost_prices": 1, "name": "b", "as_of": "2026-01-01", "currency": "USD", "models": { "m": { "kind": "llm", "input": ")" + price +
           R"(/1M tokens", "output": "$0/1M tokens" } } })";
  };
  one.write("book.npcost-prices.json", book("$1"));
  other.write("book.npcost-prices.json", book("$2"));
  const std::string a = one.write("s.npcost.json", text);
  const std::string b = other.write("s.npcost.json", with(text, "300 players", "330 players"));
  const Ran ran = captured::npcost({"compare", a, b, "--json"});
  INFO(ran.err);
  REQUIRE(ran.code == 0);
  const json bridge = json::parse(ran.out)["bridge"];
  REQUIRE(bridge["steps"].size() == 2);
  CHECK(bridge["steps"][0]["sections"] == json::array({"prices of models"}));
  CHECK(bridge["steps"][0]["amount"] == bridge["a"]);  // twice the price adds what there was
  CHECK(bridge["steps"][1]["sections"] == json::array({"players"}));
}

TEST_CASE("what cannot be compared is said in a sentence, and nothing runs", "[compare]") {
  const Ran currency =
      compare(tavern, with(tavern, "\"name\"", R"("currency": "KRW", "fx": { "rates": { "USD": "1390 KRW/USD" } }, "name")"));
  CHECK(currency.code == 2);
  CHECK(currency.out.empty());
  CHECK(contains(currency.err, "its currency is KRW, not USD: costs in two currencies are not compared; nothing was simulated"));
  const Folder folder;
  const std::string fine = folder.write("a.json", tavern);
  const Ran missing = captured::npcost({"compare", fine, folder.file("none.json")});
  CHECK(missing.code == 3);
  CHECK(contains(missing.err, "none.json"));
  CHECK(captured::npcost({"compare", fine}).code == 2);
  CHECK(captured::npcost({"compare", fine, fine, fine}).code == 2);
  CHECK(captured::npcost({"compare", fine, fine, "--variant", "x"}).code == 2);
  CHECK(contains(captured::npcost({"compare", fine, fine, "--metric", "cost.totl"}).err, "did you mean \"cost.total\"?"));
  CHECK(contains(captured::npcost({"compare", fine, fine, "--max-work", "10"}).err, "more than --max-work 10"));
}

TEST_CASE("faults of both files are reported at once", "[compare]") {
  const Ran ran = compare(with(tavern, "18 tokens", "18 tokns"), with(tavern, "300 players", "300 playrs"));
  CHECK(ran.code == 2);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "a.npcost.json:"));
  CHECK(contains(ran.err, "b.npcost.json:"));
  CHECK(contains(ran.err, "2 errors in "));
  CHECK(contains(ran.err, "nothing was simulated"));
  CHECK(compare(tavern, "{").code == 2);
  CHECK(compare("", tavern).code == 2);
  CHECK(json::parse(compare(tavern, "{", {"--json"}).out).is_array());
}

TEST_CASE("a figure that one of them lacks is a sentence, and if it is all that was asked the code is 4", "[compare]") {
  // Without a speed and a first token the latency is unknown.
  const std::string fast = with(tavern, R"("kind": "llm",)", R"("kind": "llm", "first_token": "300 ms", "speed": "80 tokens/s",)");
  const Ran only = compare(tavern, fast, {"--metric", "latency.first_text"});
  CHECK(only.code == 4);
  CHECK(contains(only.out, "    latency.first_text: only B has it: nothing to compare\n"));
  CHECK(contains(only.out, "nothing that was asked for can be compared"));
  CHECK(contains(compare(fast, tavern).out, "latency.first_text: only A has it"));
  CHECK(compare(fast, tavern).code == 0);
  const Ran neither = compare(tavern, tavern, {"--metric", "latency.first_audio", "--metric", "cost.total"});
  CHECK(neither.code == 0);
  CHECK(contains(neither.out, "latency.first_audio: neither has it"));
  CHECK_FALSE(contains(compare(tavern, tavern).out, "latency.first_audio"));
}

TEST_CASE("a setting changes both, and one replication is said to show no interval", "[compare]") {
  const Ran ran = compare(tavern, dearer, {"--set", "/npcs/innkeeper/persona=600 tokens", "--replications", "1", "--json"});
  REQUIRE(ran.code == 0);
  const json all = json::parse(ran.out);
  REQUIRE(all["bridge"]["steps"].size() == 1);  // the personas are the same now
  CHECK(all["metrics"]["cost.total"]["word"] == "no_interval");
  CHECK(all["metrics"]["cost.total"]["interval"].is_null());
  CHECK(contains(compare(tavern, dearer, {"--replications", "1"}).out, "one replication shows a difference, and not whether luck made it"));
}
