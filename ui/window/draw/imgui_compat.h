#pragma once
// Every difference between Dear ImGui 1.86 (Debian 12) and 1.92 that the window meets, in one place: nothing else of ours may
// test IMGUI_VERSION_NUM, but fonts.cpp and soft_raster.cpp, whose whole subject changed with 1.92.
//
// Traps     1.92.8 swapped the last two arguments of AddRect, AddPolyline and PathStroke without an error; before 1.87 there is no
//           queue of inputs and keys are numbers of the backend; BeginChild's third argument changed its type in 1.90.
// Debian    builds its library with assertions on and 16-bit indices: never define IMGUI_* macros that change the layout.

#include <imgui.h>
#if IMGUI_VERSION_NUM >= 18990
#include <imgui_internal.h>   // activation of an item by its name
#endif

#include <cstdint>

#if IMGUI_VERSION_NUM < 18600
#error "Dear ImGui 1.86 or newer is needed (Debian: libimgui-dev)"
#endif

namespace npcost::compat {

inline void polyline(ImDrawList* list, const ImVec2* points, int count, ImU32 colour, float thickness,
                     bool closed = false) {
  const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
#if IMGUI_VERSION_NUM >= 19280
  list->AddPolyline(points, count, colour, thickness, flags);
#else
  list->AddPolyline(points, count, colour, flags, thickness);
#endif
}

inline void path_stroke(ImDrawList* list, ImU32 colour, float thickness, bool closed = false) {
  const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
#if IMGUI_VERSION_NUM >= 19280
  list->PathStroke(colour, thickness, flags);
#else
  list->PathStroke(colour, flags, thickness);
#endif
}

inline void rect(ImDrawList* list, ImVec2 low, ImVec2 high, ImU32 colour, float rounding = 0.0f,
                 float thickness = 1.0f) {
#if IMGUI_VERSION_NUM >= 19280
  list->AddRect(low, high, colour, rounding, thickness);
#else
  list->AddRect(low, high, colour, rounding, 0, thickness);
#endif
}

/// The size a face was made for. 1.92 made fonts without a size; ours are still drawn at one each.
inline float font_size(const ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
  return font->LegacySize;
#else
  return font->FontSize;
#endif
}

inline void push_font(ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font, font->LegacySize);
#else
  ImGui::PushFont(font);
#endif
}

/// Whether the face can draw this code point now, not with the sign for "missing".
inline bool has_glyph(ImFont* font, unsigned code_point) {
  if (code_point > IM_UNICODE_CODEPOINT_MAX) return false;
#if IMGUI_VERSION_NUM >= 19200
  return font->IsGlyphInFont(static_cast<ImWchar>(code_point));
#else
  return font->FindGlyphNoFallback(static_cast<ImWchar>(code_point)) != nullptr;
#endif
}

inline bool begin_child(const char* id, ImVec2 size, bool border = false, ImGuiWindowFlags flags = 0) {
#if IMGUI_VERSION_NUM >= 19000
  return ImGui::BeginChild(id, size, border ? 1 : 0, flags);  // 1: borders, under both of the names it had
#else
  return ImGui::BeginChild(id, size, border, flags);
#endif
}

inline ImTextureID texture_id(const void* texture) {
  return (ImTextureID)(std::intptr_t)texture;  // a pointer until 1.91.3, an integer since: only this cast takes both
}

inline int list_count(const ImDrawData* data) {
#if IMGUI_VERSION_NUM >= 19200
  return data->CmdLists.Size;
#else
  return data->CmdListsCount;
#endif
}

// Input that a test or a recording gives. On 1.86 the fields are the input; later ones are overwritten from the queue.

inline void mouse_position(float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMousePosEvent(x, y);
#else
  ImGui::GetIO().MousePos = ImVec2(x, y);
#endif
}

inline void mouse_button(int button, bool down) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMouseButtonEvent(button, down);
#else
  ImGui::GetIO().MouseDown[button] = down;
#endif
}

inline void mouse_wheel(float steps) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMouseWheelEvent(0.0f, steps);
#else
  ImGui::GetIO().MouseWheel += steps;
#endif
}

/// Once after the context was made, where no backend does it: keys of 1.86 mean themselves.
inline void own_keys() {
#if IMGUI_VERSION_NUM < 18700
  for (int key = 0; key < ImGuiKey_COUNT; ++key) ImGui::GetIO().KeyMap[key] = key;
#endif
}

inline void key(ImGuiKey code, bool down) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddKeyEvent(code, down);
#else
  ImGui::GetIO().KeysDown[code] = down;
#endif
}

inline void modifiers(bool ctrl, bool shift) {
  ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18900
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
#elif IMGUI_VERSION_NUM >= 18700
  io.AddKeyEvent(ImGuiKey_ModCtrl, ctrl);
  io.AddKeyEvent(ImGuiKey_ModShift, shift);
#else
  io.KeyCtrl = ctrl;
  io.KeyShift = shift;
#endif
}

/// The next item, a text field named `label`, takes the keyboard. 1.90 does not give it to a field of many lines that is asked by
/// SetKeyboardFocusHere().
inline void take_keyboard(const char* label) {
  ImGui::SetKeyboardFocusHere();
#if IMGUI_VERSION_NUM >= 18990
  ImGuiContext& context = *ImGui::GetCurrentContext();
  context.NavNextActivateId = ImGui::GetID(label);
  context.NavNextActivateFlags = ImGuiActivateFlags_PreferInput;
#else
  static_cast<void>(label);
#endif
}

/// Text fields between these two are no stops of ImGui's own Tab order.
inline void push_no_tab_stop() {
#if IMGUI_VERSION_NUM >= 19100
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);
#elif IMGUI_VERSION_NUM >= 18940
  ImGui::PushTabStop(false);
#else
  ImGui::PushAllowKeyboardFocus(false);
#endif
}
inline void pop_no_tab_stop() {
#if IMGUI_VERSION_NUM >= 19100
  ImGui::PopItemFlag();
#elif IMGUI_VERSION_NUM >= 18940
  ImGui::PopTabStop();
#else
  ImGui::PopAllowKeyboardFocus();
#endif
}

inline bool key_pressed(ImGuiKey code) {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyPressed(code);
#else
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(code));
#endif
}

}  // namespace npcost::compat
