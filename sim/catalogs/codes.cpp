#include "sim/catalogs/codes.h"

namespace npcost {
namespace {

constexpr CodeInfo codes[] = {
    {"E240", "not a catalog of this format",
     "Each public catalog has its own frame: LiteLLM is one object of models, models.dev an object of providers, "
     "OpenRouter an "
     "object with \"data\", genai-prices a list. Reading one as another would find no prices, or wrong ones by a "
     "million.",
     "npcost prices import api.json --format litellm   (api.json is from models.dev)",
     "npcost prices import api.json --format models.dev"},
    {"E241", "a price in a catalog that is no price",
     "A price is a number, or a text that is one, from 0 up, finite, and not finer than money itself (1e-15 USD a "
     "token). One wrong "
     "price casts doubt on its neighbours, so nothing of the file is imported.",
     R"("input_cost_per_token": -1.5e-07)", R"("input_cost_per_token": 1.5e-07)"},
    {"E242", "a part of a catalog in the wrong shape",
     "A list stands where an object belongs, a model has no name or is listed twice, a number of tokens is not whole, "
     "a date is no "
     "date. The file is damaged, or its format has changed since this version of npcost.",
     R"("max_input_tokens": "a lot")", R"("max_input_tokens": 128000)"},
    {"E243", "nothing to import, or too much",
     "A price book holds at least one model, and no more than it can be read back with: 10,000 models, 100,000 values, "
     "8 MiB. "
     "An empty import would hide that the old prices are gone.",
     "a catalog in which every price is 0", "a catalog with at least one model whose price is known"},
};

}  // namespace

std::span<const CodeInfo> catalog_codes() { return codes; }

}  // namespace npcost
