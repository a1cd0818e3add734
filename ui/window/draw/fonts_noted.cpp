// Which glyphs were asked for, and what is shown in place of those that no font has.

#include <algorithm>
#include <utility>

#include "sim/base/check.h"
#include "ui/window/draw/fonts.h"

namespace npcost::draw {

namespace {

bool plain_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

std::optional<std::string_view> ascii_for(unsigned code_point) {
  // Marks of direction and joining have no shape: some fonts have an empty one. Where none has, they are seen, as what they are not.
  const auto between = [code_point](unsigned first, unsigned last) { return code_point >= first && code_point <= last; };
  if (between(0x200B, 0x200F) || between(0x202A, 0x202E) || between(0x2060, 0x2069) || code_point == 0xFEFF) return "?";
  static constexpr std::pair<unsigned, std::string_view> signs[] = {
      {0xA0, " "},      {0xB1, "+-"},    {0xB5, "u"},    {0xB7, "-"},     {0xD7, "x"},   {0xF7, "/"},
      {0x394, "d"},     {0x3A3, "sum "}, {0x3BC, "u"},   {0x2009, " "},   {0x200A, " "}, {0x2010, "-"},
      {0x2011, "-"},    {0x2012, "-"},   {0x2013, "-"},  {0x2014, "-"},   {0x2018, "'"}, {0x2019, "'"},
      {0x201C, "\""},   {0x201D, "\""},  {0x2022, "*"},  {0x2026, "..."}, {0x202F, " "}, {0x20A9, "W"},
      {0x20AC, "EUR "}, {0x2190, "<-"},  {0x2191, "^"},  {0x2192, "->"},  {0x2193, "v"}, {0x2212, "-"},
      {0x221E, "inf"},  {0x2248, "~"},   {0x2260, "!="}, {0x2264, "<="},  {0x2265, ">="}};
  for (const auto& [sign, text] : signs) {
    if (sign == code_point) return text;
  }
  return std::nullopt;
}

std::string_view Fonts::shown(Face which, std::string_view text, std::string& scratch) {
  NPCOST_CHECK(loaded_, "fonts are loaded before text is drawn");
  if (plain_ascii(text)) return text;
  scratch.clear();
  bool replaced = false;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view before = rest;
    const unsigned c = take_code_point(rest);
    const std::string_view same = before.substr(0, before.size() - rest.size());
    if (c < 0x80 || compat::has_glyph(face(which), c)) {
      scratch += same;
      continue;
    }
    auto& noted = noted_[static_cast<std::size_t>(which)];
    if (obtainable(which, c) && (pending_ || !noted[c])) {
      noted.set(c);
      pending_ = true;  // this frame shows a sign for "missing"; the next one has the glyph
      scratch += same;
    } else if (const auto ascii = ascii_for(c)) {
      scratch += *ascii;
      replaced = true;
    } else {
      scratch += '?';
      replaced = true;
      const auto place = std::lower_bound(missing_.begin(), missing_.end(), c);
      if (place == missing_.end() || *place != c) missing_.insert(place, c);
    }
  }
  return replaced ? std::string_view(scratch) : text;
}

void Fonts::note(Face which, std::string_view text) {
  std::string scratch;
  shown(which, text, scratch);
}

bool Fonts::rebuild_if_needed() {
  if (!pending_) return false;
#if IMGUI_VERSION_NUM >= 19200
  pending_ = false;  // glyphs are loaded while they are drawn
  return false;
#else
  build();
  return true;
#endif
}

}  // namespace npcost::draw
