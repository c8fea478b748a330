"""Weigh what the characters on either side of a joint say: does the one text read on in the other?

A weight is the logarithm of how much likelier the first characters after a joint are behind the
last ones before it than without them, by the counts of kg.know.ngrams.
"""

from collections.abc import Sequence

import numpy as np

from kg.know.arrays import round_off
from kg.know.characters import Codes, encode
from kg.know.ngrams import Floats, Ngrams
from kg.read.orders.matches import Weights

SIDE = 3  # characters on either side
KINDS = (2.0, 0.6)  # so many characters follow what was met n times: 2 n to the .6
LEAST, MOST = -3.0, 9.0  # a misread character says no more


def weigh_crossings(texts: Sequence[str], ngrams: Ngrams | None, *, nexts: bool) -> Weights:
    """Weigh each text and any that follows it, or one row of each text and the next."""
    size = len(texts)
    olds, news = (np.arange(size - 1), np.arange(1, size)) if nexts else np.triu_indices(size, 1)
    found = round_off(weigh_pairs(texts, olds, news, ngrams) if ngrams else np.zeros(len(olds)))
    if nexts:
        return found
    weights = np.zeros((size, size), np.float32)
    weights[olds, news] = found
    return weights


def weigh_pairs(texts: Sequence[str], olds: Codes, news: Codes, ngrams: Ngrams) -> Floats:
    """Weigh that the texts `olds` read on in the texts `news`."""
    tails = encode("".join(text.replace(" ", "")[-SIDE:].rjust(SIDE, "\0") for text in texts))
    heads = encode("".join(text.replace(" ", "")[:SIDE].ljust(SIDE, "\0") for text in texts))
    ends, starts = tails.reshape(-1, SIDE), heads.reshape(-1, SIDE)
    own = predict_starts(starts, ngrams)
    chance = own[news, 0]
    after = ngrams.count(ends[olds, -1], starts[news, 0])
    weights = np.log(mix(after, ngrams.count(ends[olds, -1]), chance) / chance)
    seen = np.flatnonzero(after)
    weights[seen] = weigh_seen(ends[olds[seen]], starts[news[seen]], own[news[seen]], ngrams)
    return np.asarray(weights.clip(LEAST, MOST))


def predict_starts(starts: Codes, ngrams: Ngrams) -> Floats:
    """Tell how likely each of the first characters is after those before it."""
    first, second, third = starts.T
    alone = (ngrams.singles[starts] + 0.5) / (ngrams.singles.sum() + 5000)
    pair, later = ngrams.count(first, second), ngrams.count(second, third)
    behind = mix(pair, ngrams.count(first), alone[:, 1])
    last = mix(later, ngrams.count(second), alone[:, 2])
    last = mix(ngrams.count(first, second, third), pair, last)
    return np.stack((alone[:, 0], behind, last), axis=1)


def weigh_seen(ends: Codes, starts: Codes, own: Floats, ngrams: Ngrams) -> Floats:
    """Weigh joints whose last character and first one were met together."""
    third, second, first = ends.T
    one, two, three = starts.T
    pair, triple = ngrams.count(first, one), ngrams.count(second, first, one)
    likely = mix(pair, ngrams.count(first), own[:, 0])
    likely = mix(triple, ngrams.count(second, first), likely)
    longest = ngrams.count(third, second, first, one)
    likely = mix(longest, ngrams.count(third, second, first), likely)
    reach = ngrams.count(first, one, two)
    next_ = mix(reach, pair, own[:, 1])
    next_ = mix(ngrams.count(second, first, one, two), triple, next_)
    last = mix(ngrams.count(first, one, two, three), reach, own[:, 2])
    return np.asarray(np.log(likely * next_ * last / own.prod(axis=1)))


def mix(found: Floats, met: Floats, otherwise: Floats) -> Floats:
    """Tell how likely a character is that was found so often behind what was met so often.

    What was never found there is as likely as `otherwise`, by how many characters may follow.
    """
    factor, power = KINDS
    kinds = factor * np.maximum(met, 1.0) ** power
    likely = (np.minimum(found, met) + kinds * otherwise) / (met + kinds)
    return np.where(met > 0, likely, otherwise)
