// npcost rate: what is missing from a bill, and how much of it is shown.
#include "tests/ui/rate_desk.h"
#include "ui/terminal/rate_table.h"

using namespace npcost;
using namespace npcost::rated;
using made::contains;

TEST_CASE("one faulty record refuses the whole log with its place, unless it may be skipped", "[rate]") {
  const Desk desk;
  const std::string log =
      lines({small_record, R"({"at":"2026-06-01T12:00:00Z","model":"acme/small","usage":{"output_tokens":-5}})",
             small_record});
  const Ran refused = desk.rate(log);
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK(contains(refused.err, "usage.jsonl:2"));
  CHECK(contains(refused.err, "nothing was rated"));
  const Ran json = desk.rate(log, {"--json"});
  CHECK(json.code == 2);
  const auto parsed = nlohmann::json::parse(json.out);
  CHECK(parsed["valid"] == false);
  CHECK_FALSE(parsed.contains("cost"));
  CHECK(parsed["faults"][0]["line"] == 2);
  const Ran skipped = desk.rate(log, {"--skip-faulty"});
  CHECK(skipped.code == 0);
  CHECK(contains(skipped.err, "usage.jsonl:2"));
  CHECK(contains(skipped.out, "LEFT OUT: 1 record or line"));
  // What was left out cost something: the sum of the others, 2 × $0.000256, is a lower bound, and no gate may pass on it.
  CHECK(contains(skipped.out, "TOTAL  at least $0.000512"));
  CHECK_FALSE(contains(skipped.out, "UNPRICED"));
  const auto bill = desk.json(log, {"--skip-faulty"});
  CHECK(bill["cost"]["total"] == "0.000512");
  CHECK(bill["complete"] == false);
  const Ran gate = desk.rate(log, {"--skip-faulty", "--ci"});
  CHECK(gate.code == 4);
  CHECK(contains(gate.out, "faulty records were left out"));
}

TEST_CASE("a log of nothing but faults has no total, and that is not zero", "[rate]") {
  const Desk desk;
  const std::string log = lines({R"({"at":"2026-06-01T12:00:00Z","model":"acme/small","usage":{"output_tokens":-5}})"});
  const Ran skipped = desk.rate(log, {"--skip-faulty"});
  CHECK(contains(skipped.out, "TOTAL  unknown: no record could be read"));
  CHECK(desk.json(log, {"--skip-faulty"})["cost"]["total"].is_null());
}

TEST_CASE("without any request in the logs there is no total, and passed over entries say what may be wrong",
          "[rate]") {
  const Desk desk;
  const std::string span = R"({"attributes":{"http.method":"GET"},"endTimeUnixNano":"1780315200000000000"})";
  struct Log {
    std::string text, name;
    std::vector<std::string> more;
    const char* complaint;
  };
  for (const Log& log :
       {Log{"", "usage.jsonl", {}, ""}, Log{"at,model,input_tokens\n", "usage.csv", {}, ""},
        Log{span + "\n", "usage.jsonl", {"--format", "otel"}, "1 entry was read as otel, and none is a request"},
        Log{span + "\n" + span + "\n", "usage.jsonl", {"--format", "otel"}, "2 entries were read as otel"}}) {
    INFO(log.text);
    const Ran ran = desk.rate(log.text, log.more, log.name);
    CHECK(ran.code == 0);
    CHECK(contains(ran.out, "TOTAL  unknown: no request in the logs"));
    CHECK(contains(ran.err, log.complaint));
    CHECK(ran.err.empty() == (*log.complaint == '\0'));
    std::vector<std::string> more = log.more;
    more.insert(more.end(), {"--json", "--ci"});
    const Ran json = desk.rate(log.text, more, log.name);
    CHECK(json.code == 5);
    CHECK(nlohmann::json::parse(json.out)["cost"]["total"].is_null());
  }
  const Ran both = desk.rate(
      span + "\n" +
          R"({"endTimeUnixNano":"1780315200000000000","attributes":{"gen_ai.request.model":"acme/small","gen_ai.usage.input_tokens":1000,"gen_ai.usage.output_tokens":100}})" +
          "\n",
      {"--format", "otel"});
  CHECK(contains(both.out, "TOTAL  $0.00025"));  // 1000 × $0.15/1M + 100 × $1/1M
  CHECK(contains(both.out, "1 entry of the logs is no request and was passed over"));
  CHECK(both.err.empty());
}

