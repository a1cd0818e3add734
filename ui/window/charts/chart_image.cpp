#include "ui/window/charts/chart_image.h"

namespace npcost::charts {

draw::Image picture_of(const PictureOptions& options,
                       const std::function<void(ImDrawList*, const draw::Rect&)>& paint) {
  draw::FrameOptions frame_options;
  frame_options.width = options.width, frame_options.height = options.height;
  frame_options.dark = options.dark;
  frame_options.fonts = options.fonts;
  draw::Frame frame(frame_options, [&] {
    ImDrawList* const list = ImGui::GetWindowDrawList();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float margin = draw::px(options.margin);
    list->AddRectFilled({0, 0}, size, draw::theme().card);
    paint(list, {{margin, margin}, {size.x - margin, size.y - margin}});
  });
  frame.step(2);
  return frame.picture();
}

}  // namespace npcost::charts
