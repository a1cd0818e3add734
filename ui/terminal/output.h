#pragma once
// Where bytes leave the program. Standard output is data: every write is checked, and a closed pipe or a full disk is
// an error like any other file's. Standard error is conversation: it is written as well as it can be and never fails.

#include <string>
#include <string_view>

namespace npcost {

/// Writes all of `bytes` to standard output. Throws FileError (closed, full, nobody reads) with a sentence.
void write_output(std::string_view bytes);
/// Asks the system whether all that was written has arrived (a network disk may say no only now). Throws FileError.
void finish_output();
/// Writes to standard error; what cannot be written is lost.
void say(std::string_view text);

/// Descriptors 0, 1 and 2 always lead somewhere afterwards, so that no opened file can take their numbers; one that
/// was closed still refuses to be written. Call first of all.
void guard_standard_descriptors();

/// Makes `folder` and those above it. Throws FileError.
void make_folders(const std::string& folder);

}  // namespace npcost
