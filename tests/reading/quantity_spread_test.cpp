// Spreads: what differs each time, what nobody knows, and what is impossible.

#include <tuple>
#include <cmath>
#include <map>
#include <string>

#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::quoted;
using npcost::test::Read;

namespace {
constexpr double z95 = 1.6448536269514722;  // Φ⁻¹(0.95)

Spread spread(const std::string& json, Dimension dimension, Level level = Level::turn) {
  Read read(json);
  auto result = read_spread(read.value, "/npcs/x/reply", dimension, level, read.diagnostics);
  INFO(json << " " << report_text(read.diagnostics));
  REQUIRE(result.has_value());
  CHECK_FALSE(read.diagnostics.has_errors());
  result->place = {};  // the text goes away here
  return *result;
}
std::string fault(const std::string& json, Dimension dimension, Level level = Level::turn) {
  Read read(json);
  const bool got = read_spread(read.value, "/x", dimension, level, read.diagnostics).has_value();
  CHECK(got == !read.diagnostics.has_errors());
  return read.fault();
}
double at_median(const Unknown& unknown, const void*) { return unknown.of.quantile(0.5); }
double at_given(const Unknown&, const void* value) { return *static_cast<const double*>(value); }
Distribution drawn(const Spread& s) { return in_replication(s, at_median, nullptr); }
}  // namespace

TEST_CASE("a bare range on a field that varies is a distribution with these p5 and p95", "[spread]") {
  const Spread reply = spread("\"60..160 tokens\"", Dimension::tokens);
  CHECK(reply.family == Family::lognormal);
  CHECK_FALSE(reply.has_unknown());
  CHECK_FALSE(reply.is_constant());
  const Distribution d = drawn(reply);
  CHECK_THAT(d.quantile(0.05), WithinRel(60.0, 1e-9));
  CHECK_THAT(d.quantile(0.95), WithinRel(160.0, 1e-9));
  // σ = ln(160/60) / (2·1.6449) = 0.29815; mean = √(60·160)·e^{σ²/2} = 97.98 · 1.0454 = 102.43.
  const double sigma = std::log(160.0 / 60) / (2 * z95);
  CHECK_THAT(d.mean(), WithinRel(std::sqrt(9600.0) * std::exp(sigma * sigma / 2), 1e-9));
}

