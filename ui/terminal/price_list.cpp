#include "ui/terminal/price_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "sim/prices/price_kinds.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/price_facts.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t list_width = 80, longest_name = 120, indent = 4, gap = 2;
constexpr std::string_view rule_letters = "THSVU";

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return result;
}

struct Column {
  std::string_view head;
  std::vector<Meter> meters;  ///< the first that has a price is shown
};

std::vector<Column> columns_of(ModelKind kind) {
  using enum Meter;
  switch (kind) {
    case ModelKind::llm:
      return {{"input", {input_tokens}}, {"cached", {cached_input_tokens}}, {"output", {output_tokens}}};
    case ModelKind::realtime:
      return {{"session", {session_seconds}},
              {"audio in", {audio_input_tokens}},
              {"cached", {cached_audio_tokens}},
              {"audio out", {audio_output_tokens}}};
    case ModelKind::stt:
      return {{"price", {stt_seconds}}, {"audio in", {audio_input_tokens}}, {"text out", {output_tokens}}};
    case ModelKind::tts:
      return {{"price", {tts_chars, tts_bytes, audio_output_seconds}},
              {"text in", {input_tokens}},
              {"audio out", {audio_output_tokens}}};
    case ModelKind::embedding: return {{"input", {input_tokens}}};
    case ModelKind::moderation: return {{"price", {requests}}, {"input", {input_tokens}}};
  }
  return {};
}

/// "$0.15", and with its unit where that is not 1M tokens; "" for none.
std::string price_cell(const PriceSet& set, const Column& column) {
  for (const Meter meter : column.meters) {
    const Price* price = set.base.find(meter);
    if (price == nullptr) continue;
    const std::string unit = unit_of(*price, meter);
    return amount_cell(*price, meter) + (unit == "1M tokens" ? "" : "/" + unit);
  }
  return {};
}

/// Which rules lie beside the prices shown, one letter each.
std::string rules_cell(const PriceSet& set) {
  const bool has[] = {!set.tiers.empty(), !set.schedule.empty(), !set.services.empty(), !set.volume.empty(),
                      set.until != Instant::max()};
  std::string letters;
  for (std::size_t i = 0; i < rule_letters.size(); ++i) {
    if (has[i]) letters += rule_letters[i];
  }
  return letters;
}

std::string legend(const std::string& letters, const Style& style) {
  constexpr std::string_view meanings[] = {"T other prices for long prompts", "H by the hour", "S service tiers",
                                           "V by monthly volume", "U only until a date"};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < rule_letters.size(); ++i) {
    if (letters.find(rule_letters[i]) != std::string::npos) parts.emplace_back(meanings[i]);
  }
  parts.emplace_back("since: the day these prices began");
  parts.emplace_back("n: dated entries");
  parts.emplace_back("conf.: confidence in the source");
  return joined_parts(parts, "  ", list_width, style);
}

class Section {
 public:
  Section(ModelKind kind, const Style& style) : kind_(kind), style_(style) {}

  void add(const ListedModel& model) { models_.push_back(model); }

  std::string text(std::string_view currency, std::string& letters) {
    std::vector<Column> columns = columns_of(kind_);
    std::erase_if(columns, [this](const Column& column) {
      return std::none_of(models_.begin(), models_.end(),
                          [&](const ListedModel& model) { return !price_cell(*model.set, column).empty(); });
    });
    std::vector<TableRow> rows{head(columns)};
    for (const ListedModel& model : models_) rows.push_back(row(model, columns, letters));
    std::string text = "  " + inked(std::string(price_reading::model_kind_name(kind_)), Ink::strong, style_) +
                       inked(fmt::format("  in {}, tokens per 1M", currency), Ink::faint, style_) + "\n";
    return text + body(figures(rows, columns.size()));
  }

 private:
  TableRow head(const std::vector<Column>& columns) const {
    TableRow row;
    for (const Column& column : columns) row.push_back({std::string(column.head), Ink::faint});
    for (const char* word : {"", "since", "n", "conf."}) row.push_back({word, Ink::faint});
    return row;
  }

  TableRow row(const ListedModel& model, const std::vector<Column>& columns, std::string& letters) const {
    TableRow row;
    for (const Column& column : columns) {
      const std::string cell = price_cell(*model.set, column);
      row.push_back({cell.empty() ? std::string(nothing_mark(style_)) : cell});
    }
    row.push_back({rules_cell(*model.set)});
    letters += row.back().text;
    row.push_back({model.set->from == Instant::min() ? std::string(nothing_mark(style_)) : date_text(model.set->from)});
    row.push_back({std::to_string(model.card->sets.size())});
    const bool assumed = model.set->provenance == "assumed";
    const std::string confidence = assumed ? "assumed" : model.set->confidence;
    const bool doubtful = assumed || confidence == "low";
    row.push_back({confidence.empty() ? std::string(nothing_mark(style_)) : printable(confidence),
                   doubtful ? std::optional(Ink::odd) : std::nullopt});
    return row;
  }

