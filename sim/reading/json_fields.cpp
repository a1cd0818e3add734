#include "sim/reading/json_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "sim/base/check.h"
#include "sim/reading/utf8.h"

namespace npcost {
namespace {

constexpr std::size_t most_frames = 16;
constexpr int number_out_of_range = 406;  // nlohmann's

/// Follows the parser's events through the table.
class FieldReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  FieldReader(std::string_view text, const FieldTable& table, FieldSink& sink)
      : text_(text), table_(table), sink_(sink) {}

  JsonTextFault fault() const { return fault_; }

  bool null() override {
    // Only a whole record cannot be missing.
    if (skipped_ == 0 && take() == 0) sink_.problem(FieldProblem::needs_object, {});
    return true;
  }
  bool boolean(bool value) override { return scalar({JsonScalar::Kind::boolean, value, 0, {}}); }
  bool number_integer(number_integer_t value) override {  // only what begins with '-'
    std::array<char, 24> digits;
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return scalar({JsonScalar::Kind::number, false, 0, {digits.data(), static_cast<std::size_t>(end - digits.data())}});
  }
  bool number_unsigned(number_unsigned_t value) override { return scalar({JsonScalar::Kind::whole, false, value, {}}); }
  bool number_float(number_float_t, const string_t& token) override {
    if (skipped_ != 0 || !wanted()) return scalar({});
    // The parser writes the point as the locale does, and some library may have set one.
    number_ = token;
    for (char& c : number_) {
      if ((c < '0' || c > '9') && c != '-' && c != '+' && c != 'e' && c != 'E') c = '.';
    }
    return scalar({JsonScalar::Kind::number, false, 0, number_});
  }
  bool string(string_t& value) override { return scalar({JsonScalar::Kind::text, false, 0, value}); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override {
    if (skipped_ != 0) return skip();
    const int at = take();
    if (at < 0) return skip();
    const FieldTable::Node& node = table_.node(at);
    if (node.children.empty()) {
      sink_.problem(node.item >= 0 ? FieldProblem::needs_array : FieldProblem::needs_value, node.path);
      return skip();
    }
    push({at, false, 0});
    if (node.scope >= 0) sink_.open(node.scope);
    return true;
  }
  bool key(string_t& name) override {
    if (skipped_ != 0) return true;
    Frame& frame = frames_[depth_ - 1];
    const FieldTable::Child child = table_.child(frame.node, name);
    next_ = child.node;
    if (child.node < 0) {
      const FieldTable::Node& node = table_.node(frame.node);
      const int meant = node.spelt_exactly ? table_.nearly(frame.node, name) : -1;
      if (meant >= 0) {
        sink_.problem(FieldProblem::misspelt, table_.node(meant).path);
      } else if (node.closed) {
        sink_.problem(FieldProblem::unknown_key, node.path);
      }
      return true;
    }
    const std::uint64_t bit = std::uint64_t{1} << child.place;
    if ((frame.seen & bit) != 0) {
      sink_.problem(FieldProblem::twice, table_.node(child.node).path);
      next_ = -1;
    }
    frame.seen |= bit;
    return true;
  }
  bool end_object() override {
    if (skipped_ != 0) return unskip();
    const FieldTable::Node& node = table_.node(frames_[--depth_].node);
    if (node.scope >= 0) sink_.close(node.scope);
    return true;
  }
  bool start_array(std::size_t) override {
    if (skipped_ != 0) return skip();
    if (depth_ == 0) {
      push({0, true, 0});
      return true;
    }
    // An array directly inside an array of roots is no root.
    const bool inside_array = frames_[depth_ - 1].array;
    const int at = take();
    if (at < 0) return skip();
    const FieldTable::Node& node = table_.node(at);
    if (node.item < 0 || inside_array) {
      sink_.problem(node.children.empty() ? FieldProblem::needs_value : FieldProblem::needs_object, node.path);
      return skip();
    }
    push({node.item, true, 0});
    return true;
  }
  bool end_array() override {
    if (skipped_ != 0) return unskip();
    --depth_;
    return true;
  }
  // The parser's message quotes the text, so it is not looked at.
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) override {
    if (error.id == number_out_of_range) {
      fault_.fault = TextFault::number_too_large;
    } else {
      fault_ = encoding_fault_of(text_);
      if (fault_.fault != TextFault::none) return false;
      fault_.fault = position > text_.size() ? TextFault::cut_short : TextFault::not_json;
    }
    const std::size_t before = std::min(position == 0 ? 0 : position - 1, text_.size());
    fault_.column = static_cast<std::uint32_t>(count_code_points(text_.substr(0, before)) + 1);
    return false;
  }

