// What would bring a mode into its budget, alone; and the place that it shares with the budgets' verdicts.

#include <algorithm>
#include <cmath>

#include "ui/window/panels/live_cards.h"

namespace npcost::window {

namespace {

constexpr float head_height = 24, row_height = 40, line_height = 24, sentence_height = 56;

Status status_of_band(const std::string& band) {
  if (band == "green") return Status::ok;
  if (band == "amber") return Status::warn;
  return band.empty() || band == "unknown" ? Status::neutral : Status::bad;
}

const FlipSearch& search_of(const Panel& p, Mode mode) { return p.screen.flips[static_cast<std::size_t>(mode)]; }

/// Modes about which something is to be said.
std::vector<Mode> modes_searched(const Panel& p) {
  std::vector<Mode> modes;
  for (const Mode mode : modes_shown(p.screen)) {
    if (search_of(p, mode).state != FlipSearch::State::none && p.screen.mode[static_cast<std::size_t>(mode)].occurs) modes.push_back(mode);
  }
  const auto fits = [&p](Mode mode) { return search_of(p, mode).fits; };
  if (!std::all_of(modes.begin(), modes.end(), fits)) std::erase_if(modes, fits);   // what fits needs no sentence beside what does not
  return modes;
}

struct KindWords {
  std::string_view kind;
  WordKey key;
};
/// {0}: the subject, {1}: the amount.
const KindWords kinds[] = {{"price", "flip.price"},
                           {"other_model", "flip.other_model"},
                           {"shorter_memory", "flip.shorter_memory"},
                           {"shorter_replies", "flip.shorter_replies"},
                           {"reply_cache", "flip.reply_cache"},
                           {"speech_cache", "flip.speech_cache"},
                           {"quota_scripted", "flip.quota_scripted"},
                           {"quota_typed", "flip.quota_typed"},
                           {"less_voice", "flip.less_voice"},
                           {"on_device", "flip.on_device"}};

/// In the language that is looked at; of a kind that it has no words for as the search says it.
std::string flip_text(const Panel& p, const FlipOffer& flip) {
  const auto found = std::find_if(std::begin(kinds), std::end(kinds), [&](const KindWords& one) { return one.kind == flip.kind; });
  if (found == std::end(kinds)) return shown_name(flip.sentence);
  return p.say(found->key, shown_name(flip.subject), shown_name(flip.amount));
}

std::string after_text(const Panel& p, const FlipOffer& flip) {
  if (!flip.share_after) return {};
  return p.say("flips.of_revenue", charts::percent(*flip.share_after, *flip.share_after < 0.1 ? 1 : 0));
}

/// What is changed, what its share then is, and a button that tries it. Where there is little room the share is in the tip.
void draw_flip(Panel& p, const Rect& box, Mode mode, std::size_t index) {
  const FlipOffer& flip = search_of(p, mode).flips[index];
  const bool one_line = box.height() < px(row_height) - 1.0f;
  Rect inner = inset(box, 10, 0);
  const Rect corner = take_right(inner, 28, 4);
  const std::string text = flip_text(p, flip), after = after_text(p, flip);
  const std::string name = "live.flip." + std::string(mode_name(mode)) + "." + std::to_string(index);
  if (icon_button(p.ui, name, {corner.centre().x + px(4), corner.centre().y}, Icon::play, p.say("flips.try", text), !flip.settings.empty()))
    p.actions.apply(flip.settings);
  const Status status = status_of_band(flip.band_after);
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const Rect sign = take_left(inner, 12, 6);
  draw::icon(list, icon_of(status), sign.centre(), px(10), theme().words(status));
  if (flip.share_after) {
    const std::string share = charts::percent(*flip.share_after, *flip.share_after < 0.1 ? 1 : 0);
    const float wide = draw::measure(Face::small_semi, share).x / theme().scale + 1;
    p.ui.line(Face::small_semi, take_right(inner, wide, 10), Align::right, theme().words(status), share);
  }
  p.ui.tip(box, after.empty() ? text : text + "\n" + after);
  if (one_line) {
    p.ui.line(Face::small, inner, Align::left, theme().text, text);
    return;
  }
  const float high = draw::text_wrapped(nullptr, Face::small, {0, 0}, inner.width(), 0, text, 2);
  draw::text_wrapped(list, Face::small, {inner.low.x, draw::snap(inner.centre().y - high * 0.5f)}, inner.width(), theme().text, text, 2);
}

/// "Voice is green if one of", and what weighs most in it.
void draw_group_head(Panel& p, const Rect& box, Mode mode) {
  const FlipSearch& search = search_of(p, mode);
  const ModeFigures& figures = p.screen.mode[static_cast<std::size_t>(mode)];
  Rect inner = inset(box, 10, 0);
  const std::string share = charts::percent(figures.binding_share);
  const std::string binding = figures.binding_share > 0.0 ? p.say("flips.binding", stage_text(p.ui.language, figures.binding), share) : "";
  const std::string name = mode_text(p.ui.language, mode);
  const std::string head = p.say("flips.head", name);
  const float wide = draw::measure(Face::small, binding).x;
  const bool both = draw::measure(Face::small_semi, head).x + wide + px(12) <= inner.width();
  if (!binding.empty() && both)
    p.ui.line(Face::small, take_right(inner, wide / theme().scale + 1, 8), Align::right, theme().text3, binding);
  p.ui.line(Face::small_semi, inner, Align::left, theme().text2, head);
  if (!binding.empty() && search.green_without_binding)
    p.ui.tip(box, binding + "\n" + p.say(*search.green_without_binding ? WordKey("flips.green_without") : WordKey("flips.not_without")));
}

std::string sentence_of(const Panel& p, Mode mode) {
  const FlipSearch& search = search_of(p, mode);
  const std::string name = mode_text(p.ui.language, mode);
  if (search.state == FlipSearch::State::searching) return p.say("flips.searching", name);
  if (search.fits) return p.say("flips.fits", name);
  if (!search.flips.empty()) return {};
  if (search.not_enough.empty()) return search.note.empty() ? p.say("flips.no_lever", name) : name + ": " + shown_name(search.note);
  const std::string nearest = flip_text(p, search.not_enough.front()), after = after_text(p, search.not_enough.front());
  return p.say("flips.no_lever", name) + " " + p.say("flips.nearest", nearest, after);
}

float height_of(const Panel& p, Mode mode, float row_high) {
  const FlipSearch& search = search_of(p, mode);
  const float rows = row_high * static_cast<float>(search.flips.size());
  if (search.flips.empty()) return sentence_height;
  return head_height + rows + (sentence_of(p, mode).empty() ? 0.0f : sentence_height);
}

/// One mode from `y` on; where it ends.
float draw_group(Panel& p, const Rect& list_box, float y, Mode mode, float row_high) {
  const FlipSearch& search = search_of(p, mode);
  const auto row = [&](float height) {
    const Rect at{{list_box.low.x, draw::snap(y)}, {list_box.high.x - px(4), draw::snap(y + px(height))}};
    y += px(height);
    return at;
  };
  if (!search.flips.empty()) {
    draw_group_head(p, row(head_height), mode);
    for (std::size_t i = 0; i < search.flips.size(); ++i) {
      const Rect at = row(row_high);
      const bool seen = at.high.y > list_box.low.y && at.low.y < list_box.high.y;
      if (seen) draw_flip(p, at, mode, i);
      else p.ui.focus.item("live.flip." + std::string(mode_name(mode)) + "." + std::to_string(i));
    }
  }
  if (const std::string sentence = sentence_of(p, mode); !sentence.empty()) {
    const Rect at = inset(row(sentence_height), 10, 2);
    draw::text_wrapped(ImGui::GetWindowDrawList(), Face::small, at.low, at.width(), theme().text3, sentence, 3);
  }
  return y;
}

/// Design pixels that all of it needs.
float needed_height(const Panel& p) {
  float height = 8;
  const std::vector<Mode> modes = modes_searched(p);
  for (const Mode mode : modes) height += height_of(p, mode, row_height);
  return modes.empty() ? 8 + sentence_height : height;
}

void draw_flips(Panel& p, const Rect& box) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  list->AddRectFilled(box.low, box.high, theme().inset, px(7));
  draw::mark("live.flips", box);
  const Rect inner = inset(box, 0, 4);
  const std::vector<Mode> modes = modes_searched(p);
  if (modes.empty()) {
    const std::string words = p.screen.result ? p.say("flips.none") : p.say("flips.to_come");
    draw::text_wrapped(list, Face::small, {inner.low.x + px(10), inner.low.y + px(2)}, inner.width() - px(20), theme().text3, words, 2);
    return;
  }
  ImGui::SetCursorScreenPos(inner.low);
  compat::begin_child("live.flips.list", {inner.width(), inner.height()}, false, ImGuiWindowFlags_NoMove);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  float y = origin.y;
  const float row_high = box.height() < px(needed_height(p)) - 1.0f ? line_height : row_height;
  for (const Mode mode : modes) y = draw_group(p, inner, y, mode, row_high);
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, std::max(1.0f, y - origin.y)});
  ImGui::EndChild();
}

}  // namespace

void draw_answers(Panel& p, const Rect& room) {
  Rect rest = room;
  if (rest.height() >= px(250)) {
    const float most = rest.height() / theme().scale * 0.55f;
    draw_flips(p, take_top(rest, std::min(needed_height(p), most), 8));
    draw_budgets(p, rest);
    return;
  }
  const std::array<std::string, 2> labels{p.say("flips.tab"), p.say("budgets.title")};
  const Rect head = take_top(rest, 28, 6);
  const float width = segments_width(labels);
  const int chosen = segments(p.ui, "live.answers", {head.low.x + width, head.centre().y}, labels, p.view.kept.flips_in_front ? 0 : 1);
  p.view.kept.flips_in_front = chosen == 0;
  if (chosen == 0) draw_flips(p, {rest.low, {rest.high.x, std::min(rest.high.y, rest.low.y + px(needed_height(p)))}});
  else draw_budgets(p, rest);
}

}  // namespace npcost::window
