#pragma once
// What is wrong, where, what must hold, what was found, and the smallest edit.
//
// Places    a byte range in one source text; line and column are worked out when shown. Columns count
//           code points from 1, as editors do.
// Order     as found; sorted_for_report() gives file order. At most 50 are printed, all are counted.

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace npcost {

/// One text that diagnostics can point into: a file, or a command-line option ("--set /a=1").
struct SourceText {
  std::string name;  ///< as shown: the path as the user gave it
  std::string text;
};

struct Place {
  const SourceText* source = nullptr;  ///< outlives every Place into it (SourceTexts owns it)
  std::uint32_t offset = 0;            ///< bytes
  std::uint32_t length = 0;            ///< bytes
};

struct LineColumn {
  std::uint32_t line = 1;        ///< from 1
  std::uint32_t column = 1;      ///< code points from 1
  std::uint32_t end_column = 1;  ///< one past the last, on the same line
};
LineColumn line_column(const Place& place);

/// Owns source texts at stable addresses.
class SourceTexts {
 public:
  const SourceText& add(std::string name, std::string text);

 private:
  std::deque<SourceText> texts_;
};

enum class Severity { error, warning, note };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     ///< "E101": stable, explained by `npcost explain E101`
  Place place;          ///< of the token to change; source == nullptr if there is none
  std::string pointer;  ///< JSON pointer of the value concerned
  std::string message;  ///< what must hold and what was found
  std::string hint;     ///< the smallest edit ("write "$0.15/1M tokens""), or empty
  std::string replace;  ///< machine form of the edit: text to put at `place`, or empty
  std::string note;     ///< a second place or list ("first at 13:89"), or empty
};

class Diagnostics {
 public:
  Diagnostic& add(Diagnostic diagnostic);
  Diagnostic& error(std::string code, Place place, std::string pointer, std::string message, std::string hint = {});
  Diagnostic& warning(std::string code, Place place, std::string pointer, std::string message, std::string hint = {});
  bool has_errors() const;
  std::size_t error_count() const;
  bool empty() const { return all_.empty(); }
  const std::vector<Diagnostic>& all() const { return all_; }
  /// By file in order of first use, then offset, then code; exact duplicates once.
  std::vector<Diagnostic> sorted_for_report() const;

 private:
  std::vector<Diagnostic> all_;
};

/// The report a person reads: message, `--> file:line:column   pointer`, the line with carets, the hint; at most
/// `limit` diagnostics and then "… and N more". Control and bidirectional characters of the source are
/// shown escaped; long lines are cut around the place. No colour (a client adds it).
std::string report_text(const Diagnostics& diagnostics, std::size_t limit = 50);
/// The same as a JSON array (strict JSON, one object a diagnostic; keys as in the scenario language, §9).
std::string report_json(const Diagnostics& diagnostics);

/// The candidate a person probably meant: Damerau–Levenshtein distance at most max(1, length/4) over code points,
/// then a common prefix of at least 3; nothing if two are equally near.
std::string did_you_mean(std::string_view found, const std::vector<std::string>& candidates);

/// Text from a stranger's file made safe to print: control, bidirectional and zero-width characters as \u{…}.
std::string printable(std::string_view text);

}  // namespace npcost
