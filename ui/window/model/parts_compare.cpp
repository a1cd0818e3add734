// Who is compared with whom, and what came of it.
#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/files/merge.h"
#include "ui/window/model/notation.h"
#include "ui/window/model/studio_parts.h"

namespace npcost::window {
namespace {

constexpr std::size_t longest_detail = 160;

/// What a variant changes, as its patch is written.
std::string patch_text(const JsonValue& root, const std::string& name) {
  const JsonValue* patch = find_pointer(root, child_pointer(std::string(variants_pointer), name));
  std::string found = patch == nullptr ? "" : plain_text(*patch);
  if (found.size() <= longest_detail) return found;
  std::size_t end = longest_detail;
  while (end > 0 && (static_cast<unsigned char>(found[end]) & 0xc0) == 0x80) --end;   // not inside a character
  return found.substr(0, end) + "…";
}

}  // namespace

void Studio::Parts::list_contenders() {
  contenders_of = current == nullptr ? 0 : current->number;
  competitors.clear();
  screen.contenders.clear();
  if (current == nullptr) return;
  competitors.push_back({});
  Contender own;
  own.name = current->scenario().name;
  own.detail = disk.path();
  own.current = true;
  screen.contenders.push_back(std::move(own));
  SourceText source{"resolved", current->read.resolved};
  Diagnostics none;
  const JsonValue root = current->read.variants.empty() ? JsonValue{} : read_json(source, none);
  for (std::size_t v = 0; v < current->read.variants.size(); ++v) {
    competitors.push_back({static_cast<int>(v), ""});
    Contender variant;
    variant.name = fmt::format("variant {}", current->read.variants[v].name);
    variant.detail = patch_text(root, current->read.variants[v].name);
    screen.contenders.push_back(std::move(variant));
  }
  for (const std::string& file : other_files) {
    competitors.push_back({-1, file});
    Contender other;
    other.name = file.substr(file.rfind('/') + 1);
    other.detail = file;
    screen.contenders.push_back(std::move(other));
  }
}

void Studio::Parts::add_contender(const std::string& file) {
  if (std::find(other_files.begin(), other_files.end(), file) != other_files.end()) return;
  other_files.push_back(file);
  contender_room.stop();
  list_contenders();
  ++screen.number;
}

void Studio::Parts::remove_contender(std::size_t index) {
  if (index >= competitors.size() || competitors[index].file.empty()) {
    return say("only other files can be taken away; variants stand in the scenario");
  }
  std::erase(other_files, competitors[index].file);
  contender_room.stop();
  list_contenders();
  ++screen.number;
}

void Studio::Parts::run_all_contenders() {
  if (current == nullptr || current->number != number) return;
  list_contenders();
  ++screen.number;
  contender_room.give([this, order = ContenderOrder{number, current, competitors, options.workers}](const Backroom::Wanted& wanted) {
    window::run_contenders(order, contender_news, wanted);
  });
}

void Studio::Parts::take_contenders() {
  for (ContenderNews& news : contender_news.take()) {
    if (news.number != number || contenders_of != number || news.index >= screen.contenders.size()) continue;
    Contender& shown_as = screen.contenders[news.index];
    news.found.name = shown_as.name;
    news.found.detail = shown_as.detail;
    news.found.current = shown_as.current;
    shown_as = std::move(news.found);
    ++screen.number;
  }
}

}  // namespace npcost::window
