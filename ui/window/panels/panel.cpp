#include "ui/window/panels/panel.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/reading/diagnostic.h"

namespace npcost::window {

using draw::Component;

std::vector<Mode> modes_shown(const Screen& screen) {
  std::vector<Mode> modes;
  for (const Mode mode : all_modes) {
    if (screen.mode[static_cast<std::size_t>(mode)].occurs) modes.push_back(mode);
  }
  if (modes.empty()) modes = {Mode::text, Mode::voice};
  return modes;
}

Mode mode_in_view(const Screen& screen, Mode wanted) {
  const std::vector<Mode> modes = modes_shown(screen);
  return std::find(modes.begin(), modes.end(), wanted) != modes.end() ? wanted : modes.back();
}

ImU32 colour_of_mode(Mode mode) {
  switch (mode) {
    case Mode::text: return theme().text_mode;
    case Mode::voice: return theme().voice_mode;
    case Mode::speech_to_speech: return theme().series[1];
    case Mode::vision: return theme().series[2];
  }
  return theme().text2;
}

ImU32 colour_of_part(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::llm_input: return theme().of(Component::llm_input);
    case Part::Kind::llm_cached: return theme().of(Component::llm_cached);
    case Part::Kind::llm_output: return theme().of(Component::llm_output);
    case Part::Kind::stt: return theme().of(Component::speech_to_text);
    case Part::Kind::tts: return theme().of(Component::text_to_speech);
    case Part::Kind::moderation: return theme().of(Component::network);
    case Part::Kind::memory: return theme().of(Component::gpu);
    case Part::Kind::realtime: return theme().of(Component::text_to_speech);
    case Part::Kind::vision: return theme().series[1];
  }
  return theme().text2;
}

const BudgetFigure* hardest(const ModeFigures& figures) { return figures.budgets.empty() ? nullptr : &figures.budgets.front(); }

const BudgetFigure* hour_budget(const ModeFigures& figures) {
  for (const BudgetFigure& one : figures.budgets) {
    if (one.metric == "cost.per_player_hour") return &one;
  }
  return nullptr;
}

Status zone_of(double used) { return used > 1.0 ? Status::bad : used > 0.8 ? Status::warn : Status::ok; }

Status viability_of(const ModeFigures& figures) {
  const BudgetFigure* const budget = hardest(figures);
  return figures.occurs && budget != nullptr && budget->used ? zone_of(*budget->used) : Status::neutral;
}

ChipWords viability_chip(const Panel& panel, Status status) {
  ChipWords words;
  words.status = status;
  words.icon = icon_of(status);
  switch (status) {
    case Status::ok: words.text = panel.say("viable.green"); break;
    case Status::warn: words.text = panel.say("viable.tight"); break;
    case Status::bad: words.text = panel.say("viable.not"); break;
    case Status::neutral: words.text = panel.say("viable.unknown"); break;
  }
  return words;
}

bool has_unsaved(const Screen& screen) { return screen.draft.unsaved || screen.changed > 0; }

std::string shown_name(std::string_view name) {
  std::string text = printable(name);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string file_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return shown_name(slash == std::string::npos ? path : path.substr(slash + 1));
}

std::optional<std::chrono::sys_days> date_of(const std::string& text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0, day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

charts::Axis run_axis(const Screen& screen, Language language) {
  const Track& track = screen.track;
  const double length = track.length > 0.0 && std::isfinite(track.length) ? track.length : 24.0;
  const bool one_day = length <= 24.01 && track.start_hour == 0.0;
  charts::TimeStyle style{std::nullopt, language == Language::korean, one_day};
  if (length > 24.0 * 21) style.start = date_of(track.start_text);
  return charts::time_axis({0.0, length}, style);
}

charts::Words chart_words(Language language) {
  const auto say = [language](WordKey key) { return window::say(language, key); };
  return {say("chart.no_data"), say("chart.all_hidden"), say("chart.not_simulated"), say("chart.total"),
          std::string(word(language, "chart.below_log"))};
}

std::string nothing_reason(const Screen& screen, Language language) {
  if (screen.file.empty()) return say(language, "nothing.no_file");
  if (!screen.draft.readable && !screen.draft.problems.empty()) return say(language, "nothing.broken");
  if (screen.running) return say(language, "nothing.running");
  return say(language, "nothing.play");
}

void legend_keys(Ui& ui, const std::string& id, int entries, charts::LegendState& state) {
  for (int i = 0; i < entries; ++i) {
    const std::string name = id + ".legend." + std::to_string(i);
    const draw::Mark* const mark = draw::ground().marks.find(name);
    if (mark == nullptr || !ui.focus.item(name) || !ui.focus.visible()) continue;
    draw_ring(ImGui::GetWindowDrawList(), mark->rect, draw::px(4));
    if (!ui.key(ImGuiKey_Enter) && !ui.key(ImGuiKey_Space)) continue;
    ui.keys_used = true;
    state.toggle(i, entries);
  }
}

std::string nothing_reason(const Panel& panel) { return nothing_reason(panel.screen, panel.ui.language); }

}  // namespace npcost::window
