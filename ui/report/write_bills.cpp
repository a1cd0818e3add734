#include "ui/report/write_bills.h"

#include "ui/report/verdict_word.h"
#include "ui/report/write_levers.h"

namespace npcost {

void write_budgets(JsonOut& out, const std::vector<BudgetResult>& budgets) {
  out.key("budgets").begin_array();
  for (const BudgetResult& budget : budgets) {
    out.begin_object();
    out.key("name").string(budget.name);
    out.key("metric").string(budget.metric);
    out.key("stat").string(budget.stat);
    out.key("where").string_or_null(budget.where);
    out.key("unit").string(budget.unit);
    out.key("limit").number(budget.max ? budget.max : budget.min);
    out.key("limit_text").string(budget.limit_text);
    out.key("max").number(budget.max);
    out.key("min").number(budget.min);
    out.key("value").number(budget.value);
    write_interval(out, budget.interval);
    out.key("verdict").string(verdict_word(budget.verdict));
    out.key("why_inconclusive").string_or_null(budget.why_inconclusive);
    out.key("severity").string(budget.severity);
    out.key("owner").string_or_null(budget.owner);
    out.key("message").string_or_null(budget.message);
    out.end_object();
  }
  out.end_array();
}

void write_bills(JsonOut& out, const Result& result) {
  if (result.prices.empty()) return;
  out.key("prices").begin_array();
  for (const BookResult& bill : result.prices) {
    out.begin_object();
    out.key("name").string(bill.book.name);
    out.key("own").boolean(bill.own);
    out.key("as_of").string_or_null(bill.book.as_of);
    out.key("sha256").string_or_null(bill.book.sha256);
    out.key("behaviour").string("under the scenario's own prices");
    out.key("money_limits").begin_array();
    for (const std::string& name : result.money_limits) out.string(name);
    out.end_array();
    out.key("kept_models").begin_array();
    for (const std::string& name : bill.kept) out.string(name);
    out.end_array();
    out.key("total").string_or_null(bill.total);
    write_metrics(out, bill.metrics);
    out.key("change");
    if (bill.change) {
      out.begin_object();
      out.key("metric").string("cost.per_mau_month");
      out.key("relative").number(bill.change);
      write_interval(out, bill.change_interval);
      out.end_object();
    } else {
      out.null();
    }
    write_budgets(out, bill.budgets);
    out.end_object();
  }
  out.end_array();
}

}  // namespace npcost
