// Hostile text: whatever comes in, an error or a value comes out; and every code can be explained.

#include <cstdint>
#include <random>
#include <set>
#include <string>

#include "sim/reading/codes.h"
#include "sim/reading/utf8.h"
#include "tests/reading/reading_helpers.h"

using namespace npcost;
using npcost::test::Read;

namespace {
const std::string valid =
    "{ // a tavern\n"
    "  \"active\": {\"uncertain\": {\"dist\": \"lognormal\", \"p5\": \"40k players\", \"p95\": \"250k players\"}, "
    "\"why\": \"x\"},\n"
    "  \"input\": {\"now\": \"$0.15/1M tokens\", \"decline\": \"10..40%/y\"}, \"out\": \"€0.10..0.20/1k tokens\",\n"
    "  \"reply\": {\"dist\": \"lognormal\", \"median\": {\"uncertain\": \"60..120 tokens\"}, \"p95\": \"160 "
    "tokens\"},\n"
    "  \"대장장이\": [1, 2.5e3, \"15%\", \"5 min\", \"1.9/d\", \"150 wpm\", \"2027-03-01T18:00\", true, null,],\n"
    "  \"mix\": {\"dist\": \"mixture\", \"of\": [\"4..12 turns\", 3], \"weights\": [1, 2]}, /* end */\n"
    "}\n";

void read_every_way(const JsonValue& value, Diagnostics& diagnostics) {
  const Instant from{};
  for (const Dimension dimension :
       {Dimension::tokens, Dimension::count, Dimension::ratio, Dimension::duration, Dimension::frequency}) {
    read_spread(value, "/x", dimension, Level::turn, diagnostics);
  }
  read_spread(value, "/x", Dimension::number, Level::run, diagnostics);
  read_price(value, "/x", diagnostics);
  read_amount(value, "/x", diagnostics);
  read_speech_rate(value, "/x", diagnostics);
  read_whole_number(value, "/x", 0, 1000, diagnostics);
  read_duration(value, "/x", from, "UTC", diagnostics);
  read_when(value, "/x", diagnostics);
  for (const JsonValue& item : value.items) read_every_way(item, diagnostics);
  for (const JsonMember& member : value.members) read_every_way(member.value, diagnostics);
}

std::string mutated(std::mt19937& random) {
  static const std::string alphabet = "{}[]\",:/*\\ \n\t'0123456789.eE+-_kM%$nulltrue\x01\x7f\xc2\xa0\xe2\x80\xae\xff";
  std::string text = valid;
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (std::size_t edits = 1 + below(3); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = below(text.size());
    switch (below(5)) {
      case 0: text.erase(at, 1 + below(8)); break;
      case 1: text.insert(at, 1, alphabet[below(alphabet.size())]); break;
      case 2: text[at] = alphabet[below(alphabet.size())]; break;
      case 3: text.insert(at, text.substr(below(text.size()), below(30))); break;
      default: text.resize(at); break;
    }
  }
  return text;
}
}  // namespace

TEST_CASE("the text that is mutated below is itself valid", "[robustness]") { CHECK(Read(valid).fault() == ""); }

