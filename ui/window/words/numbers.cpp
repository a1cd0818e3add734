#include "ui/window/words/numbers.h"

#include <algorithm>
#include <cmath>

namespace npcost::window {

std::optional<Currency> currency_named(std::string_view code) {
  for (std::size_t i = 0; i < currencies.size(); ++i) {
    if (currencies[i].code == code) return static_cast<Currency>(i);
  }
  return std::nullopt;
}

charts::MoneyStyle money_style(std::string_view kept, std::optional<Currency> shown, Language language) {
  const std::optional<Currency> from = currency_named(kept);
  charts::MoneyStyle style;
  style.korean_units = language == Language::korean;
  if (!from) {
    style.symbol = std::string(kept) + " ";
    return style;
  }
  const CurrencyFacts& to = facts_of(shown.value_or(*from));
  style.symbol = to.symbol;
  style.decimals = to.decimals;
  style.rate = shown && *shown != *from ? to.per_dollar / facts_of(*from).per_dollar : 1.0;
  return style;
}

int column_decimals(double typical, const charts::MoneyStyle& style) {
  const double shown = std::fabs(typical * style.rate);
  if (!std::isfinite(shown) || shown <= 0.0) return style.decimals;
  const int wanted = 2 - static_cast<int>(std::floor(std::log10(shown)));
  return std::clamp(wanted, shown >= 100.0 ? 0 : style.decimals, 6);
}

std::string money_or_dash(const std::optional<double>& kept, const charts::MoneyStyle& style, int digits) {
  return kept ? charts::money(*kept, style, digits) : "–";
}

std::string fixed_or_dash(const std::optional<double>& kept, int decimals, const charts::MoneyStyle& style) {
  if (!kept) return "–";
  // What would be a row of digits in a column is told shortly, and what would be all zeros as less than its last digit.
  const double shown = std::fabs(*kept * style.rate);
  const double last = std::pow(10.0, -decimals);
  if (*kept > 0.0 && shown < 0.5 * last) return "<" + charts::money_fixed(last / style.rate, decimals, style);
  const bool large = !std::isfinite(shown) || shown >= 1e7;
  return large ? charts::money(*kept, style) : charts::money_fixed(*kept, decimals, style);
}

std::string change_text(const std::optional<double>& change) { return change ? charts::percent(*change, 1, true) : "–"; }

std::string wait_text(double milliseconds) {
  if (!std::isfinite(milliseconds)) return "–";
  if (milliseconds < 1000.0) return fmt::format("{:.0f} ms", milliseconds);
  return milliseconds < 100'000.0 ? fmt::format("{:.1f} s", milliseconds / 1000.0) : charts::short_number(milliseconds / 1000.0) + " s";
}

std::string whole_text(double value) { return std::fabs(value) < 1e8 ? charts::count(value) : charts::short_number(value); }

std::string pace_text(double times) { return charts::short_number(times, 4) + "×"; }

std::string mode_text(Language language, Mode mode) {
  switch (mode) {
    case Mode::text: return say(language, "mode.text");
    case Mode::voice: return say(language, "mode.voice");
    case Mode::speech_to_speech: return say(language, "mode.speech");
    case Mode::vision: return say(language, "mode.vision");
  }
  return {};
}

std::string part_text(Language language, Part::Kind kind) {
  switch (kind) {
    case Part::Kind::llm_input: return say(language, "part.llm_input");
    case Part::Kind::llm_cached: return say(language, "part.llm_cached");
    case Part::Kind::llm_output: return say(language, "part.llm_output");
    case Part::Kind::stt: return say(language, "part.stt");
    case Part::Kind::tts: return say(language, "part.tts");
    case Part::Kind::moderation: return say(language, "part.moderation");
    case Part::Kind::memory: return say(language, "part.memory");
    case Part::Kind::realtime: return say(language, "part.realtime");
    case Part::Kind::vision: return say(language, "part.vision");
  }
  return {};
}

std::string stage_text(Language language, Stage stage) {
  switch (stage) {
    case Stage::llm: return say(language, "stage.llm");
    case Stage::stt: return say(language, "part.stt");
    case Stage::tts: return say(language, "part.tts");
    case Stage::moderation: return say(language, "part.moderation");
    case Stage::memory: return say(language, "part.memory");
    case Stage::realtime: return say(language, "part.realtime");
    case Stage::vision: return say(language, "part.vision");
  }
  return {};
}

std::string verdict_text(Language language, BudgetResult::Verdict verdict) {
  switch (verdict) {
    case BudgetResult::Verdict::pass: return say(language, "verdict.pass");
    case BudgetResult::Verdict::fail: return say(language, "verdict.fail");
    case BudgetResult::Verdict::inconclusive: return say(language, "verdict.inconclusive");
  }
  return {};
}

std::string stat_text(Language language, Stat stat) {
  switch (stat) {
    case Stat::mean: return say(language, "stat.mean");
    case Stat::max: return say(language, "stat.max");
    case Stat::p5: return "P5";
    case Stat::p50: return "P50";
    case Stat::p90: return "P90";
    case Stat::p95: return "P95";
    case Stat::p99: return "P99";
    case Stat::total: break;
  }
  return std::string(stat_name(stat));
}

std::string stat_text(Language language, std::string_view stat) {
  const auto named = [stat](Stat one) { return stat_name(one) == stat; };
  constexpr std::array all{Stat::mean, Stat::p5, Stat::p50, Stat::p90, Stat::p95, Stat::p99, Stat::max};
  const auto found = std::find_if(all.begin(), all.end(), named);
  return found == all.end() ? std::string(stat) : stat_text(language, *found);
}

std::string metric_text(Language language, std::string_view metric) {
  if (metric == "cost.per_player_hour") return say(language, "metric.per_player_hour");
  if (metric == "cost.per_mau_month") return say(language, "metric.per_mau_month");
  if (metric == "cost.per_dau_day") return say(language, "metric.per_dau_day");
  if (metric == "cost.per_conversation") return say(language, "metric.per_conversation");
  if (metric == "cost.per_turn") return say(language, "metric.per_turn");
  if (metric == "cost.per_install") return say(language, "metric.per_install");
  if (metric == "cost.share_of_revenue") return say(language, "metric.share_of_revenue");
  return std::string(metric);
}

}  // namespace npcost::window
