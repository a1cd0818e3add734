#pragma once
// A box that shows what is chosen and opens a menu to choose another.

#include <string>

#include "ui/window/widgets/overlay.h"
#include "ui/window/widgets/ui.h"

namespace npcost::window {

struct ChooserWords {
  std::string text;                      ///< what is chosen
  std::string aside;                     ///< dim, at the right; left out where there is no room
  std::string tip;
  bool enabled = true;
};

/// Opens and closes the overlay `menu`. The menu itself is drawn with the others: begin_menu() below the mark `name`.
void chooser(Ui& ui, Overlay& overlay, const std::string& name, const draw::Rect& box, const ChooserWords& words, const std::string& menu);

}  // namespace npcost::window
