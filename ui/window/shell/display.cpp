#include "ui/window/shell/display.h"

#include <SDL.h>
#include <SDL_opengl.h>
#include <imgui.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

#if __has_include(<backends/imgui_impl_sdl2.h>)
#include <backends/imgui_impl_sdl2.h>
#else
#include <backends/imgui_impl_sdl.h>
#endif
#include <backends/imgui_impl_opengl3.h>

#include "ui/window/draw/soft_raster.h"

namespace npcost::window {

namespace {

SDL_Window* sdl(void* window) { return static_cast<SDL_Window*>(window); }

class GlDisplay final : public Display {
 public:
  GlDisplay(SDL_Window* window, SDL_GLContext context) : Display(window), context_(context) {
    ImGui_ImplSDL2_InitForOpenGL(window, context);
    viewport_ = reinterpret_cast<Viewport>(SDL_GL_GetProcAddress("glViewport"));
    clear_colour_ = reinterpret_cast<ClearColour>(SDL_GL_GetProcAddress("glClearColor"));
    clear_ = reinterpret_cast<Clear>(SDL_GL_GetProcAddress("glClear"));
    const auto get_string = reinterpret_cast<const GLubyte* (*)(GLenum)>(SDL_GL_GetProcAddress("glGetString"));
    const auto* device = get_string == nullptr ? nullptr : reinterpret_cast<const char*>(get_string(GL_RENDERER));
    if (device != nullptr) device_ = device;
  }
  ~GlDisplay() override {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    SDL_GL_DeleteContext(context_);
    SDL_DestroyWindow(sdl(window_));
    SDL_Quit();
  }
  std::string name() const override { return device_.empty() ? "OpenGL 3" : "OpenGL 3 · " + device_.substr(0, device_.find(" (")); }
  void take_fonts() override {
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
  }
  void begin_frame() override {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplSDL2_NewFrame();
  }
  void present(const ImDrawData& data, std::uint32_t background) override {
    int width = 0, height = 0;
    SDL_GL_GetDrawableSize(sdl(window_), &width, &height);
    viewport_(0, 0, width, height);
    const auto part = [&](int shift) { return static_cast<float>(background >> shift & 0xffu) / 255.0f; };
    clear_colour_(part(0), part(8), part(16), 1.0f);
    clear_(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(const_cast<ImDrawData*>(&data));   // NOLINT: it takes what it does not change
    SDL_GL_SwapWindow(sdl(window_));
  }

 private:
  using Viewport = void (*)(int, int, int, int);
  using ClearColour = void (*)(float, float, float, float);
  using Clear = void (*)(unsigned);
  SDL_GLContext context_;
  Viewport viewport_ = nullptr;
  ClearColour clear_colour_ = nullptr;
  Clear clear_ = nullptr;
  std::string device_;
};

class SoftDisplay final : public Display {
 public:
  explicit SoftDisplay(SDL_Window* window) : Display(window) { ImGui_ImplSDL2_InitForOpenGL(window, nullptr); }
  ~SoftDisplay() override {
    ImGui_ImplSDL2_Shutdown();
    SDL_DestroyWindow(sdl(window_));
    SDL_Quit();
  }
  std::string name() const override { return "software renderer"; }
  void take_fonts() override { raster_.take_fonts(); }
  void begin_frame() override { ImGui_ImplSDL2_NewFrame(); }
  void present(const ImDrawData& data, std::uint32_t background) override {
    raster_.render(data, image_, background);
    SDL_Surface* const picture = SDL_CreateRGBSurfaceWithFormatFrom(image_.pixels.data(), image_.width, image_.height, 32, image_.width * 4,
                                                                    SDL_PIXELFORMAT_ABGR8888);
    SDL_Surface* const screen = SDL_GetWindowSurface(sdl(window_));   // another one after each change of size
    if (picture != nullptr && screen != nullptr) {
      SDL_SetSurfaceBlendMode(picture, SDL_BLENDMODE_NONE);
      SDL_BlitSurface(picture, nullptr, screen, nullptr);
      SDL_UpdateWindowSurface(sdl(window_));
    }
    SDL_FreeSurface(picture);
  }

 private:
  draw::SoftRaster raster_;
  draw::Image image_;
};

std::string no_display(const std::string& why) {
  return "There is no display to open a window on (" + why +
         "). Without one, npcost-window --screenshot FILE.png draws the window into a picture, and npcost run FILE says the same in words.";
}

std::unique_ptr<Display> open_gl(const WindowOptions& options, Uint32 flags) {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 2);
  SDL_Window* const window = SDL_CreateWindow("npcost", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width, options.height,
                                              flags | SDL_WINDOW_OPENGL);
  if (window == nullptr) return nullptr;
  SDL_GLContext const context = SDL_GL_CreateContext(window);
  if (context == nullptr || !ImGui_ImplOpenGL3_Init("#version 150")) {
    if (context != nullptr) SDL_GL_DeleteContext(context);
    SDL_DestroyWindow(window);
    return nullptr;
  }
  SDL_GL_SetSwapInterval(1);
  return std::make_unique<GlDisplay>(window, context);
}

}  // namespace

std::variant<std::unique_ptr<Display>, std::string> Display::open(const WindowOptions& options) {
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");   // the loop has its own (signals.h)
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return no_display(SDL_GetError());
  // Without a display SDL takes a driver that nobody sees, unless that is what was asked for.
  const char* const driver = SDL_GetCurrentVideoDriver();
  const std::string_view used = driver == nullptr ? "none" : driver;
  if (std::getenv("SDL_VIDEODRIVER") == nullptr && (used == "none" || used == "offscreen" || used == "dummy")) {
    SDL_Quit();
    return no_display("neither X11 nor Wayland answers");
  }
  const Uint32 flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
  if (options.renderer != Renderer::soft) {
    if (std::unique_ptr<Display> gl = open_gl(options, flags)) return gl;
    if (options.renderer == Renderer::gl) {
      const std::string why = SDL_GetError();
      SDL_Quit();
      return "OpenGL 3.2 is not to be had here (" + why + "); --renderer soft needs none.";
    }
  }
  SDL_Window* const window =
      SDL_CreateWindow("npcost", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width, options.height, flags);
  if (window == nullptr) {
    const std::string why = SDL_GetError();
    SDL_Quit();
    return no_display(why);
  }
  return std::make_unique<SoftDisplay>(window);
}

void Display::title(const std::string& text) { SDL_SetWindowTitle(sdl(window_), text.c_str()); }

double Display::scale() const {
  int width = 0, height = 0, points_wide = 0, points_high = 0;
  SDL_GL_GetDrawableSize(sdl(window_), &width, &height);
  SDL_GetWindowSize(sdl(window_), &points_wide, &points_high);
  float dots = 96;
  if (SDL_GetDisplayDPI(SDL_GetWindowDisplayIndex(sdl(window_)), nullptr, &dots, nullptr) != 0) dots = 96;
  const double dense = points_wide > 0 ? static_cast<double>(width) / points_wide : 1;
  const double by_dots = dots >= 168 ? 2 : dots >= 132 ? 1.5 : 1;
  return std::clamp(dense > 1 ? dense : by_dots, 1.0, 3.0);
}

bool Display::wait(SDL_Event& event, int most_ms) { return SDL_WaitEventTimeout(&event, most_ms) != 0; }
bool Display::next(SDL_Event& event) { return SDL_PollEvent(&event) != 0; }

void Display::wake() {
  SDL_Event event{};
  event.type = SDL_USEREVENT;
  SDL_PushEvent(&event);
}

}  // namespace npcost::window
