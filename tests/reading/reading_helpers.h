#pragma once
// Short ways to read one text in a test and to look at the one thing that was wrong with it.

#include <string>
#include <utility>

#include "sim/reading/diagnostic.h"
#include "sim/reading/json_text.h"
#include "sim/reading/quantity.h"
#include "tests/catch.h"

namespace npcost::test {

/// A text, its tree and whatever was said about it. Not movable: places point into it.
struct Read {
  explicit Read(std::string text, std::string name = "a.json") : source{std::move(name), std::move(text)} {
    value = read_json(source, diagnostics);
  }
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;

  /// "E004 1:7+0": code, line:column and length in code points of the only diagnostic; "" if there is none.
  std::string fault() const {
    std::string all;
    for (const Diagnostic& d : diagnostics.sorted_for_report()) {
      const LineColumn where = line_column(d.place);
      if (!all.empty()) all += ", ";
      all += d.code + " " + std::to_string(where.line) + ":" + std::to_string(where.column) + "+" +
             std::to_string(where.end_column - where.column);
    }
    return all;
  }
  std::string hint() const { return diagnostics.empty() ? "" : diagnostics.all().front().hint; }
  std::string message() const { return diagnostics.empty() ? "" : diagnostics.all().front().message; }

  SourceText source;
  Diagnostics diagnostics;
  JsonValue value;
};

inline std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace npcost::test