  /// Prices two cells apart, what is known about them closer together.
  std::vector<std::string> figures(const std::vector<TableRow>& rows, std::size_t prices) const {
    std::vector<TableRow> left, right;
    for (const TableRow& row : rows) {
      const auto cut = row.begin() + static_cast<std::ptrdiff_t>(prices + 1);
      left.emplace_back(row.begin(), cut);
      right.emplace_back(cut, row.end());
    }
    std::vector<std::string> lines = table_lines(left, std::string(prices, 'r') + "l", 2, "", style_);
    std::size_t widest = 0;
    for (const std::string& line : lines) widest = std::max(widest, display_width(without_ink(line)));
    const std::vector<std::string> rest = table_lines(right, "rrl", 1, "", style_);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i] += std::string(widest + 2 - display_width(without_ink(lines[i])), ' ') + rest[i];
    }
    return lines;
  }

  /// The figures with the names before them: in a column, or on a line of their own where they are too long for it.
  std::string body(const std::vector<std::string>& figures) const {
    std::size_t widest = 0;
    for (const std::string& line : figures) widest = std::max(widest, display_width(without_ink(line)));
    std::size_t longest = 4;
    for (const ListedModel& model : models_) longest = std::max(longest, display_width(name(model)));
    // Through a pipe nothing is broken: one line a model.
    const std::size_t taken = indent + gap + widest;
    const std::size_t room = !style_.terminal ? longest : style_.width > taken + 12 ? style_.width - taken : 12;
    const std::size_t column = std::min(longest, room);
    std::string text = std::string(indent + column + gap, ' ') + figures.front() + "\n";
    for (std::size_t i = 0; i < models_.size(); ++i) {
      const std::string shown = name(models_[i]);
      text += std::string(indent, ' ') + shown;
      if (display_width(shown) > column)
        text += "\n" + std::string(indent + column, ' ');
      else
        text += std::string(column - display_width(shown), ' ');
      text += std::string(gap, ' ') + figures[i + 1] + "\n";
    }
    return text;
  }

  std::string name(const ListedModel& model) const { return shown_name(model.card->name, longest_name, style_); }

  static std::string without_ink(const std::string& text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\x1b')
        at = std::min(text.find('m', at), text.size() - 1);
      else
        plain += text[at];
    }
    return plain;
  }

  ModelKind kind_;
  const Style& style_;
  std::vector<ListedModel> models_;
};

/// "x/y (from 2027-01-01)": when a model that costs nothing known on this day has prices.
std::string when_priced(const PriceCard& card, Instant at, const Style& style) {
  const PriceSet& first = card.sets.front();
  const std::string name = shown_name(card.name, longest_name, style);
  if (at < first.from) return fmt::format("{} (from {})", name, moment_text(first.from));
  Instant last = first.until;
  for (const PriceSet& set : card.sets) {
    if (set.until <= at) last = set.until;
  }
  return fmt::format("{} (until {})", name, last_day_text(last));
}

std::string unpriced_lines(const PriceList& list, const Style& style) {
  std::vector<std::string> parts;
  for (const ListedModel& model : list.models) {
    if (model.set == nullptr) parts.push_back(when_priced(*model.card, list.at, style));
  }
  if (parts.empty()) return {};
  return fmt::format("  {} no known price on that day:\n", counted(parts.size(), "model has", "models have")) +
         joined_parts(parts, "    ", list_width, style);
}

}  // namespace

PriceList list_models(const PriceBook& book, const PriceQuestion& question, Instant at) {
  std::vector<std::string> words;
  for (const std::string& word : question.words) words.push_back(lower(word));
  PriceList list{&book, at, {}};
  for (const PriceCard& card : book.cards) {
    if (question.kind && card.kind != *question.kind) continue;
    const std::string name = lower(card.name);
    const bool all = std::all_of(words.begin(), words.end(),
                                 [&](const std::string& word) { return name.find(word) != std::string::npos; });
    if (all) list.models.push_back({&card, card.at(at)});
  }
  std::sort(list.models.begin(), list.models.end(),
            [](const ListedModel& a, const ListedModel& b) { return a.card->name < b.card->name; });
  return list;
}

std::string price_list_text(const PriceList& list, const Style& style) {
  const std::size_t all = list.book->cards.size(), shown = list.models.size();
  std::string text = inked(shown_name(list.book->name, list_width, style), Ink::strong, style) + "\n";
  text += joined_parts({"prices in force on " + moment_text(list.at),
                        shown == all ? counted(all, "model", "models") : fmt::format("{} of {} models", shown, all)},
                       "", list_width, style);
  std::map<ModelKind, Section> sections;
  for (const ListedModel& model : list.models) {
    if (model.set != nullptr) sections.try_emplace(model.card->kind, model.card->kind, style).first->second.add(model);
  }
  std::string letters;
  for (auto& [kind, section] : sections) text += "\n" + section.text(list.book->currency, letters);
  if (const std::string unpriced = unpriced_lines(list, style); !unpriced.empty()) text += "\n" + unpriced;
  if (!sections.empty()) text += "\n" + legend(letters, style);
  return text;
}

}  // namespace npcost
