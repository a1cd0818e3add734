"""Reference workload W1 for the Python peers: its constants, its day, and the line that every peer prints.

W1: a player has an activity (lognormal, mean 1, sigma 0.7) and starts 1.5 sessions a day times that, more in the evening and at
weekends, never two at once; a session has 2.5 conversations on average, each with one of eight NPCs and 6 turns on average; history
is cut in half above 3,000 tokens; a prompt cache keeps each player's prefix with each NPC for 300 s, and everybody's persona always; one player in four speaks.
"""

import bisect
import json
import math
import resource

DAY = 86_400.0
WEEK = 7 * DAY
SESSIONS_A_DAY = 1.5
ACTIVITY_SIGMA = 0.7
SPEAKING = 0.25
MEAN_PAUSE = 180.0
MOST_TALKS, MOST_TURNS, MOST_TOKENS = 32, 64, 2047
MORE_TALKS, MORE_TURNS = 0.6, 5 / 6  # chance of one more
LINE, REPLY, THINK = (math.log(12), 0.8), (math.log(60), 0.6), (math.log(12), 0.9)
SHORTEST_THINK, LONGEST_THINK = 0.1, 3600.0
FIRST_TOKEN, TOKEN_TIME = 0.5, 0.015
STATIC_TOKENS, MOST_HISTORY = 1400, 3000
CACHE_BLOCK, CACHE_TTL = 128, 300.0
SHARED_TOKENS = 1024  # of the persona: with as many players as W1 has, somebody else's call always keeps it in the cache
NPC_WEIGHTS = [1 / (slot + 1) for slot in range(8)]


def weight_of_hour(hour):
    angle = (hour % 24 - 20) * math.tau / 24
    return (1 + 0.75 * math.cos(angle) + 0.2 * math.cos(2 * angle)) * (1.25 if hour >= 120 else 0.9)


class WeekClock:
    """Real seconds to seconds of playing time and back; a week is as long in both."""

    def __init__(self):
        raw = [weight_of_hour(hour) for hour in range(168)]
        self.speed = [168 * weight / sum(raw) for weight in raw]
        self.played = [0.0]
        for speed in self.speed:
            self.played.append(self.played[-1] + 3600 * speed)
        self.played[168] = WEEK

    def played_at(self, time):
        weeks, rest = divmod(time, WEEK)
        hour = min(int(rest / 3600), 167)
        return weeks * WEEK + self.played[hour] + (rest - 3600 * hour) * self.speed[hour]

    def time_at(self, played):
        weeks, rest = divmod(played, WEEK)
        hour = min(bisect.bisect_right(self.played, rest) - 1, 167)
        return weeks * WEEK + 3600 * hour + (rest - self.played[hour]) / self.speed[hour]


def print_result(peer, *, players, days, activity, turns, prompt, cached, reply, seconds):
    """One line of JSON; `activity` is the mean of what the players drew, which takes most chance out of the comparison."""
    print(json.dumps({
        "peer": peer, "players": players, "days": days, "turns": int(turns), "processor_seconds": seconds,
        "turns_per_second": turns / seconds,
        "turns_per_player_day": turns / players / days / activity,
        "prompt_tokens_per_turn": prompt / turns, "cached_tokens_per_turn": cached / turns, "reply_tokens_per_turn": reply / turns,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))
