// What a log may look like, what it may not, and where a fault is said to stand.

#include "tests/recorded/recorded_samples.h"

using namespace npcost;
using samples::one_fault;
using samples::one_record;
using samples::read;
using samples::read_csv;

namespace {

const std::string good = R"({"at":"2026-10-15T04:00:00Z","model":"local","usage":{"input_tokens":7,"output_tokens":1}})";

std::string with_usage(const std::string& usage) {
  return R"({"at":"2026-10-15T04:00:00Z","model":"local","convention":"inclusive","usage":{)" + usage + "}}";
}
std::string at(const std::string& time) { return R"({"at":)" + time + R"(,"model":"local","usage":{"input_tokens":7}})"; }

}  // namespace

TEST_CASE("a log reads the same however it is cut into pieces and ended", "[recorded][reading]") {
  const std::string mark = "\xEF\xBB\xBF";
  for (const std::string& log : {good + "\n" + good, good + "\r\n\r\n" + good + "\r\n", mark + good + "\n \t\n" + good + "\n"}) {
    for (const std::size_t piece : {1u, 2u, 3u, 7u, 1000u}) {
      samples::Kept kept;
      samples::read_into(kept, log, {}, piece);
      CHECK(kept.faults.empty());
      REQUIRE(kept.records.size() == 2);
      CHECK(kept.records[1].counts[Meter::input_tokens] == 7);
    }
  }
}

TEST_CASE("lines are numbered from one and empty ones count", "[recorded][reading]") {
  const auto kept = read(good + "\n\n" + good + "\n{\n" + good);
  REQUIRE(kept.records.size() == 3);
  CHECK(kept.records[1].place.line == 3);
  CHECK(kept.records[2].place.line == 5);
  REQUIRE(kept.faults.size() == 1);
  CHECK(kept.faults[0].place.line == 4);
}

TEST_CASE("broken text is a fault with line and column", "[recorded][reading]") {
  struct Case {
    std::string log, what;
    std::uint32_t column;
  };
  using namespace std::string_literals;
  const std::vector<Case> cases = {
      {R"({"model":)", "the line ends in the middle of a value", 10},
      {"{\"a\":\"\xC3\xA9\xFF\"}", "the text is not UTF-8 from here on", 8},
      {"{\"a\":\0}"s, "a NUL byte stands here, and text has none", 6},
      {R"({"a":NaN})", "the line is not JSON from here on", 6},
      {R"({"a":1e400})", "a number is beyond 10^308", 10},
      {good + " x", "the line is not JSON from here on", static_cast<std::uint32_t>(good.size() + 2)},
      {R"(5)", "a record must be an object", 0},
      {R"(null)", "a record must be an object", 0},
  };
  for (const Case& c : cases) {
    INFO(c.log);
    const auto kept = read(c.log);
    CHECK(kept.records.empty());
    REQUIRE(kept.faults.size() == 1);
    CHECK(kept.faults[0].what == c.what);
    CHECK(kept.faults[0].place.line == 1);
    CHECK(kept.faults[0].place.column == c.column);
  }
}

TEST_CASE("a line may have eight mebibytes and not one more", "[recorded][reading]") {
  ReadOptions options;
  options.max_line_bytes = good.size();
  samples::Kept kept;
  samples::read_into(kept, good + "\r\n" + good + " \n" + good, options, 10);
  CHECK(kept.records.size() == 2);
  REQUIRE(kept.faults.size() == 1);
  CHECK(kept.faults[0].place.line == 2);
  CHECK(kept.faults[0].what.find("at most 8 MiB") != std::string::npos);
  CHECK(ReadOptions{}.max_line_bytes == 8 * 1024 * 1024);
}

TEST_CASE("counts are whole numbers from zero to 2^64 − 1", "[recorded][reading]") {
  const auto input = [](const std::string& number) {
    return one_record(with_usage("\"input_tokens\":" + number)).counts[Meter::input_tokens];
  };
  CHECK(input("0") == 0);
  CHECK(input("-0") == 0);
  CHECK(input("12.0") == 12);
  CHECK(input("1.2e1") == 12);
  CHECK(input("18446744073709551615") == 18446744073709551615u);
  const auto fault = [](const std::string& number) { return one_fault(with_usage("\"input_tokens\":" + number)); };
  CHECK(fault("18446744073709551616") == "usage/input_tokens must be below 2^64, and is larger");
  CHECK(fault("1e300") == "usage/input_tokens must be below 2^64, and is larger");
  CHECK(fault("-1") == "usage/input_tokens must be at least 0, and is negative");
  CHECK(fault("12.5") == "usage/input_tokens must be a whole number, and has a fraction");
  CHECK(fault("1e-400") == "usage/input_tokens must be a whole number, and has a fraction");
  CHECK(fault("\"12\"") == "usage/input_tokens must be a number, and is none");
  CHECK(fault("true") == "usage/input_tokens must be a number, and is none");
  CHECK(fault("[1]") == "usage/input_tokens must be a single value, and is an object or an array");
  CHECK(fault("null") == "usage must state at least one count");
}

