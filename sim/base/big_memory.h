#pragma once
// Memory for large arrays that are read here and there: in pages of 2 MiB where the system gives them, since with small pages most of
// such a read is the search for its page. A hint only: nothing depends on it.

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace npcost {

inline constexpr std::size_t big_page = std::size_t{1} << 21;

template <typename T>
struct BigAllocator {
  using value_type = T;
  BigAllocator() = default;
  template <typename U>
  BigAllocator(const BigAllocator<U>&) {}  // NOLINT: allocators convert

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < big_page) return std::allocator<T>().allocate(count);
    void* const memory = std::aligned_alloc(big_page, whole_pages(bytes));
    if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    (void)madvise(memory, whole_pages(bytes), MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    if (count * sizeof(T) < big_page) return std::allocator<T>().deallocate(memory, count);
    std::free(memory);
  }
  template <typename U>
  bool operator==(const BigAllocator<U>&) const {
    return true;
  }

 private:
  static std::size_t whole_pages(std::size_t bytes) { return (bytes + big_page - 1) / big_page * big_page; }
};

template <typename T>
using BigVector = std::vector<T, BigAllocator<T>>;

}  // namespace npcost