TEST_CASE("fifty thousand damaged texts give a value or a fault with a place, never a crash", "[robustness]") {
  std::mt19937 random(20261125);
  std::size_t refused = 0;
  for (int i = 0; i < 50'000; ++i) {
    Read read(mutated(random));
    if (read.diagnostics.has_errors()) {
      ++refused;
      for (const Diagnostic& d : read.diagnostics.all()) {
        REQUIRE(d.place.source == &read.source);
        REQUIRE(std::size_t{d.place.offset} + d.place.length <= read.source.text.size());
      }
      if (i % 10 == 0) REQUIRE(first_invalid_utf8(report_text(read.diagnostics)) == std::string::npos);
    }
    if (i % 25 == 0) {
      read_every_way(read.value, read.diagnostics);
      for (const Diagnostic& d : read.diagnostics.all()) REQUIRE_FALSE(d.message.empty());
    }
  }
  CHECK(refused > 25'000);  // most edits break something
  CHECK(refused < 50'000);  // and some are harmless, so both ways out were taken
}

TEST_CASE("damaged quantities give a value or exactly one fault", "[robustness]") {
  std::mt19937 random(7);
  const std::string seeds[] = {"60..160 tokens", "$0.10..0.20/1M tokens", "15%",      "1.9/d",
                               "5 min",          "1_000.5e-3k tokens/s",  "1500 KRW", "¥15"};
  const std::string alphabet = "0123456789.._ekMB%/ $-+mstokenin,\xe2\x82\xac";
  for (int i = 0; i < 20'000; ++i) {
    std::string text = seeds[random() % std::size(seeds)];
    for (unsigned edits = random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % (text.size() + 1);
      if (random() % 2 == 0 && at < text.size())
        text.erase(at, 1);
      else
        text.insert(at, 1, alphabet[random() % alphabet.size()]);
    }
    JsonValue value;
    value.kind = JsonValue::Kind::string;
    value.text = text;  // also bytes that no file could bring in: readers must not rely on who called them
    for (const Dimension dimension : {Dimension::tokens, Dimension::duration, Dimension::ratio, Dimension::count}) {
      Diagnostics diagnostics;
      const bool got = read_spread(value, "/x", dimension, Level::turn, diagnostics).has_value();
      INFO(text);
      REQUIRE(diagnostics.error_count() == (got ? 0u : 1u));
    }
    Diagnostics diagnostics;
    const auto price = read_price(value, "/x", diagnostics);
    INFO(text);
    REQUIRE(diagnostics.error_count() == (price ? 0u : 1u));
    if (price) REQUIRE(price->exact.per_count.grains() >= 0);
  }
}

TEST_CASE("every code has a title, an explanation, an example and a way out, in ascending order", "[codes]") {
  std::string last;
  for (const CodeInfo& code : reading_codes()) {
    INFO(code.code);
    CHECK(std::string(code.code) > last);
    last = code.code;
    CHECK_FALSE(code.title.empty());
    CHECK(code.explanation.size() > 40);
    CHECK_FALSE(code.example.empty());
    CHECK_FALSE(code.fix.empty());
    CHECK(code.example != code.fix);
  }
}

TEST_CASE("the examples of the value codes cause exactly their code, and their fixes none", "[codes]") {
  // Reads a fragment by the first reader that its code is about.
  const auto codes_of = [](std::string_view code, const std::string& fragment) {
    const std::size_t colon = fragment.find("\": ");
    const bool member = fragment[0] == '"' && colon != std::string::npos && code != "E219";
    Read read(member ? fragment.substr(colon + 3) : fragment);
    std::set<std::string> codes;
    Diagnostics& d = read.diagnostics;
    if (code == "E201" || code == "E203" || code == "E215" || (code >= "E233" && code <= "E238"))
      read_price(read.value, "/x", d);
    else if (code == "E206")
      read_amount(read.value, "/x", d);
    else if (code == "E211")
      read_ratio(read.value, "/x", d);
    else if (code == "E214")
      read_when(read.value, "/x", d);
    else if (code == "E205")
      read_spread(read.value, "/x", Dimension::duration, Level::turn, d);
    else if (code == "E210" || code == "E217" || code == "E218")
      read_spread(read.value, "/x", Dimension::count, Level::turn, d);
    else
      read_spread(read.value, "/x", Dimension::tokens, Level::turn, d);
    for (const Diagnostic& one : d.all()) codes.insert(one.code);
    return codes;
  };
  for (const CodeInfo& code : reading_codes()) {
    if (code.code[0] == 'E' && code.code[1] != '2') continue;  // syntax: json_faults_test.cpp
    if (code.code == "E219") continue;                         // a member, not a value: below
    if (code.code == "E237") continue;                         // a hundred steps: tests/reading/price_path_test.cpp
    INFO(code.code << " " << code.example << " -> " << code.fix);
    CHECK(codes_of(code.code, std::string(code.example)) == std::set<std::string>{std::string(code.code)});
    if (code.fix.find(" or ") != std::string_view::npos) continue;  // two ways out, written side by side
    CHECK(codes_of(code.code, std::string(code.fix)).empty());
  }
}
