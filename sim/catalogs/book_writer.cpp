#include "sim/catalogs/book_writer.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "sim/prices/price_kinds.h"

namespace npcost::catalogs {

std::string tokens_text(std::uint64_t tokens) {
  return tokens % 1000 == 0 && tokens != 0 ? fmt::format("{}k tokens", tokens / 1000)
                                           : fmt::format("{} tokens", tokens);
}

BookWriter::BookWriter(std::string_view kept_key, std::size_t expected) : kept_key_(kept_key) {
  models_.reserve(expected);
}

void BookWriter::add(const CatalogModel& model) {
  std::swap(out_, models_);
  first_ = out_.empty();
  member(model.name, 2);
  open('{');
  text_member("kind", price_reading::model_kind_name(model.kind), 3);
  if (model.context != 0 && takes_rule("context", model.kind)) text_member("context", tokens_text(model.context), 3);
  if (model.min_cache != 0 && takes_rule("min_cache", model.kind)) {
    text_member("min_cache", tokens_text(model.min_cache), 3);
  }
  for (const PricePeriod& one : model.periods) {
    if (one.from.empty()) period(one, 3);
  }
  if (!model.periods.back().from.empty()) {
    member("prices", 3);
    open('{');
    for (const PricePeriod& one : model.periods) {
      if (one.from.empty()) continue;
      member(one.from, 4);
      open('{');
      period(one, 5);
      close('}', 4);
    }
    close('}', 3);
  }
  if (!model.source.empty()) text_member("source", model.source, 3);
  close('}', 2);
  std::swap(out_, models_);
}

void BookWriter::period(const PricePeriod& period, int depth) {
  prices(period.prices, depth);
  tiers(period.tiers, depth);
  schedule(period.schedule, depth);
  service_tiers(period.service_tiers, depth);
  kept(period.kept, depth);
}

void BookWriter::prices(const PriceLines& prices, int depth) {
  for (const PriceLine& line : prices) text_member(slot_key(line.slot), price_text(line), depth);
}

void BookWriter::prices_in_line(const PriceLines& prices) {
  for (const PriceLine& line : prices) text_member(slot_key(line.slot), price_text(line), -1);
}

void BookWriter::tiers(const std::vector<TierPrices>& tiers, int depth) {
  if (tiers.empty()) return;
  member("tiers", depth);
  open('[');
  for (const TierPrices& tier : tiers) {
    member({}, depth + 1);
    open('{');
    text_member("above", tokens_text(tier.above), -1);
    if (tier.inclusive) {
      member("inclusive", -1);
      out_ += "true";
    }
    prices_in_line(tier.prices);
    close('}', -1);
  }
  close(']', depth);
}

void BookWriter::schedule(const std::vector<WindowPrices>& windows, int depth) {
  if (windows.empty()) return;
  member("schedule", depth);
  open('[');
  for (const WindowPrices& window : windows) {
    member({}, depth + 1);
    open('{');
    member("hours", -1);
    open('[');
    for (const std::string& hours : window.hours) {
      member({}, -1);
      text(hours);
    }
    close(']', -1);
    prices_in_line(window.prices);
    close('}', -1);
  }
  close(']', depth);
}

void BookWriter::service_tiers(const std::vector<ServiceTierPrices>& all, int depth) {
  if (all.empty()) return;
  member("service_tiers", depth);
  open('{');
  for (const ServiceTierPrices& service : all) {
    member(service.name, depth + 1);
    open('{');
    if (service.tiers.empty()) {
      prices_in_line(service.prices);
      close('}', -1);
    } else {
      prices(service.prices, depth + 2);
      tiers(service.tiers, depth + 2);
      close('}', depth + 1);
    }
  }
  close('}', depth);
}

void BookWriter::kept(const std::vector<KeptField>& fields, int depth) {
  if (fields.empty()) return;
  member(kept_key_, depth);
  open('{');
  for (const KeptField& field : fields) {
    member(field.name, -1);
    raw(*field.value);
  }
  close('}', -1);
}

std::string BookWriter::finish(const ImportOptions& options, CatalogFormat format, std::string_view file,
                               std::string_view sha256, const ImportReport& report) {
  out_.clear();
  first_ = true;
  const std::string_view format_name = catalog_format_name(format);
  open('{');
  count_member("npcost_prices", 1, 1);
  const bool dated = !options.as_of.empty();
  const std::string usual_name = dated ? fmt::format("{} {}", format_name, options.as_of) : std::string(format_name);
  text_member("name", options.name.empty() ? usual_name : options.name, 1);
  if (dated) text_member("as_of", options.as_of, 1);
  text_member("currency", "USD", 1);
  text_member("source", fmt::format("{} catalog, file {}", format_name, file), 1);
  text_member(
      "notes",
      "Imported as the catalog stood when it was fetched. Catalogs lag behind their vendors and have been wrong by "
      "factors; check what matters against the vendor's page. What \"x-import\" lists as not_understood is billed by "
      "nobody here.",
      1);
  member("x-import", 1);
  open('{');
  text_member("format", format_name, 2);
  text_member("file", file, 2);
  text_member("sha256", sha256, 2);
  if (dated) text_member("as_of", options.as_of, 2);
  count_member("entries", report.entries, 2);
  count_member("models", report.models, 2);
  count_member("prices", report.prices, 2);
  member("skipped", 2);
  open('{');
  for (const ImportNote& note : report.reasons) count_member(note.what, note.count, 3);
  close('}', 2);
  member("not_understood", 2);
  open('{');
  for (const ImportNote& note : report.kept) count_member(note.what, note.count, 3);
  close('}', 2);
  close('}', 1);
  member("models", 1);
  open('{');
  out_ += models_;
  first_ = models_.empty();
  close('}', 1);
  close('}', 0);
  out_ += '\n';
  return std::move(out_);
}

/// A depth below 0 stays on the line; an empty key is an item of a list.
void BookWriter::member(std::string_view key, int depth) {
  if (!first_) out_ += ',';
  if (depth >= 0) {
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
  } else if (out_.back() != '[') {
    out_ += ' ';
  }
  first_ = false;
  if (key.data() == nullptr) return;
  text(key);
  --values_;  // a key is no value
  out_ += ": ";
}

void BookWriter::text_member(std::string_view key, std::string_view value, int depth) {
  member(key, depth);
  text(value);
}

void BookWriter::count_member(std::string_view key, std::size_t count, int depth) {
  member(key, depth);
  fmt::format_to(std::back_inserter(out_), "{}", count);
  ++values_;
}

void BookWriter::open(char bracket) {
  out_ += bracket;
  first_ = true;
  ++values_;
}

void BookWriter::close(char bracket, int depth) {
  if (depth >= 0 && !first_) {
    out_ += '\n';
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
  } else if (bracket == '}' && !first_) {
    out_ += ' ';
  }
  out_ += bracket;
  first_ = false;
}

void BookWriter::text(std::string_view text) {
  ++values_;
  out_ += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

void BookWriter::raw(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::string: return text(value.text);
    case JsonValue::Kind::array:
      open('[');
      for (const JsonValue& item : value.items) {
        member({}, -1);
        raw(item);
      }
      return close(']', -1);
    case JsonValue::Kind::object:
      open('{');
      for (const JsonMember& one : value.members) {
        member(std::string_view(one.key), -1);
        raw(one.value);
      }
      return close('}', -1);
    case JsonValue::Kind::null: out_ += "null"; break;
    case JsonValue::Kind::boolean: out_ += value.boolean ? "true" : "false"; break;
    case JsonValue::Kind::number: out_ += value.text; break;
  }
  ++values_;
}

}  // namespace npcost::catalogs