// 0.0005 s is half a millisecond and rounds up; 0.0004999 s rounds down; 12.299999999999999 is what floating point makes of 12.3.
TEST_CASE("seconds are read to the millisecond, halves up", "[recorded][reading]") {
  const auto ms = [](const std::string& number) {
    return one_record(with_usage("\"stt_seconds\":" + number)).counts[Meter::stt_seconds];
  };
  CHECK(ms("12.5") == 12'500);
  CHECK(ms("12.299999999999999") == 12'300);
  CHECK(ms("0.0005") == 1);
  CHECK(ms("0.0004999") == 0);
  CHECK(ms("1e-30") == 0);
  CHECK(ms("18446744073709551.615") == 18446744073709551615u);
  CHECK(one_fault(with_usage("\"stt_seconds\":18446744073709551.616")) ==
        "usage/stt_seconds must be below 2^64, and is larger");
}

TEST_CASE("a key that stands twice is a fault, also when both agree", "[recorded][reading]") {
  CHECK(one_fault(with_usage(R"("input_tokens":7,"input_tokens":7)")) ==
        "usage/input_tokens stands twice in one object; JSON would silently keep one of them");
  CHECK(one_fault(with_usage(R"("input_tokens":7,"input\u005ftokens":7)")).find("stands twice") != std::string::npos);
}

TEST_CASE("a count under two names must be one count", "[recorded][reading]") {
  const auto usage = [](const std::string& hit) {
    return R"({"created":1760000000,"model":"local","usage":{"prompt_tokens":100,"prompt_cache_hit_tokens":)" + hit +
           R"(,"prompt_tokens_details":{"cached_tokens":60}}})";
  };
  CHECK(one_record(usage("60"), UsageFormat::openai).counts[Meter::cached_input_tokens] == 60);
  CHECK(one_fault(usage("61"), UsageFormat::openai).find("twice under two names") != std::string::npos);
}

TEST_CASE("an unknown key among own meters is a fault and elsewhere nothing", "[recorded][reading]") {
  CHECK(one_fault(with_usage(R"("input_toks":7,"output_tokens":1)")) == "usage holds a key that is not known here");
  CHECK(one_record(R"({"prompt":{"deep":[[[{"model":"x"}]]]},)" + good.substr(1)).model == "local");
}

TEST_CASE("the convention must be stated as soon as a part is", "[recorded][reading]") {
  const auto usage = [](const std::string& part) {
    return R"({"at":"2026-10-15T04:00:00Z","model":"local","usage":{"input_tokens":7,"output_tokens":9)" + part + "}}";
  };
  CHECK(one_record(usage("")).counts[Meter::input_tokens] == 7);
  CHECK(one_record(usage(R"(,"citation_tokens":5)")).counts[Meter::citation_tokens] == 5);
  for (const char* part : {"cached_input_tokens", "cache_write_tokens", "audio_input_tokens", "image_tokens", "reasoning_tokens"}) {
    CHECK(one_fault(usage(",\"" + std::string(part) + "\":1")).find("convention must say") == 0);
  }
  CHECK(one_fault(R"({"convention":"both",)" + good.substr(1)) == "convention must be inclusive, exclusive or disjoint");
}

TEST_CASE("moments have a zone and lie where prices can be known", "[recorded][reading]") {
  const auto text = [](const std::string& time) { return to_text(*one_record(at("\"" + time + "\"")).at); };
  CHECK(text("2026-10-15T04:00:00Z") == "2026-10-15T04:00:00Z");
  CHECK(text("2026-10-15T04:00Z") == "2026-10-15T04:00:00Z");
  CHECK(text("2026-10-15 13:00:00.123456+09:00") == "2026-10-15T04:00:00Z");
  CHECK(text("2026-10-14T20:30:00-0730") == "2026-10-15T04:00:00Z");
  CHECK(text("2000-01-01T00:00:00Z") == "2000-01-01T00:00:00Z");
  CHECK(text("2199-12-31T23:59:59Z") == "2199-12-31T23:59:59Z");
  for (const char* wrong : {"2026-10-15", "2026-02-30T00:00:00Z", "yesterday", "2026-10-15T24:00:00Z", "2026-10-15T04:00:00.Z", ""}) {
    CHECK(one_fault(at("\"" + std::string(wrong) + "\"")) == "at must be a moment like 2026-10-15T04:00:00Z");
  }
  CHECK(one_fault(at("\"2026-10-15T04:00:00\"")).find("must end in Z") != std::string::npos);
  CHECK(one_fault(at("\"1999-12-31T23:59:59Z\"")).find("years 2000 to 2199") != std::string::npos);
  CHECK(one_fault(at("\"2200-01-01T00:00:00Z\"")).find("years 2000 to 2199") != std::string::npos);
  CHECK(one_fault(at("1760000000")) == "at must be a moment like 2026-10-15T04:00:00Z");
}

TEST_CASE("seconds that are milliseconds are noticed", "[recorded][reading]") {
  const auto created = [](const std::string& time) {
    return R"({"created":)" + time + R"(,"model":"local","usage":{"prompt_tokens":7}})";
  };
  CHECK(to_text(*one_record(created("1760000000"), UsageFormat::openai).at) == "2025-10-09T08:53:20Z");
  CHECK(one_fault(created("1760000000000"), UsageFormat::openai).find("is its unit right") != std::string::npos);
  CHECK(one_fault(created("18446744073709551615"), UsageFormat::openai).find("is its unit right") != std::string::npos);
}

TEST_CASE("a name may have two hundred bytes", "[recorded][reading]") {
  const auto named = [](std::size_t size) { return R"({"model":")" + std::string(size, 'm') + R"(","usage":{"input_tokens":7}})"; };
  CHECK(one_record(named(200)).model.size() == 200);
  CHECK(one_fault(named(201)) == "model must be at most 200 bytes long, and is longer");
  CHECK(one_fault(R"({"usage":{"input_tokens":7}})") == "model must name the model");
}

TEST_CASE("a line may be an array of records and each keeps its number", "[recorded][reading]") {
  const auto kept = read("[" + good + "," + R"({"model":"local","usage":{"input_tokens":-1}},)" + good + ",7]");
  CHECK(kept.records.size() == 2);
  REQUIRE(kept.faults.size() == 2);
  CHECK(kept.faults[0].place.item == 2);
  CHECK(kept.faults[1].place.item == 4);
  CHECK(kept.records[1].place.item == 3);
  CHECK(read("[" + good + "," + good).records.empty());  // cut short: nothing of the line is believed
}

TEST_CASE("a line holds at most ten thousand records", "[recorded][reading]") {
  const auto line = [](int records) {
    std::string text = "[" + good;
    for (int i = 1; i < records; ++i) text += "," + good;
    return text + "]";
  };
  CHECK(read(line(10'000)).records.size() == 10'000);
  const auto more = read(line(10'001));
  CHECK(more.records.empty());
  CHECK(more.faults.size() == 1);
}

TEST_CASE("a table must be whole and its counts have the names of meters", "[recorded][reading]") {
  const std::string head = "at,model,input_tokens\n";
  const std::string row = "2026-10-15T04:00:00Z,local,7\n";
  CHECK(read_csv(head + row + row).records.size() == 2);
  CHECK(read_csv(head + row.substr(0, row.size() - 1)).records.size() == 1);
  const auto fault = [](const std::string& log) {
    const auto kept = read_csv(log);
    CHECK(kept.records.empty());
    REQUIRE(!kept.faults.empty());
    return std::string(kept.faults[0].what) + " @" + std::to_string(kept.faults[0].place.line) + ":" +
           std::to_string(kept.faults[0].place.column);
  };
  CHECK(fault(head + "2026-10-15T04:00:00Z,local\n") == "a line must have as many fields as the header, and has not @2:0");
  CHECK(fault("at,model,input_token_tokens\n") == "a column that counts something must have the name of a meter @1:10");
  CHECK(fault("model,model,input_tokens\n") == "two columns have the same name @1:7");
  CHECK(fault(row) == "the first line must name the columns, and one of them must be model @1:0");
  CHECK(fault(head + "2026-10-15T04:00:00Z,lo\"cal,7\n") == "a quote must open and close a whole field @2:24");
  CHECK(fault(head + "2026-10-15T04:00:00Z,\"local,7\n") == "a quote must open and close a whole field @2:22");
  CHECK(fault(head + "2026-10-15T04:00:00Z,local,=1+1\n").find("must be a number") == 0);
}

TEST_CASE("every fault of a record is told, and the record is lost once", "[recorded][reading]") {
  const auto kept = read(R"({"at":"never","usage":{"input_tokens":-1,"output_tokens":1.5}})" "\n" + good);
  CHECK(kept.records.size() == 1);
  CHECK(kept.faults.size() == 4);  // at, two counts, no model
  CHECK(kept.faulty == 1);
}
