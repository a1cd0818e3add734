#pragma once
// Runs the program as a shell would: in a process of its own, with its output in files. Forked rather than started, so
// that the tests need no path to the program and see its sanitizer reports.

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/atomic_file.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/output.h"
#include "ui/terminal/signals.h"
#include "ui/terminal/verbs.h"

namespace npcost::captured {

/// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = "/tmp/npcost-test-XXXXXX";
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Folder() {
    const std::string command = "rm -rf '" + path_ + "'";
    if (path_.starts_with("/tmp/npcost-test-") && std::system(command.c_str()) != 0)
      say("cannot remove " + path_ + "\n");
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return path_ + "/" + name; }
  std::string write(const std::string& name, const std::string& text) const {
    write_atomically(file(name), text);
    return file(name);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Ran {
  int code = -1;  ///< 128 + signal if it died of one
  std::string out, err;
};

/// `inside` runs in the new process, `outside` in this one meanwhile.
inline Ran run_process(const std::function<int()>& inside, const std::function<void(pid_t)>& outside = {}) {
  const Folder folder;
  const std::string out = folder.write("out", "");
  const std::string err = folder.write("err", "");
  const pid_t child = fork();
  if (child == 0) {
    // The same surroundings on every machine; a test that wants others sets them inside.
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    dup2(open(out.c_str(), O_WRONLY | O_APPEND), STDOUT_FILENO);
    dup2(open(err.c_str(), O_WRONLY | O_APPEND), STDERR_FILENO);
    ignore_broken_pipes();
    _exit(in_frame(inside));
  }
  if (outside) outside(child);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, read_whole_file(out, 64u << 20), read_whole_file(err, 64u << 20)};
}

inline Ran npcost(const std::vector<std::string>& arguments) {
  return run_process([&arguments] { return run_command(arguments); });
}

/// A small text scenario; `more` is added at its top level, e.g. ", \"budgets\": { … }".
inline std::string scenario_text(const std::string& more = "", const std::string& replications = "3") {
  return R"({
  "npcost": 1,
  "name": "One innkeeper",
  "models": { "small": { "kind": "llm", "input": "$0.15/1M tokens", "output": "$0.60/1M tokens" } },
  "pipelines": { "text": { "kind": "text", "stages": [{ "do": "llm", "model": "small" }] } },
  "npcs": { "innkeeper": { "pipeline": "text", "persona": "600 tokens", "player_line": "18 tokens", "reply": "60..160 tokens" } },
  "time": { "duration": "3 d" },
  "players": {
    "active": "300 players",
    "segments": { "everyone": { "share": "100%", "sessions": "1/d", "conversations": 2, "turns": "4..12 turns",
                                "npcs": { "innkeeper": 1 } } }
  },
  "experiment": { "seed": 7, "replications": )" +
         replications + " }" + more + "\n}\n";
}

/// A budget on the cost of a turn. A turn sends at least 600 + 18 tokens and gets at least one: more than $0.00009;
/// and with a dozen turns of some hundred tokens it never comes near $1.
inline std::string budget_text(const std::string& max) {
  return R"(, "budgets": { "a turn": { "metric": "cost.per_turn", "max": ")" + max + "\" } }";
}

}  // namespace npcost::captured
