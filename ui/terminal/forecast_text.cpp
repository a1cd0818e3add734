#include "ui/terminal/forecast_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/reading/diagnostic.h"
#include "ui/terminal/columns.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/summary.h"
#include "ui/terminal/table.h"

namespace npcost {
namespace {

constexpr std::size_t most_questions = 4, most_warnings = 10, bar_width = 14;

std::string headline(std::string_view text, const Style& style) { return "  " + inked(text, Ink::strong, style) + "\n"; }

std::string note_lines(const std::string& sentence, Ink ink, const Style& style) {
  std::string text;
  for (const std::string& line : wrapped(sentence, summary_width - 4)) text += "    " + inked(line, ink, style) + "\n";
  return text;
}

std::string not_before(const ForecastAnswer& forecast) { return "after " + forecast.until; }

std::string date_cell(const ForecastDate& date, const ForecastAnswer& forecast) {
  if (date.day.empty()) return not_before(forecast);
  return date.day == forecast.start ? "from the start" : date.day;
}

/// How wide the interval of a date is: "2027-08-01..2027-11-20".
std::string between(const ForecastDate& date, const ForecastAnswer& forecast) {
  if (date.low == date.high) return {};
  return fmt::format("{}..{}", date.low, date.high.empty() ? not_before(forecast) : date.high);
}

std::vector<const ForecastQuestionAnswer*> shown_questions(const ForecastAnswer& forecast) {
  std::vector<const ForecastQuestionAnswer*> shown;
  for (const ForecastQuestionAnswer& question : forecast.questions) {
    if (question.why_unknown.empty() && shown.size() < most_questions) shown.push_back(&question);
  }
  return shown;
}

std::string question_line(const ForecastQuestionAnswer& question, const Style& style) {
  std::string figure = question.metric;
  if (question.metric == "cost.share_of_revenue" && question.stat == "mean") figure = "cost as a share of net revenue";
  if (question.stat != "mean") figure = fmt::format("{} of {}", question.stat, question.metric);
  if (!question.where.empty()) figure += fmt::format(" ({})", printable(question.where));
  return fmt::format("{}: {} at most {}", printable(question.name), figure,
                     question.limit_text.empty() ? value_text(question.limit, question.unit, style) : printable(question.limit_text));
}

std::string title_section(const ForecastAnswer& forecast, bool quick, const Style& style) {
  std::string text = inked("When does it become viable?", Ink::strong, style) + "  " + shown_name(forecast.scenario_name, 48, style) + "\n";
  std::vector<std::string> parts{fmt::format("from {} to {}", forecast.start, forecast.until),
                                 counted(forecast.draws, "draw of prices", "draws of prices"),
                                 counted(forecast.replications, "replication", "replications"), fmt::format("seed {}", forecast.seed)};
  if (!forecast.as_of.empty()) parts.push_back(fmt::format("price history known on {}", forecast.as_of));
  if (!forecast.growth_text.empty()) parts.push_back(fmt::format("usage grows {}", printable(forecast.growth_text)));
  text += joined_parts(parts, "", summary_width, style);
  for (const ForecastQuestionAnswer& question : forecast.questions) {
    for (const std::string& line : wrapped(question_line(question, style), summary_width)) text += line + "\n";
  }
  if (quick) text += inked("quick: a first look with fewer players and replications; not for decisions", Ink::odd, style) + "\n";
  if (!forecast.partial) return text;
  for (const std::string& line : wrapped("PARTIAL: " + forecast.partial_why, summary_width)) text += inked(line, Ink::odd, style) + "\n";
  return text;
}

std::string dates_section(const ForecastAnswer& forecast, const Style& style) {
  const auto shown = shown_questions(forecast);
  std::string text = headline("DATES", style);
  if (!shown.empty()) {
    std::vector<TableRow> rows{
        {{""}}, {{"now"}}, {{"10% of draws by"}}, {{"50% of draws by"}}, {{"90% of draws by"}}, {{"ever until the end"}}};
    for (const ForecastQuestionAnswer* question : shown) {
      rows[0].push_back({cut_to(printable(question->name), 20, style), Ink::strong});
      rows[1].push_back({value_text(question->now, question->unit, style)});
      const ForecastDate* dates[] = {&question->p10, &question->p50, &question->p90};
      for (std::size_t i = 0; i < 3; ++i)
        rows[2 + i].push_back({date_cell(*dates[i], forecast), dates[i]->day.empty() ? Ink::bad : Ink::good});
      rows[5].push_back({value_text(question->ever, "ratio", style)});
    }
    for (const std::string& line : table_lines(rows, "l", 3, "    ", style)) text += line + "\n";
  }
  for (const ForecastQuestionAnswer* question : shown) {
    const std::string range = between(question->p50, forecast);
    if (!range.empty())
      text += note_lines(fmt::format("{}: the middle date lies in {} (95% CI, draws and replications)", printable(question->name), range),
                         Ink::faint, style);
  }
  for (const ForecastQuestionAnswer& question : forecast.questions) {
    if (!question.why_unknown.empty())
      text += note_lines(fmt::format("{}: {}", printable(question.name), question.why_unknown), Ink::odd, style);
  }
  return text + note_lines(fmt::format("a date counts once it holds for {} in a row", counted(forecast.stays_months, "month", "months")),
                           Ink::faint, style);
}

std::string chance_text(const ViableBy& by, const Style& style) {
  return fmt::format("{} {:>4.0f}%", pad_right(bar(by.probability, bar_width, style), bar_width), by.probability * 100);
}

std::string chances_section(const ForecastAnswer& forecast, const Style& style) {
  auto shown = shown_questions(forecast);
  if (shown.empty()) return {};
  if (shown.size() > 3) shown.resize(3);
  std::string text = headline("CHANCE THAT IT IS VIABLE BY", style);
  std::vector<TableRow> rows{{{""}}};
  for (const ForecastQuestionAnswer* question : shown)
    rows[0].push_back({cut_to(printable(question->name), bar_width, style), Ink::strong});
  const std::size_t all = shown.front()->by.size(), most = 12, every = (all + most - 1) / most;
  for (std::size_t i = 0; i < all; ++i) {
    if (i % every != 0 && i + 1 != all) continue;
    TableRow row{{shown.front()->by[i].day}};
    for (const ForecastQuestionAnswer* question : shown) row.push_back({chance_text(question->by[i], style)});
    rows.push_back(std::move(row));
  }
  for (const std::string& line : table_lines(rows, "llll", 3, "    ", style)) text += line + "\n";
  for (const ForecastQuestionAnswer* question : shown) {
    if (!question->asked_by) continue;
    text += note_lines(
        fmt::format("{} by {}: {:.1f}% (95% CI {:.1f}..{:.1f}%)", printable(question->name), question->asked_by->day,
                    question->asked_by->probability * 100, question->asked_by->interval.low * 100, question->asked_by->interval.high * 100),
        Ink::strong, style);
  }
  return text;
}

std::string moves_section(const ForecastAnswer& forecast, const Style& style) {
  std::string text;
  for (const ForecastQuestionAnswer* question : shown_questions(forecast)) {
    std::vector<TableRow> rows{
        {{cut_to(printable(question->name), 24, style), Ink::strong}, {"of its cost"}, {"rank corr."}, {"if held: half by"}, {"ever"}}};
    for (const PriceMoves& one : question->moves) {
      rows.push_back({{cut_to(printable(forecast.prices[one.price].name), 24, style)},
                      {value_text(one.share_of_cost, "ratio", style)},
                      {one.rank_correlation ? fmt::format("{:+.2f}", *one.rank_correlation) : std::string(nothing_mark(style))},
                      {date_cell(one.p50_if_held, forecast)},
                      {value_text(one.ever_if_held, "ratio", style)}});
    }
    for (const std::string& line : table_lines(rows, "lrrrr", 2, "    ", style)) text += line + "\n";
  }
  return text.empty() ? text : headline("WHAT MOVES THE DATE", style) + text;
}

std::string times_text(double times) {
  if (times < 0.001) return "<0.001";
  return times >= 99.5 ? fmt::format("{:.0f}", times) : fmt::format("{:.2g}", times);
}

std::string path_sentence(const ForecastPrice& price) {
  std::string sentence = fmt::format("{}: {}", printable(price.name), price.moved_by);
  if (price.moved_by == "held") {
    sentence += " at today's price, for want of anything better: ";
    return sentence + (price.price_class.empty() ? "no class is like it"
                                                 : fmt::format("no history of \"{}\" is at hand", printable(price.price_class)));
  }
  if (!price.price_class.empty()) sentence += fmt::format(" \"{}\"", printable(price.price_class));
  if (!price.how.empty()) sentence += ", " + printable(price.how);
  return sentence + fmt::format(" ({})", price.provenance);
}

std::string prices_section(const ForecastAnswer& forecast, const Style& style) {
  std::vector<std::size_t> used;
  for (const ForecastQuestionAnswer& question : forecast.questions) {
    for (const PriceMoves& one : question.moves) {
      if (std::find(used.begin(), used.end(), one.price) == used.end()) used.push_back(one.price);
    }
  }
  if (used.empty()) return {};
  std::sort(used.begin(), used.end());
  std::string text = headline("PRICES", style) + note_lines("times today's price: middle, and 10%..90% of the draws", Ink::faint, style);
  const std::size_t years = forecast.januaries.size();
  std::vector<std::size_t> columns;
  if (years > 1) columns.push_back((years - 1) / 2);
  if (years > 0) columns.push_back(years - 1);
  std::vector<TableRow> rows{{{""}}};
  for (const std::size_t at : columns) rows[0].push_back({forecast.januaries[at]});
  for (const std::size_t index : used) {
    const ForecastPrice& price = forecast.prices[index];
    TableRow row{{cut_to(printable(price.name), 20, style)}};
    for (const std::size_t at : columns) {
      const std::string middle = times_text(price.p50[at]);
      row.push_back({price.p10[at] == price.p90[at]
                         ? middle
                         : fmt::format("{} ({}..{})", middle, times_text(price.p10[at]), times_text(price.p90[at]))});
    }
    rows.push_back(std::move(row));
  }
  for (const std::string& line : table_lines(rows, "lrr", 2, "    ", style)) text += line + "\n";
  for (const std::size_t index : used) {
    const ForecastPrice& price = forecast.prices[index];
    text += note_lines(path_sentence(price), Ink::faint, style);
  }
  const bool followed = std::any_of(used.begin(), used.end(), [&](std::size_t index) {
    return !forecast.prices[index].price_class.empty() && forecast.prices[index].moved_by != "held";
  });
  if (followed)
    text += note_lines("the history of a class is tried for two years ahead; further on it says what would be if that speed went on",
                       Ink::faint, style);
  return text;
}

std::string warnings_section(const ForecastAnswer& forecast, const Style& style) {
  std::string text;
  std::size_t count = 0;
  for (const Diagnostic& warning : forecast.warnings) {
    if (++count > most_warnings) continue;
    text += note_lines(
        fmt::format("{}{}{}: {}", warning.code, warning.pointer.empty() ? "" : " ", printable(warning.pointer), printable(warning.message)),
        Ink::odd, style);
  }
  if (count > most_warnings) text += fmt::format("    and {} more; `npcost check` shows all\n", count - most_warnings);
  return text.empty() ? text : headline("WARNINGS", style) + text;
}

}  // namespace

std::string forecast_so_far(const ForecastAnswer& forecast) {
  std::string text;
  for (const ForecastQuestionAnswer& question : forecast.questions) {
    if (!question.why_unknown.empty() || text.size() > 60) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", printable(question.name), date_cell(question.p50, forecast));
  }
  return text;
}

std::string forecast_text(const ForecastAnswer& forecast, bool quick, const Style& style) {
  std::string text;
  for (const std::string& section :
       {title_section(forecast, quick, style), dates_section(forecast, style), chances_section(forecast, style),
        moves_section(forecast, style), prices_section(forecast, style), warnings_section(forecast, style)}) {
    if (section.empty()) continue;
    text += (text.empty() ? "" : "\n") + section;
  }
  return text;
}

}  // namespace npcost
