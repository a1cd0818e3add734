#pragma once
// A list that is made once and then read by many: a copy costs a pointer, not its values.

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace npcost {

template <typename T>
class SharedList {
 public:
  /// Empty.
  SharedList() = default;
  explicit SharedList(std::vector<T> values)
      : values_(values.empty() ? nullptr : std::make_shared<const std::vector<T>>(std::move(values))),
        first_(values_ == nullptr ? nullptr : values_->data()) {}

  // Copied, never moved: what a move leaves would still point at the values.
  SharedList(const SharedList&) = default;
  SharedList& operator=(const SharedList&) = default;

  bool empty() const { return first_ == nullptr; }
  void clear() { *this = SharedList(); }
  /// nullptr if empty; lives as long as the list or a copy of it.
  const T* data() const { return first_; }
  /// Requires a place in the list.
  const T& operator[](std::size_t at) const { return first_[at]; }
  /// The same values, be they one list or two.
  bool operator==(const SharedList& other) const {
    return values_ == other.values_ || (values_ != nullptr && other.values_ != nullptr && *values_ == *other.values_);
  }

 private:
  std::shared_ptr<const std::vector<T>> values_;
  const T* first_ = nullptr;
};

}  // namespace npcost
