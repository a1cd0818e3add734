#include "ui/window/widgets/completion.h"

#include <algorithm>
#include <map>
#include <set>

#include "sim/scenario/keys/key_table.h"

namespace npcost::window {

namespace {

struct Level {
  const ObjectType* type = nullptr;       ///< of this object
  const ObjectType* entry = nullptr;      ///< of what a map or list holds
  bool object = true;
  bool key_next = true;
  std::string key;
  std::set<std::string> seen;
};

/// Reads JSON with comments as far as it goes.
class Reader {
 public:
  Reader(std::string_view text, std::size_t end) : text_(text), end_(std::min(end, text.size())) {}

  void read() {
    while (at_ < end_) {
      const char c = text_[at_];
      if (c == '"') string();
      else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '/') skip_to("\n");
      else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '*') skip_to("*/");
      else sign(c);
    }
  }

  bool in_string() const { return open_string_ != std::string_view::npos; }
  std::size_t string_start() const { return open_string_; }
  bool in_comment() const { return in_comment_; }
  const std::vector<Level>& levels() const { return levels_; }
  /// Names of the entries of a section of the file.
  const std::map<std::string, std::vector<std::string>>& sections() const { return sections_; }

 private:
  void skip_to(std::string_view end) {
    const std::size_t found = text_.find(end, at_ + 1);
    const std::size_t next = found == std::string_view::npos ? text_.size() : found + end.size();
    in_comment_ = next > end_ || found == std::string_view::npos;
    at_ = std::max(next, at_ + 1);
  }

  void string() {
    std::size_t i = at_ + 1;
    while (i < end_ && text_[i] != '"' && text_[i] != '\n') i += text_[i] == '\\' ? 2 : 1;
    if (i >= end_) {
      open_string_ = at_;
      at_ = end_;
      return;
    }
    if (!levels_.empty() && levels_.back().object && levels_.back().key_next) {
      Level& here = levels_.back();
      here.key = std::string(text_.substr(at_ + 1, i - at_ - 1));
      here.seen.insert(here.key);
      if (levels_.size() == 2) sections_[levels_[0].key].push_back(here.key);
      if (levels_.size() == 3) sections_[levels_[0].key + "/" + levels_[1].key].push_back(here.key);  // "players/segments"
    }
    at_ = i + 1;
  }

  void sign(char c) {
    ++at_;
    if (c == '{' || c == '[') open(c == '{');
    else if ((c == '}' || c == ']') && !levels_.empty()) levels_.pop_back();
    else if (c == ':' && !levels_.empty()) levels_.back().key_next = false;
    else if (c == ',' && !levels_.empty()) levels_.back().key_next = true;
  }

  void open(bool object) {
    Level next;
    next.object = object;
    if (levels_.empty()) {
      next.type = object_type("root");
    } else {
      const Level& outer = levels_.back();
      if (outer.entry != nullptr) next.type = outer.entry;
      else if (const Key* key = outer.type != nullptr ? outer.type->find(outer.key) : nullptr) enter(*key, object, next);
    }
    levels_.push_back(std::move(next));
  }

  static void enter(const Key& key, bool object, Level& next) {
    if (key.type == KeyType::object || (key.type == KeyType::preset && object)) next.type = object_type(key.of);
    else if (key.type == KeyType::map || (key.type == KeyType::list && !object)) next.entry = object_type(key.of);
    else if (key.type == KeyType::patches) next.entry = object_type("root");
  }

  std::string_view text_;
  std::size_t end_, at_ = 0, open_string_ = std::string_view::npos;
  bool in_comment_ = false;
  std::vector<Level> levels_;
  std::map<std::string, std::vector<std::string>> sections_;
};

bool fits(std::string_view word, std::string_view typed) { return word.substr(0, typed.size()) == typed; }

/// Where the word that is being typed ends.
std::size_t word_end(std::string_view text, std::size_t cursor) {
  const auto of_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           (c & 0x80) != 0;
  };
  while (cursor < text.size() && of_word(text[cursor])) ++cursor;
  return cursor;
}

void add_keys(const Level& here, std::string_view typed, bool quoted, bool closed, std::vector<Candidate>& into) {
  for (const Key& key : here.type->keys) {
    const std::string name(key.name);
    if (!fits(name, typed) || (here.seen.count(name) != 0 && name != typed)) continue;
    const std::string end = closed ? "" : "\": ";
    into.push_back({name, (quoted ? "" : "\"") + name + end, std::string(key.help), std::string(key.example), key.is_required});
  }
}

std::vector<std::string> values_of(const Key& key, std::string_view text) {
  if (key.type == KeyType::choice) return words_of(key.of);
  if (key.type == KeyType::preset) return words_of(key.presets);
  if (key.type != KeyType::reference) return {};
  Reader all(text, text.size());
  all.read();
  const auto found = all.sections().find(std::string(key.of));
  return found == all.sections().end() ? std::vector<std::string>{} : found->second;
}

}  // namespace

Completion complete(std::string_view text, std::size_t cursor) {
  Completion answer;
  cursor = std::min(cursor, text.size());
  answer.from = answer.to = cursor;
  Reader reader(text, cursor);
  reader.read();
  if (reader.in_comment() || reader.levels().empty()) return answer;
  const Level& here = reader.levels().back();
  std::string_view typed;
  bool closed = false;
  if (reader.in_string()) {
    answer.from = reader.string_start() + 1;
    typed = text.substr(answer.from, cursor - answer.from);
    answer.to = word_end(text, cursor);
    closed = answer.to < text.size() && text[answer.to] == '"';
  }
  if (!here.object || here.type == nullptr) return answer;
  if (here.key_next) {
    add_keys(here, typed, reader.in_string(), closed, answer.candidates);
  } else if (const Key* key = here.type->find(here.key)) {
    const bool quoted = reader.in_string();
    for (const std::string& value : values_of(*key, text)) {
      if (fits(value, typed)) answer.candidates.push_back({value, (quoted ? "" : "\"") + value + (closed ? "" : "\""), {}, {}, false});
    }
  }
  return answer;
}

}  // namespace npcost::window
