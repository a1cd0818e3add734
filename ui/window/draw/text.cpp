#include "ui/window/draw/text.h"

#include <algorithm>
#include <vector>

namespace npcost::draw {

namespace {

ImVec2 size_of(Face face, std::string_view shown) {
  if (shown.empty()) return {0.0f, compat::font_size(font(face))};
  return font(face)->CalcTextSizeA(compat::font_size(font(face)), 3.0e38f, 0.0f, shown.data(),
                                   shown.data() + shown.size());
}

std::string_view as_shown(Face face, std::string_view words, std::string& scratch) {
  return ground().fonts.shown(face, words, scratch);
}

void put(ImDrawList* list, Face face, ImVec2 at, ImU32 colour, std::string_view shown) {
  if (shown.empty()) return;
  list->AddText(font(face), compat::font_size(font(face)), {snap(at.x), snap(at.y)}, colour, shown.data(),
                shown.data() + shown.size());
}

/// The longest beginning that is no wider than `room`, on a border of code points.
std::size_t fitting(Face face, std::string_view shown, float room) {
  std::size_t low = 0, high = shown.size();
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    if (size_of(face, shown.substr(0, middle)).x <= room)
      low = middle;
    else
      high = middle - 1;
  }
  while (low > 0 && low < shown.size() && (static_cast<unsigned char>(shown[low]) & 0xC0u) == 0x80u) --low;
  return low;
}

}  // namespace

ImVec2 measure(Face face, std::string_view text) {
  std::string scratch;
  return size_of(face, as_shown(face, text, scratch));
}

float line_height(Face face) { return compat::font_size(font(face)); }

float text(ImDrawList* list, Face face, ImVec2 at, ImU32 colour, std::string_view words) {
  std::string scratch;
  const std::string_view shown = as_shown(face, words, scratch);
  put(list, face, at, colour, shown);
  return size_of(face, shown).x;
}

float text_right(ImDrawList* list, Face face, ImVec2 right_top, ImU32 colour, std::string_view words) {
  const float width = measure(face, words).x;
  return text(list, face, {right_top.x - width, right_top.y}, colour, words);
}

float text_centre(ImDrawList* list, Face face, ImVec2 middle_top, ImU32 colour, std::string_view words) {
  const float width = measure(face, words).x;
  return text(list, face, {middle_top.x - width * 0.5f, middle_top.y}, colour, words);
}

std::string shortened(Face face, std::string_view words, float room) {
  std::string scratch;
  const std::string_view shown = as_shown(face, words, scratch);
  if (size_of(face, shown).x <= room) return std::string(shown);
  std::string dots_scratch;
  const std::string_view dots = as_shown(face, "…", dots_scratch);
  const float left = room - size_of(face, dots).x;
  if (left < 0.0f) return {};
  std::string_view kept = shown.substr(0, fitting(face, shown, left));
  while (!kept.empty() && kept.back() == ' ') kept.remove_suffix(1);
  return std::string(kept) + std::string(dots);
}

float text_ellipsis(ImDrawList* list, Face face, ImVec2 at, float room, ImU32 colour, std::string_view words) {
  return text(list, face, at, colour, shortened(face, words, room));
}

void text_in(ImDrawList* list, Face face, const Rect& box, Align align, ImU32 colour, std::string_view words) {
  const float needed = measure(face, words).x, room = box.width();
  std::string cut;
  if (needed > room + 0.5f) {
    ground().marks.too_wide(words, needed, room);
    cut = shortened(face, words, room);
    words = cut;
  }
  const float slack = room - measure(face, words).x;
  const float x = box.low.x + (align == Align::left ? 0.0f : align == Align::right ? slack : slack * 0.5f);
  text(list, face, {x, box.low.y + (box.height() - line_height(face)) * 0.5f}, colour, words);
}

float text_wrapped(ImDrawList* list, Face face, ImVec2 at, float room, ImU32 colour, std::string_view words,
                   int most_lines) {
  std::string scratch;
  std::string_view rest = as_shown(face, words, scratch);
  const float step = snap(line_height(face) * 1.25f);
  int lines = 0;
  while (!rest.empty() && lines < most_lines) {
    std::string_view paragraph = rest.substr(0, rest.find('\n'));
    std::size_t length = fitting(face, paragraph, room);
    if (length < paragraph.size()) {
      const std::size_t space = paragraph.substr(0, length + 1).rfind(' ');
      if (space != std::string_view::npos && space > 0) length = space;
      if (length == 0) {  // a room narrower than a letter
        std::string_view one = paragraph;
        take_code_point(one);
        length = paragraph.size() - one.size();
      }
    }
    const bool last = lines + 1 == most_lines;
    const ImVec2 place{at.x, at.y + static_cast<float>(lines) * step};
    if (list != nullptr && last)
      text_ellipsis(list, face, place, room, colour, paragraph);
    else if (list != nullptr)
      put(list, face, place, colour, paragraph.substr(0, length));
    rest.remove_prefix(length);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (!rest.empty() && rest.front() == '\n') rest.remove_prefix(1);
    ++lines;
  }
  return static_cast<float>(lines) * step;
}

}  // namespace npcost::draw
