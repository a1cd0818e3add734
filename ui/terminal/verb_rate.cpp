// npcost rate: recorded usage in, exact cost out; what has no price is listed and never 0.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <vector>

#include "sim/base/atomic_file.h"
#include "ui/terminal/exit_codes.h"
#include "ui/terminal/faults.h"
#include "ui/terminal/figures.h"
#include "ui/terminal/output.h"
#include "ui/terminal/price_files.h"
#include "ui/terminal/rate_text.h"
#include "ui/terminal/verbs.h"

namespace npcost {
namespace {

constexpr std::size_t piece_bytes = 256u << 10;

void read_log(const std::string& log, std::uint32_t number, const RateRequest& request, UsageSink& sink) {
  ReadOptions options = request.read;
  options.log = number;
  if (log != "-") options.shape = names_csv(log) ? LogShape::csv : LogShape::json_lines;
  FileStream stream = log == "-" ? FileStream::standard_input() : FileStream(log);
  UsageReader reader(options, sink);
  std::vector<char> piece(piece_bytes);
  while (const std::size_t bytes = stream.read(piece)) reader.feed({piece.data(), bytes});
  reader.finish();
}

BillAudit audit_of(const RateRequest& request, const LoadedBooks& loaded) {
  BillAudit audit{std::string(format_name(request.read.format)), request.logs, {}, "", request.rating.skip_faulty};
  for (const BookName& book : loaded.names) audit.books.push_back({book.name, book.as_of, book.sha256});
  if (request.rating.as_of) audit.as_of = to_text(*request.rating.as_of);
  return audit;
}

/// A log that is named twice would be charged twice. "" if there is none.
std::string named_twice(const std::vector<std::string>& logs) {
  std::set<std::filesystem::path> seen;
  for (const std::string& log : logs) {
    std::error_code error;
    std::filesystem::path path =
        log == "-" ? std::filesystem::path(log) : std::filesystem::weakly_canonical(log, error);
    if (!error && !seen.insert(std::move(path)).second) return log;
  }
  return {};
}

/// A map to a model that the book does not have would leave everything of that name unpriced.
int refuse_map(const ModelNames& names) {
  const std::string& target = names.unknown_targets().front();
  const std::string meant = names.did_you_mean(target);
  return refuse(fmt::format("--map: the book has no model \"{}\"{}", printable(target),
                            meant.empty() ? "" : fmt::format("; did you mean \"{}\"?", printable(meant))));
}

int exit_code_of(const Options& options, const UsageTotals& totals) {
  if (!options.ci) return exit_codes::fine;
  if (totals.all.records == 0) return exit_codes::no_budget;
  return totals.all.with_unpriced > 0 || totals.faulty_records > 0 ? exit_codes::inconclusive : exit_codes::fine;
}

std::string closing_of(int code, const UsageTotals& totals, const Style& style) {
  const std::string_view arrow = style.utf8 ? "→" : "->";
  if (code == exit_codes::no_budget) return fmt::format("there is no record to rate {} exit {}", arrow, code);
  if (code == exit_codes::inconclusive) {
    const char* why = totals.all.with_unpriced > 0 ? "something has no price" : "faulty records were left out";
    return fmt::format("{}, so the cost is not known {} exit {}", why, arrow, code);
  }
  return {};
}

int report_log_faults(const Options& options, const UsageRating& rating, const PriceBook& book,
                      const BillAudit& audit) {
  const UsageTotals& totals = rating.totals();
  if (options.json) {
    write_output(bill_json(totals, book, audit, false));
  } else {
    say(rate_faults(totals, audit));
  }
  if (totals.all.records == 0 && options.rate.read.format == UsageFormat::own) {
    say("no record could be read as npcost's own format; --format says whose the log is: otel, litellm, openai, "
        "anthropic\n");
  }
  say(fmt::format("{} in {}; nothing was rated. --skip-faulty leaves them out.\n",
                  counted(totals.fault_count, "fault", "faults"),
                  counted(totals.faulty_records, "record or line", "records or lines")));
  return exit_codes::bad_input;
}

}  // namespace

int verb_rate(const Options& options) {
  const RateRequest& request = options.rate;
  if (const std::string twice = named_twice(request.logs); !twice.empty())
    return refuse(fmt::format("{} is named twice: its records would be charged twice", printable(twice)));
  LoadedBooks loaded;
  if (const int code = load_or_report(options, options.prices.books, loaded); code != 0) return code;
  const PriceBook& book = *loaded.book;
  if (const ModelNames names(book, request.rating.map); !names.unknown_targets().empty()) return refuse_map(names);
  UsageRating rating(book, request.rating);
  for (std::size_t i = 0; i < request.logs.size(); ++i) {
    read_log(request.logs[i], static_cast<std::uint32_t>(i), request, rating);
  }
  const BillAudit audit = audit_of(request, loaded);
  if (!rating.valid()) return report_log_faults(options, rating, book, audit);
  const UsageTotals& totals = rating.totals();
  const int code = exit_code_of(options, totals);
  if (totals.faulty_records > 0 && !options.json) say(rate_faults(totals, audit));
  if (totals.all.records == 0 && totals.passed_over > 0) {
    say(fmt::format("{} read as {}, and none is a request: --format or the names of the attributes may be wrong\n",
                    counted(totals.passed_over, "entry was", "entries were"), audit.format));
  }
  const Style style = style_of_descriptor(STDOUT_FILENO);
  write_output(options.json ? bill_json(totals, book, audit, true)
                            : rate_text(totals, book, audit, closing_of(code, totals, style), style));
  return code;
}

}  // namespace npcost
