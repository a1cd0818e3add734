#pragma once
// Every colour and length of the window, by name, in dark and in light.
//
// Colours   ImU32 as ImGui has them (red in the low byte). Three greys for text, one accent; modes (text, voice) and components
//           (stages of a pipeline) never share a hue; statuses are never told by colour alone: an icon and a word stand beside it.
// Contrast  text, text2, text3 are at least 4.5 : 1 on bg, rail, card, inset and tooltip (WCAG 2.1, 1.4.3): a test holds that.
// Colours   that stand beside each other in a stack keep ΔE ≥ 22 for protans, deutans and tritans (Machado 2009; measured once).
// Lengths   px(n): n design pixels times the scale. Hairlines are 1 device pixel at any scale up to 1.5, then 2.

#include <array>
#include <cstddef>

#include "ui/window/draw/imgui_compat.h"

namespace npcost::draw {

/// Stages of a pipeline that cost something, in the order in which they are stacked.
enum class Component { llm_input, llm_cached, llm_output, speech_to_text, text_to_speech, gpu, network };
inline constexpr std::size_t component_count = 7;

enum class Status { ok, warn, bad, neutral };

struct Theme {
  bool dark = true;
  float scale = 1.0f;

  ImU32 bg{}, rail{}, card{}, inset{}, tooltip{};    ///< surfaces, from the back to the front
  ImU32 border{}, border_strong{}, hover{}, grid{};  ///< lines and what lies over a surface under the mouse
  ImU32 text{}, text2{}, text3{};                    ///< values; labels; units and asides
  ImU32 accent{}, accent_dim{}, on_accent{};         ///< the one colour of things to press
  ImU32 cursor{}, shadow{}, future{};  ///< cross-hair; below tooltips; over time that is not simulated yet
  ImU32 text_mode{}, voice_mode{};     ///< series of the two modes
  std::array<ImU32, component_count> component{};
  std::array<ImU32, 4> status_text{}, status_fill{},
      status_back{};                 ///< by Status: words; graphics; background of a chip
  std::array<ImU32, 7> diverging{};  ///< cheap … 1 … dear: heat maps centred on 1
  std::array<ImU32, 6> series{};     ///< series that are neither modes nor components

  ImU32 of(Component c) const { return component[static_cast<std::size_t>(c)]; }
  ImU32 words(Status s) const { return status_text[static_cast<std::size_t>(s)]; }
  ImU32 fill(Status s) const { return status_fill[static_cast<std::size_t>(s)]; }
  ImU32 back(Status s) const { return status_back[static_cast<std::size_t>(s)]; }
  float px(float design) const { return design * scale; }
  float hairline() const { return scale > 1.5f ? 2.0f : 1.0f; }
};

/// scale is made at least 0.5 and at most 4.
Theme make_theme(bool dark, float scale);

/// Sets ImGui's own style (current context) to the theme: for its text fields, menus and scroll bars. May be called again.
void apply_to_imgui(const Theme& theme);

/// 0xRRGGBB and an opacity in 0…1.
constexpr ImU32 rgb(unsigned hex, float opacity = 1.0f) {
  return IM_COL32((hex >> 16) & 255u, (hex >> 8) & 255u, hex & 255u, static_cast<unsigned>(opacity * 255.0f + 0.5f));
}
/// The colour with its opacity multiplied by `factor` (0…1).
ImU32 faded(ImU32 colour, float factor);
/// From a (t = 0) to b (t = 1), channel by channel; t is clamped, a NaN counts as 0.
ImU32 mixed(ImU32 a, ImU32 b, float t);
/// `over` laid upon an opaque `under`.
ImU32 laid_over(ImU32 under, ImU32 over);
/// The ratio of WCAG 2.1 (1…21) of two opaque colours.
double contrast(ImU32 a, ImU32 b);

}  // namespace npcost::draw
