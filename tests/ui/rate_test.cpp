// npcost rate: made logs, sums worked out by hand, as a shell sees them.
#include "tests/ui/rate_desk.h"
#include "ui/report/rate_bill.h"
#include "ui/terminal/options.h"

using namespace npcost;
using namespace npcost::rated;
using made::approved;
using made::contains;

namespace {

std::string refusal_of(const std::vector<std::string>& arguments) {
  const ParsedOptions parsed = parse_options(arguments);
  CHECK_FALSE(parsed.options);
  CHECK(parsed.exit_code == 2);
  return parsed.text;
}

/// The sum of decimal texts, exactly.
std::string sum_of(const nlohmann::json& amounts) {
  Money sum;
  for (const auto& amount : amounts) sum += *Money::from_decimal(amount.get<std::string>());
  return decimal(sum);
}

/// The folder's random name is no part of an approved text.
std::string without_folder(std::string text, const Folder& folder) {
  for (std::size_t at = text.find(folder.path()); at != std::string::npos; at = text.find(folder.path())) {
    text.replace(at, folder.path().size() + 1, "");
  }
  return text;
}

}  // namespace

TEST_CASE("a log costs what its records cost by hand, and every table adds up to the total", "[rate]") {
  const auto bill = Desk().json(lines({small_record, ears_record, small_record}));
  CHECK(bill["npcost_rate"] == 1);
  CHECK(bill["valid"] == true);
  CHECK(bill["complete"] == true);
  CHECK(bill["records"] == 3);
  CHECK(bill["cost"]["total"] == "0.009512");  // 2 × 0.000256 + 0.009
  CHECK(bill["cost"]["by_model"]["acme/small"] == "0.000512");
  CHECK(bill["cost"]["by_model"]["acme/ears"] == "0.009");
  CHECK(bill["cost"]["by_day"]["2026-06-01"] == "0.000512");
  CHECK(bill["cost"]["by_day"]["2026-06-02"] == "0.009");
  CHECK(bill["cost"]["by_meter"]["cached_input_tokens"] == "0.000012");
  for (const char* table : {"by_model", "by_day", "by_meter"}) CHECK(sum_of(bill["cost"][table]) == "0.009512");
  CHECK(bill["usage"]["acme/small"]["input_tokens"] == "2000");
  CHECK(bill["usage"]["acme/ears"]["stt_seconds"] == "90");
  CHECK(bill["audit"]["price_books"][0]["name"] == "Made for tests");
  CHECK(bill["audit"]["price_books"][0]["sha256"].get<std::string>().size() == 64);
}

TEST_CASE("a bill reads as approved: what is unpriced stands right below the total", "[rate]") {
  const Desk desk;
  const Ran ran = desk.rate(lines({small_record, ears_record, unknown_record, deaf_record, small_record}));
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  const std::string text = without_folder(ran.out, desk.folder);
  CHECK(text == approved("rate.txt", text));
  CHECK(made::widest(text) <= 80);
}

TEST_CASE("what has no price is never 0: it is counted and listed, and fails a gate", "[rate]") {
  const Desk desk;
  const std::string log = lines({small_record, unknown_record, deaf_record});
  const auto bill = desk.json(log);
  CHECK(bill["complete"] == false);
  CHECK(bill["unpriced"]["records"] == 2);
  CHECK(bill["unpriced"]["models"][0]["model"] == "acme/smal");
  CHECK(bill["unpriced"]["models"][0]["records"] == 1);
  CHECK(bill["unpriced"]["models"][0]["usage"]["input_tokens"] == "5000");
  CHECK(bill["unpriced"]["models"][0]["did_you_mean"] == "acme/small");
  CHECK(bill["unpriced"]["meters"][0]["model"] == "acme/small");
  CHECK(bill["unpriced"]["meters"][0]["meter"] == "audio_input_tokens");
  CHECK(bill["unpriced"]["meters"][0]["count"] == "300");
  CHECK_FALSE(bill["cost"]["by_model"].contains("acme/smal"));
  CHECK(bill["cost"]["total"] == "0.000266");  // 0.000256 + 0.00001
  const auto nothing = desk.json(lines({unknown_record}));
  CHECK(nothing["cost"]["total"].is_null());
  CHECK(contains(desk.rate(lines({unknown_record})).out, "TOTAL  unknown: nothing in the logs has a price"));
  CHECK(desk.rate(log).code == 0);
  CHECK(contains(desk.rate(log).out, "TOTAL  at least $0.000266"));
  const Ran gate = desk.rate(log, {"--ci"});
  CHECK(gate.code == 4);
  CHECK(contains(gate.out, "exit 4"));
  CHECK(desk.rate(lines({small_record}), {"--ci"}).code == 0);
  CHECK(desk.rate("", {"--ci"}).code == 5);
  CHECK(desk.rate("").code == 0);
}

TEST_CASE("a name of the log finds its model by a map, and a map to nothing is refused", "[rate]") {
  const Desk desk;
  const std::string log = lines({unknown_record});
  const auto bill = desk.json(log, {"--map", "acme/smal=acme/small"});
  CHECK(bill["complete"] == true);
  CHECK(bill["cost"]["total"] == "0.00082");  // 5000 × $0.15/1M + 70 × $1/1M = 0.00075 + 0.00007
  CHECK(bill["names"][0]["found_by"] == "map");
  const Ran wrong = desk.rate(log, {"--map", "acme/smal=acme/smll"});
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "did you mean \"acme/small\"?"));
}

