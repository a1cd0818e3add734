#include "sim/catalogs/formats.h"

#include <algorithm>

namespace npcost::catalogs {
namespace {

bool has_object(const JsonValue& parent, std::string_view key) {
  const JsonMember* member = parent.find(key);
  return member != nullptr && member->value.kind == JsonValue::Kind::object;
}

/// Whether the word stands in the name, whatever its capitals.
bool contains(std::string_view name, std::string_view word) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
  return std::search(name.begin(), name.end(), word.begin(), word.end(), same) != name.end();
}

}  // namespace

std::optional<CatalogFormat> looks_like(const JsonValue& root) {
  if (root.kind == JsonValue::Kind::array) return CatalogFormat::genai_prices;
  if (root.kind != JsonValue::Kind::object) return std::nullopt;
  if (const JsonMember* data = root.find("data"); data != nullptr && data->value.kind == JsonValue::Kind::array) {
    return CatalogFormat::openrouter;
  }
  for (const JsonMember& member : root.members) {
    if (member.value.find("litellm_provider") != nullptr || member.value.find("mode") != nullptr)
      return CatalogFormat::litellm;
    if (has_object(member.value, "models")) return CatalogFormat::models_dev;
    for (const JsonMember& inner : member.value.members) {
      if (has_object(inner.value, "cost")) return CatalogFormat::models_dev;
    }
  }
  return std::nullopt;
}

ModelKind kind_from_name(std::string_view name) {
  if (contains(name, "embed")) return ModelKind::embedding;
  if (contains(name, "realtime")) return ModelKind::realtime;
  return ModelKind::llm;
}

}  // namespace npcost::catalogs
