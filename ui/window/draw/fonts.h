#pragma once
// The faces of the window, from whatever fonts the machine has.
//
// Text      Inter, else Roboto, Noto Sans, DejaVu Sans, else ImGui's built-in bitmap font: there is always a text.
// Hangul    from Noto Sans CJK KR or NanumBarunGothic, merged at the size at which its syllables stand 1.21 times as high as the
//           Latin capitals (measured in the outlines, so any pair of fonts fits). In the editor's face a syllable is two cells wide.
// Digits    of one width ("tabular") in all faces but kpi, without OpenType: merged again with a fixed advance.
// Glyphs    before ImGui 1.92 an atlas holds only what was asked for: every text that is drawn is noted, and rebuild_if_needed()
//           makes the atlas anew before the next frame. What no font here can draw is replaced by ASCII where there is a decent
//           one ("−" by "-", "₩" by "W"), else drawn as "?" and listed in missing().
// Errors    none: a missing, truncated or false file is left out and said in the report.

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/window/draw/font_files.h"
#include "ui/window/draw/imgui_compat.h"

namespace npcost::draw {

/// Design sizes (ascent plus descent, as ImGui counts) behind the names.
enum class Face {
  small,       ///< 14: labels of axes, asides
  small_semi,  ///< 14, semi-bold: values in tables, chips
  body,        ///< 16
  semi,        ///< 16, semi-bold: values, buttons
  title,       ///< 17, semi-bold: titles of cards
  big,         ///< 24, semi-bold: the clock, the number in a gauge
  kpi,         ///< 31, semi-bold, proportional digits: the one figure of a card
  mono         ///< 15: the editor
};
inline constexpr std::size_t face_count = 8;

struct FontOptions {
  float scale = 1.0f;
  std::vector<std::string> folders = system_font_folders();  ///< searched in order, with what lies below
  bool builtin_only = false;
};

struct FontReport {
  std::vector<std::string> used;   ///< paths, each once
  std::vector<std::string> notes;  ///< sentences: what was broken, what stands in
  bool builtin = false;            ///< texts are in the bitmap font
  bool hangul = false;
  int glyphs = 0, atlas_width = 0, atlas_height = 0;
};

class Fonts {
 public:
  /// Makes the atlas of the current ImGui context; what was noted before is kept. Between frames only.
  /// The object must live as long as the context draws.
  void load(const FontOptions& options);

  /// Requires load().
  ImFont* face(Face which) const { return faces_[static_cast<std::size_t>(which)]; }

  /// The text as this face can draw it: `text` itself, or a copy in `scratch`. Glyphs that are not there yet are asked for.
  std::string_view shown(Face which, std::string_view text, std::string& scratch);
  /// For text that ImGui draws itself (text fields).
  void note(Face which, std::string_view text);

  /// True: the atlas was made anew, a renderer must upload it again. Before NewFrame.
  bool rebuild_if_needed();
  bool rebuild_needed() const { return pending_; }

  const FontReport& report() const { return report_; }
  /// Code points that were drawn as "?" because no font has them, ascending.
  const std::vector<unsigned>& missing() const { return missing_; }

 private:
  struct Supplement {
    FontFile file;
    float factor;  ///< its pixel size over the Latin one's
  };
  void find_files();
  void build();
  void add_face(Face which);
  void add_latin(Face which, const FontFile& file, float pixels);
  void add_noted(Face which, const FontFile& latin, float pixels);
  bool obtainable(Face which, unsigned code_point) const;
  const std::optional<FontFile>& latin_of(Face which) const;

  FontOptions options_;
  FontReport report_;
  std::array<ImFont*, face_count> faces_{};
  std::array<std::optional<FontFile>, 4> latin_;  ///< regular, semi-bold, display, mono
  std::array<std::vector<Supplement>, 2> more_;   ///< regular, semi-bold
  std::array<std::bitset<0x10000>, face_count> noted_;
  std::vector<std::vector<ImWchar>> ranges_;  ///< alive while the atlas is
  std::vector<unsigned> missing_;
  bool pending_ = false;
  bool loaded_ = false;
};

/// What stands in for a sign that a font lacks: "-" for "−", "<=" for "≤"; nothing if there is no decent one.
std::optional<std::string_view> ascii_for(unsigned code_point);

}  // namespace npcost::draw
