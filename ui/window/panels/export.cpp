// The Export tab: results as JSON and CSV, any chart as a picture, and the command line that says the same.

#include <algorithm>

#include "ui/window/panels/picture_file.h"

namespace npcost::window {

namespace {

std::string stem_of(const Screen& screen) {
  std::string name = file_name(screen.file);
  if (const std::size_t dot = name.find('.'); dot != std::string::npos && dot > 0) name.resize(dot);
  return name.empty() ? "npcost" : name;
}

std::string path_of(const Panel& p, const std::string& ending) {
  const std::string& folder = p.view.kept.export_folder;
  return (folder.empty() ? std::string() : folder.ends_with('/') ? folder : folder + "/") + stem_of(p.screen) + ending;
}

void said(Panel& p, const std::string& path, bool done, const std::string& command) {
  if (!done) return;
  p.view.export_said = command;
  p.view.toasts.say(p.say("export.written", path), Status::ok);
}

struct Format {
  std::string name, title, detail, ending;
  bool there = true;
};

/// One kind of file: what it holds, and a button.
void draw_format(Panel& p, Rect row, const Format& format) {
  ImDrawList* const list = ImGui::GetWindowDrawList();
  const bool can = format.there && p.screen.result.has_value();
  const ButtonWords words{format.there ? p.say("export.write") : p.say("export.later"),
                          {},
                          format.there && !can ? p.say("export.no_result") : std::string(),
                          ButtonLook::plain,
                          can};
  const Rect press = take_right(row, button_width(words) / theme().scale, 12);
  const Rect at{{press.low.x, row.centre().y - px(15)}, {press.high.x, row.centre().y + px(15)}};
  draw::icon(list, Icon::file, take_left(row, 18, 10).centre(), px(17), format.there ? theme().text2 : theme().text3);
  Rect first = row;
  first.high.y = row.centre().y + px(1), first.low.y += px(6);
  p.ui.line(Face::semi, first, Align::left, format.there ? theme().text : theme().text3, format.title);
  p.ui.line(Face::small, {{row.low.x, row.centre().y + px(1)}, {row.high.x, row.high.y - px(4)}}, Align::left,
            theme().text3, format.detail);
  if (!button(p.ui, format.name, at, words, "formats")) return;
  const std::string path = path_of(p, format.ending);
  const std::string command = format.ending == ".json" ? p.actions.export_json(path) : p.actions.export_csv(path);
  said(p, path, !command.empty(), command);
}

void draw_command(Panel& p, Rect& rest) {
  const Rect head = take_top(rest, 24, 4);
  p.ui.line(Face::small_semi, head, Align::left, theme().text2, p.say("command.title"));
  const std::string& command = p.view.export_said.empty() ? p.screen.command : p.view.export_said;
  if (link(p.ui, "export.copy", {head.high.x, head.centre().y}, p.say("command.copy"))) {
    ImGui::SetClipboardText(command.c_str());
    p.view.toasts.say(p.say("command.copied"), Status::ok);
  }
  const Rect box = take_top(rest, std::min(rest.height() / theme().scale, 170.0f));
  ImGui::GetWindowDrawList()->AddRectFilled(box.low, box.high, theme().inset, px(6));
  draw::mark("export.command", box);
  draw::text_wrapped(ImGui::GetWindowDrawList(), Face::mono, {box.low.x + px(12), box.low.y + px(9)},
                     box.width() - px(24), theme().text2, command.empty() ? "–" : shown_name(command),
                     std::max(1, static_cast<int>((box.height() - px(14)) / (draw::line_height(Face::mono) * 1.25f))));
}

void draw_files(Panel& p, const Rect& box) {
  Rect inner = card(p.ui, "export.files", box, p.say("export.files"), p.say("export.files_aside"));
  Rect folder = take_top(inner, 32, 10);
  const std::string label = p.say("export.folder");
  p.ui.line(Face::body, take_left(folder, draw::measure(Face::body, label).x / theme().scale + 1, 12), Align::left, theme().text2, label);
  FieldLook look;
  look.hint = p.say("export.folder_hint");
  field(p.ui, "export.folder", folder, p.view.kept.export_folder, look);
  const float row = std::clamp((inner.height() / theme().scale - 140.0f) / 4.0f, 40.0f, 54.0f);
  draw_format(p, take_top(inner, row), {"export.json", "JSON", p.say("export.json"), ".json", true});
  draw_format(p, take_top(inner, row), {"export.csv", "CSV", p.say("export.csv"), ".csv", true});
  draw_format(p, take_top(inner, row), {"export.html", "HTML", p.say("export.html"), ".html", false});
  draw_format(p, take_top(inner, row, 10), {"export.xlsx", "XLSX", p.say("export.xlsx"), ".xlsx", false});
  draw_command(p, inner);
}

void draw_choices(Panel& p, const Rect& row) {
  for (std::size_t i = 0; i < picture_count; ++i) {
    const auto which = static_cast<Picture>(i);
    const Rect at = column(row, static_cast<int>(picture_count), static_cast<int>(i), 8);
    const bool on = p.view.kept.picture == which;
    if (button(p.ui, "export.picture." + std::to_string(i), at,
               {picture_title(which, reading_of(p)), {}, {}, ButtonLook::plain, true, on}, "pictures"))
      p.view.kept.picture = which;
  }
}

void draw_picture_options(Panel& p, const Rect& row) {
  constexpr std::array<std::pair<int, int>, 3> sizes{{{1200, 640}, {1600, 900}, {2560, 1440}}};
  const std::array<std::string, 3> labels{"1200×640", "1600×900", "2560×1440"};
  const std::array<std::string, 2> grounds{p.say("export.light"), p.say("export.dark")};
  int chosen = 0;
  for (int i = 0; i < 3; ++i) {
    if (sizes[static_cast<std::size_t>(i)].first == p.view.kept.picture_width) chosen = i;
  }
  const float size_end = row.low.x + segments_width(labels), ground_end = size_end + px(16) + segments_width(grounds);
  chosen = segments(p.ui, "export.size", {size_end, row.centre().y}, labels, chosen);
  p.view.kept.picture_width = sizes[static_cast<std::size_t>(chosen)].first;
  p.view.kept.picture_height = sizes[static_cast<std::size_t>(chosen)].second;
  p.view.kept.picture_dark = segments(p.ui, "export.ground", {ground_end, row.centre().y}, grounds, p.view.kept.picture_dark ? 1 : 0) == 1;
}

void draw_preview(Panel& p, const Rect& room) {
  const float ratio = static_cast<float>(p.view.kept.picture_width) / static_cast<float>(p.view.kept.picture_height);
  const float width = std::min(room.width(), room.height() * ratio), height = width / ratio;
  const float left = draw::snap(room.centre().x - width * 0.5f);
  const Rect box{{left, room.low.y}, {draw::snap(left + width), draw::snap(room.low.y + height)}};
  if (width < px(160) || height < px(100)) return;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  // The preview is drawn in the picture's own colours by a ground that borrows the window's fonts.
  const bool other = p.view.kept.picture_dark != theme().dark;
  const draw::Theme before = theme();
  if (other) draw::ground().theme = draw::make_theme(p.view.kept.picture_dark, before.scale);
  list->AddRectFilled(box.low, box.high, theme().bg, px(6));
  paint_picture(p.view.kept.picture, p.screen, p.view.data, reading_of(p), p.view.kept, list, inset(box, 16, 14));
  if (other) draw::ground().theme = before;
  compat::rect(list, box.low, box.high, theme().border_strong, px(6), theme().hairline());
  draw::mark("export.preview", box);
}

void write_one(Panel& p) {
  const std::string path = path_of(p, std::string("-") + picture_word(p.view.kept.picture) + ".png");
  const std::string fault = write_picture(p.screen, p.view.data, reading_of(p), p.view.kept, path);
  if (fault.empty()) p.view.toasts.say(p.say("export.written", path), Status::ok);
  else p.view.toasts.say(fault, Status::bad);
}

void draw_pictures(Panel& p, const Rect& box) {
  const ButtonWords write{p.say("export.write_png"), Icon::export_file, {}, ButtonLook::primary};
  Rect inner = card(p.ui, "export.pictures", box, p.say("export.pictures"), p.say("export.pictures_aside"),
                    button_width(write) / theme().scale);
  const ImVec2 corner = card_corner(box);
  if (button(p.ui, "export.png",
             {{draw::snap(corner.x - button_width(write)), corner.y - px(15)}, {corner.x, corner.y + px(15)}}, write))
    write_one(p);
  take_top(inner, 4);
  draw_choices(p, take_top(inner, 32, 10));
  draw_picture_options(p, take_top(inner, 30, 14));
  draw_preview(p, inner);
}

}  // namespace

void draw_export(Panel& p, const Rect& box) {
  Rect rest = inset(box, 12, 12);
  const Rect left = take_left(rest, std::clamp(rest.width() / theme().scale * 0.34f, 340.0f, 480.0f), 12);
  draw_files(p, left);
  draw_pictures(p, rest);
}

}  // namespace npcost::window
