#pragma once
// One hash of every integer of a ledger: what the benchmark prints beside its speed and what the repeatability law pins.
// Little-endian machines only, as Debian's are.

#include <string>
#include <vector>

#include "sim/base/atomic_file.h"
#include "sim/engine/usage_ledger.h"

namespace npcost {

inline std::string ledger_hash(const UsageLedger& ledger) {
  std::string bytes;
  const auto append = [&bytes](const auto& values) {
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0]));
  };
  append(ledger.player_cells);
  append(ledger.group_cells);
  append(ledger.hour_cells);
  append(ledger.day_players);
  append(ledger.minute_requests);
  append(ledger.minute_tokens);
  return sha256_hex(bytes);
}

}  // namespace npcost
