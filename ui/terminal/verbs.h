#pragma once
// One function a verb: reads its options, does one thing, returns the exit code.
//
// Throws    FileError (3), MoneyOverflow (2), BrokenPromise (70): main's frame turns them into sentences.

#include <string>
#include <vector>

#include "ui/terminal/options.h"

namespace npcost {

int verb_run(const Options& options);
int verb_check(const Options& options);
int verb_resolve(const Options& options);
int verb_explain(const Options& options);
int verb_schema(const Options& options);
int verb_prices_list(const Options& options);
int verb_prices_show(const Options& options);
int verb_prices_diff(const Options& options);  ///< 1 when something differs
int verb_prices_import(const Options& options);
int verb_prices_history(const Options& options);
int verb_rate(const Options& options);
int verb_show_player(const Options& options);
int verb_merge(const Options& options);
int verb_new(const Options& options);
int verb_compare(const Options& options);  ///< 0 whatever differs; 4 if nothing that was asked can be compared
int verb_forecast(const Options& options);  ///< 0 whatever the dates; 4 if nothing that was asked can be said
int verb_sweep(const Options& options);    ///< 0 whatever the budgets say: they are judged point by point
int verb_solve(const Options& options);    ///< 4 if no value was found
int verb_sensitivity(const Options& options);  ///< 4 if the figure has no value in any run or never varies
int verb_window(const Options& options);  ///< comes back only if there is no window to start: 3

/// The whole program below its outermost frame; `arguments` without the program's own name.
int run_command(const std::vector<std::string>& arguments);

}  // namespace npcost
