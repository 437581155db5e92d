# notation -> JSONL (no text is generated here; every line was written by hand in part-*.txt)
import collections
import glob
import json
import os

os.chdir(os.path.dirname(os.path.abspath(__file__)))
L = dict(p="pain", b="behaviour", g="gain", o="goal", a="attitude", d="decision", r="profile")
J = dict(
    aw="awareness",
    co="consideration",
    pu="purchase",
    on="onboarding",
    us="use",
    su="support",
    re="renewal",
    ad="advocacy",
)
out = []
seen = {}
c = collections.Counter()
q = prev = ""
dom = kind = per = None
for f in sorted(glob.glob("part-*.txt")):
    for n, l in enumerate(open(f, encoding="utf-8"), 1):
        l = l.strip()
        if not l:
            continue
        if l[0] == "#":
            x = [s.strip() for s in l[1:].split("|")]
            if x[0]:
                dom = x[0]
                kind = "customer"
            if len(x) > 1:
                kind = x[1]
            per = "F" if kind == "customer" else "S"
            assert kind in ("customer", "sales", "service"), (f, n, l)
            prev = ""
            q = ""
            continue
        if l.startswith("Q:"):
            q = l[2:].strip()
            prev = ""
            continue
        code, text = l.split("|", 1)
        text = text.strip()
        parts = code.split()
        k = parts[0]
        flip = "*" in k
        k = k.replace("*", "")
        labs = [] if k == "n" else [L[ch] for ch in k]
        assert len(labs) <= 3 and len(set(labs)) == len(labs), (f, n, l)
        j = J[parts[1]] if len(parts) > 1 else None
        assert q, (f, n, l)
        p = per if not flip else ("S" if per == "F" else "F")
        if text in seen:
            print("DUP", f, n, text, seen[text])
        seen[text] = (f, n)
        out.append(
            dict(
                id="T2-%04d" % (len(out) + 1),
                domain=dom,
                kind=kind,
                question=q,
                before=prev,
                text=text,
                labels=labs,
                journey=j,
                perspective="second-hand" if p == "S" else "first-hand",
                source="written",
            )
        )
        prev = text
with open("../statements-2.jsonl", "w", encoding="utf-8") as fh:
    for o in out:
        fh.write(json.dumps(o, ensure_ascii=False) + "\n")
N = len(out)
for o in out:
    for x in o["labels"] or ["NONE"]:
        c[x] += 1
print(
    N,
    {k: "%d %.0f%%" % (v, 100 * v / N) for k, v in c.most_common()},
    len(set(o["domain"] for o in out)),
    "domains",
    collections.Counter(o["perspective"] for o in out),
    collections.Counter(o["kind"] for o in out),
    collections.Counter(o["journey"] for o in out),
    collections.Counter(len(o["labels"]) for o in out),
    sum(o["before"] == "" for o in out),
    "no before",
)
