#include "ui/window/draw/fonts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#if __has_include(<imgui_freetype.h>)
#include <imgui_freetype.h>
#define NPCOST_HAS_FREETYPE_BUILDER 1
#endif

#include "sim/base/check.h"
#include "ui/window/draw/font_specs.h"

namespace npcost::draw {

namespace {

/// What a Latin face has from the start: Latin-1 and the signs that numbers and labels use.
constexpr std::pair<unsigned, unsigned> first_glyphs[] = {
    {0x21, 0xFF},     {0x394, 0x394},   {0x3A3, 0x3A3},   {0x3BC, 0x3BC},   {0x2009, 0x200A},
    {0x2010, 0x2026}, {0x2030, 0x2030}, {0x20A9, 0x20A9}, {0x20AC, 0x20AC}, {0x2190, 0x2193},
    {0x2212, 0x2212}, {0x221E, 0x221E}, {0x2248, 0x2248}, {0x2260, 0x2260}, {0x2264, 0x2265}};

std::vector<ImWchar> ranges_of(const std::vector<unsigned>& ascending) {
  std::vector<ImWchar> ranges;
  for (const unsigned c : ascending) {
    if (!ranges.empty() && ranges.back() + 1u == c)
      ranges.back() = static_cast<ImWchar>(c);
    else
      ranges.insert(ranges.end(), 2, static_cast<ImWchar>(c));
  }
  if (!ranges.empty()) ranges.push_back(0);
  return ranges;
}

float whole(double pixels) { return static_cast<float>(std::max(1.0, std::floor(pixels + 0.5))); }

}  // namespace

const std::optional<FontFile>& Fonts::latin_of(Face which) const { return latin_[spec_of(which).kind]; }

void Fonts::load(const FontOptions& options) {
  options_ = options;
  report_ = {};
  missing_.clear();
  find_files();
  build();
  loaded_ = true;
}

void Fonts::build() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  ranges_.clear();
#if defined(NPCOST_HAS_FREETYPE_BUILDER) && IMGUI_VERSION_NUM >= 19200
  atlas.SetFontLoader(ImGuiFreeType::GetFontLoader());
#elif defined(NPCOST_HAS_FREETYPE_BUILDER)
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
#endif
  atlas.TexGlyphPadding = 1;
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  report_.builtin = !latin_[regular];
  report_.used.clear();
  for (std::size_t i = 0; i < face_count; ++i) add_face(static_cast<Face>(i));
  std::sort(report_.used.begin(), report_.used.end());
  report_.used.erase(std::unique(report_.used.begin(), report_.used.end()), report_.used.end());
#if IMGUI_VERSION_NUM < 19200
  if (!atlas.Build()) {
    NPCOST_CHECK(!report_.builtin, "ImGui's built-in font can always be built");
    report_.notes.emplace_back("the fonts could not be drawn: the built-in bitmap font stands in");
    latin_ = {};
    more_ = {};
    build();
    return;
  }
  report_.atlas_width = atlas.TexWidth, report_.atlas_height = atlas.TexHeight;
  report_.glyphs = 0;
  for (const ImFont* font : faces_) report_.glyphs += font->Glyphs.Size;
#endif
  ImGui::GetIO().FontDefault = face(Face::body);
  pending_ = false;
}

void Fonts::add_face(Face which) {
  const Spec spec = spec_of(which);
  const float pixels = whole(static_cast<double>(spec.pixels) * static_cast<double>(options_.scale));
  const auto& latin = latin_of(which);
  if (latin) {
    add_latin(which, *latin, pixels);
    report_.used.push_back(latin->path());
    add_noted(which, *latin, pixels);
    return;
  }
  ImFontConfig config;
  config.SizePixels = whole(13.0 * static_cast<double>(options_.scale) * (spec.pixels > 20 ? 1.6 : 1.0));
  config.OversampleH = config.OversampleV = 1;
  config.PixelSnapH = true;
  faces_[static_cast<std::size_t>(which)] = ImGui::GetIO().Fonts->AddFontDefault(&config);
}

