#include "ui/window/draw/marks.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace npcost::draw {

namespace {

std::string place(const Rect& r) {
  return fmt::format("{:.0f},{:.0f} to {:.0f},{:.0f}", r.low.x, r.low.y, r.high.x, r.high.y);
}

bool overlap(const Rect& a, const Rect& b) {
  constexpr float slack = 0.5f;
  return std::min(a.high.x, b.high.x) - std::max(a.low.x, b.low.x) > slack &&
         std::min(a.high.y, b.high.y) - std::max(a.low.y, b.low.y) > slack;
}

}  // namespace

void Marks::begin_frame() {
  marks_.clear();
  twice_.clear();
  wide_.clear();
}

void Marks::add(std::string name, const Rect& rect, std::string group) {
  const auto [at, fresh] = marks_.insert_or_assign(std::move(name), Mark{rect, std::move(group)});
  if (!fresh) twice_.push_back(at->first + ": two marks of this name");
}

void Marks::too_wide(std::string_view text, float width, float room) {
  wide_.push_back(fmt::format("\"{}\": {:.0f} pixels wide, has {:.0f}", text, width, room));
}

const Mark* Marks::find(std::string_view name) const {
  const auto at = marks_.find(name);
  return at == marks_.end() ? nullptr : &at->second;
}

std::vector<std::string> Marks::faults(ImVec2 window) const {
  std::vector<std::string> list = twice_;
  list.insert(list.end(), wide_.begin(), wide_.end());
  for (auto a = marks_.begin(); a != marks_.end(); ++a) {
    const Rect& r = a->second.rect;
    const bool inside =
        r.low.x >= -0.5f && r.low.y >= -0.5f && r.high.x <= window.x + 0.5f && r.high.y <= window.y + 0.5f;
    if (!inside) list.push_back(fmt::format("{}: outside of the window ({})", a->first, place(r)));
    if (!(r.low.x <= r.high.x && r.low.y <= r.high.y))
      list.push_back(fmt::format("{}: turned inside out ({})", a->first, place(r)));
    if (a->second.group.empty()) continue;
    for (auto b = std::next(a); b != marks_.end(); ++b) {
      if (a->second.group != b->second.group || !overlap(r, b->second.rect)) continue;
      list.push_back(fmt::format("{} ({}) and {} ({}) overlap", a->first, place(r), b->first, place(b->second.rect)));
    }
  }
  return list;
}

}  // namespace npcost::draw
