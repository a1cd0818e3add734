#pragma once
// What was changed of a scenario's numbers and is not in its file yet: settings as `--set` takes them, with undo and redo.
//
// Order     of first change: the command line then reads as it was made. A setting that contains another one replaces it.
// Steps     one for each change; while a slider is held all its changes are one.

#include <string>
#include <utility>
#include <vector>

namespace npcost::window {

class Edits {
 public:
  using List = std::vector<std::pair<std::string, std::string>>;   ///< pointer, text

  explicit Edits(List first = {}) : now_(std::move(first)) {}

  const List& list() const { return now_; }
  /// As ScenarioRequest::settings wants them.
  std::vector<std::string> settings() const;
  const std::string* find(const std::string& pointer) const;

  void set(const std::string& pointer, const std::string& text);
  /// Several as one step.
  void set_all(const List& changes);
  /// The same; one step with the changes of the same pointer since the last release().
  void drag(const std::string& pointer, const std::string& text);
  void release() { held_.clear(); }
  void erase(const std::string& pointer);
  void clear();
  bool undo();
  bool redo();
  bool can_undo() const { return !before_.empty(); }
  bool can_redo() const { return !after_.empty(); }
  /// Takes the last change back as if it had never been made.
  void forget_last();
  /// All changes are in the file now, where this was said before: undoing them sets that again.
  void saved(const List& file_said);

 private:
  void step();
  void put(const std::string& pointer, const std::string& text);

  List now_;
  std::vector<List> before_, after_;
  std::string held_;                      ///< the pointer that is dragged
};

}  // namespace npcost::window