TEST_CASE("prompts, users and keys in a log leave no trace in any answer", "[rate]") {
  const Desk desk;
  const std::string log =
      R"({"at":"2026-06-01T12:00:00Z","model":"acme/small","user":"alice@secret.example","prompt":"SECRET words","usage":{"output_tokens":1}})"
      "\n"
      R"({"at":"2026-06-01T12:00:00Z","model":"acme/small","api_key":"sk-SECRET","usage":{"output_tokens":"SECRET"}})"
      "\nSECRET no json at all\n";
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{}, {"--json"}, {"--skip-faulty"}, {"--skip-faulty", "--json"}}) {
    const Ran ran = desk.rate(log, more);
    CHECK_FALSE(contains(ran.out + ran.err, "SECRET"));
    CHECK_FALSE(contains(ran.out + ran.err, "secret.example"));
  }
}

TEST_CASE("hostile names in a log come out harmless and aligned", "[rate]") {
  const Desk desk;
  std::string log;
  for (const char* name : {"=cmd|' /C calc'!A0", "<script>alert(1)</script>", "שלום/מודל", "초거대/모델-7B",
                           R"(evil\u001b[2J\u202ename)"}) {
    log +=
        std::string(R"({"at":"2026-06-01T12:00:00Z","model":")") + name + R"(","usage":{"output_tokens":1000}})" + "\n";
  }
  const Ran ran = desk.rate(log);
  const std::string text = without_folder(ran.out, desk.folder);
  CHECK(text == approved("rate_hostile.txt", text));
  CHECK(made::is_harmless(text));
  CHECK(made::widest(text) <= 80);
  const std::string json = desk.rate(log, {"--json"}).out;
  CHECK(made::is_harmless(json));
  CHECK(nlohmann::json::parse(json)["unpriced"]["models"].size() == 5);
}

TEST_CASE("CSV, several logs and a moment for all records", "[rate]") {
  const Desk desk;
  const std::string csv = "at,model,input_tokens,output_tokens\r\n2026-06-01T12:00:00Z,acme/small,1000,100\r\n";
  const Ran ran = desk.rate(csv, {"--json"}, "usage.csv");
  INFO(ran.err);
  CHECK(nlohmann::json::parse(ran.out)["cost"]["total"] == "0.00025");  // 0.00015 + 0.0001
  // In 2024 the same record was 1000 × $0.20/1M + 100 × $0.80/1M = 0.0002 + 0.00008.
  const Ran before = desk.rate(csv, {"--json", "--as-of", "2024-06-01"}, "usage.csv");
  CHECK(nlohmann::json::parse(before.out)["cost"]["total"] == "0.00028");
  const std::string second = desk.folder.write("b.jsonl", lines({small_record}));
  const Ran both = desk.rate(lines({small_record}), {second, "--json"});
  CHECK(nlohmann::json::parse(both.out)["cost"]["total"] == "0.000512");
  CHECK(nlohmann::json::parse(desk.rate(csv, {"--json"}, "USAGE.CSV").out)["cost"]["total"] == "0.00025");
  // The same file by another name would be charged twice.
  const Ran twice = desk.rate(lines({small_record}), {desk.folder.path() + "/./usage.jsonl"});
  CHECK(twice.code == 2);
  CHECK(twice.out.empty());
  CHECK(contains(twice.err, "is named twice"));
}

TEST_CASE("counts are shown in the unit of their meter", "[rate]") {
  CHECK(shown_count(Meter::input_tokens, 1'234'567) == "1234567");
  CHECK(shown_count(Meter::stt_seconds, 12'500) == "12.5");
  CHECK(shown_count(Meter::cache_storage_token_hours, 3'600'000) == "1");
  CHECK(shown_count(Meter::input_tokens, UINT64_MAX) == "18446744073709551615");
}

TEST_CASE("rate refuses what it would have to guess", "[rate]") {
  CHECK(contains(refusal_of({"rate"}), "needs a usage log"));
  CHECK(contains(refusal_of({"rate", "a", "--format", "opnai"}), "did you mean \"openai\"?"));
  CHECK(contains(refusal_of({"rate", "a", "--convention", "inclusiv"}), "did you mean \"inclusive\"?"));
  CHECK(contains(refusal_of({"rate", "a", "--format", "anthropic", "--convention", "inclusive"}), "fixes its own"));
  CHECK(contains(refusal_of({"rate", "a", "--format", "otel", "--convention", "disjoint"}), "inclusive or exclusive"));
  CHECK(contains(refusal_of({"rate", "a.csv", "--format", "openai"}), "CSV is read in npcost's own format"));
  CHECK(contains(refusal_of({"rate", "-", "-"}), "once"));
  CHECK(contains(refusal_of({"rate", "a", "--map", "a="}), "LOGNAME=BOOKNAME"));
  CHECK(contains(refusal_of({"rate", "a", "--map", "ab"}), "LOGNAME=BOOKNAME"));
  CHECK(contains(refusal_of({"rate", "a", "--as-of", "now"}), "--as-of must be a date"));
  CHECK(captured::npcost({"rate", "/nonexistent.jsonl"}).code != 0);
  CHECK(parse_options({"rate", "--help"}).exit_code == 0);
  CHECK(contains(parse_options({"rate", "--help"}).text, "never as $0"));
}
