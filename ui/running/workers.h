#pragma once
// Threads for the engine, which has none of its own.

#include <memory>

#include "sim/engine/run.h"

namespace npcost {

/// Runs jobs on `count` threads, the caller's being one of them; requires count ≥ 1. If the system gives fewer
/// threads, fewer do all the work. Which worker does which job differs from run to run, so a job must not care.
/// Threads   begin with the first for_each that has work for them and wait for the next; a job must not call for_each.
/// Errors    when jobs throw, no further job starts and the exception of the lowest-numbered job that threw goes to
///           the caller.
class ThreadWorkers final : public Workers {
 public:
  explicit ThreadWorkers(std::uint32_t count);
  ~ThreadWorkers() override;
  std::uint32_t workers() const override { return count_; }
  void for_each(std::uint32_t count, const std::function<void(std::uint32_t job, std::uint32_t worker)>& job) override;

 private:
  class Helpers;
  std::uint32_t count_;
  std::unique_ptr<Helpers> helpers_;
};

/// As many as the machine has processors for this program; at least 1.
std::uint32_t default_jobs();

}  // namespace npcost
