#include <fmt/format.h>

#include <algorithm>

#include "ui/terminal/columns.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/output.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

constexpr std::size_t text_width = 80;

std::string with_line_end(std::string text) {
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

std::string suggested(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string meant = did_you_mean(word, candidates);
  return meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", meant);
}

std::vector<std::string> codes() {
  std::vector<std::string> all = all_codes();
  for (const std::string& code : client_codes()) {
    if (std::find(all.begin(), all.end(), code) == all.end()) all.push_back(code);
  }
  std::sort(all.begin(), all.end());
  return all;
}

int list_everything() {
  std::string text = "npcost explain CODE, for one of\n";
  std::string list;
  for (const std::string& code : codes()) list += (list.empty() ? "" : " ") + code;
  for (const std::string& line : wrapped(list, text_width - 2)) text += "  " + line + "\n";
  text += "npcost explain metric NAME, for one of\n";
  for (const MetricInfo& metric : metric_infos()) text += fmt::format("  {}\n", metric.name);
  text += "npcost explain FILE#/pointer, for a value of a scenario, e.g. tavern.npcost.json#/players/active\n";
  write_output(text);
  return exit_codes::fine;
}

std::string unit_in_words(std::string_view unit) {
  if (unit == "1") return "a plain number";
  if (unit == "ratio") return "a share (0 to 1, or percent)";
  if (unit == "ms") return "milliseconds (a budget is written as a duration, \"1.5 s\")";
  return "money in the scenario's currency";
}

int explain_metric(const std::string& name) {
  const MetricInfo* metric = find_metric(name);
  if (metric == nullptr) {
    std::vector<std::string> names;
    for (const MetricInfo& info : metric_infos()) names.emplace_back(info.name);
    return refuse(fmt::format("no metric is called \"{}\"{}", printable(name), suggested(name, names)));
  }
  std::string text = fmt::format("{}\n", metric->name);
  for (const std::string& line : wrapped(metric->meaning, text_width - 2)) text += "  " + line + "\n";
  text += fmt::format("  unit: {}\n", unit_in_words(metric->unit));
  if (!metric->denominator.empty()) text += fmt::format("  per: {}\n", metric->denominator);
  text += fmt::format("  percentiles: {}\n", metric->per_player ? "over players"
                                             : metric->per_turn ? "over turns"
                                                                : "none");
  text += fmt::format("  in a budget: {{ \"metric\": \"{}\", \"max\": … }}\n", metric->name);
  write_output(text);
  return exit_codes::fine;
}

/// Everything the reader knows about one value of one file: what the key means, what it is here, who said so.
int explain_value(const Options& options, const std::string& file, const std::string& pointer) {
  const auto key = explain_key(pointer);
  if (!key) {
    return refuse(fmt::format("the scenario file has no key {}; `npcost resolve --origins {}` lists those in use",
                              printable(pointer), printable(file.empty() ? "FILE" : file)));
  }
  std::string text = with_line_end(*key);
  if (!file.empty()) {
    ScenarioRequest request = options.request;
    request.files = {file};
    request.with_origins = true;
    const ReadScenario read = read_scenario(request);
    for (const Origin& origin : read.origins) {
      if (origin.pointer != pointer && !origin.pointer.starts_with(pointer + "/")) continue;
      text += fmt::format("{}  {}  {}\n", printable(origin.pointer), printable(origin.value), printable(origin.where));
    }
  }
  write_output(text);
  return exit_codes::fine;
}

int explain_code_or_refuse(const std::string& word) {
  if (const auto text = explain_code(word)) {
    write_output(with_line_end(*text));
    return exit_codes::fine;
  }
  if (const std::string text = explain_client_code(word); !text.empty()) {
    write_output(text);
    return exit_codes::fine;
  }
  if (find_metric(word) != nullptr) return explain_metric(word);
  return refuse(fmt::format("nothing is known about \"{}\"{}; `npcost explain` lists what is", printable(word),
                            suggested(word, codes())));
}

}  // namespace

int verb_explain(const Options& options) {
  const std::vector<std::string>& words = options.words;
  if (words.empty()) return list_everything();
  if (words.size() == 2 && words[0] == "metric") return explain_metric(words[1]);
  if (words.size() == 1 && words[0] == "metric") return list_everything();
  if (words.size() > 1) return refuse("explain one thing at a time: a code, \"metric NAME\", or FILE#/pointer");
  const std::string& word = words.front();
  // "#/" ends a file's name; names in pointers may hold '#', but hardly in front of '/'.
  if (const std::size_t hash = word.find("#/"); hash != std::string::npos && hash > 0) {
    return explain_value(options, word.substr(0, hash), word.substr(hash + 1));
  }
  if (word.starts_with('/') || word.starts_with("#/")) {
    return explain_value(options, "", word.substr(word.starts_with('#') ? 1 : 0));
  }
  return explain_code_or_refuse(word);
}

}  // namespace npcost
