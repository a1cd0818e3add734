#pragma once
// The world between two marks: a live run on a thread of its own that follows the playhead and says what had been counted just there.
//
// Same      it lives the recording's own plan, so its mark at a moment is that which the recording would have had there.
// Late      it comes to a new moment as fast as it can, from the start if time went back; whoever asks takes the newest mark there is.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "ui/window/model/recording.h"

namespace npcost::window {

struct LiveMark {
  std::shared_ptr<const Recording> of;
  std::shared_ptr<const Mark> mark;
};

class LivePlayer {
 public:
  LivePlayer();
  ~LivePlayer();
  LivePlayer(const LivePlayer&) = delete;
  LivePlayer& operator=(const LivePlayer&) = delete;

  /// Go there; what was asked before is forgotten.
  void follow(std::shared_ptr<const Recording> recording, Milliseconds at);
  void stop();
  /// The newest mark, or an empty one.
  LiveMark newest() const;
  /// Whether it is on its way.
  bool behind() const;

 private:
  void work();

  mutable std::mutex mutex_;               ///< guards all below
  std::condition_variable changed_;
  std::shared_ptr<const Recording> wanted_;
  Milliseconds at_{0};
  LiveMark newest_;
  bool over_ = false;
  std::thread thread_;                     ///< begins last
};

}  // namespace npcost::window
