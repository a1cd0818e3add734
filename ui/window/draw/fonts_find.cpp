// Which files the faces are made from.

#include <algorithm>
#include <array>
#include <utility>

#include "ui/window/draw/font_specs.h"

namespace npcost::draw {

namespace {

using Names = std::vector<const char*>;

const Names& names_of(Kind kind) {
  static const std::array<Names, 4> names = {
      Names{"Inter-Regular.otf", "Inter-Regular.ttf", "Roboto-Regular.ttf", "NotoSans-Regular.ttf", "DejaVuSans.ttf"},
      Names{"Inter-SemiBold.otf", "Inter-SemiBold.ttf", "Roboto-Bold.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf",
            "DejaVuSans-Bold.ttf"},
      Names{"InterDisplay-SemiBold.otf", "Inter-SemiBold.otf", "Inter-SemiBold.ttf", "Roboto-Bold.ttf",
            "NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf"},
      Names{"JetBrainsMono-Regular.ttf", "NotoSansMono-Regular.ttf", "DejaVuSansMono.ttf"}};
  return names[kind];
}

struct HangulName {
  const char *name, *family;
};

std::optional<FontFile> first_good(const FontFolders& folders, const Names& names, std::vector<std::string>& notes) {
  static constexpr unsigned letters[] = {'A', 'g', '0', '9', '$'};
  for (const char* name : names) {
    for (const std::string& path : folders.named(name)) {
      std::string why;
      if (auto file = FontFile::open(path, "", letters, why)) return file;
      notes.push_back(why);
    }
  }
  return std::nullopt;
}

std::optional<FontFile> first_hangul(const FontFolders& folders, bool bold, std::vector<std::string>& notes) {
  static constexpr unsigned letters[] = {0xAC00, 0xD55C};  // 가, 한
  static const std::array<std::vector<HangulName>, 2> names = {
      std::vector<HangulName>{{"NotoSansCJK-Regular.ttc", "CJK KR"},
                              {"NotoSansKR-Regular.otf", ""},
                              {"NotoSansCJKkr-Regular.otf", ""},
                              {"NanumBarunGothic.ttf", ""},
                              {"NanumGothic.ttf", ""}},
      std::vector<HangulName>{{"NotoSansCJK-Bold.ttc", "CJK KR"},
                              {"NotoSansKR-Bold.otf", ""},
                              {"NotoSansCJKkr-Bold.otf", ""},
                              {"NanumBarunGothicBold.ttf", ""},
                              {"NanumGothicBold.ttf", ""}}};
  for (const HangulName& wanted : names[bold ? 1 : 0]) {
    for (const std::string& path : folders.named(wanted.name)) {
      std::string why;
      if (auto file = FontFile::open(path, wanted.family, letters, why)) return file;
      notes.push_back(why);
    }
  }
  return bold ? first_hangul(folders, false, notes) : std::nullopt;
}

/// At which size Hangul looks as large as the Latin beside it, as a factor on ImGui's pixel size. 1.21 is what one em for both gives
/// with Inter and Noto Sans CJK KR (capitals of 0.727 em, 한 of 0.884); measured, since other pairs have other proportions.
float hangul_factor(const FontFile& latin, const FontFile& hangul) {
  const double capital = latin.height_of('H') / latin.line_of_em();
  const double syllable = hangul.height_of(0xD55C) / hangul.line_of_em();
  if (!(capital > 0.0) || !(syllable > 0.0)) return 1.0f;
  return static_cast<float>(std::clamp(1.21 * capital / syllable, 0.7, 1.5));
}

}  // namespace

void Fonts::find_files() {
  latin_ = {};
  more_ = {};
  if (options_.builtin_only) return;
  const FontFolders folders(options_.folders);
  for (const Kind kind : {regular, semi_bold, display, mono})
    latin_[kind] = first_good(folders, names_of(kind), report_.notes);
  for (const Kind kind : {semi_bold, display, mono}) {  // one good text font is enough for all faces
    if (!latin_[kind]) latin_[kind] = latin_[regular];
  }
  if (!latin_[regular]) {
    report_.notes.emplace_back("no usable text font: the built-in bitmap font stands in");
    return;
  }
  for (const bool bold : {false, true}) {
    auto& list = more_[bold ? 1 : 0];
    if (auto hangul = first_hangul(folders, bold, report_.notes)) {
      const float factor = hangul_factor(*latin_[bold ? semi_bold : regular], *hangul);
      list.push_back({std::move(*hangul), factor});
      report_.hangul = true;
    }
    if (auto last = first_good(folders, {bold ? "DejaVuSans-Bold.ttf" : "DejaVuSans.ttf"}, report_.notes))
      list.push_back({std::move(*last), 1.0f});
  }
  if (!report_.hangul) report_.notes.emplace_back("no font with Hangul: Korean text shows as \"?\"");
  std::sort(report_.notes.begin(), report_.notes.end());
  report_.notes.erase(std::unique(report_.notes.begin(), report_.notes.end()), report_.notes.end());
}

}  // namespace npcost::draw
