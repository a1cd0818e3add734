#include "sim/reading/quantity_field.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/reading/utf8.h"

namespace npcost {

namespace {

constexpr std::size_t quoted_code_points = 60;

std::string shortened(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size() && n < quoted_code_points; ++n) end += decode_utf8(text, end).length;
  return printable(text.substr(0, end)) + (end < text.size() ? "..." : "");
}

bool is_note(std::string_view key) { return key == "why" || key == "source" || key == "as_of" || key == "provenance"; }

bool check_note(const Field& note, std::string_view key, std::string& into) {
  if (!note.is_text()) {
    note.error("E208", fmt::format("\"{}\" must be a text, found {}", key, note.found()));
    return false;
  }
  const std::string& text = note.value.text;
  if (key == "as_of" && (text.size() != 10 || !parse_local_time(text))) {
    note.error("E214", fmt::format("\"as_of\" must be a date that exists, found {}", note.found()),
               "write it as YYYY-MM-DD, for example \"2026-11-01\"");
    return false;
  }
  if (key == "provenance" && text != "sourced" && text != "derived" && text != "assumed") {
    const std::string near = did_you_mean(text, {"sourced", "derived", "assumed"});
    note.error("E219",
               fmt::format("provenance must be \"sourced\", \"derived\" or \"assumed\", found {}", note.found()),
               near.empty() ? "" : fmt::format("did you mean \"{}\"?", near), near.empty() ? "" : quote(near));
    return false;
  }
  into = text;
  return true;
}

}  // namespace

std::string quote(std::string_view text) { return fmt::format("\"{}\"", printable(text)); }

std::string number_text(double value) { return fmt::format("{}", value); }

void Field::error(std::string code, std::string message, std::string hint, std::string replace) const {
  diagnostics.error(std::move(code), value.place, pointer, std::move(message), std::move(hint)).replace =
      std::move(replace);
}

void Field::error_at(std::size_t offset, std::size_t length, std::string code, std::string message,
                     std::string hint) const {
  Place place = value.place;
  const bool verbatim = place.source != nullptr && place.length == value.text.size() + 2 &&
                        std::string_view(place.source->text).substr(place.offset + 1, value.text.size()) == value.text;
  if (verbatim) {
    place.offset += static_cast<std::uint32_t>(offset + 1);
    place.length = static_cast<std::uint32_t>(length);
  }
  diagnostics.error(std::move(code), place, pointer, std::move(message), std::move(hint));
}

void Field::error_write(std::string code, std::string message, const std::string& edit) const {
  error(std::move(code), std::move(message), "write " + edit, edit);
}

Field Field::child(const JsonMember& member) const {
  return {member.value, pointer + "/" + escape_pointer_token(member.key), diagnostics};
}

std::string Field::found() const {
  switch (value.kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return value.boolean ? "true" : "false";
    case JsonValue::Kind::number: return "the number " + shortened(value.text);
    case JsonValue::Kind::string: return "\"" + shortened(value.text) + "\"";
    case JsonValue::Kind::array: return "a list";
    case JsonValue::Kind::object: return "an object";
  }
  return "something else";
}

std::optional<Notes> read_only_notes(const Field& object) {
  Notes notes;
  bool fine = true;
  const std::pair<std::string_view, std::string*> places[] = {
      {"why", &notes.why}, {"source", &notes.source}, {"as_of", &notes.as_of}, {"provenance", &notes.provenance}};
  for (const auto& [key, into] : places) {
    if (const JsonMember* member = object.value.find(key)) fine = check_note(object.child(*member), key, *into) && fine;
  }
  if (!notes.source.empty() && notes.provenance.empty()) notes.provenance = "sourced";
  return fine ? std::optional(notes) : std::nullopt;
}

std::optional<Notes> read_notes(const Field& object, std::initializer_list<std::string_view> known) {
  bool fine = true;
  for (const JsonMember& member : object.value.members) {
    const std::string_view key = member.key;
    if (key.starts_with("x-") || is_note(key) || std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::vector<std::string> candidates = {"why", "source", "as_of", "provenance"};
    for (const std::string_view name : known) candidates.emplace_back(name);
    const std::string near = did_you_mean(key, candidates);
    object.diagnostics
        .error("E101", member.key_place, object.child(member).pointer,
               fmt::format("unknown key \"{}\"", shortened(key)),
               near.empty() ? "" : fmt::format("did you mean \"{}\"?", near))
        .replace = near.empty() ? "" : quote(near);
    fine = false;
  }
  std::optional<Notes> notes = read_only_notes(object);
  return fine ? notes : std::nullopt;
}

std::optional<Noted> without_notes(const Field& field) {
  const JsonMember* inner = field.is_object() ? field.value.find("value") : nullptr;
  const bool distribution = inner != nullptr && field.value.find("dist") != nullptr;  // a constant's own "value"
  if (inner == nullptr || distribution) return Noted{field, {}};
  const std::optional<Notes> notes = read_notes(field, {"value"});
  const Field child = field.child(*inner);
  if (child.is_object() && child.value.find("value") != nullptr && child.value.find("dist") == nullptr) {
    child.error("E208", "a \"value\" inside a \"value\"", "write it once");
    return std::nullopt;
  }
  if (!notes) return std::nullopt;
  return Noted{child, *notes};
}

}  // namespace npcost
