// Numbers that are turned: settings on the text, billed anew if only prices changed, lived anew otherwise.
#include <algorithm>

#include "sim/engine/plan.h"
#include "sim/scenario/files/json_write.h"
#include "sim/scenario/files/merge.h"
#include "ui/window/model/notation.h"
#include "ui/window/model/studio_parts.h"

namespace npcost::window {
namespace {

/// Marks between two that are billed while a slider moves.
constexpr std::size_t moving_stride = 6;

std::string pointer_of(const std::string& setting) { return setting.substr(0, setting.find('=')); }

/// Pointers of settings that only one of the two has, or has otherwise.
std::vector<std::string> differing(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> pointers;
  for (const auto& [from, to] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    for (const std::string& setting : *from) {
      if (std::find(to->begin(), to->end(), setting) == to->end()) pointers.push_back(pointer_of(setting));
    }
  }
  return pointers;
}

bool has_unknown_prices(const PriceBook& book) {
  bool found = false;
  for (const PriceCard& card : book.cards) {
    for (const PriceSet& set : card.sets) for_each_price(set, [&](const Price& price) { found = found || price.unknown.has_value(); });
  }
  return found;
}

/// Writes a price into the card that "/models/NAME/KEY" is about, as the reader would. False if the card has no such price.
bool put_price(PriceBook& book, std::string_view pointer, const Price& price) {
  const std::string_view key = pointer.substr(pointer.rfind('/') + 1);
  for (PriceCard& card : book.cards) {
    if (pointer.substr(0, pointer.rfind('/')) != child_pointer("/models", card.name)) continue;
    const std::optional<Meter> meter = priced_meter(key, card.kind, price.per);
    if (!meter || !card.ever_prices(*meter)) return false;
    for (PriceSet& set : card.sets) {
      if (!card.listed.empty()) {
        price_everywhere(set, *meter, price);
      } else if (set.base.has(*meter)) {
        set.base.set(*meter, price);
      }
    }
    return true;
  }
  return false;
}

}  // namespace

std::string first_fault(const std::vector<Diagnostic>& diagnostics, const std::string& pointer) {
  const Diagnostic* found = nullptr;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    if (found == nullptr || (diagnostic.pointer.starts_with(pointer) && !found->pointer.starts_with(pointer))) found = &diagnostic;
  }
  if (found == nullptr) return "this cannot be read";
  return found->hint.empty() ? found->message : found->message + "; " + found->hint;
}

const ListedParameter* Studio::Parts::listed(const std::string& pointer) const {
  for (const auto& edition : {base, current}) {
    if (edition == nullptr) continue;
    const auto found = std::find_if(edition->parameters.begin(), edition->parameters.end(),
                                    [&](const ListedParameter& one) { return one.shown.pointer == pointer; });
    if (found != edition->parameters.end()) return &*found;
  }
  return nullptr;
}

std::string Studio::Parts::target_of(const std::string& pointer, const std::string& written) const {
  const ListedParameter* one = listed(pointer);
  return one == nullptr || written.starts_with('{') ? pointer : one->target;
}

/// Reads what was edited last; if it cannot be read, all is as it was before, and the parameter says why.
bool Studio::Parts::read_or_stay(const std::string& pointer) {
  const std::uint64_t number_before = number;
  const std::vector<Diagnostic> problems_before = problems;
  const std::shared_ptr<const ReadScenario> problems_in_before = problems_in;
  const bool was_readable = readable;
  if (read_now()) return true;
  faults[pointer] = first_fault(problems, pointer);
  edits.forget_last();
  edits.release();
  number = number_before;
  problems = problems_before;
  problems_in = problems_in_before;
  readable = was_readable;
  return false;
}

void Studio::Parts::set(const std::string& pointer, const std::string& written) {
  if (current == nullptr) return;
  dragged.clear();
  edits.set(target_of(pointer, written), written);
  if (!read_or_stay(pointer)) return show_all();
  faults.erase(pointer);
  edits_changed();
}

