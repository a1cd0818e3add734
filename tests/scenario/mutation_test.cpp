// Whatever is in the file: a scenario or a report, never a crash.
#include "sim/base/draws.h"
#include "tests/scenario/people_text.h"
#include "tests/scenario/support.h"

using namespace npcost;
using namespace npcost::scenario_test;

namespace {

/// A seeded stream of small numbers.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(seed) {}
  std::uint32_t below(std::size_t n) {
    const Words words = draw({seed_, 0, 0, 0}, Purpose::test, count_++, 0);
    return static_cast<std::uint32_t>(words.w[0] % n);
  }

 private:
  std::uint64_t seed_;
  std::uint32_t count_ = 0;
};

void check_promise(const ReadScenario& result, const std::string& text) {
  if (result.scenario.has_value() != result.diagnostics.has_errors()) return;
  FAIL("a scenario exactly when there is no error:\n" << text);
}

}  // namespace

TEST_CASE("random edits of a scenario give a scenario or errors, never a crash", "[scenario][hostile]") {
  const std::vector<std::string> pieces = {"\"",
                                           "{",
                                           "}",
                                           "[",
                                           "]",
                                           ",",
                                           ":",
                                           "null",
                                           "true",
                                           "-1",
                                           "1e999",
                                           "\"\"",
                                           "..",
                                           "%",
                                           " tokens",
                                           "$",
                                           "¥",
                                           "\\u0000",
                                           "0",
                                           "NaN",
                                           "\"extends\"",
                                           "\"dist\"",
                                           "\"uncertain\"",
                                           "\"x-\"",
                                           "\"share\"",
                                           "9999999999999999999999",
                                           "\xff",
                                           "{}",
                                           "[]",
                                           "/",
                                           "k",
                                           "한"};
  for (const std::string_view base : {tiny, voice, people}) {
    Dice dice(base.size());
    for (int i = 0; i < 1500; ++i) {
      std::string text(base);
      for (std::uint32_t n = 1 + dice.below(3); n > 0; --n) {
        const std::size_t at = dice.below(text.size());
        const std::string& piece = pieces[dice.below(pieces.size())];
        switch (dice.below(3)) {
          case 0: text.insert(at, piece); break;
          case 1: text.erase(at, 1 + dice.below(12)); break;
          default: text.replace(at, 1 + dice.below(12), piece);
        }
      }
      check_promise(read_text(text), text);
    }
  }
}

TEST_CASE("any value in the place of any other gives a scenario or errors, never a crash", "[scenario][hostile]") {
  // Keeps the text valid JSON, so that every mutation reaches the decoders.
  const std::vector<std::string> values = {"null",
                                           "true",
                                           "-1",
                                           "0",
                                           "1e400",
                                           "[]",
                                           "{}",
                                           R"("")",
                                           R"("a")",
                                           R"("1 tokens")",
                                           R"("1..2")",
                                           R"("100%")",
                                           R"({"value": 3})",
                                           R"({"dist": "lognormal"})",
                                           R"([{"do": "llm"}])",
                                           R"({"small": {}})",
                                           R"({"extends": "small"})",
                                           R"("0 s")"};
  for (const std::string_view base : {tiny, voice, people}) {
    std::vector<std::pair<std::size_t, std::size_t>> spans;  // of every value
    SourceTexts texts;
    Diagnostics none;
    const JsonValue root = read_json(texts.add("base", std::string(base)), none);
    const auto collect = [&](const auto& self, const JsonValue& value) -> void {
      spans.emplace_back(value.place.offset, value.place.length);
      for (const JsonMember& member : value.members) self(self, member.value);
      for (const JsonValue& item : value.items) self(self, item);
    };
    collect(collect, root);
    for (const auto& [offset, length] : spans) {
      for (const std::string& value : values) {
        std::string text(base);
        text.replace(offset, length, value);
        check_promise(read_text(text), text);
      }
    }
  }
}

TEST_CASE("a member taken out of a scenario gives a scenario or errors, never a crash", "[scenario][hostile]") {
  for (const std::string_view base : {tiny, voice, people}) {
    SourceTexts texts;
    Diagnostics none;
    const JsonValue root = read_json(texts.add("base", std::string(base)), none);
    const auto visit = [&](const auto& self, const JsonValue& value) -> void {
      for (const JsonMember& member : value.members) {
        std::string text(base);
        const std::size_t begin = member.key_place.offset, end = member.value.place.offset + member.value.place.length;
        text.replace(begin, end - begin, "\"x-gone\": 0");
        check_promise(read_text(text), text);
        self(self, member.value);
      }
      for (const JsonValue& item : value.items) self(self, item);
    };
    visit(visit, root);
  }
}

TEST_CASE("large inputs are read or refused in a moment", "[scenario][hostile]") {
  // 20,000 NPCs that extend each other's sibling: over the limit of entries, and said so.
  std::string npcs;
  for (int i = 0; i < 20'000; ++i) npcs += "\"n" + std::to_string(i) + R"(": { "extends": "innkeeper" }, )";
  CHECK(faults(edited(tiny, R"("npcs": {)", "\"npcs\": { " + npcs)).front().starts_with("E"));
  std::string unknown;
  for (int i = 0; i < 20'000; ++i) unknown += "\"k" + std::to_string(i) + "\": 0, ";
  CHECK(read_text(edited(tiny, R"("npcost": 1,)", R"("npcost": 1, )" + unknown)).diagnostics.error_count() == 20'000);
}
