#!/usr/bin/env python3
"""Scores of random sequences, straight from the definitions of the papers, without any library: writes reference.json beside itself.

Assignments are found by trying all of them. A sequence in which the best one is not the only one, or in which an IoU lies on a threshold, is not taken:
its scores are a matter of taste.
"""
import json
import math
import os
import random
from functools import lru_cache

ALPHAS = [round(0.05 * step, 2) for step in range(1, 20)]
TINY = 1e-9


class Ambiguous(Exception):
    """There is more than one right answer."""


def iou(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    share = width * height / (a[2] * a[3] + b[2] * b[3] - width * height)
    if share < 1 - TINY and min(abs(share - alpha) for alpha in ALPHAS) < TINY:
        raise Ambiguous
    return share


def best_pairs(weights):
    """weights: {(row, column): weight above 0}. The one-to-one pairs with the largest sum."""
    rows = sorted({row for row, _ in weights})
    found = []

    def go(place, taken, total, pairs):
        if place == len(rows):
            found.append((total, pairs))
            return
        go(place + 1, taken, total, pairs)
        for (row, column), weight in weights.items():
            if row == rows[place] and column not in taken:
                go(place + 1, taken | {column}, total + weight, pairs + [(row, column)])

    go(0, frozenset(), 0.0, [])
    found.sort(key=lambda entry: -entry[0])
    if len(found) > 1 and found[0][0] - found[1][0] < TINY:
        raise Ambiguous
    return found[0][1]


def by_frame(rows):
    frames = {}
    for row in rows:
        frames.setdefault(row["frame"], {})[row["id"]] = row
    return frames


def preprocess(truth, tracks):
    """MOTChallenge: tracks on distractors go, and all truth that is not a pedestrian to be considered."""
    has_classes = any(row["class"] is not None for row in truth)
    kept = []
    in_truth, in_tracks = by_frame(truth), by_frame(tracks)
    for frame, found in in_tracks.items():
        removed = set()
        if has_classes and frame in in_truth:
            marked = in_truth[frame]
            weights = {(t, k): share for t in marked for k in found if (share := iou(marked[t]["box"], found[k]["box"])) >= 0.5}
            removed = {k for t, k in best_pairs(weights) if marked[t]["class"] in (2, 7, 8, 12)}
        kept += [row for k, row in found.items() if k not in removed]
    return [row for row in truth if row["considered"] and (not has_classes or row["class"] == 1)], kept


def overlaps(truth, tracks):
    """{frame: {(thing, track): IoU}} for all frames."""
    in_truth, in_tracks = by_frame(truth), by_frame(tracks)
    return {frame: {(t, k): share
                    for t, a in in_truth.get(frame, {}).items() for k, b in in_tracks.get(frame, {}).items()
                    if (share := iou(a["box"], b["box"])) > 0}
            for frame in sorted(set(in_truth) | set(in_tracks))}


def clear(truth, tracks, shares):
    """Bernardin and Stiefelhagen: valid pairs of before are kept, what is left is matched by the largest sum of IoU."""
    in_truth, in_tracks = by_frame(truth), by_frame(tracks)
    found = {row["id"]: [] for row in truth}  # of each thing: True or False for each of its frames
    last, before = {}, {}
    tp = switches = iou_sum = 0
    tracked = {}  # of each thing: whether it was found in each frame in which there are both truth and tracks
    for frame, pairs in shares.items():
        things = in_truth.get(frame, {})
        if not things or frame not in in_tracks:
            for thing in things:
                found[thing].append(False)
            continue
        valid = {pair: share for pair, share in pairs.items() if share >= 0.5}
        kept = {t: k for t, k in before.items() if (t, k) in valid}
        free = {(t, k): share for (t, k), share in valid.items() if t not in kept and k not in kept.values()}
        now = {**kept, **dict(best_pairs(free))}
        switches += sum(1 for t, k in now.items() if last.get(t, k) != k)
        tp += len(now)
        iou_sum += sum(valid[pair] for pair in now.items())
        for thing in things:
            found[thing].append(thing in now)
        for thing in found:
            tracked.setdefault(thing, []).append(thing in now)
        last.update(now)
        before = now
    ratios = [sum(hits) / len(hits) for hits in found.values()]
    starts = {t: sum(1 for i, hit in enumerate(hits) if hit and (i == 0 or not hits[i - 1])) for t, hits in tracked.items()}
    return {
        "tp": tp, "fn": len(truth) - tp, "fp": len(tracks) - tp, "idsw": switches, "iou_sum": iou_sum,
        "frag": sum(count - 1 for count in starts.values() if count > 0),
        "mt": sum(1 for ratio in ratios if ratio > 0.8), "ml": sum(1 for ratio in ratios if ratio < 0.2),
        "pt": sum(1 for ratio in ratios if 0.2 <= ratio <= 0.8),
    }


def clear_ratios(c):
    boxes = c["tp"] + c["fn"]
    return {
        "mota": 1 - (c["fn"] + c["fp"] + c["idsw"]) / boxes if boxes else 0, "moda": 1 - (c["fn"] + c["fp"]) / boxes if boxes else 0,
        "motp": c["iou_sum"] / c["tp"] if c["tp"] else 0,
        "recall": c["tp"] / boxes if boxes else 0, "precision": c["tp"] / (c["tp"] + c["fp"]) if c["tp"] + c["fp"] else 0,
    }


def identity(truth, tracks, shares):
    """Ristani et al.: the one-to-one mapping of things to tracks with the fewest boxes left over on both sides."""
    things = sorted({row["id"] for row in truth})
    common = {}
    for pairs in shares.values():
        for pair, share in pairs.items():
            common[pair] = common.get(pair, 0) + (share >= 0.5)

    @lru_cache(maxsize=None)
    def best(place, taken):
        if place == len(things):
            return 0
        options = [count + best(place + 1, taken | {track}) for (thing, track), count in common.items() if thing == things[place] and track not in taken]
        return max([best(place + 1, taken), *options])

    idtp = best(0, frozenset())
    return {"idtp": idtp, "idfn": len(truth) - idtp, "idfp": len(tracks) - idtp}


def identity_ratios(c):
    idp = c["idtp"] / (c["idtp"] + c["idfp"]) if c["idtp"] + c["idfp"] else 0
    idr = c["idtp"] / (c["idtp"] + c["idfn"]) if c["idtp"] + c["idfn"] else 0
    return {"idp": idp, "idr": idr, "idf1": 2 * idp * idr / (idp + idr) if idp + idr else 0}


def hota(truth, tracks, shares):
    """Luiten et al.: for every true positive c, TPA(c), FNA(c) and FPA(c) are counted one by one."""
    boxes_of_thing, boxes_of_track, potential = {}, {}, {}
    for row in truth:
        boxes_of_thing[row["id"]] = boxes_of_thing.get(row["id"], 0) + 1
    for row in tracks:
        boxes_of_track[row["id"]] = boxes_of_track.get(row["id"], 0) + 1
    for pairs in shares.values():
        for (t, k), share in pairs.items():
            rivals = sum(s for (a, b), s in pairs.items() if a == t or b == k)
            potential[t, k] = potential.get((t, k), 0) + share / rivals
    matches = []  # thing, track, IoU
    for pairs in shares.values():
        weights = {(t, k): share * potential[t, k] / (boxes_of_thing[t] + boxes_of_track[k] - potential[t, k]) for (t, k), share in pairs.items()}
        matches += [(t, k, pairs[t, k]) for t, k in best_pairs(weights)]
    result = []
    for alpha in ALPHAS:
        positives = [(t, k) for t, k, share in matches if share >= alpha]
        scores = {"ass_a": 0.0, "ass_re": 0.0, "ass_pr": 0.0}
        for t, k in positives:
            tpa = positives.count((t, k))
            fna, fpa = boxes_of_thing[t] - tpa, boxes_of_track[k] - tpa
            scores["ass_a"] += tpa / (tpa + fna + fpa)
            scores["ass_re"] += tpa / (tpa + fna)
            scores["ass_pr"] += tpa / (tpa + fpa)
        result.append({"tp": len(positives), "fn": len(truth) - len(positives), "fp": len(tracks) - len(positives),
                       "loc": sum(share for _, _, share in matches if share >= alpha), **scores})
    return result


def hota_ratios(counts):
    def share(part, whole):
        return part / whole if whole else 0

    rows = []
    for c in counts:
        row = {name: share(c[name], c["tp"]) for name in ("ass_a", "ass_re", "ass_pr")}
        row["loc_a"] = c["loc"] / c["tp"] if c["tp"] else 1
        row["det_a"] = share(c["tp"], c["tp"] + c["fn"] + c["fp"])
        row["det_re"] = share(c["tp"], c["tp"] + c["fn"])
        row["det_pr"] = share(c["tp"], c["tp"] + c["fp"])
        row["hota"] = math.sqrt(row["det_a"] * row["ass_a"])
        rows.append(row)
    means = {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}
    return {**means, "hota_alphas": [row["hota"] for row in rows]}


def count(truth, tracks):
    truth, tracks = preprocess(truth, tracks)
    shares = overlaps(truth, tracks)
    return {"clear": clear(truth, tracks, shares), "identity": identity(truth, tracks, shares), "hota": hota(truth, tracks, shares)}


def add(a, b):
    if isinstance(a, dict):
        return {name: add(a[name], b[name]) for name in a}
    return [add(x, y) for x, y in zip(a, b)] if isinstance(a, list) else a + b


def ratios(counts):
    values = {**counts["clear"], **clear_ratios(counts["clear"]), **counts["identity"], **identity_ratios(counts["identity"]), **hota_ratios(counts["hota"])}
    del values["iou_sum"]
    return {name: [round(v, 9) for v in value] if isinstance(value, list) else round(value, 9) for name, value in values.items()}


def random_truth(rng, frames):
    classes = rng.random() < 0.4
    rows = []
    for thing in rng.sample(range(1, 50), rng.choice([0, 2, 3, 3, 4, 4, 5, 5])):
        x, y, width, height = rng.uniform(-10, 90), rng.uniform(0, 50), rng.uniform(20, 40), rng.uniform(30, 60)
        dx, dy = rng.uniform(-6, 6), rng.uniform(-3, 3)
        number = rng.choice([1, 1, 1, 1, 1, 1, 1, 2, 3, 7, 8, 12]) if classes else None
        start, end = rng.randint(1, frames // 2), rng.randint(frames // 2, frames)
        for frame in range(start, end + 1):
            if rng.random() < 0.9:
                box = [round(v, 1) for v in (x + dx * frame, y + dy * frame, width, height)]
                rows.append({"frame": frame, "id": thing, "box": box, "considered": rng.random() < 0.93, "class": number})
    return rows


def random_tracks(rng, truth, frames):
    rows, noise = [], rng.choice([0, 1, 4, 9])
    miss, switch = rng.choice([0, 0.1, 0.1, 0.2, 0.4, 0.97]), rng.choice([0, 0.05, 0.2])
    names = {row["id"]: number for number, row in enumerate(truth, 100)}
    for row in sorted(truth, key=lambda row: (row["frame"], row["id"])):
        if rng.random() < switch:
            other = rng.choice(list(names))
            names[row["id"]], names[other] = rng.choice([(names[other], names[row["id"]]), (max(names.values()) + 1, names[other])])
        if rng.random() >= miss and all(r["frame"] != row["frame"] or r["id"] != names[row["id"]] for r in rows):
            box = [round(v + rng.uniform(-noise, noise), 1) for v in row["box"]]
            rows.append({"frame": row["frame"], "id": names[row["id"]], "box": box})
    for ghost in range(rng.choice([0, 0, 1, 2])):
        box = [round(rng.uniform(*span), 1) for span in ((0, 90), (0, 50), (20, 40), (30, 60))]
        rows += [{"frame": frame, "id": ghost, "box": box} for frame in range(1, frames + 1) if rng.random() < 0.6]
    return rows


def text(rows, is_truth):
    def line(row):
        values = [row["frame"], row["id"], *row["box"]]
        if is_truth and (row["class"] is not None or not row["considered"]):
            values += [int(row["considered"]), -1 if row["class"] is None else row["class"], 1]
        return ",".join(str(value) for value in values)
    return "".join(line(row) + "\n" for row in rows)


def main():
    rng = random.Random(20240607)
    cases, counts = [], []
    while len(cases) < 240:
        frames = rng.randint(4, 14)
        truth = random_truth(rng, frames)
        tracks = random_tracks(rng, truth, frames)
        rng.shuffle(truth)
        rng.shuffle(tracks)
        try:
            counts.append(count(truth, tracks))
        except Ambiguous:
            continue
        cases.append({"truth": text(truth, True), "tracks": text(tracks, False), "score": ratios(counts[-1])})
    combined = []
    for first in range(0, len(cases), 6):
        total = counts[first]
        for other in counts[first + 1:first + 6]:
            total = add(total, other)
        combined.append(ratios(total))
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json"), "w", encoding="ascii", newline="\n") as file:
        lines = ",\n".join(json.dumps(case) for case in cases)
        sums = ",\n".join(json.dumps(score) for score in combined)
        file.write('{"cases": [\n' + lines + '\n],\n"combined": [\n' + sums + "\n]}\n")


if __name__ == "__main__":
    main()
