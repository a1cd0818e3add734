#include "ui/window/model/edits.h"

#include <algorithm>

namespace npcost::window {
namespace {

bool is_inside(const std::string& pointer, const std::string& around) {
  return pointer.size() > around.size() && pointer.starts_with(around) && pointer[around.size()] == '/';
}

}  // namespace

std::vector<std::string> Edits::settings() const {
  std::vector<std::string> settings;
  for (const auto& [pointer, text] : now_) settings.push_back(pointer + "=" + text);
  return settings;
}

const std::string* Edits::find(const std::string& pointer) const {
  const auto found = std::find_if(now_.begin(), now_.end(), [&](const auto& edit) { return edit.first == pointer; });
  return found == now_.end() ? nullptr : &found->second;
}

void Edits::step() {
  before_.push_back(now_);
  after_.clear();
}

void Edits::put(const std::string& pointer, const std::string& text) {
  std::erase_if(now_, [&](const auto& edit) { return is_inside(edit.first, pointer); });
  const auto found = std::find_if(now_.begin(), now_.end(), [&](const auto& edit) { return edit.first == pointer; });
  if (found != now_.end()) {
    found->second = text;
  } else {
    now_.emplace_back(pointer, text);
  }
}

void Edits::set(const std::string& pointer, const std::string& text) {
  release();
  step();
  put(pointer, text);
}

void Edits::set_all(const List& changes) {
  release();
  step();
  for (const auto& [pointer, text] : changes) put(pointer, text);
}

void Edits::drag(const std::string& pointer, const std::string& text) {
  if (held_ != pointer) step();
  held_ = pointer;
  put(pointer, text);
}

void Edits::erase(const std::string& pointer) {
  release();
  step();
  std::erase_if(now_, [&](const auto& edit) { return edit.first == pointer || is_inside(edit.first, pointer); });
}

void Edits::clear() {
  release();
  step();
  now_.clear();
}

bool Edits::undo() {
  release();
  if (before_.empty()) return false;
  after_.push_back(std::exchange(now_, std::move(before_.back())));
  before_.pop_back();
  return true;
}

bool Edits::redo() {
  release();
  if (after_.empty()) return false;
  before_.push_back(std::exchange(now_, std::move(after_.back())));
  after_.pop_back();
  return true;
}

void Edits::forget_last() {
  if (before_.empty()) return;
  now_ = std::move(before_.back());
  before_.pop_back();
}

void Edits::saved(const List& file_said) {
  release();
  for (std::vector<List>* steps : {&before_, &after_}) {
    for (List& list : *steps) {
      for (const auto& [pointer, text] : file_said) {
        const bool has = std::any_of(list.begin(), list.end(), [&](const auto& edit) { return edit.first == pointer; });
        if (!has) list.emplace_back(pointer, text);
      }
    }
  }
  now_.clear();
}

}  // namespace npcost::window
