#pragma once
// Text that is typed: one line in a box.

#include <string>
#include <string_view>

#include "ui/window/widgets/ui.h"

namespace npcost::window {

struct FieldLook {
  draw::Face face = draw::Face::body;
  std::string hint;                      ///< shown while it is empty
  std::optional<draw::Icon> icon;
  bool begin = false;                    ///< takes the keyboard now, with all selected
  bool bad = false;                      ///< what stands in it is not taken
  draw::Align align = draw::Align::left;
};

struct FieldAnswer {
  bool changed = false;
  bool entered = false;                  ///< Enter
  bool left = false;                     ///< typing ended, by Enter, Tab, Escape or a click elsewhere
  bool escaped = false;
  bool active = false;
};

/// Any length; `text` changes as it is typed.
FieldAnswer field(Ui& ui, const std::string& name, const draw::Rect& box, std::string& text, const FieldLook& look);

/// A field with a magnifying glass and a cross that empties it.
bool search_field(Ui& ui, const std::string& name, const draw::Rect& box, std::string& text, const std::string& hint);

/// ImGui's resizing text buffers on a std::string; for InputText's callback argument.
int resize_string(ImGuiInputTextCallbackData* data);

}  // namespace npcost::window
