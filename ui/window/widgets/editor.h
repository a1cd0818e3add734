#pragma once
// The text of a scenario, to be edited: line numbers, colours, problems at their lines, completion, undo and redo.
//
// Keyboard  Ctrl+Z, Ctrl+Y; Ctrl+Space or typing a key opens the completion, ↑ ↓ choose, Tab or Enter take; Tab else is two spaces;
//           Escape closes the completion; else it ends typing, and Tab then goes on to the next control.
// Drawn     by ImGui's multi-line field for selection, clipboard and input, with its text invisible and ours over it.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/reading/diagnostic.h"
#include "ui/window/widgets/completion.h"
#include "ui/window/widgets/edit_history.h"
#include "ui/window/widgets/ui.h"

namespace npcost::window {

/// A problem in the text's own lines and columns (from 1; columns in code points). Line 0: nowhere in this text.
struct EditorProblem {
  Severity severity = Severity::error;
  std::uint32_t line = 0, column = 1, end_column = 1;
  std::string message;
};

struct EditorState {
  std::string text;
  EditHistory history;
  std::size_t cursor = 0;
  bool active = false;
  std::uint32_t go_to_line = 0;          ///< set it to scroll there; 0: nowhere
  bool begin = false;                    ///< set it to begin typing
  Completion completion;
  bool completing = false;
  int chosen = 0;

  /// Text from outside of the editor; `forget` what could be undone.
  void replace(std::string with, bool forget);
  void undo();
  void redo();

  // Between the frames of one field.
  std::optional<EditedText> pending;     ///< to be put into the field while it is active
  std::string before;
  std::size_t cursor_before = 0;
  bool follow = false, wants_completion = false, take_chosen = false;
  int keys = 0;                          ///< that the completion takes from the field: −1 up, +1 down
};

/// True: the text was changed by hand.
bool editor(Ui& ui, const std::string& name, const draw::Rect& box, EditorState& state, const std::vector<EditorProblem>& problems);

}  // namespace npcost::window
