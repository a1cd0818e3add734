// Names of one provider in logs, catalogs and books.
//
// Source    LiteLLM's provider names, OpenTelemetry's values of gen_ai.provider.name and of gen_ai.system before it, and OpenRouter's
//           and models.dev's prefixes.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "sim/recorded/model_names.h"

namespace npcost {
namespace {

/// A name and the one that stands for its group. Names are folded: lower case, and only letters and digits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 39> groups = {{
    {"amazon", "aws"},
    {"amazonbedrock", "aws"},
    {"awsbedrock", "aws"},
    {"bedrock", "aws"},
    {"bedrockconverse", "aws"},
    {"awspolly", "aws"},
    {"azureai", "azure"},
    {"azureaiinference", "azure"},
    {"azureaiopenai", "azure"},
    {"azureopenai", "azure"},
    {"azaiinference", "azure"},
    {"azaiopenai", "azure"},
    {"gcp", "google"},
    {"gcpgemini", "google"},
    {"gcpgenai", "google"},
    {"gcpvertexai", "google"},
    {"gemini", "google"},
    {"googleaistudio", "google"},
    {"googlegenai", "google"},
    {"googlevertex", "google"},
    {"vertexai", "google"},
    {"alibabacloud", "alibaba"},
    {"dashscope", "alibaba"},
    {"qwen", "alibaba"},
    {"cloudflareworkersai", "cloudflare"},
    {"workersai", "cloudflare"},
    {"coherechat", "cohere"},
    {"fireworksai", "fireworks"},
    {"metallama", "meta"},
    {"llama", "meta"},
    {"minimaxai", "minimax"},
    {"mistralai", "mistral"},
    {"moonshotai", "moonshot"},
    {"perplexityai", "perplexity"},
    {"textcompletionopenai", "openai"},
    {"togetherai", "together"},
    {"codestral", "mistral"},
    {"zai", "zhipu"},
    {"zhipuai", "zhipu"},
}};

std::string folded(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      text += lower;
    }
  }
  return text;
}

std::string group_of(std::string_view name) {
  const std::string text = folded(name);
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& entry) { return entry.first == text; });
  return found == groups.end() ? text : std::string(found->second);
}

}  // namespace

bool same_provider(std::string_view in_log, std::string_view in_book) {
  const std::string provider = group_of(in_log);
  if (provider.empty()) return false;
  if (provider == group_of(in_book)) return true;
  // LiteLLM names the family of models behind it: "vertex_ai-language-models".
  return folded(in_log).starts_with("vertexai") && group_of(in_book) == "google";
}

}  // namespace npcost
