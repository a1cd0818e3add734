#include "ui/window/draw/icons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace npcost::draw {

namespace {

constexpr float pi = 3.14159265f;

/// Draws in coordinates of the icon: −1 … 1 in both directions.
struct Pen {
  ImDrawList* list;
  ImVec2 centre;
  float half, stroke;
  ImU32 colour;

  ImVec2 at(float x, float y) const { return {centre.x + x * half, centre.y + y * half}; }
  void line(std::initializer_list<ImVec2> points, bool closed = false) const {
    std::array<ImVec2, 16> moved;
    int n = 0;
    for (const ImVec2& p : points) moved[static_cast<std::size_t>(n++)] = at(p.x, p.y);
    compat::polyline(list, moved.data(), n, colour, stroke, closed);
  }
  void solid(std::initializer_list<ImVec2> points) const {
    std::array<ImVec2, 16> moved;
    int n = 0;
    for (const ImVec2& p : points) moved[static_cast<std::size_t>(n++)] = at(p.x, p.y);
    list->AddConvexPolyFilled(moved.data(), n, colour);
  }
  void box(float x0, float y0, float x1, float y1, float rounding = 0.2f) const {
    compat::rect(list, at(x0, y0), at(x1, y1), colour, rounding * half, stroke);
  }
  void bar(float x0, float y0, float x1, float y1) const {
    list->AddRectFilled(at(x0, y0), at(x1, y1), colour, 0.12f * half);
  }
  void arc(float x, float y, float radius, float from, float to) const {
    list->PathArcTo(at(x, y), radius * half, from * pi, to * pi, 24);
    compat::path_stroke(list, colour, stroke);
  }
  void disc(float x, float y, float radius) const { list->AddCircleFilled(at(x, y), radius * half, colour, 20); }
};

void sun(const Pen& pen) {
  pen.arc(0, 0, 0.42f, 0, 2);
  for (int i = 0; i < 8; ++i) {
    const float angle = static_cast<float>(i) * pi / 4, c = std::cos(angle), s = std::sin(angle);
    pen.line({{c * 0.68f, s * 0.68f}, {c * 0.95f, s * 0.95f}});
  }
}

/// A disc of radius 0.85 that another one, of 0.72 around (0.42, −0.36), has bitten: the arcs end where the circles meet.
void moon(const Pen& pen) {
  constexpr float outer = 0.85f, inner = 0.72f, bite_x = 0.42f, bite_y = -0.36f;
  const float apart = std::hypot(bite_x, bite_y), towards = std::atan2(bite_y, bite_x);
  const float at_outer = std::acos((apart * apart + outer * outer - inner * inner) / (2 * apart * outer));
  const float at_inner = std::acos((apart * apart + inner * inner - outer * outer) / (2 * apart * inner));
  pen.list->PathArcTo(pen.centre, outer * pen.half, towards + at_outer, towards + 2 * pi - at_outer, 32);
  compat::path_stroke(pen.list, pen.colour, pen.stroke);  // two strokes: one would grow a spike at each horn
  pen.list->PathArcTo(pen.at(bite_x, bite_y), inner * pen.half, towards + pi + at_inner, towards + pi - at_inner, 24);
  compat::path_stroke(pen.list, pen.colour, pen.stroke);
}

void transport(const Pen& pen, Icon which) {
  switch (which) {
    case Icon::play: pen.solid({{-0.55f, -0.85f}, {0.85f, 0.0f}, {-0.55f, 0.85f}}); break;
    case Icon::pause: pen.bar(-0.65f, -0.8f, -0.18f, 0.8f), pen.bar(0.18f, -0.8f, 0.65f, 0.8f); break;
    case Icon::step:
      pen.solid({{-0.7f, -0.8f}, {0.4f, 0.0f}, {-0.7f, 0.8f}}), pen.bar(0.45f, -0.8f, 0.72f, 0.8f);
      break;
    default: pen.bar(-0.7f, -0.7f, 0.7f, 0.7f); break;
  }
}

void arrows(const Pen& pen, Icon which) {
  switch (which) {
    case Icon::chevron_down: pen.line({{-0.6f, -0.3f}, {0, 0.32f}, {0.6f, -0.3f}}); break;
    case Icon::chevron_up: pen.line({{-0.6f, 0.3f}, {0, -0.32f}, {0.6f, 0.3f}}); break;
    case Icon::chevron_right: pen.line({{-0.3f, -0.6f}, {0.32f, 0}, {-0.3f, 0.6f}}); break;
    case Icon::chevron_left: pen.line({{0.3f, -0.6f}, {-0.32f, 0}, {0.3f, 0.6f}}); break;
    case Icon::arrow_up: pen.solid({{0, -0.6f}, {0.75f, 0.55f}, {-0.75f, 0.55f}}); break;
    case Icon::arrow_down: pen.solid({{-0.75f, -0.55f}, {0.75f, -0.55f}, {0, 0.6f}}); break;
    case Icon::undo:
      pen.arc(0.05f, 0.15f, 0.62f, -0.85f, 0.5f);
      pen.line({{-0.95f, -0.55f}, {-0.55f, -0.1f}, {-0.05f, -0.45f}});
      break;
    case Icon::redo:
      pen.arc(-0.05f, 0.15f, 0.62f, 0.5f, 1.85f);
      pen.line({{0.95f, -0.55f}, {0.55f, -0.1f}, {0.05f, -0.45f}});
      break;
    case Icon::swap:
      pen.line({{-0.9f, -0.35f}, {0.85f, -0.35f}}), pen.line({{0.4f, -0.8f}, {0.85f, -0.35f}, {0.4f, 0.1f}});
      pen.line({{0.9f, 0.45f}, {-0.85f, 0.45f}}), pen.line({{-0.4f, 0.0f}, {-0.85f, 0.45f}, {-0.4f, 0.9f}});
      break;
    default:  // reload
      pen.arc(0, 0.05f, 0.68f, -0.25f, 1.35f);
      pen.line({{0.02f, -0.62f}, {0.52f, -0.48f}, {0.62f, -0.98f}});
      break;
  }
}

void documents(const Pen& pen, Icon which) {
  switch (which) {
    case Icon::file:
      pen.line({{-0.6f, -0.9f}, {0.15f, -0.9f}, {0.62f, -0.42f}, {0.62f, 0.9f}, {-0.6f, 0.9f}}, true);
      pen.line({{0.12f, -0.86f}, {0.12f, -0.38f}, {0.58f, -0.38f}});
      break;
    case Icon::export_file:
      pen.line({{0, 0.3f}, {0, -0.82f}});
      pen.line({{-0.42f, -0.42f}, {0, -0.86f}, {0.42f, -0.42f}});
      pen.line({{-0.8f, 0.25f}, {-0.8f, 0.82f}, {0.8f, 0.82f}, {0.8f, 0.25f}});
      break;
    case Icon::copy:
      pen.box(-0.35f, -0.35f, 0.85f, 0.85f);
      pen.line({{-0.55f, 0.4f}, {-0.85f, 0.4f}, {-0.85f, -0.85f}, {0.4f, -0.85f}, {0.4f, -0.55f}});
      break;
    case Icon::trash:
      pen.line({{-0.85f, -0.55f}, {0.85f, -0.55f}});
      pen.line({{-0.3f, -0.6f}, {-0.22f, -0.9f}, {0.22f, -0.9f}, {0.3f, -0.6f}});
      pen.line({{-0.62f, -0.5f}, {-0.5f, 0.9f}, {0.5f, 0.9f}, {0.62f, -0.5f}});
      break;
    default:  // terminal
      pen.box(-0.95f, -0.8f, 0.95f, 0.8f);
      pen.line({{-0.5f, -0.35f}, {-0.15f, 0}, {-0.5f, 0.35f}});
      pen.line({{0.08f, 0.36f}, {0.5f, 0.36f}});
      break;
  }
}

void signs(const Pen& pen, Icon which) {
  switch (which) {
    case Icon::check: pen.line({{-0.72f, 0.02f}, {-0.22f, 0.52f}, {0.72f, -0.52f}}); break;
    case Icon::cross: pen.line({{-0.55f, -0.55f}, {0.55f, 0.55f}}), pen.line({{0.55f, -0.55f}, {-0.55f, 0.55f}}); break;
    case Icon::plus: pen.line({{-0.7f, 0}, {0.7f, 0}}), pen.line({{0, -0.7f}, {0, 0.7f}}); break;
    case Icon::minus: pen.line({{-0.7f, 0}, {0.7f, 0}}); break;
    case Icon::warning:
      pen.line({{0, -0.82f}, {0.92f, 0.76f}, {-0.92f, 0.76f}}, true);
      pen.line({{0, -0.22f}, {0, 0.26f}});
      pen.disc(0, 0.5f, 0.12f);
      break;
    case Icon::info: pen.arc(0, 0, 0.88f, 0, 2), pen.line({{0, -0.05f}, {0, 0.48f}}), pen.disc(0, -0.4f, 0.14f); break;
    case Icon::flag:
      pen.line({{-0.6f, -0.9f}, {-0.6f, 0.95f}}),
          pen.line({{-0.6f, -0.8f}, {0.7f, -0.8f}, {0.42f, -0.35f}, {0.7f, 0.1f}, {-0.6f, 0.1f}});
      break;
    case Icon::search: pen.arc(-0.15f, -0.15f, 0.6f, 0, 2), pen.line({{0.3f, 0.3f}, {0.85f, 0.85f}}); break;
    default: pen.disc(0, 0, 0.5f); break;
  }
}

}  // namespace

void icon(ImDrawList* list, Icon which, ImVec2 centre, float size, ImU32 colour) {
  const Pen pen{list, centre, size * 0.5f, std::max(1.0f, size / 9.0f), colour};
  switch (which) {
    case Icon::play:
    case Icon::pause:
    case Icon::step:
    case Icon::stop: transport(pen, which); break;
    case Icon::chevron_down:
    case Icon::chevron_up:
    case Icon::chevron_right:
    case Icon::chevron_left:
    case Icon::arrow_up:
    case Icon::arrow_down:
    case Icon::undo:
    case Icon::redo:
    case Icon::swap:
    case Icon::reload: arrows(pen, which); break;
    case Icon::file:
    case Icon::export_file:
    case Icon::copy:
    case Icon::trash:
    case Icon::terminal: documents(pen, which); break;
    case Icon::sun: sun(pen); break;
    case Icon::moon: moon(pen); break;
    default: signs(pen, which); break;
  }
}

}  // namespace npcost::draw
