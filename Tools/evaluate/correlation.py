"""Correlations with their uncertainty, over whole questions: answers to one question are not independent of each other."""
import collections
import math
import random
import re
import statistics

ROUNDS = 400


def pearson(left, right):
    mean_left, mean_right = statistics.fmean(left), statistics.fmean(right)
    product = sum((a - mean_left) * (b - mean_right) for a, b in zip(left, right))
    size = math.sqrt(sum((a - mean_left) ** 2 for a in left) * sum((b - mean_right) ** 2 for b in right))
    return product / size if size else 0.0


def partial(left, right, third):
    """Of the first two, with what both share with the third taken out."""
    both, one, other = pearson(left, right), pearson(left, third), pearson(right, third)
    size = math.sqrt(max(0, (1 - one * one) * (1 - other * other)))
    return (both - one * other) / size if size else 0.0


def drawn(rows, columns):
    """For each column its r with what people gave, and the 95 % interval of r and of the difference from the first column, by drawing
    questions with replacement (percentile bootstrap, Efron 1979)."""
    groups = collections.defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["question"]].append(place)
    human = [row["human"] for row in rows]
    dice = random.Random(1)
    names = sorted(groups)
    samples = []
    for _ in range(ROUNDS):
        places = [place for name in dice.choices(names, k=len(names)) for place in groups[name]]
        samples.append({name: pearson([values[place] for place in places], [human[place] for place in places])
                        for name, values in columns.items()})
    first = next(iter(columns))
    found = {}
    for name, values in columns.items():
        own = sorted(sample[name] for sample in samples)
        difference = sorted(sample[first] - sample[name] for sample in samples)
        found[name] = {"r": pearson(values, human), "low": at(own, 0.025), "high": at(own, 0.975),
                       "differenceLow": at(difference, 0.025), "differenceHigh": at(difference, 0.975)}
    return found


def at(ordered, share):
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


# What the product is compared with: nothing learned, nothing weighed.

def words(text, language):
    text = text.lower()
    if language == "en":
        return [word[:6] for word in re.findall(r"[a-z0-9]+", text) if word not in STOPS]
    return re.findall(r"[\u4e00-\u9fff]|[a-z0-9]+", text)


STOPS = set("a an the of to in on at for from by with and or but if is are was were be been it its this that as".split())


def plain_share(row):
    """The share of the reference's own words, those that the question does not hold, that the answer has."""
    asked, said = set(words(row["text"], row["language"])), set(words(row["answer"], row["language"]))
    shares = []
    for reference in row["references"]:
        every = set(words(reference, row["language"]))
        own = every - asked or every
        shares.append(len(own & said) / max(1, len(own)))
    return max(shares)


def tfidf(rows):
    """Cosine with the nearest reference; weights from the set itself; Chinese by characters and pairs of them."""
    def terms(text, language):
        single = words(text, language)
        return single if language == "en" else single + [a + b for a, b in zip(single, single[1:])]
    documents = [terms(row["answer"], row["language"]) for row in rows]
    documents += [terms(text, row["language"]) for row in rows for text in row["references"]]
    seen = collections.Counter(term for document in documents for term in set(document))
    weight = {term: math.log((1 + len(documents)) / (1 + count)) + 1 for term, count in seen.items()}

    def vector(text, language):
        return {term: count * weight[term] for term, count in collections.Counter(terms(text, language)).items()}

    def cosine(one, other):
        size = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
        return sum(value * other.get(term, 0) for term, value in one.items()) / size if size else 0.0
    return [max(cosine(vector(row["answer"], row["language"]), vector(text, row["language"])) for text in row["references"])
            for row in rows]
