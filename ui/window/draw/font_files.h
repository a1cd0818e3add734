#pragma once
// Font files: found by name below folders, opened and tried by FreeType before Dear ImGui sees them, because ImGui's assertions
// stop the program at a file that is no font.
//
// Tried     the magic number is not enough: a truncated file has it, too. A file counts only if FreeType opens it and loads the
//           outlines of the letters that it is wanted for.
// Bytes     are shared by everybody who uses the same path at the same time (a CJK collection has 20 MB) and freed after the last.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace npcost::draw {

/// One face of one file. Copies share the bytes.
class FontFile {
 public:
  /// Nothing if unreadable, no font, or without an outline for one of `letters`; then `why` says what is wrong.
  /// `family` picks the first face of a collection whose family name contains it; "" the first face.
  static std::optional<FontFile> open(const std::string& path, std::string_view family,
                                      std::span<const unsigned> letters, std::string& why);

  const std::string& path() const { return path_; }
  const std::string& bytes() const { return *bytes_; }
  int index() const { return index_; }

  bool draws(unsigned code_point) const;
  /// Ascent plus descent of one em: ImGui's pixel sizes mean that, not the em.
  double line_of_em() const;
  /// Height of the outline of a letter, of one em; 0 if there is none.
  double height_of(unsigned code_point) const;
  /// Unhinted advance of a letter, of one em; 0 if there is none.
  double advance_of(unsigned code_point) const;

 private:
  struct Opened;
  std::string path_;
  std::shared_ptr<const std::string> bytes_;
  std::shared_ptr<Opened> opened_;
  int index_ = 0;
};

/// The folders where Linux distributions put fonts. Those that do not exist are harmless.
std::vector<std::string> system_font_folders();

/// Paths of the files called `name`, folder by folder, sorted inside each. Unreadable folders are skipped.
class FontFolders {
 public:
  explicit FontFolders(std::span<const std::string> folders);
  std::vector<std::string> named(std::string_view name) const;

 private:
  std::vector<std::string> paths_;
};

/// The code points of a UTF-8 text; a broken sequence counts as U+FFFD, byte by byte. `text` loses what was read.
/// Requires a text that is not empty.
unsigned take_code_point(std::string_view& text);

}  // namespace npcost::draw
