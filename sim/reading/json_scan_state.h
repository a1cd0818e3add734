#pragma once
// The scanner's own state; private to json_scanner.cpp (tokens) and json_grammar_faults.cpp (sentences).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/reading/json_scanner.h"

namespace npcost {

class JsonScanner {
 public:
  JsonScanner(const SourceText& source, const JsonLimits& limits);
  JsonScan run();

 private:
  /// What may come next. "after_comma" differs from "first": there a closing bracket makes the comma a trailing one.
  enum class Expect { value, first_item, item_after_comma, first_key, key_after_comma, colon, comma_or_close, end };
  struct Open {
    std::size_t offset;
    bool object;
    std::size_t token;  ///< its number
  };

  void step();
  void comment();
  void open(bool object);
  void close(bool object);
  void comma();
  void colon();
  void string();
  void number();
  void word();
  void finish();

  void add_token(JsonToken::Kind kind, std::size_t offset, std::size_t length);
  void after_value();

  /// Whether a value (or, if `is_string`, a key) of this length may stand here; otherwise the fault is set.
  bool may_begin(std::size_t length, bool is_string);
  void no_key(std::size_t length);
  void no_comma(std::size_t length);
  void cannot_close(bool object);
  void misplaced_comma();
  void stray();
  void token_fault(TokenFault found, std::size_t length);
  void fault(std::string code, std::size_t offset, std::size_t length, std::string message, std::string hint = {},
             std::string replace = {}, std::string note = {});
  std::string line_and_column(std::size_t offset) const;

  const SourceText& source_;
  std::string_view text_;
  const JsonLimits& limits_;
  JsonScan scan_;
  std::vector<Open> open_;
  Expect expect_ = Expect::value;
  std::size_t at_ = 0;
  std::size_t previous_end_ = 0;  ///< end of the last token, comma or colon: where something missing belongs
  std::size_t comma_at_ = 0;      ///< the last comma
  std::size_t values_ = 0;
};

}  // namespace npcost
