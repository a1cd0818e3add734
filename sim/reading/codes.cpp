#include "sim/reading/codes.h"

#include <array>

namespace npcost {
namespace {

constexpr std::array codes = {
    CodeInfo{"E001", "the text is not UTF-8",
             "Scenario files are UTF-8, so that names in any script read the same on every machine. A byte was found "
             "that no "
             "UTF-8 text can hold there; usually the file was saved in an older encoding.",
             "a file saved as CP949, Shift-JIS or Latin-1", "the same file, saved as UTF-8"},
    CodeInfo{"E002", "the text has a byte-order mark or is UTF-16",
             "JSON text is UTF-8 without a mark in front. Some Windows editors add one, or save \"Unicode\" as UTF-16.",
             "a file saved as \"UTF-8 with BOM\" or \"Unicode\"", "the same file, saved as plain UTF-8"},
    CodeInfo{"E003", "a control character in the text",
             "NUL and other control characters have no place in a scenario. Many parsers take a NUL for the end of the "
             "file and "
             "silently ignore the rest; npcost refuses it. Inside a string, write tabs as \\t and line breaks as \\n.",
             "{ \"name\": \"a<TAB>b\" }", "{ \"name\": \"a\\tb\" }"},
    CodeInfo{"E004", "the JSON grammar is broken",
             "The file is JSON with comments and trailing commas. A comma, colon, bracket or quote is missing, doubled "
             "or of the "
             "wrong kind; the report points at the place where the smallest edit is.",
             "{ \"a\": 1 \"b\": 2 }", "{ \"a\": 1, \"b\": 2 }"},
    CodeInfo{"E005", "something is never closed",
             "A string, a comment or a bracket was opened and the line or the file ended first. The report points at "
             "the opening.",
             "{ \"a\": [1, 2 }", "{ \"a\": [1, 2] }"},
    CodeInfo{"E006", "not a JSON value",
             "Bare values are numbers, true, false and null. Numbers have digits on both sides of the point, no "
             "leading zero or "
             "plus, no hexadecimal, and are finite; quantities with a unit and ranges stand in double quotes.",
             "{ \"share\": .5, \"persona\": 600tokens }", "{ \"share\": 0.5, \"persona\": \"600 tokens\" }"},
    CodeInfo{"E007", "brackets are nested too deep",
             "At most 64 levels. No scenario needs more, and a limit keeps a damaged or hostile file from exhausting "
             "memory.",
             "65 opening brackets in a row", "fewer levels; look for a bracket that is not closed"},
    CodeInfo{"E008", "the text is too large",
             "A file holds at most 8 MiB, 100,000 values, and 64 KiB in one string. Larger data belongs into files of "
             "its own.",
             "a list of 200,000 numbers", "several files, joined by \"extends\""},
    CodeInfo{"E009", "the text holds no value, or more than one",
             "A file is one JSON value. Either nothing but spaces and comments was found, or something follows after "
             "the end.",
             "{ } { }", "{ }"},
    CodeInfo{"E102", "a key appears twice in one object",
             "JSON parsers keep one of the two and drop the other without a word, so an edit can be without effect. "
             "Keys are "
             "compared after their escapes are resolved.",
             "{ \"turns\": 4, \"turns\": 9 }", "{ \"turns\": 9 }"},
    CodeInfo{
        "E201", "money without a currency or a price without a unit",
        "A bare number cannot say whether it is dollars or cents, per token or per million tokens; the difference is a "
        "million-fold. A price is an amount, a slash and a unit.",
        "\"input\": 0.15", "\"input\": \"$0.15/1M tokens\""},
    CodeInfo{"E202", "an unknown or missing unit or currency",
             "Numbers that measure something carry their unit: tokens, chars, us ms s min h d w, %, /d, tokens/s, wpm. "
             "Currencies "
             "are $, €, ₩ before the number, or an ISO 4217 code behind it.",
             "\"persona\": \"600 tok\"", "\"persona\": \"600 tokens\""},
    CodeInfo{
        "E203", "a comma in a number",
        "\"1,500\" is 1500 in Seoul and 1.5 in Berlin. The decimal mark is a point; digits may be grouped by \"_\".",
        "\"$0,15/1M tokens\"", "\"$0.15/1M tokens\""},
    CodeInfo{"E204", "a malformed quantity",
             "A quantity is a number or a range low..high, at most one space, and a unit. Digits are 0-9; groups are "
             "separated by "
             "\"_\"; k, M and B stand directly behind the number; invisible characters are refused.",
             "\"60 - 160 tokens\"", "\"60..160 tokens\""},
    CodeInfo{"E205", "\"m\" is minutes or months", "A bare m is read as minutes by some and as months by others.",
             "\"5 m\"", "\"5 min\" or \"5 mo\""},
    CodeInfo{"E206", "\"¥\" is yen or yuan", "The sign is used for JPY and for CNY, which differ about twenty-fold.",
             "\"¥15\"", "\"15 JPY\" or \"15 CNY\""},
    CodeInfo{"E207", "a unit that measures something else",
             "The unit exists but does not fit this field: a duration where tokens are counted, a price where an "
             "amount is needed, "
             "a calendar month where only a fixed length makes sense.",
             "\"persona\": \"600 ms\"", "\"persona\": \"600 tokens\""},
    CodeInfo{"E208", "a value of the wrong kind",
             "A text, number, list or object stands where another kind is needed. Quantities with a unit are texts.",
             "\"reply\": 100", "\"reply\": \"100 tokens\""},
    CodeInfo{"E209", "a range that does not go up",
             "The lower end comes first and the two differ: a range is a 90 % interval, so both ends must be possible.",
             "\"160..60 tokens\"", "\"60..160 tokens\""},
    CodeInfo{"E210", "a number out of range",
             "Quantities are never negative, never beyond what can be counted, and whole where things are counted.",
             "\"-2 turns\"", "\"2 turns\""},
    CodeInfo{"E211", "a share outside 0 to 1", "A share is a percentage or a number from 0 to 1.", "\"share\": 15",
             "\"share\": \"15%\""},
    CodeInfo{"E212", "an impossible distribution",
             "No distribution of this family has these values: a standard deviation of 0, percentiles in the wrong "
             "order, counts "
             "narrower than their family allows, too few or too many facts, or weights that are all 0.",
             "{ \"dist\": \"lognormal\", \"p5\": \"9 tokens\", \"p95\": \"4 tokens\" }",
             "{ \"dist\": \"lognormal\", \"p5\": \"4 tokens\", \"p95\": \"9 tokens\" }"},
    CodeInfo{"E213", "an unknown family or a key that it does not have",
             "Families: constant, uniform, triangular, pert, normal, lognormal, gamma, beta, poisson, "
             "negative_binomial, geometric, "
             "exponential, empirical, discrete, mixture. They are described by mean, sd, median, p5 … p95, low, mode, "
             "high, shape.",
             "{ \"dist\": \"log-normal\", \"mean\": \"60 tokens\" }",
             "{ \"dist\": \"lognormal\", \"mean\": \"60 tokens\", \"sd\": \"20 tokens\" }"},
    CodeInfo{"E214", "a date that is malformed or does not exist",
             "Dates are YYYY-MM-DD, with a local time as YYYY-MM-DDThh:mm; they exist in the calendar.",
             "\"2027-02-29\"", "\"2027-02-28\""},
    CodeInfo{"E215", "finer than the smallest step",
             "Money is exact to 1e-15 of a unit of currency (and prices a minute or an hour to a ninth of it), "
             "durations that the "
             "clock uses to one millisecond; nothing is rounded on reading.",
             "\"$0.00000000000001234/token\"", "\"$0.000000000000012/token\""},
    CodeInfo{"E216", "not a finite number",
             "Every value is finite; what is not known is left out or written as an interval.", "\"NaN tokens\"",
             "\"60..160 tokens\""},
    CodeInfo{"E217", "not available in this version",
             "The notation belongs to the format, but this version cannot simulate it, and does not guess.",
             "{ \"dist\": \"empirical\", \"from\": \"turns.csv\", \"column\": \"turns\" }",
             "{ \"dist\": \"empirical\", \"values\": [3, 5, 8] }"},
    CodeInfo{"E218", "a range where one value is needed",
             "This field, or this part of a distribution, is one number. If nobody knows a part of a distribution, say "
             "so with "
             "{ \"uncertain\": … }.",
             "{ \"dist\": \"geometric\", \"mean\": \"4..9\" }",
             "{ \"dist\": \"geometric\", \"mean\": { \"uncertain\": \"4..9\" } }"},
    CodeInfo{
        "E219", "an unknown provenance",
        "A value is sourced (somebody published it), derived (worked out from sourced ones) or assumed (our guess).",
        "\"provenance\": \"guess\"", "\"provenance\": \"assumed\""},
    CodeInfo{"E233", "a price that moves in two ways",
             "\"decline\", \"halving\" and \"follows\" each say how fast a price moves. Two of them would have two answers.",
             "{ \"now\": \"$0.40/1M tokens\", \"decline\": \"30%/y\", \"halving\": \"18 mo\" }",
             "{ \"now\": \"$0.40/1M tokens\", \"halving\": \"18 mo\" }"},
    CodeInfo{"E235", "a floor that does not fit its price",
             "A floor is one price, or a range of it, in the unit and currency of \"now\"; a price that falls has it below.",
             "{ \"now\": \"$0.40/1M tokens\", \"decline\": \"30%/y\", \"floor\": \"$4/1M tokens\" }",
             "{ \"now\": \"$0.40/1M tokens\", \"decline\": \"30%/y\", \"floor\": \"$0.04/1M tokens\" }"},
    CodeInfo{"E236", "a step of a price that says too little",
             "A step says from which day on the price is multiplied with what: { \"at\", \"times\" }, "
             "and with \"probability\" how likely it is.",
             "{ \"now\": \"$0.40/1M tokens\", \"decline\": \"30%/y\", \"steps\": [{ \"at\": \"2027-01-01\" }] }",
             "{ \"now\": \"$0.40/1M tokens\", \"decline\": \"30%/y\", \"steps\": [{ \"at\": \"2027-01-01\", \"times\": 2 }] }"},
    CodeInfo{"E237", "too many steps of a price", "At most 64: more often than once a month for five years is no announcement.",
             "\"steps\": [ … 100 … ]", "a \"decline\" or a \"halving\""},
    CodeInfo{"W702", "a very wide interval",
             "The ends of a lognormal interval lie so far apart that its mean is more than half above its median: rare "
             "huge values "
             "then decide the cost. That may be true; more often an end was mistyped.",
             "\"60..1600 tokens\"", "\"60..160 tokens\""},
};

}  // namespace

std::span<const CodeInfo> reading_codes() { return codes; }

}  // namespace npcost
