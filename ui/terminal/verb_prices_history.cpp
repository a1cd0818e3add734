// npcost prices history.
#include <fmt/format.h>
#include <unistd.h>

#include "ui/report/history_json.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/shipped/history_files.h"
#include "ui/terminal/history_text.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

int report_faults(const Options& options, const LoadedHistory& loaded) {
  if (options.json) {
    write_output(report_json(loaded.diagnostics));
  } else {
    say(report_text(loaded.diagnostics));
  }
  say(fmt::format("{} in {}; no price was read.\n", counted(loaded.diagnostics.error_count(), "error", "errors"),
                  printable(options.history.file)));
  return exit_codes::bad_input;
}

int refuse_class(const PriceHistory& history, const std::string& name) {
  std::vector<std::string> names;
  std::string list;
  for (const PriceClass& one : history.classes) {
    names.push_back(one.name);
    list += (list.empty() ? "" : ", ") + printable(one.name);
  }
  const std::string meant = did_you_mean(name, names);
  return refuse(fmt::format("the price history \"{}\" has no class \"{}\"; {}", printable(history.name),
                            printable(name),
                            meant.empty() ? "it has " + list : fmt::format("did you mean \"{}\"?", printable(meant))));
}

/// The first day on which anything of these classes was sold.
Day first_day(const PriceHistory& history, std::optional<std::size_t> only) {
  Day first = Day::max();
  for (std::size_t i = 0; i < history.prices.size(); ++i) {
    if ((!only || *only == i) && !history.prices[i].empty()) first = std::min(first, history.prices[i].front().from);
  }
  return first;
}

std::string json_of(const PriceHistory& history, std::optional<std::size_t> only, Day as_of, bool test) {
  JsonOut out;
  out.begin_object();
  out.key("npcost_price_classes").whole(1);
  out.key("history");
  write_history_name(out, history);
  out.key("as_of").string(day_text(as_of));
  if (test) {
    out.key("back_test");
    write_back_test(out, history, back_test(history, as_of, only));
  } else {
    out.key("classes").begin_array();
    for (std::size_t i = 0; i < history.classes.size(); ++i) {
      if (!only || *only == i) write_price_class(out, history, i, as_of, only.has_value());
    }
    out.end_array();
  }
  out.end_object();
  return out.text();
}

}  // namespace

int verb_prices_history(const Options& options) {
  const HistoryQuestion& question = options.history;
  LoadedHistory loaded;
  load_history(question.file, loaded);
  if (!loaded.history) return report_faults(options, loaded);
  const PriceHistory& history = *loaded.history;
  std::optional<std::size_t> only;
  if (!question.price_class.empty()) {
    only = history.find(question.price_class);
    if (!only) return refuse_class(history, question.price_class);
  }
  const std::optional<Day> as_of = day_from_text(question.as_of.value_or(history.as_of.substr(0, 10)));
  if (!as_of) return refuse("the price history does not say as of when it is; give --as-of DATE");
  if (const Day first = first_day(history, only); *as_of < first) {
    return refuse(
        fmt::format("nothing of {} was sold before {}; --as-of {} lies before the history",
                    only ? "\"" + printable(history.classes[*only].name) + "\"" : std::string("these classes"),
                    day_text(first), day_text(*as_of)));
  }
  const Style style = style_of_descriptor(STDOUT_FILENO);
  if (options.json) {
    write_output(json_of(history, only, *as_of, question.back_test));
  } else if (question.back_test) {
    write_output(back_test_text(history, back_test(history, *as_of, only), only.has_value(), style));
  } else if (only && cheapest(history, *only, *as_of) == nullptr) {
    return refuse(
        fmt::format("nothing of \"{}\" was sold on {}", printable(history.classes[*only].name), day_text(*as_of)));
  } else {
    write_output(only ? class_text(history, *only, *as_of, style) : history_text(history, *as_of, style));
  }
  return exit_codes::fine;
}

}  // namespace npcost
