#pragma once
// The pages of the gallery. Each draws one picture with everything of a kind; words in English or Korean, dollars or won.

#include <string>
#include <vector>

#include "ui/window/draw/ground.h"

namespace npcost::gallery {

struct Reader {
  bool korean = false;
  const char* say(const char* english, const char* hangul) const { return korean ? hangul : english; }
};

using Page = void (*)(ImDrawList* list, const draw::Rect& area, const Reader& reader);

struct NamedPage {
  std::string name;
  Page page;
  ImVec2 mouse{-1, -1};  ///< design pixels; outside: none
};

void day_page(ImDrawList* list, const draw::Rect& area, const Reader& reader);
void states_page(ImDrawList* list, const draw::Rect& area, const Reader& reader);
void parts_page(ImDrawList* list, const draw::Rect& area, const Reader& reader);

/// A card with a title; what is left inside of it.
draw::Rect card(ImDrawList* list, const draw::Rect& box, const std::string& title, const std::string& aside);
/// The n-th of columns × rows cells.
draw::Rect cell(const draw::Rect& area, int columns, int rows, int n);

}  // namespace npcost::gallery
