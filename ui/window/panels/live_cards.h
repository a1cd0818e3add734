#pragma once
// The cards of the Live tab.

#include "ui/window/panels/charts_of.h"

namespace npcost::window {

/// The two modes with a figure of their own in the first row: of more those that weigh most of the bill, in the order of modes.
std::vector<Mode> modes_in_cards(const Screen& screen);

void draw_cost(Panel& panel, const draw::Rect& box);
void draw_viability(Panel& panel, const draw::Rect& box);
/// `shared`: breakdown and turns share one place, and the card has the switch between them.
void draw_breakdown(Panel& panel, const draw::Rect& box, bool shared);
void draw_feed(Panel& panel, const draw::Rect& box, bool shared);
/// That switch, in the card's corner, and its width in design pixels.
void place_switch(Panel& panel, const draw::Rect& box);
float place_switch_width(const Panel& panel);

/// The verdicts of the whole run on the scenario's budgets.
void draw_budgets(Panel& panel, const draw::Rect& box);
/// What would make a mode fit, and those verdicts: below each other where there is room, else one of them in front.
void draw_answers(Panel& panel, const draw::Rect& room);

}  // namespace npcost::window
