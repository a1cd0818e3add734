#pragma once
// Undo and redo of a text: whole texts, since scenarios are small. A word that is typed is one step.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace npcost::window {

struct EditedText {
  std::string text;
  std::size_t cursor = 0;
};

class EditHistory {
 public:
  /// `before` became `after` by the user's hand.
  void note(EditedText before, const EditedText& after);
  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  /// The text to show in place of `now`; nothing if there is none.
  std::optional<EditedText> undo(EditedText now);
  std::optional<EditedText> redo(EditedText now);
  void clear();

 private:
  void trim();
  std::vector<EditedText> past_, future_;
  std::size_t typed_to_ = 0;             ///< where a run of typing ended; 0: none is going on
};

}  // namespace npcost::window
