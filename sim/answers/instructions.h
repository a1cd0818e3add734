#pragma once
// Which machine instructions the inner loops of re-pricing use, chosen when the program runs; what they answer is the same.

namespace npcost {

enum class Instructions { plain, avx2 };
/// The fastest that this processor has.
Instructions best_instructions();

}  // namespace npcost
