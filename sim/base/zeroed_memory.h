#pragma once
// Memory for long lists of counts that may stay 0: the system's fresh pages are 0 already, and one that nobody writes to costs nothing.
//
// Requires  an integer type, and a list that is made once, in its final size: memory that a list had before would not be 0 again.

#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace npcost {

template <typename T>
struct ZeroedAllocator {
  static_assert(std::is_integral_v<T>, "a 0 of it is all zero bytes");
  using value_type = T;
  ZeroedAllocator() = default;
  template <typename U>
  ZeroedAllocator(const ZeroedAllocator<U>&) {}  // NOLINT: allocators convert

  T* allocate(std::size_t count) {
    void* const memory = std::calloc(count, sizeof(T));
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) { std::free(memory); }

  /// A value that is not said is 0, as the memory is.
  void construct(T*) {}
  template <typename... Values>
  void construct(T* at, Values&&... values) {
    std::construct_at(at, std::forward<Values>(values)...);
  }
  template <typename U>
  bool operator==(const ZeroedAllocator<U>&) const {
    return true;
  }
};

template <typename T>
using ZeroedVector = std::vector<T, ZeroedAllocator<T>>;

}  // namespace npcost