TEST_CASE("faults that are alike are told once, with the lines of the others", "[rate]") {
  const Desk desk;
  std::string log;
  for (int i = 0; i < 12; ++i)
    log += R"({"model":"acme/small","usage":{"output_tokens":1}})"
           "\n";  // no moment
  const Ran ran = desk.rate(log);
  CHECK(ran.code == 2);
  CHECK(contains(ran.err, "usage.jsonl:1: "));
  CHECK(contains(ran.err, "also in lines 2, 3, 4, 5, 6, 7, 8, 9 and 3 more"));
  CHECK(contains(ran.err, "12 faults in 12 records or lines; nothing was rated"));
  CHECK(contains(ran.err, "--format says whose the log is"));
  CHECK_FALSE(contains(desk.rate(lines({small_record}) + log).err, "--format says"));
}

TEST_CASE("a name that only another provider has is not in the book, unless --map says so and is shown", "[rate]") {
  const Desk desk;
  const auto record = [](const std::string& provider) {
    return R"({"at":"2026-06-02T12:00:00Z","model":"ears","provider":")" + provider +
           R"(","usage":{"stt_seconds":90}})" + "\n";
  };
  const std::string refused = desk.rate(record("azure")).out;
  CHECK(contains(refused, "ears of azure: 1 record, not in the book"));
  CHECK(contains(refused, "did you mean acme/ears?"));
  CHECK_FALSE(contains(desk.rate(record("acme")).out, "NAMES"));  // acme/ears exactly
  CHECK(contains(desk.rate(record("azure"), {"--map", "ears=acme/mouth"}).out, "ears of azure → acme/mouth (--map)"));
}

TEST_CASE("many days become months, and many models one line for the rest; both still add up", "[rate]") {
  const Desk desk;
  std::string log;
  for (int day = 1; day <= 30; ++day) {
    for (const char* month : {"04", "05"}) {
      log += R"({"at":"2026-)" + std::string(month) + "-" + (day < 10 ? "0" : "") + std::to_string(day) +
             R"(T12:00:00Z","model":"acme/mouth","usage":{"tts_chars":100}})" + "\n";
    }
  }
  const Ran ran = desk.rate(log);
  CHECK(contains(ran.out, "BY MONTH"));
  CHECK(contains(ran.out, "2026-04"));
  CHECK(contains(ran.out, "$0.045"));  // 30 × 100 × $15/1M
  CHECK(contains(ran.out, "$0.09"));
  CHECK(desk.json(log)["cost"]["by_day"].size() == 60);
}

TEST_CASE("a whole month is shown day by day, and one day more by months", "[rate]") {
  const Desk desk;
  std::string log;
  for (int day = 1; day <= 31; ++day) {
    log += R"({"at":"2026-05-)" + std::string(day < 10 ? "0" : "") + std::to_string(day) +
           R"(T12:00:00Z","model":"acme/mouth","usage":{"tts_chars":100}})" + "\n";
  }
  const Ran month = desk.rate(log);
  CHECK(contains(month.out, "BY DAY"));
  for (const char* day : {"2026-05-01", "2026-05-24", "2026-05-31"})
    CHECK(contains(month.out, std::string("    ") + day));
  CHECK_FALSE(contains(month.out, "more"));
  log += R"({"at":"2026-06-01T12:00:00Z","model":"acme/mouth","usage":{"tts_chars":100}})";
  CHECK(contains(desk.rate(log).out, "BY MONTH"));
}

TEST_CASE("no line of a bill ends in spaces where an amount is filled up behind the point", "[rate]") {
  // Too wide for bars and shares, so that the amounts stand at the end: 15 digits behind one point, none behind the other.
  const std::string fine = "123456789.000000000000001";
  const Money most = Money::from_decimal(fine).value(), five = Money::from_decimal("5").value();
  const std::string text = bill_table(
      "BY METER", {{"audio_input_tokens", 0, UINT64_MAX, 0, most, fine}, {"output_tokens", 0, 1, 0, five, "5"}}, true,
      most + five, "USD", Style{});
  CHECK(contains(text, "$123,456,789.000000000000001\n"));
  CHECK(contains(text, "$5\n"));
  CHECK_FALSE(contains(text, " \n"));
}

TEST_CASE("one record is not records", "[rate]") {
  const std::string log =
      R"({"at":"2026-06-02T12:00:00Z","model":"acme/small","service_tier":"flex","usage":{"output_tokens":1}})";
  const std::string text = Desk().rate(log).out;
  CHECK(contains(text, "1 record names a service tier that the book does not price"));
  CHECK(contains(Desk().rate(unknown_record).out, "1 of 1 record holds something"));
}
