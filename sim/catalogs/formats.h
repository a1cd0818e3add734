#pragma once
// The four readers of catalogs: a tree in, models out, one after the other, in the order of the file.
//
// Each checks the shape of its own format, hands every model to `each`, and names in ImportState what is no model.

#include <functional>

#include "sim/catalogs/import_state.h"

namespace npcost::catalogs {

using EachModel = std::function<void(CatalogModel&)>;

void read_litellm(const JsonValue& root, ImportState& state, const EachModel& each);
void read_models_dev(const JsonValue& root, ImportState& state, const EachModel& each);
void read_openrouter(const JsonValue& root, ImportState& state, const EachModel& each);
void read_genai_prices(const JsonValue& root, ImportState& state, const EachModel& each);

/// Which format this seems to be, for a hint only.
std::optional<CatalogFormat> looks_like(const JsonValue& root);

/// The kind that a name gives away where a format does not state it: "embed" is an embedding, "realtime" is realtime, else llm.
ModelKind kind_from_name(std::string_view name);

}  // namespace npcost::catalogs
