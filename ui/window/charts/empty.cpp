#include "ui/window/charts/empty.h"

#include <algorithm>
#include <string>

#include "ui/window/draw/text.h"

namespace npcost::charts {

using draw::Face;
using draw::px;
using draw::theme;

void draw_no_data(ImDrawList* list, const draw::Rect& box, std::string_view head, std::string_view reason) {
  const float room = std::max(box.width() - px(24), 1.0f), wrap = std::min(room, px(320));
  const float title = draw::line_height(Face::semi) + px(5);
  const float below = reason.empty() ? 0.0f : draw::text_wrapped(nullptr, Face::small, {0, 0}, wrap, 0, reason, 4);
  if (title > box.height()) return;
  const bool both = !reason.empty() && title + below <= box.height();
  float y = box.centre().y - (title + (both ? below : 0.0f)) * 0.5f;
  draw::text_centre(list, Face::semi, {box.centre().x, y}, theme().text2, draw::shortened(Face::semi, head, room));
  y += title;
  if (!both) return;
  const float width = std::min(draw::measure(Face::small, reason).x, wrap);
  draw::text_wrapped(list, Face::small, {box.centre().x - width * 0.5f, y}, wrap + 1.0f, theme().text3, reason, 4);
}

}  // namespace npcost::charts
