// Durations, dates, and values that are one number.

#include <limits>
#include <string>

#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::quoted;
using npcost::test::Read;

namespace {
Instant instant(const char* text) { return to_instant(*parse_local_time(text), "UTC").instant; }

struct Asked {
  std::optional<Milliseconds> value;
  std::string fault;
};
Asked duration(const std::string& json, Instant from = instant("2027-01-31"), std::string_view zone = "UTC") {
  Read read(json);
  const auto value = read_duration(read.value, "/time/duration", from, zone, read.diagnostics);
  CHECK(value.has_value() == !read.diagnostics.has_errors());
  return {value, read.fault()};
}
constexpr Milliseconds days(int n) { return Milliseconds{std::int64_t{n} * 86'400'000}; }
}  // namespace

TEST_CASE("durations of fixed length are exact milliseconds", "[time]") {
  CHECK(duration("\"30 d\"").value == days(30));
  CHECK(duration("\"30 d\"").value == duration("\"720 h\"").value);
  CHECK(duration("\"1.1 s\"").value == Milliseconds{1100});
  CHECK(duration("\"0.001 s\"").value == Milliseconds{1});
  CHECK(duration("\"2000 us\"").value == Milliseconds{2});
  CHECK(duration("\"0.5 w\"").value == Milliseconds{302'400'000});
  CHECK(duration("\"0 s\"").value == Milliseconds{0});
  CHECK(duration("{\"value\": \"5 min\", \"why\": \"TTL\"}").value == Milliseconds{300'000});
}

TEST_CASE("months and years are counted on the calendar of the players", "[time]") {
  CHECK(duration("\"1 mo\"", instant("2027-01-31")).value == days(28));  // 31 January + 1 mo = 28 February
  CHECK(duration("\"1 mo\"", instant("2028-01-31")).value == days(29));  // a leap year
  CHECK(duration("\"1 mo\"", instant("2027-03-01")).value == days(31));
  CHECK(duration("\"1 y\"", instant("2027-03-01")).value == days(366));  // over 29 February 2028
  CHECK(duration("\"1 y\"", instant("2028-03-01")).value == days(365));
  CHECK(duration("\"12 mo\"", instant("2028-02-29")).value == duration("\"1 y\"", instant("2028-02-29")).value);
  CHECK(duration("\"0 mo\"").value == Milliseconds{0});
  // New York loses an hour on 2027-03-14: local 1 March 00:00 (05:00 UTC) to local 1 April 00:00 (04:00 UTC).
  CHECK(duration("\"1 mo\"", instant("2027-03-01T05:00"), "America/New_York").value ==
        days(31) - Milliseconds{3'600'000});
  // Seoul has no daylight saving; its local 31 January begins at 15:00 UTC the day before.
  CHECK(duration("\"1 mo\"", instant("2027-01-30T15:00"), "Asia/Seoul").value == days(28));
}

TEST_CASE("durations that cannot be are refused", "[time][faults]") {
  CHECK(duration("\"5 m\"").fault == "E205 1:1+5");
  CHECK(duration("\"1..2 d\"").fault == "E218 1:1+8");
  CHECK(duration("\"1.5 mo\"").fault == "E210 1:1+8");
  CHECK(duration("\"0.5 ms\"").fault == "E215 1:1+8");
  CHECK(duration("\"999 us\"").fault == "E215 1:1+8");
  CHECK(duration("\"1e300 d\"").fault == "E210 1:1+9");
  CHECK(duration("\"1001 y\"").fault == "E210 1:1+8");
  CHECK(duration("\"1000 y\"").fault == "");
  CHECK(duration("\"12001 mo\"").fault == "E210 1:1+10");
  CHECK(duration("\"-1 d\"").fault == "E210 1:1+6");
  CHECK(duration("\"600 tokens\"").fault == "E207 1:1+12");
  CHECK(duration("30").fault == "E208 1:1+2");
  CHECK(duration("\"30\"").fault == "E202 1:1+4");
  CHECK(duration("null").fault == "E208 1:1+4");
  CHECK(duration("\"1.000000000000000000000000000000000001 d\"").fault.substr(0, 4) == "E215");
  CHECK(duration(quoted(std::string(60, '9') + " w")).fault.substr(0, 4) == "E210");
}

TEST_CASE("dates exist or are refused", "[time]") {
  const auto when = [](const std::string& json) {
    Read read(json);
    const auto value = read_when(read.value, "/time/start", read.diagnostics);
    CHECK(value.has_value() == !read.diagnostics.has_errors());
    return value ? std::string() : read.fault();
  };
  CHECK(when("\"2027-03-01\"") == "");
  CHECK(when("\"2028-02-29T18:00\"") == "");
  CHECK(when("\"2027-03-01T18:00:30\"") == "");
  CHECK(when("{\"value\": \"2027-03-01\", \"source\": \"plan\"}") == "");
  CHECK(when("\"2027-02-29\"") == "E214 1:1+12");
  CHECK(when("\"2027-13-01\"") == "E214 1:1+12");
  CHECK(when("\"2027-03-01T24:01\"") == "E214 1:1+18");
  CHECK(when("\"2027-3-1\"") == "E214 1:1+10");
  CHECK(when("\"01.03.2027\"") == "E214 1:1+12");
  CHECK(when("\"\"") == "E214 1:1+2");
  CHECK(when("20270301") == "E208 1:1+8");
  CHECK(when("\"day 14\"") == "E214 1:1+8");
  // 2027-03-01 is 20,878 days after 1970-01-01: 57 years · 365 + 14 leap days + 31 + 28 = 20,805 + 14 + 59.
  Read read("\"2027-03-01T18:00\"");
  CHECK(read_when(read.value, "", read.diagnostics)->time_since_epoch() == days(20'878) + Milliseconds{18 * 3'600'000});
}

TEST_CASE("whole numbers are exact over their full range", "[scalar]") {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const auto whole = [](const std::string& json, std::int64_t low, std::int64_t high) -> std::string {
    Read read(json);
    const auto value = read_whole_number(read.value, "/x", low, high, read.diagnostics);
    CHECK(value.has_value() == !read.diagnostics.has_errors());
    return value ? std::to_string(*value) : read.fault();
  };
  CHECK(whole("9223372036854775807", 0, most) == "9223372036854775807");
  CHECK(whole("9223372036854775808", 0, most) == "E210 1:1+19");
  CHECK(whole("18446744073709551616", 0, most) == "E210 1:1+20");
  CHECK(whole("9007199254740993", 0, most) == "9007199254740993");  // 2^53 + 1
  CHECK(whole("-9223372036854775808", std::numeric_limits<std::int64_t>::min(), most) == "-9223372036854775808");
  CHECK(whole("1e3", 0, 1000) == "1000");
  CHECK(whole("1.50e1", 0, 1000) == "15");
  CHECK(whole("1001", 0, 1000) == "E210 1:1+4");
  CHECK(whole("4", 5, 9) == "E210 1:1+1");
  CHECK(whole("1.5", 0, 9) == "E210 1:1+3");
  CHECK(whole("1e400", 0, most) == "E210 1:1+5");
  CHECK(whole("1e-400", 0, most) == "E210 1:1+6");
  CHECK(whole("-0", 0, 9) == "0");
  CHECK(whole("\"50k players\"", 0, most) == "50000");
  CHECK(whole("\"8 turns\"", 0, 10) == "8");
  CHECK(whole("\"8 ms\"", 0, 10) == "E207 1:1+6");
  CHECK(whole("\"8..9\"", 0, 10) == "E218 1:1+6");
  CHECK(whole("true", 0, 10) == "E208 1:1+4");
  CHECK(whole("{\"value\": 8, \"why\": \"x\"}", 0, 10) == "8");
}

TEST_CASE("a share is one number between 0 and 1", "[scalar]") {
  const auto ratio = [](const std::string& json) {
    Read read(json);
    const auto value = read_ratio(read.value, "/x", read.diagnostics);
    CHECK(value.has_value() == !read.diagnostics.has_errors());
    return std::pair{value.value_or(-1), read.fault()};
  };
  CHECK(ratio("\"15%\"").first == 0.15);
  CHECK(ratio("0.15").first == 0.15);
  CHECK(ratio("0").first == 0);
  CHECK(ratio("1").first == 1);
  CHECK(ratio("{\"value\": \"3.5%\", \"source\": \"report\"}").first == 0.035);
  CHECK(ratio("15").second == "E211 1:1+2");
  CHECK(ratio("\"5..9%\"").second == "E218 1:1+7");
  CHECK(ratio("-0.1").second == "E210 1:1+4");
}

TEST_CASE("speech is words a minute or characters a second", "[scalar]") {
  const auto rate = [](const std::string& json) -> std::string {
    Read read(json);
    const auto value = read_speech_rate(read.value, "/x", read.diagnostics);
    CHECK(value.has_value() == !read.diagnostics.has_errors());
    if (!value) return read.fault();
    return std::to_string(static_cast<int>(value->per_minute)) + (value->words ? " words" : " characters");
  };
  CHECK(rate("\"150 wpm\"") == "150 words");
  CHECK(rate("\"15 chars/s\"") == "900 characters");  // 15 · 60
  CHECK(rate("{\"value\": \"150 wpm\", \"why\": \"calm\"}") == "150 words");
  CHECK(rate("\"0 wpm\"") == "E210 1:1+7");
  CHECK(rate("\"0 chars/s\"") == "E210 1:1+11");
  CHECK(rate("\"100..150 wpm\"") == "E218 1:1+14");
  CHECK(rate("\"10..15 chars/s\"") == "E218 1:1+16");
  CHECK(rate("\"15 xchars/s\"") == "E202 1:1+13");
  CHECK(rate("150") == "E208 1:1+3");
  CHECK(rate("\"150 s\"") == "E207 1:1+7");
}
