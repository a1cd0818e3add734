# shellcheck shell=bash
# Sourced by the tests of the real window: a display of their own, a window on it, hands for mouse and keys, and eyes.
#
# Eyes    `look` reads what the window tells of itself (--tell) into $fact and $place; nothing here waits for a time to pass alone.
# Errors  `fail` says what was expected, shows the last facts, and ends the test with 1; everything that was started ends with it.
# Needs   Xvfb, xdotool and the coreutils; $NPCOST_BUILD: the folder with npcost and npcost-window.
# shellcheck disable=SC2015,SC2034
set -euo pipefail

: "${NPCOST_BUILD:?the folder with npcost and npcost-window}"
room=$(mktemp -d "${TMPDIR:-/tmp}/npcost-window.XXXXXX")
tell=$room/tell window=0 display_server=0
declare -A fact=() place=()
exec {nap_pipe}<> <(:)

leave_room() {
  local code=$?
  trap - EXIT
  ((window == 0)) || kill -KILL "$window" 2>/dev/null || true
  ((display_server == 0)) || kill "$display_server" 2>/dev/null || true
  wait 2>/dev/null || true
  if mountpoint -q "$room/full" 2>/dev/null; then umount "$room/full"; fi
  rm -rf "$room"
  exit "$code"
}
trap leave_room EXIT
trap 'exit 143' TERM INT

fail() {
  printf 'FAILED: %s\n' "$1" >&2
  local name
  for name in "${!fact[@]}"; do printf '  %s: %s\n' "$name" "${fact[$name]}"; done | sort >&2
  [[ ! -s $room/said ]] || sed 's/^/  it said: /' "$room/said" >&2
  if [[ -n ${NPCOST_KEEP_PICTURE-} && -n ${DISPLAY-} ]]; then xwd -root -silent -out "$NPCOST_KEEP_PICTURE" || true; fi
  exit 1
}

nap() { read -rt "$1" -u "$nap_pipe" || true; }
# Microseconds of the clock on the wall.
now() { REPLY=${EPOCHREALTIME/[.,]/}; }

open_display() {
  local number
  exec {number_pipe}<> <(:)
  Xvfb -displayfd "$number_pipe" -screen 0 1600x1000x24 -nolisten tcp -noreset 2>"$room/xvfb.log" &
  display_server=$!
  read -rt 20 -u "$number_pipe" number || fail "Xvfb gave no display: $(cat "$room/xvfb.log")"
  export DISPLAY=:$number
  unset WAYLAND_DISPLAY SDL_VIDEODRIVER
}

# Starts a window with these options, and forgets what the last one told. $began: when.
start_window() {
  rm -f "$tell"
  fact=() place=()
  now && began=$REPLY
  # No setting of the machine's user is touched, and none matters.
  XDG_STATE_HOME=$room/state "$NPCOST_BUILD/npcost-window" --tell "$tell" "$@" 2>"$room/said" &
  window=$!
}

# The window's facts and the places of what it shows, as it told them last.
look() {
  local line name value
  [[ -e $tell ]] || return 0
  fact=() place=()
  while IFS= read -r line; do
    name=${line%% *} value=${line#* }
    case $name in
      rect) place[${value%% *}]=${value#* } ;;
      verdict) fact["verdict ${value%%|*}"]=${value##*|} ;;
      p50 | p95 | budget | status) fact["$name ${value%% *}"]=${value#* } ;;
      message) fact[message]=$value fact[messages]+=$value$'\n' ;;
      *) fact[$name]=$value ;;
    esac
  done <"$tell"
}

# wait_for SECONDS WHAT COMMAND…: until the command agrees with what was told last.
wait_for() {
  local end what=$2
  now && end=$((REPLY + $1 * 1000000))
  shift 2
  while look && ! "$@"; do
    kill -0 "$window" 2>/dev/null || fail "$what: the window has ended"
    now && ((REPLY < end)) || fail "$what"
    nap 0.01
  done
}
is() { [[ ${fact[$1]-} == "$2" ]]; }
is_not() { [[ -n ${fact[$1]-} && ${fact[$1]} != "$2" ]]; }
shown() { [[ -n ${place[$1]-} ]]; }
gone() { [[ -z ${place[$1]-} ]]; }
at_rest() { is busy 0 && is grade full && is result 1; }
said_message() { [[ ${fact[messages]-} == *"$1"* ]]; }

# There is no window manager: the window gets the keyboard by hand.
take_keyboard() {
  read -r handle < <(xdotool search --sync --onlyvisible --pid "$window" 2>/dev/null) || fail "the window is not on the display"
  xdotool windowfocus --sync "$handle"
}

# The middle of a thing: $x $y.
middle_of() {
  wait_for 5 "$1 is on the screen" shown "$1"
  local left top right bottom
  read -r left top right bottom <<<"${place[$1]}"
  x=$(((left + right) / 2)) y=$(((top + bottom) / 2))
}
move_to() { xdotool mousemove --window "$handle" "$1" "$2"; }
click() {
  middle_of "$1"
  move_to "$x" "$y"
  nap 0.06
  xdotool mousedown 1
  nap 0.06
  xdotool mouseup 1
}
press() { xdotool key --clearmodifiers "$@"; }
write() { xdotool type --clearmodifiers --delay 15 "$1"; }

# Waits for the window's end: $code.
wait_for_end() {
  local end
  now && end=$((REPLY + $1 * 1000000))
  while kill -0 "$window" 2>/dev/null; do
    now && ((REPLY < end)) || fail "the window ends"
    nap 0.02
  done
  code=0
  wait "$window" || code=$?
  window=0
}

# Processor time of the window in ticks of 10 ms.
ticks() {
  local line fields
  line=$(<"/proc/$window/stat")
  read -ra fields <<<"${line##*) }"
  REPLY=$((fields[11] + fields[12]))
}
