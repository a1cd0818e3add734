#pragma once
// A ledger as bytes: its sums, and the rows of those players whose whole life is in it.
//
// Exact     integers only; reading adds to what is there, so that parts of a replication can be read in any order.
// Hostile   what is read must fit the ledger it is added to: its shape, no player twice, no counter that overflows. BadBytes
//           otherwise, and then the ledger is of no use any more. Memory is the ledger's own.

#include "sim/base/bytes.h"
#include "sim/engine/usage_ledger.h"

namespace npcost {

void write_ledger(ByteWriter& to, const UsageLedger& ledger);
/// Throws BadBytes.
void add_ledger(ByteReader& from, UsageLedger& ledger);

}  // namespace npcost