namespace {

ImFontConfig shared_config(const FontFile& file) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.FontNo = file.index();
  config.OversampleH = config.OversampleV = 1;  // FreeType's hinting does what oversampling does for stb
  config.PixelSnapH = true;
  return config;
}

ImFont* add_file(const FontFile& file, float pixels, const ImFontConfig& config, const ImWchar* ranges) {
  // ImGui takes a pointer to bytes that it could change, and does not.
  auto* bytes = const_cast<char*>(file.bytes().data());
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(bytes, static_cast<int>(file.bytes().size()), pixels, &config,
                                                    ranges);
}

}  // namespace

void Fonts::add_latin(Face which, const FontFile& file, float pixels) {
  const Spec spec = spec_of(which);
  const auto keep = [this](const std::vector<unsigned>& code_points) {
    ranges_.push_back(ranges_of(code_points));
    return ranges_.back().data();
  };
  const bool own_space = spec.kind != mono;
  std::vector<unsigned> base;
  if (!own_space) base.push_back(' ');
  for (const auto& [from, to] : first_glyphs) {
    for (unsigned c = from; c <= to; ++c) {
      if (file.draws(c) && !(spec.tabular && c >= '0' && c <= '9')) base.push_back(c);
    }
  }
  for (unsigned c = 0x100; c < 0x10000; ++c) {
    if (noted_[static_cast<std::size_t>(which)][c] && file.draws(c)) base.push_back(c);
  }
  std::sort(base.begin(), base.end());
  base.erase(std::unique(base.begin(), base.end()), base.end());
  ImFontConfig config = shared_config(file);
  faces_[static_cast<std::size_t>(which)] = add_file(file, pixels, config, keep(base));

  // A second and a third source with a fixed advance: digits of one width, and word gaps that hinting has not rounded up.
  const double em = static_cast<double>(pixels) / file.line_of_em();
  config.MergeMode = true;
  if (spec.tabular) {
    double widest = 0.0;
    for (unsigned digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, file.advance_of(digit));
    config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = whole(widest * em);
    add_file(file, pixels, config, keep({'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'}));
  }
  if (own_space) {
    config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = whole(file.advance_of(' ') * em);
    add_file(file, pixels, config, keep({' '}));
  }
}

void Fonts::add_noted(Face which, const FontFile& latin, float pixels) {
  std::vector<std::vector<unsigned>> wanted(more_[0].size() + more_[1].size());
  const auto& supplements = more_[spec_of(which).bold ? 1 : 0];
  for (unsigned c = 0x100; c < 0x10000; ++c) {
    if (!noted_[static_cast<std::size_t>(which)][c] || latin.draws(c)) continue;
    const auto who =
        std::find_if(supplements.begin(), supplements.end(), [c](const Supplement& s) { return s.file.draws(c); });
    if (who != supplements.end()) wanted[static_cast<std::size_t>(who - supplements.begin())].push_back(c);
  }
  for (std::size_t i = 0; i < supplements.size(); ++i) {
    if (wanted[i].empty()) continue;
    ranges_.push_back(ranges_of(wanted[i]));
    ImFontConfig config = shared_config(supplements[i].file);
    config.MergeMode = true;
    if (which == Face::mono) {
      const double cell = latin.advance_of('0') * static_cast<double>(pixels) / latin.line_of_em();
      config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = 2.0f * whole(cell);
    }
    add_file(supplements[i].file, whole(static_cast<double>(pixels * supplements[i].factor)), config,
             ranges_.back().data());
    if (which == Face::body) report_.used.push_back(supplements[i].file.path());
  }
}

bool Fonts::obtainable(Face which, unsigned code_point) const {
  const auto& latin = latin_of(which);
  if (!latin || code_point > 0xFFFF) return false;
  if (latin->draws(code_point)) return true;
  const auto& supplements = more_[spec_of(which).bold ? 1 : 0];
  return std::any_of(supplements.begin(), supplements.end(),
                     [&](const Supplement& s) { return s.file.draws(code_point); });
}

}  // namespace npcost::draw
