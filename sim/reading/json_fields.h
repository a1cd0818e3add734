#pragma once
// Chosen fields of a JSON text, and nothing else of it: for logs whose other content must never be kept.
//
// Reads     strict JSON, one text (a line of a log) at a time, without building a tree; what the table does not name is skipped.
// Paths     "usage/input_tokens"; "*" stands for every item of an array. The root may also be an array of roots.
// null      is the same as a missing key.
// Faults    never quote the text. A syntax fault ends the text; every other one is told and reading goes on.
// Limits    a number beyond 10^308 is a syntax fault wherever it stands; depth is not limited, as it costs one bit a level.
// Source    grammar and escapes by nlohmann/json (its SAX interface).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace npcost {

/// Which fields are wanted. Numbers of fields and scopes are the caller's, from 0.
class FieldTable {
 public:
  FieldTable();
  /// A value at `path`. Several paths may have the same number.
  FieldTable& field(std::string_view path, int number);
  /// An object at `path` ("" = the root) whose begin and end are told.
  FieldTable& scope(std::string_view path, int number);
  /// An object at `path` in which an unknown key is a fault.
  FieldTable& closed(std::string_view path);
  /// An object at `path` in which a key that is nearly() a known one is a fault.
  FieldTable& spelt_exactly(std::string_view path);

  struct Node {
    std::string name, path;  ///< path: as told to the sink, views of it live as long as the table
    int field = -1, scope = -1;
    bool closed = false, spelt_exactly = false;
    int item = -1;              ///< the node of an array's items
    std::vector<int> children;  ///< of an object, at most 64
    bool is_value() const { return item < 0 && children.empty(); }
  };
  const Node& node(int index) const { return nodes_[static_cast<std::size_t>(index)]; }
  /// The child of that name, or -1; and its place among the children.
  struct Child {
    int node = -1;
    unsigned place = 0;
  };
  Child child(int node, std::string_view name) const;
  /// The child that differs from `name` only in upper and lower case, spaces, '-' and '_', and, where its name has a '_', in the plural;
  /// or -1. "Cached-Input-Tokens", "web_search".
  int nearly(int node, std::string_view name) const;
  /// The node at `path`; requires that there is one.
  int at(std::string_view path) const;

 private:
  int make(std::string_view path);
  std::vector<Node> nodes_;
};

struct JsonScalar {
  enum class Kind : std::uint8_t { boolean, whole, number, text };
  Kind kind = Kind::text;
  bool boolean = false;
  std::uint64_t whole = 0;  ///< of `whole`: a number from 0 to 2^64 − 1 without point or exponent
  std::string_view text;    ///< of `text`, unescaped, and of `number`, in JSON's notation; valid during the call
};

enum class FieldProblem : std::uint8_t {
  needs_object,  ///< something else stands there
  needs_array,
  needs_value,  ///< an object or an array stands there
  twice,        ///< the same key twice in one object
  unknown_key,  ///< in a closed object; `path` is the object's
  misspelt      ///< a key that is nearly the one at `path`
};
/// A sentence without its subject: "must be an object".
std::string_view problem_text(FieldProblem problem);

class FieldSink {
 public:
  virtual ~FieldSink() = default;
  virtual void open(int scope) = 0;
  virtual void close(int scope) = 0;
  virtual void value(int field, std::string_view path, const JsonScalar& value) = 0;
  virtual void problem(FieldProblem problem, std::string_view path) = 0;
};

enum class TextFault : std::uint8_t { none, nul, not_utf8, number_too_large, cut_short, not_json };
/// A sentence: "the line ends in the middle of a value".
std::string_view fault_text(TextFault fault);

struct JsonTextFault {
  TextFault fault = TextFault::none;
  std::uint32_t column = 0;  ///< code points from 1
};
/// The first byte that is NUL or no UTF-8.
JsonTextFault encoding_fault_of(std::string_view text);
/// Tells `sink` all wanted fields of `text`, in its order. On a syntax fault what was told before it is not to be used.
JsonTextFault read_fields(std::string_view text, const FieldTable& table, FieldSink& sink);

}  // namespace npcost