TEST_CASE("the same range on a field of the whole run is one value that nobody knows", "[spread]") {
  const Spread active = spread("\"40k..250k players\"", Dimension::count, Level::run);
  CHECK(active.family == Family::constant);
  REQUIRE(active.roles.size() == 1);
  CHECK(active.has_unknown());
  CHECK(active.roles[0].value.pointer == "/npcs/x/reply");
  CHECK_THAT(active.roles[0].value.of.quantile(0.05), WithinRel(40'000.0, 1e-9));
  CHECK_THAT(active.roles[0].value.of.quantile(0.95), WithinRel(250'000.0, 1e-9));
  const double value = 123'456;
  CHECK(in_replication(active, at_given, &value).is_constant());
  CHECK(in_replication(active, at_given, &value).mean() == 123'456);
  // {"dist"} at this level says the same with the family spelled out.
  const Spread spelled =
      spread(R"({"dist": "lognormal", "p5": "40k players", "p95": "250k players"})", Dimension::count, Level::run);
  CHECK(spelled.family == Family::constant);
  CHECK_THAT(spelled.roles[0].value.of.mean(), WithinRel(active.roles[0].value.of.mean(), 1e-12));
}

TEST_CASE("a bare range of a share is a beta, of a count a lognormal", "[spread]") {
  const Spread hit_rate = spread("\"55..90%\"", Dimension::ratio);
  CHECK(hit_rate.family == Family::beta);
  CHECK_THAT(drawn(hit_rate).quantile(0.05), WithinAbs(0.55, 1e-6));
  CHECK_THAT(drawn(hit_rate).quantile(0.95), WithinAbs(0.90, 1e-6));
  CHECK(spread("\"4..12 turns\"", Dimension::count).family == Family::lognormal);
  CHECK(spread("\"1..4\"", Dimension::count).family == Family::lognormal);
}

TEST_CASE("what is \"uncertain\" is one unknown value at every level", "[spread]") {
  for (const Level level : {Level::run, Level::player, Level::session, Level::conversation, Level::turn}) {
    const Spread s = spread(R"({"uncertain": "55..90%", "why": "guess"})", Dimension::ratio, level);
    CHECK(s.family == Family::constant);
    CHECK(s.has_unknown());
    CHECK(s.why == "guess");
    CHECK_THAT(s.roles[0].value.of.quantile(0.95), WithinAbs(0.9, 1e-6));
  }
  const Spread known = spread(R"({"uncertain": "600 tokens"})", Dimension::tokens);
  CHECK(known.is_constant());
  CHECK(known.value() == 600);
  const Spread nested =
      spread(R"({"uncertain": {"dist": "uniform", "low": "10 tokens", "high": "30 tokens", "max": "20 tokens"}})",
             Dimension::tokens);
  CHECK(nested.roles[0].value.of.quantile(0.25) == 15);
  CHECK(nested.roles[0].value.of.quantile(0.9) == 20);  // cut
  CHECK(fault(R"({"uncertain": {"uncertain": "1..2 tokens"}})", Dimension::tokens) == "E208 1:15+28");
}

TEST_CASE("a part of a distribution may be unknown: nested spread", "[spread]") {
  const Spread s = spread(
      R"({"dist": "lognormal", "median": {"uncertain": "60..120 tokens"}, "p95": "200 tokens", "max": "300 tokens"})",
      Dimension::tokens);
  CHECK(s.has_unknown());
  const UnknownRole* median = nullptr;
  for (const UnknownRole& role : s.roles) {
    if (role.role == Role::median) median = &role;
  }
  REQUIRE(median != nullptr);
  CHECK(median->value.pointer == "/npcs/x/reply/median");
  const double value = 80;
  CHECK_THAT(in_replication(s, at_given, &value).quantile(0.5), WithinRel(80.0, 1e-9));
  CHECK_THAT(in_replication(s, at_given, &value).quantile(0.95), WithinRel(200.0, 1e-9));
  CHECK(in_replication(s, at_given, &value).quantile(0.9999) == 300);  // cut
}

TEST_CASE("a drawn part that makes a distribution impossible falls back to the nearest possible one", "[spread]") {
  const Spread s = spread(R"({"dist": "lognormal", "median": {"uncertain": "60..120 tokens"}, "p95": "200 tokens"})",
                          Dimension::tokens);
  const double value = 500;  // a median above the p95
  const double middle = in_replication(s, at_given, &value).quantile(0.5);
  // The median is moved from 500 towards √(60·120) = 84.9 until it is below 200: just below.
  CHECK(middle <= 200);
  CHECK(middle > 199.9);
}

TEST_CASE("a spread that is impossible at the ends of its unknowns is refused", "[spread][faults]") {
  CHECK(fault(R"({"dist": "lognormal", "median": {"uncertain": "60..250 tokens"}, "p95": "200 tokens"})",
              Dimension::tokens) == "E212 1:1+85");
  CHECK(fault(R"({"dist": "lognormal", "median": {"uncertain": "60..199 tokens"}, "p95": "200 tokens"})",
              Dimension::tokens) == "");
}

TEST_CASE("families are read with their roles in units", "[spread]") {
  CHECK_THAT(drawn(spread(R"({"dist": "geometric", "mean": 4})", Dimension::count)).mean(), WithinRel(4.0, 1e-9));
  const Distribution turns = drawn(spread(R"({"dist": "negative_binomial", "mean": 9, "sd": 7})", Dimension::count));
  CHECK_THAT(turns.mean(), WithinRel(9.0, 1e-9));
  CHECK_THAT(turns.variance(), WithinRel(49.0, 1e-9));
  CHECK_THAT(drawn(spread(R"({"dist": "uniform", "low": "10 s", "high": "1 min"})", Dimension::duration)).mean(),
             WithinRel(35'000.0, 1e-12));
  CHECK_THAT(drawn(spread(R"({"dist": "exponential", "mean": "2/d"})", Dimension::frequency)).mean(),
             WithinRel(2.0, 1e-9));
  CHECK_THAT(drawn(spread(R"({"dist": "gamma", "shape": 2, "mean": "3 s"})", Dimension::duration)).mean(),
             WithinRel(3000.0, 1e-9));
  CHECK(spread(R"({"dist": "constant", "value": "600 tokens"})", Dimension::tokens).value() == 600);
  const Distribution pieces =
      drawn(spread(R"({"dist": "discrete", "values": [1, 2, 4], "weights": [2, 1, 1]})", Dimension::count));
  CHECK_THAT(pieces.mean(), WithinRel((1 * 2 + 2 + 4) / 4.0, 1e-12));
  const Distribution sample = drawn(spread(R"({"dist": "empirical", "values": ["1 s", "3 s"]})", Dimension::duration));
  CHECK_THAT(sample.mean(), WithinRel(2000.0, 1e-12));
  const Distribution mixed = drawn(
      spread(R"({"dist": "mixture", "of": ["10 tokens", {"dist": "uniform", "low": "20 tokens", "high": "40 tokens"}],
                                              "weights": [3, 1]})",
             Dimension::tokens));
  CHECK_THAT(mixed.mean(), WithinRel((3 * 10 + 30) / 4.0, 1e-9));
}

TEST_CASE("a family that would leave what its field can be is cut there", "[spread]") {
  CHECK(spread(R"({"dist": "normal", "mean": "10 tokens", "sd": "10 tokens"})", Dimension::tokens).min == 0);
  const Spread share = spread(R"({"dist": "lognormal", "median": "60%", "p95": "95%"})", Dimension::ratio);
  CHECK(share.max == 1);
  CHECK(drawn(share).quantile(0.9999) == 1);
  CHECK_FALSE(spread(R"({"dist": "beta", "mean": "60%", "sd": "10%"})", Dimension::ratio).max.has_value());
}

TEST_CASE("what no distribution can be is refused at its place", "[spread][faults]") {
  const std::tuple<const char*, Dimension, const char*> cases[] = {
      {R"({"dist": "lognormal", "p5": "9 tokens", "p95": "4 tokens"})", Dimension::tokens, "E212 1:1+58"},
      {R"({"dist": "lognormal", "p5": "4 tokens", "p95": "4 tokens"})", Dimension::tokens, "E212 1:1+58"},
      {R"({"dist": "lognormal", "mean": "9 tokens"})", Dimension::tokens, "E212 1:1+41"},
      {R"({"dist": "normal", "mean": "9 tokens", "sd": "0 tokens"})", Dimension::tokens, "E212 1:1+56"},
      {R"({"dist": "negative_binomial", "mean": 9, "sd": 2})", Dimension::count, "E212 1:1+49"},  // sd² = 4 < 9
      {R"({"dist": "lognormal"})", Dimension::tokens, "E212 1:1+21"},
      {R"({"dist": "log-normal", "mean": 3})", Dimension::count, "E213 1:10+12"},
      {R"({"dist": "pareto", "mean": 3})", Dimension::count, "E213 1:10+8"},
      {R"({"dist": 3})", Dimension::count, "E208 1:10+1"},
      {R"({"dist": "lognormal", "p50": 3, "p95": 9})", Dimension::count, "E213 1:23+5"},
      {R"({"dist": "lognormal", "mean": "3 tokens", "sd": "1 s"})", Dimension::tokens, "E207 1:49+5"},
      {R"({"dist": "geometric", "mean": "4..9"})", Dimension::count, "E218 1:31+6"},
      {R"({"dist": "geometric", "mean": 4, "max": "2..3"})", Dimension::count, "E218 1:41+6"},
      {R"({"dist": "geometric", "mean": 4, "min": 9, "max": 3})", Dimension::count, "E209 1:51+1"},
      {R"({"dist": "empirical", "values": []})", Dimension::count, "E212 1:1+35"},
      {R"({"dist": "empirical"})", Dimension::count, "E212 1:1+21"},
      {R"({"dist": "empirical", "values": [1, "x"]})", Dimension::count, "E204 1:37+3"},
      {R"({"dist": "empirical", "from": "a.csv", "column": "n"})", Dimension::count, "E217 1:31+7"},
      {R"({"from": "a.csv", "column": "n"})", Dimension::count, "E217 1:1+32"},
      {R"({"dist": "discrete", "values": [1, 2], "weights": [0, 0]})", Dimension::count, "E212 1:51+6"},
      {R"({"dist": "discrete", "values": [1, 2], "weights": [1]})", Dimension::count, "E212 1:1+54"},
      {R"({"dist": "discrete", "values": [1, 2], "weights": [1, -1]})", Dimension::count, "E210 1:55+2"},
      {R"({"dist": "discrete", "values": [1, 2]})", Dimension::count, "E212 1:1+38"},
      {R"({"dist": "mixture", "of": [{"uncertain": "1..2"}, 3]})", Dimension::count, "E212 1:28+21"},
      {R"({"dist": "mixture", "of": []})", Dimension::count, "E212 1:1+29"},
      {R"({"now": "$1/h", "decline": "1%/y"})", Dimension::count, "E207 1:1+34"},
      {R"({"uncertain": "5 m"})", Dimension::duration, "E205 1:15+5"},
      {R"({"uncertain": "1..2", "wy": 1})", Dimension::count, "E101 1:23+4"},
  };
  for (const auto& [json, dimension, expected] : cases) {
    INFO(json);
    CHECK(fault(json, dimension) == expected);
  }
  // What is unknown as a whole cannot have unknown parts too.
  CHECK(fault(R"({"dist": "geometric", "mean": {"uncertain": "4..9"}})", Dimension::count, Level::run) ==
        "E212 1:31+21");
  CHECK(fault(R"({"dist": "geometric", "mean": {"uncertain": "4..9"}})", Dimension::count, Level::turn) == "");
}

TEST_CASE("every fault of a distribution is reported, not only the first", "[spread][faults]") {
  CHECK(fault(R"({"dist": "lognormal", "p5": "4 tok", "p95": "5 m", "mx": 1})", Dimension::tokens) ==
        "E202 1:29+7, E205 1:45+5, E213 1:52+4");
}

TEST_CASE("an interval that is very wide is accepted with a warning", "[spread]") {
  Read read("\"60..1600 tokens\"");
  const auto wide = read_spread(read.value, "/npcs/villager/reply", Dimension::tokens, Level::turn, read.diagnostics);
  REQUIRE(wide.has_value());
  CHECK(read.fault() == "W702 1:1+17");
  // Median √(60·1600) = 309.8; σ = ln(1600/60)/3.2897 = 0.998; mean = 309.8 · e^{0.498} = 510, 65 % above.
  CHECK(read.message() ==
        "the interval of reply \"60..1600 tokens\" is very wide: its mean is 510 tokens, 65% above its median 310 "
        "tokens");
  CHECK(fault("\"60..1000 tokens\"", Dimension::tokens) == "");  // e^{σ²/2} = 1.44
}

TEST_CASE("notes beside a value are kept", "[spread]") {
  const Spread s = spread(
      R"({"value": "60..160 tokens", "source": "play test", "as_of": "2026-10-01", "why": "n = 40", "x-more": [1]})",
      Dimension::tokens);
  CHECK(s.family == Family::lognormal);
  CHECK(s.source == "play test");
  CHECK(s.as_of == "2026-10-01");
  CHECK(s.why == "n = 40");
  CHECK(s.provenance == "sourced");
  CHECK(spread(R"({"value": 3, "provenance": "assumed"})", Dimension::count).provenance == "assumed");
  CHECK(spread(R"({"dist": "geometric", "mean": 4, "source": "paper", "provenance": "derived"})", Dimension::count)
            .provenance == "derived");
  CHECK(spread("3", Dimension::count).provenance.empty());
  CHECK(fault(R"({"value": "600 tok", "why": "x"})", Dimension::tokens) == "E202 1:11+9");
}

TEST_CASE("npcost says in words how it read a value", "[spread]") {
  Read read("{\"reply\": \"60..160 tokens\"}");
  const auto reply =
      read_spread(read.value.members[0].value, "/reply", Dimension::tokens, Level::turn, read.diagnostics);
  REQUIRE(reply.has_value());
  CHECK(reading_of(*reply, Level::turn) ==
        "60..160 tokens = 90 % interval, lognormal, mean 102 tokens, varies per turn");
  const auto active =
      read_spread(read.value.members[0].value, "/reply", Dimension::tokens, Level::run, read.diagnostics);
  CHECK(reading_of(*active, Level::run) ==
        "60..160 tokens = one value that nobody knows, 90 % interval 60 tokens to 160 tokens, lognormal, mean 102 "
        "tokens, one draw per replication");
  CHECK(reading_of(Spread::constant(0.15, Dimension::ratio), Level::run) == "constant = always 15%");
  CHECK(reading_of(Spread::constant(90'000, Dimension::duration), Level::run) == "constant = always 1.5 min");
}
