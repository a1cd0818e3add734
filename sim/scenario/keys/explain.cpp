// What `npcost explain` prints.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "sim/catalogs/codes.h"
#include "sim/prices/codes.h"
#include "sim/prices/history/codes.h"
#include "sim/scenario/codes.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/keys/key_table.h"
#include "sim/scenario/read_scenario.h"

namespace npcost {

namespace {

std::vector<const CodeInfo*> all_infos() {
  std::vector<const CodeInfo*> infos;
  for (const auto part : {reading_codes(), price_codes(), history_codes(), catalog_codes(), scenario_codes()}) {
    for (const CodeInfo& info : part) infos.push_back(&info);
  }
  std::stable_sort(infos.begin(), infos.end(), [](const CodeInfo* a, const CodeInfo* b) { return a->code < b->code; });
  return infos;
}

std::string_view dimension_text(Dimension dimension) {
  switch (dimension) {
    case Dimension::number: return "a number";
    case Dimension::tokens: return "a number of tokens";
    case Dimension::chars: return "a number of characters";
    case Dimension::duration: return "a length of time";
    case Dimension::ratio: return "a share";
    case Dimension::count: return "a count";
    case Dimension::frequency: return "how often, per time";
    case Dimension::token_rate: return "tokens per time";
    case Dimension::speech_rate: return "a speed of speech";
  }
  return "a quantity";
}

std::string type_text(const Key& key) {
  switch (key.type) {
    case KeyType::quantity:
      return key.one_value
                 ? fmt::format("{}, one known number", dimension_text(key.dimension))
                 : fmt::format("{}; a range varies per {}", dimension_text(key.dimension), level_name(key.level));
    case KeyType::price: return "a price with its unit";
    case KeyType::money: return "an amount of money with its currency";
    case KeyType::ratio: return "a share, one known number";
    case KeyType::flag: return "true or false";
    case KeyType::whole: return fmt::format("a whole number from {:.0f} to {:.0f}", key.low, key.high);
    case KeyType::duration:
      return key.of.empty() ? "a length of time, one known number" : fmt::format("a length of time, one known number, or \"{}\"", key.of);
    case KeyType::when: return "a date or local time";
    case KeyType::speech_rate: return "words per minute or characters per second";
    case KeyType::text: return "a text";
    case KeyType::texts: return "a list of texts";
    case KeyType::text_or_texts: return "a text or a list of texts";
    case KeyType::choice: {
      std::string words;
      for (const std::string& word : words_of(key.of)) words += (words.empty() ? "" : ", ") + word;
      return "one of " + words;
    }
    case KeyType::reference: return fmt::format("the name of an entry of /{}", key.of);
    case KeyType::object: return "an object";
    case KeyType::map: return "entries by name";
    case KeyType::list: return "a list";
    case KeyType::weights: return fmt::format("names of /{} with mixing weights", key.of);
    case KeyType::day_shape: return "a preset's name, or 24 or 168 weights";
    case KeyType::preset: {
      std::string words;
      for (const std::string& word : words_of(key.presets)) words += (words.empty() ? "" : ", ") + word;
      return fmt::format("one of {}, or an object", words);
    }
    case KeyType::signed_number: return "a number, one known number";
    case KeyType::zone: return "an IANA time zone";
    case KeyType::rates: return "currencies with their rates";
    case KeyType::limit: return "a value in the metric's unit";
    case KeyType::allowance: return "turns, a length of time, tokens or money";
    case KeyType::tiers: return "a list of price tiers";
    case KeyType::schedule: return "a list of hours and their prices";
    case KeyType::service_tiers: return "prices by service tier";
    case KeyType::volume: return "a list of prices by monthly use";
    case KeyType::dated_prices: return "prices by date";
    case KeyType::patches: return "names with merge patches";
    case KeyType::any: return "any value";
  }
  return "a value";
}

}  // namespace

std::optional<std::string> explain_code(std::string_view code) {
  const auto infos = all_infos();
  const auto found = std::find_if(infos.begin(), infos.end(), [&](const CodeInfo* info) { return info->code == code; });
  if (found == infos.end()) return std::nullopt;
  const CodeInfo& info = **found;
  return fmt::format("{}: {}\n\n{}\n\nFor example:\n  {}\n\nWhat to do:\n  {}\n", info.code, info.title,
                     info.explanation, info.example, info.fix);
}

std::vector<std::string> all_codes() {
  std::vector<std::string> codes;
  for (const CodeInfo* info : all_infos()) codes.emplace_back(info->code);
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

/// Lists and objects of prices: their examples are JSON.
static bool is_group_of_prices(KeyType type) {
  return type == KeyType::tiers || type == KeyType::schedule || type == KeyType::service_tiers ||
         type == KeyType::volume || type == KeyType::dated_prices;
}

std::optional<std::string> explain_key(std::string_view pointer) {
  const Key* key = key_at(pointer);
  if (key == nullptr) return std::nullopt;
  std::string text = fmt::format("{}\n{}\n\n  type     {}\n", pointer, key->help, type_text(*key));
  // Examples of price keys are values; those of lists, objects, numbers and flags are JSON already.
  const bool bare = key->is_price_key && !is_group_of_prices(key->type) &&
                    key->type != KeyType::flag;
  text += fmt::format("  example  \"{}\": {}\n", key->name, bare ? json_string(key->example) : std::string(key->example));
  if (!key->fallback.empty()) text += fmt::format("  default  {} ({})\n", key->fallback, key->fallback_provenance);
  if (key->is_required) text += "  required\n";
  if (!key->is_simulated) text += "  read and checked, but not simulated in this version\n";
  return text;
}

}  // namespace npcost
