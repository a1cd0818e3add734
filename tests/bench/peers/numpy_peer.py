"""W1 in NumPy: all conversations of some thousand players at once, turn after turn.   numpy_peer.py PLAYERS DAYS SEED

Does less than W1: sessions of a player may overlap (their times are drawn at once), a conversation begins with a cold cache whatever
was said before, and a conversation's counts belong to the hour in which its session begins. Keeps eight counts a player and an hour.
Time is that of this processor, without starting Python.
"""

import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from w1 import *  # noqa: F403: the workload's constants

CLOCK = WeekClock()
AT_ONCE = 2000  # players; fewer and more are slower


def tokens(luck, law, count):
    return np.clip(np.rint(luck.lognormal(*law, count)), 1, MOST_TOKENS).astype(np.int64)


def session_hours(luck, count, days):
    played = luck.random(count) * CLOCK.played_at(days * DAY)
    rest = played % WEEK
    hour = np.minimum(np.searchsorted(CLOCK.played, rest, side="right") - 1, 167)
    return np.minimum(((played - rest) / 3600).astype(np.int64) + hour, 24 * days - 1)


def live_talks(luck, turns):
    """Fresh, cached, written, reply and line tokens of each talk; `turns` falls from talk to talk, so those that go on stand in front."""
    talks = len(turns)
    sums = np.zeros((5, talks), np.int64)
    history = np.zeros(talks, np.int64)
    prefix = np.full(talks, SHARED_TOKENS)  # nothing of the player's own is in the cache yet
    going_on = len(turns) - np.searchsorted(turns[::-1], np.arange(MOST_TURNS), side="right")
    for alive in going_on[going_on > 0]:
        line, reply = tokens(luck, LINE, alive), tokens(luck, REPLY, alive)
        think = np.clip(luck.lognormal(*THINK, alive), SHORTEST_THINK, LONGEST_THINK)
        prompt = STATIC_TOKENS + history[:alive] + line
        cached = prefix[:alive] // CACHE_BLOCK * CACHE_BLOCK
        whole = prompt // CACHE_BLOCK * CACHE_BLOCK
        for total, part in zip(sums, (prompt - whole, cached, whole - cached, reply, line)):
            total[:alive] += part
        longer = history[:alive] + line + reply
        full = longer > MOST_HISTORY
        history[:alive] = np.where(full, longer // 2, longer)
        warm = FIRST_TOKEN + TOKEN_TIME * reply + think < CACHE_TTL
        prefix[:alive] = np.where(warm, np.where(full, STATIC_TOKENS, prompt), SHARED_TOKENS)
    return sums


def live(luck, players, days, hours):
    """The counts [8 meters][players] of some players, added to `hours` too; and the sum of their activities."""
    activity = luck.lognormal(-ACTIVITY_SIGMA**2 / 2, ACTIVITY_SIGMA, players)
    speaks = luck.random(players) < SPEAKING
    sessions = luck.poisson(SESSIONS_A_DAY * CLOCK.played_at(days * DAY) / DAY * activity)
    player = np.repeat(np.arange(players), sessions)
    hour = session_hours(luck, len(player), days)
    talks = np.minimum(luck.geometric(1 - MORE_TALKS, len(player)), MOST_TALKS)
    player, hour = np.repeat(player, talks), np.repeat(hour, talks)
    turns = np.minimum(luck.geometric(1 - MORE_TURNS, len(player)), MOST_TURNS)
    order = np.argsort(-turns, kind="stable")
    player, hour, turns = player[order], hour[order], turns[order]
    fresh, cached, written, reply, line = live_talks(luck, turns)
    spoken = speaks[player]
    counted = (turns, fresh, cached, written, reply, 400 * line * spoken, 9 * reply * spoken, np.ones(len(turns)))
    counts = np.array([np.bincount(player, weights=meter, minlength=players) for meter in counted])
    hours += [np.bincount(hour, weights=meter, minlength=hours.shape[1]) for meter in counted]
    return counts, activity.sum()


def main():
    players, days, seed = (int(word) for word in sys.argv[1:4])
    start = time.process_time()
    luck = np.random.Generator(np.random.SFC64(seed))
    hours = np.zeros((8, 24 * days))
    counts, activity = [], 0.0
    for first in range(0, players, AT_ONCE):
        part, drawn = live(luck, min(AT_ONCE, players - first), days, hours)
        counts.append(part)
        activity += drawn
    sums = np.concatenate(counts, axis=1).sum(axis=1)
    seconds = time.process_time() - start
    print_result("numpy", players=players, days=days, activity=activity / players, turns=sums[0], prompt=sums[1] + sums[2] + sums[3],
                 cached=sums[2], reply=sums[4], seconds=seconds)


main()
