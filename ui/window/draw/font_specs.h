#pragma once
// What each face of the window is made of. Of no use outside of this folder.

#include <cstddef>

#include "ui/window/draw/fonts.h"

namespace npcost::draw {

enum Kind : std::size_t { regular, semi_bold, display, mono };

struct Spec {
  Kind kind;
  float pixels;
  bool bold, tabular;
};

/// Design pixels.
inline Spec spec_of(Face which) {
  switch (which) {
    case Face::small: return {regular, 14, false, true};
    case Face::small_semi: return {semi_bold, 14, true, true};
    case Face::body: return {regular, 16, false, true};
    case Face::semi: return {semi_bold, 16, true, true};
    case Face::title: return {semi_bold, 17, true, true};
    case Face::big: return {display, 24, true, true};
    case Face::kpi: return {display, 31, true, false};
    case Face::mono: return {mono, 15, false, false};
  }
  return {regular, 16, false, true};
}

}  // namespace npcost::draw
