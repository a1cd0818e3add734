#include "ui/window/widgets/edit_history.h"

#include <utility>

namespace npcost::window {

namespace {

constexpr std::size_t most_bytes = 32u << 20;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

}  // namespace

void EditHistory::note(EditedText before, const EditedText& after) {
  future_.clear();
  const bool one_letter = after.text.size() == before.text.size() + 1 && after.cursor == before.cursor + 1 &&
                          after.cursor > 0 && !is_space(after.text[after.cursor - 1]);
  const bool goes_on = one_letter && !past_.empty() && typed_to_ != 0 && before.cursor == typed_to_;
  typed_to_ = one_letter ? after.cursor : 0;
  if (goes_on) return;
  past_.push_back(std::move(before));
  trim();
}

std::optional<EditedText> EditHistory::undo(EditedText now) {
  if (past_.empty()) return std::nullopt;
  EditedText back = std::move(past_.back());
  past_.pop_back();
  future_.push_back(std::move(now));
  typed_to_ = 0;
  return back;
}

std::optional<EditedText> EditHistory::redo(EditedText now) {
  if (future_.empty()) return std::nullopt;
  EditedText forth = std::move(future_.back());
  future_.pop_back();
  past_.push_back(std::move(now));
  typed_to_ = 0;
  return forth;
}

void EditHistory::clear() {
  past_.clear();
  future_.clear();
  typed_to_ = 0;
}

void EditHistory::trim() {
  std::size_t bytes = 0;
  for (const EditedText& text : past_) bytes += text.text.size();
  while (bytes > most_bytes && past_.size() > 1) {
    bytes -= past_.front().text.size();
    past_.erase(past_.begin());
  }
}

}  // namespace npcost::window
