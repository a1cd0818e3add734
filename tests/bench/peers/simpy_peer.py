"""W1 as a SimPy model: a process for each player, a timeout for each call.   simpy_peer.py PLAYERS DAYS SEED

Does all of W1. Keeps eight counts a player and an hour, as npcost does. Time is that of this processor, without starting Python.
"""

import random
import sys
import time

import simpy

from w1 import *  # noqa: F403: the workload's constants

CLOCK = WeekClock()
CALLS, FRESH, CACHED, WRITTEN, REPLIED, HEARD_MS, HALF_CHARS, TALKS = range(8)


def tokens(luck, law):
    return min(MOST_TOKENS, max(1, round(luck.lognormvariate(*law))))


def one_more(luck, chance, most):
    count = 1
    while count < most and luck.random() < chance:
        count += 1
    return count


class Player:
    def __init__(self, world, hours, seed):
        self.world, self.hours = world, hours
        self.luck = random.Random(seed)
        self.activity = self.luck.lognormvariate(-ACTIVITY_SIGMA**2 / 2, ACTIVITY_SIGMA)
        self.speaks = self.luck.random() < SPEAKING
        self.last_call = [-CACHE_TTL] * len(NPC_WEIGHTS)
        self.counts = [0] * 8

    def life(self, horizon):
        mean = DAY / SESSIONS_A_DAY / self.activity
        while True:
            start = CLOCK.time_at(CLOCK.played_at(self.world.now) + self.luck.expovariate(1 / mean))
            if start >= horizon:
                return
            yield self.world.timeout(start - self.world.now)
            for _ in range(one_more(self.luck, MORE_TALKS, MOST_TALKS)):
                yield self.world.timeout(self.luck.expovariate(1 / MEAN_PAUSE))
                yield from self.talk()

    def talk(self):
        npc = self.luck.choices(range(len(NPC_WEIGHTS)), NPC_WEIGHTS)[0]
        history, prefix = 0, STATIC_TOKENS
        self.counts[TALKS] += 1
        for _ in range(one_more(self.luck, MORE_TURNS, MOST_TURNS)):
            line, reply = tokens(self.luck, LINE), tokens(self.luck, REPLY)
            prompt = STATIC_TOKENS + history + line
            warm = self.world.now - self.last_call[npc] < CACHE_TTL
            self.last_call[npc] = self.world.now
            self.count(prompt, prefix // CACHE_BLOCK * CACHE_BLOCK if warm else SHARED_TOKENS, line, reply)
            history, prefix = history + line + reply, prompt
            if history > MOST_HISTORY:
                history, prefix = history // 2, STATIC_TOKENS
            think = min(LONGEST_THINK, max(SHORTEST_THINK, self.luck.lognormvariate(*THINK)))
            yield self.world.timeout(FIRST_TOKEN + TOKEN_TIME * reply + think)

    def count(self, prompt, cached, line, reply):
        written = prompt // CACHE_BLOCK * CACHE_BLOCK - cached
        for counts in (self.counts, self.hours[int(self.world.now // 3600)]):
            counts[CALLS] += 1
            counts[FRESH] += prompt - cached - written
            counts[CACHED] += cached
            counts[WRITTEN] += written
            counts[REPLIED] += reply
            if self.speaks:
                counts[HEARD_MS] += 400 * line
                counts[HALF_CHARS] += 9 * reply


def main():
    players, days, seed = (int(word) for word in sys.argv[1:4])
    start = time.process_time()
    world = simpy.Environment()
    hours = [[0] * 8 for _ in range(24 * days + 24 * 14)]
    everybody = [Player(world, hours, seed * 1_000_003 + number) for number in range(players)]
    for player in everybody:
        world.process(player.life(days * DAY))
    world.run()
    seconds = time.process_time() - start
    sums = [sum(player.counts[meter] for player in everybody) for meter in range(8)]
    print_result("simpy", players=players, days=days, activity=sum(player.activity for player in everybody) / players,
                 turns=sums[CALLS], prompt=sums[FRESH] + sums[CACHED] + sums[WRITTEN], cached=sums[CACHED], reply=sums[REPLIED],
                 seconds=seconds)


main()
