#include "ui/window/panels/view_state.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "sim/base/atomic_file.h"
#include "sim/reading/json_text.h"
#include "ui/report/json_out.h"

namespace npcost::window {

namespace {

constexpr std::size_t most_recent = 8, most_bytes = 1u << 20;
constexpr std::array<std::string_view, picture_count> picture_names{"cost", "breakdown", "comparison", "players"};

std::string_view text_of(const JsonValue& root, std::string_view key) {
  const JsonMember* const member = root.find(key);
  return member != nullptr && member->value.kind == JsonValue::Kind::string ? std::string_view(member->value.text) : std::string_view();
}

void take(const JsonValue& root, std::string_view key, bool& into) {
  const JsonMember* const member = root.find(key);
  if (member != nullptr && member->value.kind == JsonValue::Kind::boolean) into = member->value.boolean;
}

template <typename Number>
void take(const JsonValue& root, std::string_view key, Number low, Number high, Number& into) {
  const JsonMember* const member = root.find(key);
  if (member == nullptr || member->value.kind != JsonValue::Kind::number) return;
  Number value{};
  const std::string& text = member->value.text;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault == std::errc{} && end == text.data() + text.size() && value >= low && value <= high) into = value;
}

template <typename Enum, std::size_t N>
void take(const JsonValue& root, std::string_view key, const std::array<std::string_view, N>& names, Enum& into) {
  const auto found = std::find(names.begin(), names.end(), text_of(root, key));
  if (found != names.end()) into = static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string remembered_json(const Remembered& what) {
  JsonOut out;
  out.begin_object();
  out.key("tab").string(tab_names[static_cast<std::size_t>(what.tab)]);
  out.key("dark").boolean(what.dark);
  out.key("language").string(what.language == Language::korean ? "ko" : "en");
  out.key("currency").string_or_null(what.currency ? facts_of(*what.currency).code : std::string_view());
  out.key("scale").number(what.scale);
  out.key("logarithmic").boolean(what.logarithmic);
  out.key("mode").string(mode_name(what.mode));
  out.key("turns_in_front").boolean(what.turns_in_front);
  out.key("flips_in_front").boolean(what.flips_in_front);
  out.key("search").string(what.search);
  out.key("export_folder").string(what.export_folder);
  out.key("picture").string(picture_names[static_cast<std::size_t>(what.picture)]);
  out.key("picture_width").whole(static_cast<std::uint64_t>(what.picture_width));
  out.key("picture_height").whole(static_cast<std::uint64_t>(what.picture_height));
  out.key("picture_dark").boolean(what.picture_dark);
  out.key("recent").begin_array();
  for (const std::string& file : what.recent) out.string(file);
  out.end_array();
  out.end_object();
  return out.text();
}

std::optional<Remembered> remembered_from(const std::string& text) {
  const SourceText source{"view", text};
  Diagnostics faults;
  const JsonValue root = read_json(source, faults);
  if (faults.has_errors() || root.kind != JsonValue::Kind::object) return std::nullopt;
  Remembered what;
  take(root, "tab", tab_names, what.tab);
  take(root, "dark", what.dark);
  if (text_of(root, "language") == "ko") what.language = Language::korean;
  what.currency = currency_named(text_of(root, "currency"));
  take(root, "scale", 0.0, 4.0, what.scale);
  take(root, "logarithmic", what.logarithmic);
  for (const Mode mode : all_modes) {
    if (mode_name(mode) == text_of(root, "mode")) what.mode = mode;
  }
  take(root, "turns_in_front", what.turns_in_front);
  take(root, "flips_in_front", what.flips_in_front);
  what.search = text_of(root, "search");
  what.export_folder = text_of(root, "export_folder");
  take(root, "picture", picture_names, what.picture);
  take(root, "picture_width", 200, 8192, what.picture_width);
  take(root, "picture_height", 200, 8192, what.picture_height);
  take(root, "picture_dark", what.picture_dark);
  if (const JsonMember* const recent = root.find("recent")) {
    for (const JsonValue& item : recent->value.items) {
      if (item.kind == JsonValue::Kind::string && what.recent.size() < most_recent) what.recent.push_back(item.text);
    }
  }
  return what;
}

std::string load_remembered(const std::string& path, Remembered& into) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return {};
  try {
    const auto read = remembered_from(read_whole_file(path, most_bytes));
    if (!read) return fmt::format("{}: is not what this window wrote; the view begins anew", path);
    into = *read;
    return {};
  } catch (const FileError& error) {
    return error.what();
  }
}

std::string save_remembered(const std::string& path, const Remembered& what) {
  try {
    write_atomically(path, remembered_json(what));
    return {};
  } catch (const FileError& error) {
    return error.what();
  }
}

void note_recent(Remembered& into, const std::string& file) {
  if (file.empty()) return;
  std::erase(into.recent, file);
  into.recent.insert(into.recent.begin(), file);
  if (into.recent.size() > most_recent) into.recent.resize(most_recent);
}

}  // namespace npcost::window
