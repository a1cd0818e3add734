// npcost new: a scenario that runs at once, with the files that it names beside it.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "sim/base/atomic_file.h"
#include "sim/reading/diagnostic.h"
#include "ui/report/json_out.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"
#include "ui/terminal/style.h"
#include "ui/terminal/templates.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t list_width = 80, gap = 2, most_bytes = 32u << 20;
constexpr std::string_view standard_output = "-";

/// Two lines a template: what it is, and below it how players talk and who pays.
std::string list_text(const Style& style) {
  std::size_t widest = 0;
  for (const Template& one : templates()) widest = std::max(widest, display_width(one.name));
  const std::size_t left = widest + gap;
  std::string text;
  for (const Template& one : templates()) {
    const std::vector<std::string> title = wrapped(one.title, list_width - left);
    text += inked(one.name, Ink::strong, style) + std::string(left - display_width(one.name), ' ') + title.front() + "\n";
    for (std::size_t i = 1; i < title.size(); ++i) text += std::string(left, ' ') + title[i] + "\n";
    const std::string about = one.talk + (one.pays.empty() ? "" : std::string(dot(style)) + one.pays);
    text += std::string(left, ' ') + inked(about, Ink::faint, style) + "\n";
  }
  return text + "\nBegin with `npcost new tiny`: it writes tiny.npcost.json and the price books\n"
                "that it names, ready to run.\n";
}

std::string list_json() {
  JsonOut out;
  out.begin_array();
  for (const Template& one : templates()) {
    out.begin_object();
    out.key("template").string(one.name);
    out.key("name").string(one.title);
    out.key("description").string_or_null(one.description);
    out.key("talk").string_or_null(one.talk);
    out.key("pays").string_or_null(one.pays);
    out.key("tags").begin_array();
    for (const std::string& tag : one.tags) out.string(tag);
    out.end_array();
    out.end_object();
  }
  out.end_array();
  return out.text();
}

struct Beside {
  std::vector<std::string> written, kept, differing;
};

/// A file that is there already may have been edited, or be of another version: it is kept, and named if it differs.
Beside write_beside(const Template& chosen, const fs::path& folder) {
  Beside beside;
  for (const EmbeddedFile& file : named_by(chosen)) {
    const fs::path path = folder / file.path;
    std::error_code error;
    if (fs::exists(path, error)) {
      const bool same = read_whole_file(path.string(), most_bytes) == file.text;
      (same ? beside.kept : beside.differing).push_back(path.string());
      continue;
    }
    if (path.has_parent_path()) make_folders(path.parent_path().string());
    write_new_atomically(path.string(), file.text);
    beside.written.push_back(path.string());
  }
  return beside;
}

std::string report_text(const Template& chosen, const std::string& to, const Beside& beside) {
  std::string text = fmt::format("written: {}\n", printable(to));
  for (const std::string& path : beside.written) text += fmt::format("         {}\n", printable(path));
  if (!beside.kept.empty()) {
    text += fmt::format("kept:    {} that it names, already there\n", counted(beside.kept.size(), "file", "files"));
  }
  for (const std::string& path : beside.differing) {
    text += fmt::format("kept:    {}, which is not the one of npcost {}\n", printable(path), NPCOST_VERSION);
  }
  text += "\n";
  for (const std::string& line : wrapped(chosen.title + ". " + chosen.description, list_width)) text += line + "\n";
  return text + fmt::format("\nnext: npcost run {}\n", printable(to));
}

void refuse_to_replace(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return;
  throw FileError(path, fmt::format("cannot write {}: it is there already, and npcost new replaces nothing", path));
}

}  // namespace

int verb_new(const Options& options) {
  if (options.new_scenario.name.empty()) {
    write_output(options.json ? list_json() : list_text(style_of_descriptor(STDOUT_FILENO)));
    return exit_codes::fine;
  }
  const Template& chosen = *find_template(options.new_scenario.name);
  const std::string& to = options.new_scenario.to;
  if (to == standard_output) {
    write_output(chosen.file.text);
    return exit_codes::fine;
  }
  refuse_to_replace(to);
  // The scenario comes last: where it is, what it names is too.
  const Beside beside = write_beside(chosen, fs::path(to).parent_path());
  write_new_atomically(to, chosen.file.text);
  write_output(report_text(chosen, to, beside));
  return exit_codes::fine;
}

}  // namespace npcost
