#include "sim/reading/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/reading/line_index.h"

namespace npcost {

LineColumn line_column(const Place& place) {
  if (place.source == nullptr) return {};
  return LineIndex(place.source->text).at(place.offset, place.length);
}

const SourceText& SourceTexts::add(std::string name, std::string text) {
  return texts_.emplace_back(SourceText{std::move(name), std::move(text)});
}

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  all_.push_back(std::move(diagnostic));
  return all_.back();
}

Diagnostic& Diagnostics::error(std::string code, Place place, std::string pointer, std::string message,
                               std::string hint) {
  return add(
      {Severity::error, std::move(code), place, std::move(pointer), std::move(message), std::move(hint), {}, {}});
}

Diagnostic& Diagnostics::warning(std::string code, Place place, std::string pointer, std::string message,
                                 std::string hint) {
  return add(
      {Severity::warning, std::move(code), place, std::move(pointer), std::move(message), std::move(hint), {}, {}});
}

bool Diagnostics::has_errors() const {
  return std::any_of(all_.begin(), all_.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::size_t Diagnostics::error_count() const {
  const auto errors =
      std::count_if(all_.begin(), all_.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
  return static_cast<std::size_t>(errors);
}

std::vector<Diagnostic> Diagnostics::sorted_for_report() const {
  std::vector<const SourceText*> files;  // in order of first use; a run has a handful
  const auto rank = [&](const Diagnostic& d) {
    const auto found = std::find(files.begin(), files.end(), d.place.source);
    const auto position = static_cast<std::size_t>(found - files.begin());
    if (found == files.end()) files.push_back(d.place.source);
    return position;
  };
  std::vector<std::pair<std::size_t, const Diagnostic*>> order;
  order.reserve(all_.size());
  for (const Diagnostic& d : all_) order.emplace_back(rank(d), &d);
  const auto by_place = [](const auto& d) { return std::tie(d.first, d.second->place.offset, d.second->code); };
  const auto everything = [&](const auto& d) {
    return std::tie(d.first, d.second->place.offset, d.second->code, d.second->severity, d.second->place.length,
                    d.second->pointer, d.second->message, d.second->hint, d.second->replace, d.second->note);
  };
  std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return by_place(a) < by_place(b); });
  std::vector<Diagnostic> sorted;
  sorted.reserve(order.size());
  std::size_t group = 0;  // start of the run of equal place and code: twins can only be inside it
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (by_place(order[group]) != by_place(order[i])) group = i;
    const auto same = [&](const auto& earlier) { return everything(earlier) == everything(order[i]); };
    const auto first = order.begin() + static_cast<std::ptrdiff_t>(group);
    const auto here = order.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::none_of(first, here, same)) sorted.push_back(*order[i].second);
  }
  return sorted;
}

}  // namespace npcost
