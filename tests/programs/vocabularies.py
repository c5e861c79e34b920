"""Tables of letters, words and labels, whose places are indices into what is active."""

from collections import Counter

import numpy as np

from tests.programs.case import Program, positive, signed


def letters_in_order(E, text="to be or"):
    vocabulary = sorted(set(text))
    place = {letter: i for i, letter in enumerate(vocabulary)}
    ids = [place[letter] for letter in text]
    return sum(E[i] ** 2 for i in ids)


def pairs_of_a_long_text(E, W, text="to be or not to be, that is"):
    place = {letter: i for i, letter in enumerate(sorted(set(text)))}
    ids = [place[letter] for letter in text]
    loss = 0.0
    for a, b in zip(ids, ids[1:]):
        scores = E[a % len(E)] @ W
        scores = scores - scores.max()
        loss -= scores[b % len(scores)] - np.log(np.exp(scores).sum())
    return loss / len(ids)


def counted_pairs(W, bias):
    text = "abcabdabe cab"
    place = {letter: i for i, letter in enumerate(sorted(set(text)))}
    ids = [place[letter] for letter in text]
    counts, loss, cache = Counter(zip(ids, ids[1:])), 0.0, {}
    for (i, j), n in counts.items():
        if i not in cache:
            scores = W[i] + bias
            cache[i] = scores - np.log(np.exp(scores).sum())
        loss -= n * cache[i][j]
    return loss / sum(counts.values())


def places_by_index(E, text="be or"):
    order = sorted(text)
    listed = list(text)
    return sum(E[order.index(letter)] * (k + 1) for k, letter in enumerate(listed))


def labels_in_classes(E, labels):
    place = {}
    for i, label in enumerate(sorted(set(labels))):
        place[label] = i
    total = 0.0
    for label in labels:
        total += E[place[label]] ** 2
    return total


def encoded_at_once(E, text="hello"):
    place = {letter: i for i, letter in enumerate(sorted(set(text)))}

    def encode(word):
        return [place[letter] for letter in word]

    ids = np.array(encode(text))
    return np.sum(E[ids[:-1]] * E[ids[1:]])


def words_by_places(E, words=("b", "a", "c", "a")):
    kinds = sorted(set(words))
    place = dict(zip(kinds, range(len(kinds))))
    return E[place["c"]] * sum(E[place[word]] for word in words)


PROGRAMS = [
    Program(letters_in_order, (signed(8),)),
    Program(pairs_of_a_long_text, (signed(6, 3), signed(3, 5, start=1)), wrt=(0, 1)),
    Program(counted_pairs, (signed(7, 7), signed(7, start=2)), wrt=(0, 1)),
    Program(places_by_index, (positive(6),)),
    Program(labels_in_classes, (signed(4), [3, 1, 1, 2])),
    Program(encoded_at_once, (signed(5),)),
    Program(words_by_places, (positive(4),)),
]
