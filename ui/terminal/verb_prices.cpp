// npcost prices list, show, diff.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "sim/prices/price_kinds.h"
#include "ui/report/write_prices.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/output.h"
#include "ui/terminal/price_diff.h"
#include "ui/terminal/price_files.h"
#include "ui/terminal/price_list.h"
#include "ui/terminal/price_show.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

int refuse_undated(const PriceBook& book, std::string_view option) {
  return refuse(fmt::format("the book \"{}\" does not say as of when its prices are; give {} DATE",
                            printable(book.name), option));
}

std::string list_json(const PriceList& list) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_price_list").whole(1);
  out.key("book");
  write_book(out, *list.book);
  write_instant(out, "at", list.at);
  out.key("models").begin_array();
  for (const ListedModel& model : list.models) {
    out.begin_object();
    out.key("model").string(model.card->name);
    out.key("kind").string(price_reading::model_kind_name(model.card->kind));
    out.key("dated_entries").whole(model.card->sets.size());
    out.key("in_force");
    if (model.set == nullptr) {
      out.null();
    } else {
      write_price_set(out, *model.set, list.book->currency);
    }
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.text();
}

/// The whole name, or else the part behind the last "/", that a person probably meant; "" if none is near.
std::string meant_by(const std::string& name, const std::vector<std::string>& names) {
  if (const std::string meant = did_you_mean(name, names); !meant.empty()) return meant;
  std::vector<std::string> ends;
  for (const std::string& whole : names) ends.push_back(whole.substr(whole.rfind('/') + 1));
  return did_you_mean(name, ends);
}

/// The one model that `name` names: its whole name, or what stands behind the "/" of exactly one. Else says what was meant.
const PriceCard* named_card(const PriceBook& book, const std::string& name) {
  if (const auto index = book.find(name)) return &book.cards[*index];
  std::vector<std::string> names, ends;
  const PriceCard* found = nullptr;
  for (const PriceCard& card : book.cards) {
    names.push_back(card.name);
    if (!card.name.ends_with("/" + name)) continue;
    ends.push_back(card.name);
    found = &card;
  }
  if (ends.size() == 1) return found;
  std::string hint = "; `npcost prices list` has their names";
  if (ends.size() > 1) {
    hint = "; there are ";
    for (std::size_t i = 0; i < std::min<std::size_t>(ends.size(), 8); ++i)
      hint += (i == 0 ? "" : ", ") + printable(ends[i]);
  } else if (const std::string meant = meant_by(name, names); !meant.empty()) {
    hint = fmt::format("; did you mean \"{}\"?", printable(meant));
  }
  refuse(fmt::format("the book \"{}\" has no model \"{}\"{}", printable(book.name), printable(name), hint));
  return nullptr;
}

void write_fact(JsonOut& out, std::string_view key, const std::optional<PriceFact>& fact) {
  out.key(key);
  if (fact) {
    out.string(fact->text);
  } else {
    out.null();
  }
}

void write_changes(JsonOut& out, std::string_view key, const std::vector<ModelChange>& models) {
  out.key(key).begin_array();
  for (const ModelChange& model : models) {
    out.begin_object();
    out.key("model").string(model.name);
    out.key("kind").string(price_reading::model_kind_name(model.kind));
    out.key("facts").begin_array();
    for (const FactChange& change : model.facts) {
      out.begin_object();
      out.key("what").string(change.before ? change.before->label : change.after->label);
      write_fact(out, "before", change.before);
      write_fact(out, "after", change.after);
      const bool priced = change.before && change.after && change.before->price && change.after->price;
      if (priced && change.before->price->per_count != Money()) {
        out.key("change").number(
            change.after->price->per_count.approximate() / change.before->price->per_count.approximate() - 1);
      }
      out.end_object();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

void write_side(JsonOut& out, std::string_view key, const BookSide& side, bool all_dates) {
  out.key(key).begin_object();
  out.key("book");
  write_book(out, *side.book);
  write_instant(out, "at", all_dates ? Instant::max() : side.at);
  out.end_object();
}

std::string diff_json(const PriceDiff& diff) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_price_diff").whole(1);
  write_side(out, "before", diff.before, diff.all_dates);
  write_side(out, "after", diff.after, diff.all_dates);
  write_changes(out, "added", diff.added);
  write_changes(out, "removed", diff.removed);
  write_changes(out, "changed", diff.changed);
  out.key("same").whole(diff.same);
  out.end_object();
  return out.text();
}

}  // namespace

int verb_prices_list(const Options& options) {
  LoadedBooks loaded;
  if (const int code = load_or_report(options, options.prices.books, loaded); code != 0) return code;
  const std::optional<Instant> at = options.prices.at ? options.prices.at : day_of(*loaded.book);
  if (!at) return refuse_undated(*loaded.book, "--at");
  const PriceList list = list_models(*loaded.book, options.prices, *at);
  write_output(options.json ? list_json(list) : price_list_text(list, style_of_descriptor(STDOUT_FILENO)));
  return exit_codes::fine;
}

int verb_prices_show(const Options& options) {
  LoadedBooks loaded;
  if (const int code = load_or_report(options, options.prices.books, loaded); code != 0) return code;
  const PriceCard* card = named_card(*loaded.book, options.prices.words.front());
  if (card == nullptr) return exit_codes::bad_input;
  if (!options.json) {
    write_output(price_show_text(*loaded.book, *card, style_of_descriptor(STDOUT_FILENO)));
    return exit_codes::fine;
  }
  JsonOut out;
  out.begin_object();
  out.key("npcost_price_history").whole(1);
  out.key("book");
  write_book(out, *loaded.book);
  out.key("history");
  write_card(out, *card, loaded.book->currency);
  out.end_object();
  write_output(out.text());
  return exit_codes::fine;
}

int verb_prices_diff(const Options& options) {
  const std::vector<std::string>& books = options.prices.books;
  LoadedBooks first, second;
  const bool two = books.size() == 2;
  if (const int code = load_or_report(options, two ? std::vector{books.front()} : books, first); code != 0) return code;
  if (two) {
    if (const int code = load_or_report(options, {books.back()}, second); code != 0) return code;
  }
  const PriceBook &before = *first.book, &after = two ? *second.book : before;
  const std::optional<Instant> from = options.prices.from ? options.prices.from : day_of(before);
  const std::optional<Instant> to = options.prices.to ? options.prices.to : day_of(after);
  if (!from && !options.prices.all_dates) return refuse_undated(before, "--from");
  if (!to && !options.prices.all_dates) return refuse_undated(after, "--to");
  const PriceDiff diff =
      diff_books({&before, from.value_or(Instant{})}, {&after, to.value_or(Instant{})}, options.prices.all_dates);
  write_output(options.json ? diff_json(diff) : price_diff_text(diff, style_of_descriptor(STDOUT_FILENO)));
  return diff.differs() ? exit_codes::differs : exit_codes::fine;
}

}  // namespace npcost
