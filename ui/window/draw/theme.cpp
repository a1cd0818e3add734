#include "ui/window/draw/theme.h"

#include <algorithm>
#include <cmath>

namespace npcost::draw {

namespace {

Theme dark_theme() {
  Theme t;
  t.dark = true;
  t.bg = rgb(0x0B0E13), t.rail = rgb(0x10141B), t.card = rgb(0x151A23), t.inset = rgb(0x0E1219),
  t.tooltip = rgb(0x1E2530);
  t.border = rgb(0x232B38), t.border_strong = rgb(0x343F50), t.hover = rgb(0xFFFFFF, 0.06f),
  t.grid = rgb(0xFFFFFF, 0.065f);
  t.text = rgb(0xE9EDF3), t.text2 = rgb(0xAAB4C3), t.text3 = rgb(0x8A96A8);
  t.accent = rgb(0x4C9EFF), t.accent_dim = rgb(0x4C9EFF, 0.16f), t.on_accent = rgb(0x06121F);
  t.cursor = rgb(0xFFFFFF, 0.45f), t.shadow = rgb(0x000000, 0.065f), t.future = rgb(0x0B0E13, 0.42f);
  t.text_mode = rgb(0x56B4E9), t.voice_mode = rgb(0xF0A028);
  t.component = {rgb(0x5D5BD0), rgb(0xC6C2FA), rgb(0x8F82F0), rgb(0x8FE0CF),
                 rgb(0x1C9C85), rgb(0xE3C64B), rgb(0x8B95A5)};
  t.status_text = {rgb(0x35C79C), rgb(0xF2B434), rgb(0xF4736B), rgb(0xAAB4C3)};
  t.status_fill = {rgb(0x35C79C), rgb(0xF2B434), rgb(0xF2605A), rgb(0x7C899B)};
  t.status_back = {rgb(0x35C79C, 0.14f), rgb(0xF2B434, 0.14f), rgb(0xF2605A, 0.15f), rgb(0xFFFFFF, 0.06f)};
  t.diverging = {rgb(0xA6DAFF), rgb(0x4497DA), rgb(0x2C5F93), rgb(0x2B3240),
                 rgb(0x8A4A12), rgb(0xE07B1A), rgb(0xFFCB85)};
  t.series = {rgb(0x4C9EFF), rgb(0xE48BC3), rgb(0x7FCB6B), rgb(0xC9A3F5), rgb(0xE5D27A), rgb(0x5CCFD6)};
  return t;
}

Theme light_theme() {
  Theme t;
  t.dark = false;
  t.bg = rgb(0xF2F4F7), t.rail = rgb(0xFAFBFC), t.card = rgb(0xFFFFFF), t.inset = rgb(0xF1F4F8),
  t.tooltip = rgb(0xFFFFFF);
  t.border = rgb(0xDDE3EA), t.border_strong = rgb(0xC3CCD8), t.hover = rgb(0x000000, 0.05f),
  t.grid = rgb(0x000000, 0.07f);
  t.text = rgb(0x161C26), t.text2 = rgb(0x4A5667), t.text3 = rgb(0x606C7D);
  t.accent = rgb(0x0F6BDC), t.accent_dim = rgb(0x0F6BDC, 0.10f), t.on_accent = rgb(0xFFFFFF);
  t.cursor = rgb(0x000000, 0.45f), t.shadow = rgb(0x1A2433, 0.025f), t.future = rgb(0x8A97AA, 0.11f);
  t.text_mode = rgb(0x0072B2), t.voice_mode = rgb(0xB85C00);
  t.component = {rgb(0x4A47B8), rgb(0xB9B4F2), rgb(0x7F72E0), rgb(0x7FD3C1),
                 rgb(0x128571), rgb(0xD3B12F), rgb(0x8E98A8)};
  t.status_text = {rgb(0x087A50), rgb(0x8A5A00), rgb(0xC92D26), rgb(0x4A5667)};
  t.status_fill = {rgb(0x14A871), rgb(0xECA414), rgb(0xDF4A41), rgb(0x8E98A8)};
  t.status_back = {rgb(0x087A50, 0.10f), rgb(0xF2B434, 0.20f), rgb(0xD0342C, 0.10f), rgb(0x000000, 0.05f)};
  t.diverging = {rgb(0x0B4F8F), rgb(0x4A97D6), rgb(0xA9CDEC), rgb(0xEEF1F5),
                 rgb(0xF3CBA0), rgb(0xE08A2E), rgb(0x9A4A00)};
  t.series = {rgb(0x0F6BDC), rgb(0xB3307F), rgb(0x3C7D22), rgb(0x7A45C4), rgb(0x8F7300), rgb(0x0B7F8A)};
  return t;
}

double linear_channel(unsigned value) {
  const double c = static_cast<double>(value) / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 colour) {
  return 0.2126 * linear_channel(colour & 255u) + 0.7152 * linear_channel((colour >> 8) & 255u) +
         0.0722 * linear_channel((colour >> 16) & 255u);
}

void set_lengths(ImGuiStyle& style) {
  style.WindowPadding = {0, 0};
  style.FramePadding = {10, 6};
  style.ItemSpacing = {8, 6};
  style.ItemInnerSpacing = {6, 4};
  style.WindowRounding = 0, style.ChildRounding = 8, style.FrameRounding = 6, style.PopupRounding = 8;
  style.GrabRounding = 6, style.ScrollbarRounding = 6, style.TabRounding = 6;
  style.WindowBorderSize = 0, style.ChildBorderSize = 0, style.FrameBorderSize = 0, style.PopupBorderSize = 1;
  style.ScrollbarSize = 10, style.GrabMinSize = 10;
}

}  // namespace

Theme make_theme(bool dark, float scale) {
  Theme theme = dark ? dark_theme() : light_theme();
  theme.scale = std::isfinite(scale) ? std::clamp(scale, 0.5f, 4.0f) : 1.0f;
  return theme;
}

void apply_to_imgui(const Theme& t) {
  ImGuiStyle style;  // from the defaults, so that another scale does not multiply the last one
  if (t.dark)
    ImGui::StyleColorsDark(&style);
  else
    ImGui::StyleColorsLight(&style);
  set_lengths(style);
  const auto set = [&style](ImGuiCol name, ImU32 colour) {
    style.Colors[name] = ImGui::ColorConvertU32ToFloat4(colour);
  };
  set(ImGuiCol_Text, t.text), set(ImGuiCol_TextDisabled, t.text3), set(ImGuiCol_TextSelectedBg, faded(t.accent, 0.35f));
  set(ImGuiCol_WindowBg, t.bg), set(ImGuiCol_ChildBg, 0), set(ImGuiCol_PopupBg, t.tooltip);
  set(ImGuiCol_Border, t.border_strong), set(ImGuiCol_Separator, t.border);
  set(ImGuiCol_FrameBg, t.inset), set(ImGuiCol_FrameBgHovered, t.border), set(ImGuiCol_FrameBgActive, t.border);
  set(ImGuiCol_Button, t.inset), set(ImGuiCol_ButtonHovered, t.border), set(ImGuiCol_ButtonActive, t.border_strong);
  set(ImGuiCol_Header, t.accent_dim), set(ImGuiCol_HeaderHovered, t.hover), set(ImGuiCol_HeaderActive, t.border_strong);
  set(ImGuiCol_SliderGrab, t.accent), set(ImGuiCol_SliderGrabActive, t.accent), set(ImGuiCol_CheckMark, t.accent);
  set(ImGuiCol_ScrollbarBg, 0), set(ImGuiCol_ScrollbarGrab, t.border_strong);
  set(ImGuiCol_ScrollbarGrabHovered, t.text3), set(ImGuiCol_ScrollbarGrabActive, t.text3);
  set(ImGuiCol_ResizeGrip, 0), set(ImGuiCol_NavHighlight, t.accent);
  style.ScaleAllSizes(t.scale);
  style.AntiAliasedLinesUseTex = false;  // lines made of triangles look the same in every renderer
  ImGui::GetStyle() = style;
}

ImU32 faded(ImU32 colour, float factor) {
  const float opacity = static_cast<float>(colour >> IM_COL32_A_SHIFT) * std::clamp(factor, 0.0f, 1.0f);
  return (colour & ~IM_COL32_A_MASK) | (static_cast<ImU32>(opacity + 0.5f) << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 a, ImU32 b, float t) {
  t = t > 0.0f ? std::min(t, 1.0f) : 0.0f;
  ImU32 result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float from = static_cast<float>((a >> shift) & 255u), to = static_cast<float>((b >> shift) & 255u);
    result |= static_cast<ImU32>(from + (to - from) * t + 0.5f) << shift;
  }
  return result;
}

ImU32 laid_over(ImU32 under, ImU32 over) {
  const float opacity = static_cast<float>(over >> IM_COL32_A_SHIFT) / 255.0f;
  return mixed(under | IM_COL32_A_MASK, over | IM_COL32_A_MASK, opacity);
}

double contrast(ImU32 a, ImU32 b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace npcost::draw
