#include "ui/window/panels/picture_file.h"

#include "ui/window/charts/chart_image.h"

namespace npcost::window {

const char* picture_word(Picture which) {
  switch (which) {
    case Picture::cost: return "cost";
    case Picture::breakdown: return "breakdown";
    case Picture::comparison: return "comparison";
    case Picture::players: return "players";
  }
  return "chart";
}

std::string write_picture(const Screen& screen, const ChartData& data, const Reading& reading, const Remembered& view,
                          const std::string& path) {
  charts::PictureOptions options;
  options.width = view.picture_width;
  options.height = view.picture_height;
  options.dark = view.picture_dark;
  options.fonts.scale = static_cast<float>(view.picture_width) / 1200.0f;
  const auto paint = [&](ImDrawList* list, const draw::Rect& area) {
    paint_picture(view.picture, screen, data, reading, view, list, area);
  };
  return draw::write_png(path, charts::picture_of(options, paint)).value_or("");
}

}  // namespace npcost::window
