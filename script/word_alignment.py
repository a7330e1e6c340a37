"""Words that somebody retyped, laid over the words that were said.

What was left out, changed or put in between costs little; where much was left out the words said fall
into several stretches, as a soundbite of joined ranges has them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from production.words import split

LEFT_OUT = 12  # words between two others that part a stretch from the next
_BACK = 12  # words that are looked back for one to follow
_MOST_ENDS = 24  # chains that are gone on with
_PER_ASKED, _AT_LEAST = 3, 500  # matches that are looked at: beyond, words that stand often are let go of
_ALONE = 3  # how often a word may stand in what was said to be found without its neighbour
_LEAST = 3  # words of a stretch that is kept, where there are others
_PER_WORD, _PER_GAP, _MOST_GAP = 0.05, 0.1, 1.5
_SAME_BEGINNING = 4  # letters by which two forms of a word are told: vivimos, vivíamos

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its tokens, as they are shown, and its words, as they are compared."""

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    owner: tuple[int, ...]  # of each word, the token that it is of


def text_of(tokens: Sequence[str]) -> Text:
    words: list[str] = []
    owner: list[int] = []
    for at, token in enumerate(tokens):
        for word in split(token):
            words.append(word)
            owner.append(at)
    return Text(tuple(tokens), tuple(words), tuple(owner))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of places, of a word asked for and of one said, in order; alike ones count half."""

    pairs: tuple[Pair, ...] = ()
    alike: tuple[Pair, ...] = ()
    asked: int = 0  # words

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """First and last place of each stretch that was said."""
        return _stretches([said for _asked, said in sorted((*self.pairs, *self.alike))])

    @property
    def confidence(self) -> int:
        """0 to 100: how much of both is the same."""
        said = sum(last - first + 1 for first, last in self.stretches)
        if not said or not self.asked:
            return 0
        same = len(self.pairs) + len(self.alike) / 2
        return min(100, round(200 * same / (self.asked + said)))


def _stretches(places: Sequence[int]) -> list[tuple[int, int]]:
    if not places:
        return []
    found = [[places[0], places[0]]]
    for before, place in pairwise(places):
        if place - before > LEFT_OUT:
            found.append([place, place])
        found[-1][1] = place
    return [(first, last) for first, last in found]


def align(asked: Sequence[str], said: Sequence[str]) -> Alignment:
    """The best chain of words that both have, in the order of both."""
    pairs = _without_strays(_chain(list(_matches(asked, said))))
    return Alignment(tuple(pairs), tuple(_alike(pairs, asked, said)), len(asked))


def _matches(asked: Sequence[str], said: Sequence[str]) -> list[Pair]:
    """The places where a word is the same: with a neighbour, or one that is rare in what was said."""
    places: dict[str, list[int]] = defaultdict(list)
    wanted = set(asked)
    for at, word in enumerate(said):
        if word in wanted:
            places[word].append(at)
    found: list[Pair] = []
    most = _AT_LEAST + _PER_ASKED * len(asked)
    for i, word in enumerate(asked):
        here = places.get(word, [])
        if len(here) <= _ALONE:
            found += [(i, j) for j in here]
        elif len(found) < most:
            found += [(i, j) for j in here if _has_neighbour(asked, said, i, j)]
    return found


def _has_neighbour(asked: Sequence[str], said: Sequence[str], i: int, j: int) -> bool:
    before = i > 0 and j > 0 and asked[i - 1] == said[j - 1]
    return before or (i + 1 < len(asked) and j + 1 < len(said) and asked[i + 1] == said[j + 1])


@dataclass(slots=True)
class _End:
    """The best chain that ends with a pair."""

    i: int
    j: int
    score: float
    before: _End | None


def _chain(matches: list[Pair]) -> list[Pair]:
    recent: deque[_End] = deque(maxlen=_MOST_ENDS)  # whose word asked for lies close behind
    best: _End | None = None
    for i, j in matches:
        while recent and i - recent[0].i > _BACK:
            recent.popleft()
        chosen, score = None, 0.0
        for end in (*recent, *((best,) if best else ())):
            if end.i < i and end.j < j:
                gap = min(_PER_GAP * (j - end.j - 1), _MOST_GAP) + _PER_WORD * (i - end.i - 1)
                if end.score - gap > score:
                    chosen, score = end, end.score - gap
        made = _End(i, j, score + 1, chosen)
        recent.append(made)
        if best is None or made.score > best.score:
            best = made
    return _pairs(best)


def _pairs(end: _End | None) -> list[Pair]:
    pairs = []
    while end is not None:
        pairs.append((end.i, end.j))
        end = end.before
    return pairs[::-1]


def _without_strays(pairs: list[Pair]) -> list[Pair]:
    """Without stretches of a word or two that are far from the others."""
    stretches = _stretches([j for _i, j in pairs])
    if len(stretches) < 2:
        return pairs
    counts = [sum(first <= j <= last for _i, j in pairs) for first, last in stretches]
    kept = [one for one, count in zip(stretches, counts, strict=True) if count >= min(_LEAST, max(counts))]
    return [(i, j) for i, j in pairs if any(first <= j <= last for first, last in kept)]


def _alike(pairs: list[Pair], asked: Sequence[str], said: Sequence[str]) -> list[Pair]:
    """Other forms of a word between, before and after those that are the same."""
    if not pairs:
        return []
    found = []
    for (i, j), (k, m) in pairwise(pairs):
        if k - i == m - j:  # as many words on both sides
            found += [(i + n, j + n) for n in range(1, k - i) if _is_alike(asked[i + n], said[j + n])]
    (i, j), (k, m) = pairs[0], pairs[-1]
    n = 1
    while i - n >= 0 and j - n >= 0 and _is_alike(asked[i - n], said[j - n]):
        found.append((i - n, j - n))
        n += 1
    n = 1
    while k + n < len(asked) and m + n < len(said) and _is_alike(asked[k + n], said[m + n]):
        found.append((k + n, m + n))
        n += 1
    return found


def _is_alike(one: str, other: str) -> bool:
    return one[:_SAME_BEGINNING] == other[:_SAME_BEGINNING] and min(len(one), len(other)) >= _SAME_BEGINNING
