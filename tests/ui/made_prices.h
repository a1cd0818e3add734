#pragma once
// Price books made for the tests of the verbs about prices, and approved texts to compare with.

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/prices/price_book.h"
#include "tests/catch.h"
#include "ui/terminal/columns.h"

namespace npcost::made {

/// Every rule once: dates, an end, tiers, hours, service tiers, volume, other units, an uncertain price.
inline const char* const price_book = R"({
  "npcost_prices": 1, "name": "Made for tests", "as_of": "2026-06-01",
  "models": {
    "acme/small": {
      "kind": "llm", "context": "128k tokens", "source": "made up", "confidence": "high",
      "prices": {
        "2024-01-01": { "input": "$0.20/1M tokens", "output": "$0.80/1M tokens" },
        "2025-01-01": {
          "input": "$0.10/1M tokens", "cached_input": "$0.05/1M tokens", "output": "$0.80/1M tokens",
          "until": "2025-12-31", "notes": "Half price, as a promotion."
        },
        "2026-01-01": {
          "input": "$0.15/1M tokens", "cached_input": "$0.03/1M tokens", "output": "$1/1M tokens", "web_search": "$10/1k searches",
          "tiers": [{ "above": "200k tokens", "input": "$0.30/1M tokens", "output": "$1.50/1M tokens" }],
          "schedule": [{ "name": "peak", "hours": "01:00..04:00", "weekdays": "Mon..Fri", "days_in": "Asia/Shanghai", "times": 2 }],
          "service_tiers": { "batch": { "times": 0.5 }, "priority": { "input": "$0.45/1M tokens" } },
          "confidence": "low"
        }
      }
    },
    "acme/ears": {
      "kind": "stt", "price": "$0.006/min", "minimum": "15 s", "increment": "1 s",
      "volume": [{ "above": "500k min", "price": "$0.004/min" }]
    },
    "acme/mouth": { "kind": "tts", "price": "$15/1M chars", "source": "made up", "confidence": "medium" },
    "acme/voice": {
      "kind": "realtime", "audio_input": "$32/1M tokens", "cached_audio": "$0.40/1M tokens", "audio_output": "$64/1M tokens",
      "audio_input_rate": "10 tokens/s", "audio_output_rate": "20 tokens/s"
    },
    "acme/guess": { "kind": "llm", "input": "$0.10..0.40/1M tokens", "output": "$1/1M tokens" },
    "acme/tomorrow": { "kind": "llm", "prices": { "2027-01-01": { "input": "$1/1M tokens", "output": "$2/1M tokens" } } },
    "acme/yesterday": { "kind": "llm", "prices": {
      "2020-01-01": { "input": "$1/1M tokens", "output": "$2/1M tokens", "until": "2020-12-31" } } }
  }
}
)";

/// The names of strangers: a formula, a script, right-to-left, wide, with controls, long.
inline const char* const hostile_book = R"({
  "npcost_prices": 1, "name": "<script>alert('book')</script> שוק", "as_of": "2026-06-01",
  "models": {
    "=cmd|' /C calc'!A0": { "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens" },
    "<script>alert(1)</script>": { "kind": "llm", "input": "$1.50/1M tokens", "output": "$2/1M tokens" },
    "שלום/מודל": { "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens" },
    "초거대/모델-7B": { "kind": "llm", "input": "$0.05/1M tokens", "output": "$2/1M tokens" },
    "evil\u001b[2J\u202ename\nsecond line": { "kind": "llm", "input": "$1/1M tokens", "output": "$2/1M tokens",
      "source": "\u001b[31mred", "notes": "=HYPERLINK(\"http://x\")\u0007 \u202etxt",
      "service_tiers": { "\u001b[2Jtier of a very long name that goes on and on": { "input": "$3/1M tokens" } } },
    "a-name-of-eighty-characters-0123456789-0123456789-0123456789-0123456789-01234567": {
      "kind": "llm", "input": "$123456.789/1M tokens", "output": "$2/1M tokens" }
  }
}
)";

struct Book {
  SourceTexts texts;
  std::optional<PriceBook> book;

  explicit Book(const std::string& text) {
    Diagnostics diagnostics;
    book = read_price_book(texts.add("made.npcost-prices.json", text), diagnostics);
    INFO(report_text(diagnostics));
    REQUIRE(book);
  }
  const PriceBook& operator*() const { return *book; }
};

inline Instant day(const char* text) { return Instant(parse_local_time(text)->time_since_epoch()); }

/// The text of tests/golden/NAME; with NPCOST_APPROVE=1 in the environment it is written anew first.
inline std::string approved(const std::string& name, const std::string& now) {
  const std::string path = std::string(NPCOST_SOURCE_DIR) + "/tests/golden/" + name;
  const char* wish = std::getenv("NPCOST_APPROVE");
  if (wish != nullptr && std::string_view(wish) == "1") write_atomically(path, now);
  return read_whole_file(path, 1 << 20);
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

inline std::size_t widest(const std::string& text) {
  std::size_t cells = 0;
  for (const std::string& line : lines_of(text)) cells = std::max(cells, display_width(line));
  return cells;
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// No escape sequence, no bell, no direction mark other than the one that ends a right-to-left name.
inline bool is_harmless(const std::string& text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return false;
  }
  return !contains(text, "\u202e") && !contains(text, "\u202d") && !contains(text, "\u2066");
}

}  // namespace npcost::made