void Studio::Parts::edits_changed() {
  if (current == nullptr || current->number != number) {
    if (!read_now()) return show_all();
  }
  if (!keep_world() && !bill_again(1)) order_world();
  show_all();
}

/// Nothing but words, places and comments differ: the world is the same.
bool Studio::Parts::keep_world() {
  const bool same = shown.billed != nullptr && shown.grade == Grade::full && shown.edition->scenario().sha256 == current->scenario().sha256;
  if (!same) return false;
  world_room.stop();
  shown.edition = current;
  return true;
}

bool Studio::Parts::only_prices_differ() const {
  if (shown.billed == nullptr || current == nullptr) return false;
  if (shown.edition->request.drafts != current->request.drafts) return false;
  const std::vector<std::string> pointers = differing(shown.edition->request.settings, current->request.settings);
  return std::all_of(pointers.begin(), pointers.end(), [&](const std::string& pointer) {
    return std::any_of(current->parameters.begin(), current->parameters.end(), [&](const ListedParameter& one) {
      return one.target == pointer && one.shown.kind == Parameter::Kind::price;
    });
  });
}

bool Studio::Parts::bill_again(std::size_t stride) {
  if (shown.grade != Grade::full || !only_prices_differ()) return false;
  const std::shared_ptr<const Recording>& recording = shown.billed->billing->shared_recording();
  const std::shared_ptr<const Scenario> wanted = with_players(current->scenario(), options.players);
  const std::shared_ptr<const Plan> plan = compile_plan(*wanted, 0);   // draws prices that nobody knows
  if (!same_usage(*recording->scenario, *recording->plan, *wanted, *plan)) return false;
  world_room.stop();
  auto billing = std::make_shared<const Billing>(recording, *plan, wanted->book);
  shown.billed = bill(std::move(billing), [](double) { return true; }, stride);
  shown.edition = current;
  return true;
}

/// While a price's slider moves: the amount in the book that is there already. The reader has the last word when it is released.
bool Studio::Parts::bill_quickly(const ListedParameter& parameter, const std::string& written) {
  if (shown.grade != Grade::full || shown.edition != current || has_unknown_prices(current->scenario().book)) return false;
  Diagnostics faults_of_price;
  const std::optional<Price> price = read_price(json_text_value(written), parameter.target, faults_of_price);
  if (!price || price->unknown || price->currency != current->scenario().currency) return false;
  PriceBook book = dragged_book.cards.empty() ? current->scenario().book : dragged_book;
  if (!put_price(book, parameter.shown.pointer, *price)) return false;
  const std::shared_ptr<const Recording>& recording = shown.billed->billing->shared_recording();
  shown.billed = bill(std::make_shared<const Billing>(recording, *recording->plan, book), [](double) { return true; }, moving_stride);
  dragged_book = std::move(book);
  return true;
}

void Studio::Parts::drag(const std::string& pointer, double value) {
  const ListedParameter* found = listed(pointer);
  if (found == nullptr || current == nullptr) return;
  const ListedParameter one = *found;   // reading replaces the list
  const std::string written = text_at(one, value);
  const std::string* before = edits.find(one.target);
  if (before != nullptr && *before == written) return;
  edits.drag(one.target, written);
  dragged = asked_by = pointer;
  faults.erase(pointer);
  if (one.shown.kind != Parameter::Kind::price) {
    ++number;
    order_world_read_there();
  } else if (bill_quickly(one, written)) {
    ++number;
  } else {
    if (read_or_stay(pointer) && !bill_again(moving_stride)) order_world();
  }
  show_all();
}

void Studio::Parts::release() {
  edits.release();
  if (dragged.empty()) return;
  dragged_book = {};
  const ListedParameter* one = listed(dragged);
  const bool price = one != nullptr && one->shown.kind == Parameter::Kind::price;
  dragged.clear();
  if (!price) return;   // its world is under way
  ++number;
  edits_changed();
}

void Studio::Parts::reset(const std::string& pointer) {
  if (current == nullptr) return;
  faults.erase(pointer);
  dragged.clear();
  edits.erase(pointer);
  ++number;
  edits_changed();
}

}  // namespace npcost::window
