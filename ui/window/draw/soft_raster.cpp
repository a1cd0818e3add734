#include "ui/window/draw/soft_raster.h"

#include <algorithm>
#include <cmath>

#include "ui/window/draw/soft_triangle.h"

namespace npcost::draw {

namespace {

#if IMGUI_VERSION_NUM >= 19200
void update(ImTextureData& wanted, Texture& texture) {
  if (wanted.Status == ImTextureStatus_WantCreate || wanted.Status == ImTextureStatus_WantUpdates) {
    texture.width = wanted.Width, texture.height = wanted.Height;
    texture.coverage.resize(static_cast<std::size_t>(wanted.Width) * static_cast<std::size_t>(wanted.Height));
    const auto* from = static_cast<const unsigned char*>(wanted.GetPixels());
    const auto step = static_cast<std::size_t>(wanted.BytesPerPixel);
    for (std::size_t i = 0; i < texture.coverage.size(); ++i) texture.coverage[i] = from[i * step + step - 1];
    wanted.SetTexID(texture.id());
    wanted.SetStatus(ImTextureStatus_OK);
  } else if (wanted.Status == ImTextureStatus_WantDestroy) {
    wanted.SetTexID(ImTextureID_Invalid);
    wanted.SetStatus(ImTextureStatus_Destroyed);
  }
}
#endif

/// ImGui's rectangles are two triangles a-b-c and a-c-d that go around.
bool is_rectangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d) {
  const bool square = a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
  const bool upright = a.pos.x <= c.pos.x && a.pos.y <= c.pos.y;
  const bool one_colour = a.col == b.col && a.col == c.col && a.col == d.col;
  const bool straight = a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x;
  return square && upright && one_colour && straight;
}

int to_pixel(float position) { return static_cast<int>(std::clamp(position, 0.0f, 16384.0f)); }

}  // namespace

Texture Texture::from(const Image& image) {
  Texture texture;
  texture.width = image.width, texture.height = image.height;
  texture.colours = image.pixels;
  return texture;
}

void SoftRaster::take_fonts() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendRendererName = "npcost soft raster";
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
#if IMGUI_VERSION_NUM >= 19200
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#else
  unsigned char* pixels = nullptr;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &font_.width, &font_.height);
  font_.coverage.assign(pixels,
                        pixels + static_cast<std::size_t>(font_.width) * static_cast<std::size_t>(font_.height));
  io.Fonts->SetTexID(font_.id());
#endif
}

void SoftRaster::render(const ImDrawData& data, Image& into, ImU32 background) {
#if IMGUI_VERSION_NUM >= 19200
  if (data.Textures != nullptr) {
    for (ImTextureData* wanted : *data.Textures) update(*wanted, font_);
  }
#endif
  const int width = to_pixel(data.DisplaySize.x * data.FramebufferScale.x),
            height = to_pixel(data.DisplaySize.y * data.FramebufferScale.y);
  if (into.width != width || into.height != height)
    into = Image(width, height, background);
  else
    std::fill(into.pixels.begin(), into.pixels.end(), background);
  dropped_ = 0;
  for (int i = 0; i < compat::list_count(&data); ++i) render_list(*data.CmdLists[i], data, into);
}

void SoftRaster::render_list(const ImDrawList& list, const ImDrawData& data, Image& into) {
  const ImVec2 scale = data.FramebufferScale, origin = data.DisplayPos;
  const ImDrawVert* vertices = list.VtxBuffer.Data;
  if (scale.x != 1.0f || scale.y != 1.0f || origin.x != 0.0f || origin.y != 0.0f) {
    moved_.assign(vertices, vertices + list.VtxBuffer.Size);
    for (ImDrawVert& v : moved_) v.pos = {(v.pos.x - origin.x) * scale.x, (v.pos.y - origin.y) * scale.y};
    vertices = moved_.data();
  }
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) continue;
    const ImVec4& r = command.ClipRect;
    const PixelClip clip{to_pixel((r.x - origin.x) * scale.x), to_pixel((r.y - origin.y) * scale.y),
                         std::min(into.width, to_pixel((r.z - origin.x) * scale.x)),
                         std::min(into.height, to_pixel((r.w - origin.y) * scale.y))};
    if (clip.x0 >= clip.x1 || clip.y0 >= clip.y1) continue;
    const auto* texture = (const Texture*)(std::intptr_t)command.GetTexID();
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawVert* from = vertices + command.VtxOffset;
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
      const ImDrawVert &a = from[index[i]], &b = from[index[i + 1]], &c = from[index[i + 2]];
      const bool pair = i + 5 < command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2];
      if (pair && is_rectangle(a, b, c, from[index[i + 5]])) {
        if (!fill_rectangle(into, clip, a, c, texture)) dropped_ += 2;
        i += 3;
      } else if (!fill_triangle(into, clip, a, b, c, texture)) {
        ++dropped_;
      }
    }
  }
}

}  // namespace npcost::draw
