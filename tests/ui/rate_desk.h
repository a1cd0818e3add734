#pragma once
// A price book and a log on a desk: what `npcost rate` says about them. Made records with their costs by hand.

#include <nlohmann/json.hpp>

#include "tests/ui/captured.h"
#include "tests/ui/made_prices.h"

namespace npcost::rated {

using captured::Folder;
using captured::Ran;

// On 2026-06-01, a Monday, noon: no peak. 1000 fresh, 200 cached and 100 written out by acme/small:
//   1000 × $0.15/1M + 200 × $0.03/1M + 100 × $1/1M = 0.000150 + 0.000006 + 0.000100 = $0.000256
inline constexpr const char* small_record =
    R"({"at":"2026-06-01T12:00:00Z","model":"acme/small","convention":"inclusive","usage":{"input_tokens":1200,"cached_input_tokens":200,"output_tokens":100}})";
// 90 s at $0.006/min = $0.009
inline constexpr const char* ears_record = R"({"at":"2026-06-02T12:00:00Z","model":"ears","usage":{"stt_seconds":90}})";
inline constexpr const char* unknown_record =
    R"({"at":"2026-06-02T13:00:00Z","model":"acme/smal","usage":{"input_tokens":5000,"output_tokens":70}})";
// audio_input_tokens have no price at acme/small; 10 output tokens are $0.00001
inline constexpr const char* deaf_record =
    R"({"at":"2026-06-03T12:00:00Z","model":"acme/small","convention":"disjoint","usage":{"audio_input_tokens":300,"output_tokens":10}})";

inline std::string lines(std::initializer_list<const char*> records) {
  std::string text;
  for (const char* record : records) text += std::string(record) + "\n";
  return text;
}

struct Desk {
  Folder folder;
  std::string book = folder.write("book.json", made::price_book);

  Ran rate(const std::string& log, const std::vector<std::string>& more = {},
           const std::string& name = "usage.jsonl") const {
    std::vector<std::string> all{"rate", folder.write(name, log), "--prices", book};
    all.insert(all.end(), more.begin(), more.end());
    return captured::npcost(all);
  }
  nlohmann::json json(const std::string& log, std::vector<std::string> more = {}) const {
    more.emplace_back("--json");
    const Ran ran = rate(log, more);
    INFO(ran.err);
    return nlohmann::json::parse(ran.out);
  }
};

}  // namespace npcost::rated