 private:
  struct Frame {
    int node = 0;  ///< of an array: its items'
    bool array = false;
    std::uint64_t seen = 0;  ///< keys that stood in this object, by their place among the node's children
  };

  void push(Frame frame) {
    NPCOST_CHECK(depth_ < most_frames, "a table of fields is not deeper than 15 levels");
    frames_[depth_++] = frame;
  }
  /// The node of the value that begins now, or −1.
  int take() const {
    if (depth_ == 0) return 0;
    const Frame& frame = frames_[depth_ - 1];
    return frame.array ? frame.node : next_;
  }
  bool wanted() const { return take() >= 0; }
  bool skip() {
    ++skipped_;
    return true;
  }
  bool unskip() {
    --skipped_;
    return true;
  }
  bool scalar(const JsonScalar& value) {
    if (skipped_ != 0) return true;
    const int at = take();
    if (at < 0) return true;
    const FieldTable::Node& node = table_.node(at);
    if (node.is_value()) {
      sink_.value(node.field, node.path, value);
    } else {
      sink_.problem(node.item >= 0 ? FieldProblem::needs_array : FieldProblem::needs_object, node.path);
    }
    return true;
  }

  std::string_view text_;
  const FieldTable& table_;
  FieldSink& sink_;
  JsonTextFault fault_;
  std::array<Frame, most_frames> frames_;
  std::size_t depth_ = 0;
  std::size_t skipped_ = 0;  ///< depth inside something that nobody wants
  int next_ = -1;            ///< of the key just read
  std::string number_;
};

}  // namespace

JsonTextFault encoding_fault_of(std::string_view text) {
  const std::size_t nul = text.find('\0');
  const std::size_t invalid = first_invalid_utf8(text);
  const std::size_t first = std::min(nul, invalid);
  if (first == std::string_view::npos) return {};
  const std::size_t column = count_code_points(text.substr(0, first)) + 1;
  return {first == nul ? TextFault::nul : TextFault::not_utf8, static_cast<std::uint32_t>(column)};
}

JsonTextFault read_fields(std::string_view text, const FieldTable& table, FieldSink& sink) {
  FieldReader reader(text, table, sink);
  nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &reader);
  return reader.fault();
}

std::string_view problem_text(FieldProblem problem) {
  switch (problem) {
    case FieldProblem::needs_object: return "must be an object";
    case FieldProblem::needs_array: return "must be an array";
    case FieldProblem::needs_value: return "must be a single value, and is an object or an array";
    case FieldProblem::twice: return "stands twice in one object; JSON would silently keep one of them";
    case FieldProblem::unknown_key: return "holds a key that is not known here";
    case FieldProblem::misspelt: return "must be spelt exactly like this, and is spelt nearly so";
  }
  return "is wrong";
}

std::string_view fault_text(TextFault fault) {
  switch (fault) {
    case TextFault::none: return "nothing is wrong";
    case TextFault::nul: return "a NUL byte stands here, and text has none";
    case TextFault::not_utf8: return "the text is not UTF-8 from here on";
    case TextFault::number_too_large: return "a number is beyond 10^308";
    case TextFault::cut_short: return "the line ends in the middle of a value";
    case TextFault::not_json: return "the line is not JSON from here on";
  }
  return "the line is wrong";
}

}  // namespace npcost
