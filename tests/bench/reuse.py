# SPDX-License-Identifier: Apache-2.0
"""Measures `entente reuse` as users run it: scripts/bench.d/reuse calls this.

time PROGRAM MEMORY FILE...          processor time, elapsed time and memory of each
planted PROGRAM MEMORY TSV DIR       passages of the memory planted in new text
quotations PROGRAM MEMORY DIR        quotations, every other one altered
"""
import json
import os
import random
import re
import subprocess
import sys
import time


def run(program, memory, path, *more):
    out = subprocess.run([program, "reuse", "-m", memory, "--from", "en", "--to", "fr",
                          "--format", "json", *more, path],
                         capture_output=True, text=True, check=True)
    return json.loads(out.stdout)


def measure(program, memory, paths):
    for path in paths:
        best = None
        for _ in range(3):
            start = time.time()
            process = subprocess.Popen([program, "reuse", "-m", memory, "--from", "en",
                                        "--to", "fr", "--format", "csv", path],
                                       stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            if status:
                sys.exit("failed")
            one = (used.ru_utime + used.ru_stime, time.time() - start, used.ru_maxrss)
            best = min(best or one, one)
        words = len(open(path, encoding="utf-8").read().split())
        print("time     %6d words: %.2f s of processor, %.2f s in all, %d MB"
              % (words, best[0], best[1], best[2] // 1024))


def is_word(token):
    return re.search(r"\w", token) is not None


def planted(program, memory, table, folder):
    """Passages of 5 to 200 words from successive units of a document, between words that
    no text has; half of them at the ends of paragraphs, a third in capitals."""
    draw = random.Random(5)
    units = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8")]
    texts, wanted = [], []
    while len(wanted) < 300:
        k = draw.randrange(len(units))
        size = draw.choice([5, 6, 8, 12, 20, 40, 80, 200])
        words = []
        while len(words) < size + 8 and units[k][2] == units[k - len(words)][2] \
                and k < len(units) - 1:
            words += units[k][0].split()
            if units[k + 1][2] != units[k][2]:
                break
            k += 1
        first = draw.randrange(4)
        words = words[first:first + size]
        while words and not re.fullmatch(r"\w.*", words[0]):
            words.pop(0)
        while words and not re.fullmatch(r".*\w", words[-1]):
            words.pop()
        passage = " ".join(words)
        if len(re.findall(r"[^\W_]+", passage)) < 7 or "\\" in passage:
            continue
        wanted.append(passage)
        shown = passage.upper() if draw.random() < .33 and passage.isascii() else passage
        before, after = "zqx%d vbn%d" % (len(wanted), draw.randrange(10**6)), \
            "qqz%d xxv%d" % (len(wanted), draw.randrange(10**6))
        if draw.random() < .5:
            texts += [before, shown, after]
        else:
            texts.append("%s %s %s" % (before, shown, after))
    path = os.path.join(folder, "planted.txt")
    open(path, "w", encoding="utf-8").write("\n\n".join(texts) + "\n")
    found = [" ".join(p["text"].split()).lower() for p in run(program, memory, path)["passages"]]
    left, recalled = list(found), 0
    for passage in wanted:
        p = passage.lower()
        if p in left:
            left.remove(p)
            recalled += 1
    print("planted  recall %.3f (%d of %d), precision %.3f (%d passages)"
          % (recalled / len(wanted), recalled, len(wanted), recalled / len(found), len(found)))


def quotations(program, memory, folder):
    draw = random.Random(7)
    out = subprocess.run([program, "export", "-m", memory, "--from", "en", "--to", "fr",
                          "--format", "jsonl"], capture_output=True, text=True, check=True)
    units = [json.loads(line) for line in out.stdout.splitlines()]
    cases = []
    while len(cases) < 200:
        k = draw.randrange(len(units) - 1)
        text = units[k]["source"]
        if draw.random() < .4 and units[k + 1]["document"] == units[k]["document"]:
            text += " " + units[k + 1]["source"]
        words = text.split()
        if len(words) < 9:
            continue
        size = draw.randint(8, min(40, len(words)))
        first = draw.randint(0, len(words) - size)
        quote = re.sub(r"^\W+|\W+$", "", " ".join(words[first:first + size]))
        if re.search("[\"“”«»]", quote) or len(quote.split()) < 7:
            continue
        words, altered = quote.split(), len(cases) % 2 == 1
        if altered:
            plain = [j for j, w in enumerate(words) if re.fullmatch(r"\w+", w)]
            if not plain:
                continue
            j = draw.choice(plain)
            words[j] = str(int(words[j]) + draw.randint(1, 9)) if words[j].isdecimal() else \
                draw.choice([w for w in ["green", "quickly", "river", "never", "Geneva", "Smith",
                                         "4711", "three"] if w.lower() != words[j].lower()])
            quote = " ".join(words)
        cases.append((quote, altered))
    path = os.path.join(folder, "quotations.txt")
    open(path, "w", encoding="utf-8").write(
        "\n\n".join("A person said “%s” in the hall." % q for q, _ in cases) + "\n")
    verdicts = {" ".join(q["text"].split()): q["verdict"]
                for q in run(program, memory, path)["quotations"]}
    missed = sum(a and verdicts.get(q) != "differs" for q, a in cases)
    invented = sum(not a and verdicts.get(q) != "verbatim" for q, a in cases)
    print("quotations  %d of 100 alterations missed, %d of 100 invented" % (missed, invented))


if __name__ == "__main__":
    task, arguments = sys.argv[1], sys.argv[2:]
    if task == "time":
        measure(arguments[0], arguments[1], arguments[2:])
    elif task == "planted":
        planted(*arguments)
    else:
        quotations(*arguments)
