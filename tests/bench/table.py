"""table.py RESULTS.json MISSING region|france: two tables, of operations and of goals."""

import json
import statistics
import sys

OPERATIONS = {
    "load": "read the shapes from the file",
    "graph": "match the edges",
    "check": "check that all tile",
    "whole": "whole build: edges, check, arcs, proof",
    "measure": "geodesic measures, kept in the store",
    "fifty": "50 communes to one",
    "fifty_alone": "  without a region at hand",
    "fifty_text": "  with GeoJSON text",
    "epci": "each EPCI to one",
    "epci_text": "  with GeoJSON text",
    "regions": "each mainland region to one",
    "regions_text": "  with GeoJSON text",
    "all": "all to one",
    "all_text": "  with GeoJSON text",
    "adjacency": "neighbours (ours with lengths)",
    "locator": "build the locator",
    "locate": "locate 2 million points",
    "weights": "weigh vertices for simplification",
    "simplify": "simplify to 100 m, weights included",
    "pyramid": "shapes of zooms 4 to 14",
    "toggle": "toggle two units of 1,000",
    "toggle_outline": "  with the outline",
}
MUST_AGREE = {"check", "adjacency", "locate"} | {
    name for name in OPERATIONS if name.split("_")[0] in ("fifty", "epci", "regions", "all")}
RELATIVE = 1e-6
NEWEST = "GEOS newest"


class Results:
    def __init__(self, path):
        with open(path) as file:
            self.all = json.load(file)
        self.ours, *self.peers = self.all["workers"]
        self.facts = self.all["facts"]

    def ms(self, operation, worker=None, clock="ms"):
        """The median; None when the worker does not do it."""
        runs = self.all["operations"].get(operation, {}).get(worker or self.ours, {}).get(clock)
        return statistics.median(runs) if runs else None

    def cpu_ms(self, operation, worker=None):
        return self.ms(operation, worker, "cpu_ms")

    def newest(self, ours, theirs):
        """How many times faster than the newest GEOS; None without it."""
        for peer in self.peers:
            if peer.startswith(NEWEST) and self.ms(theirs, peer):
                return self.cpu_ms(theirs, peer) / self.cpu_ms(ours)
        return None


def figure(value):
    if value is None:
        return ""
    if value < 10:
        return f"{value:.2g}" if value < 1 else f"{value:.1f}"
    return f"{value:,.0f}"


def duration(ms):
    if ms is None:
        return ""
    if ms < 0.001:
        return f"{ms * 1e6:.0f} ns"
    return f"{ms * 1e3:.1f} µs" if ms < 0.1 else f"{figure(ms)} ms"


def print_table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        cells = [cell.ljust(width) if i == 0 else cell.rjust(width)
                 for i, (cell, width) in enumerate(zip(row, widths))]
        print("| " + " | ".join(cells) + " |")


def print_operations(results):
    rows = [["operation", "ours", *results.peers]]
    for operation, title in OPERATIONS.items():
        ours = results.ms(operation)
        if ours is None:
            continue
        row = [title, duration(ours)]
        for peer in results.peers:
            theirs = results.ms(operation, peer)
            built = "" if theirs is None or operation in ("check", "whole") else \
                f" ({figure(theirs / (ours + results.ms('whole')))}×)"
            row.append("" if theirs is None else
                       f"{duration(theirs)} {figure(theirs / ours)}×{built}")
        rows.append(row)
    print_table(rows)
    print("By the clock, medians. A peer's cell: its time, how many times ours, and (…×) how many "
          "times ours with our whole build added.")


def goals(results, dataset):
    """Title, at most or at least, the goal, the measured value, the unit."""
    region = dataset == "region"
    ms, facts = results.cpu_ms, results.facts
    rows = [
        ("50 communes against GEOS newest", ">=", 50, results.newest("fifty", "fifty"), "×"),
        ("each EPCI with text against GEOS newest", ">=", 50,
         results.newest("epci_text", "epci"), "×"),
        ("all to one against GEOS newest", ">=", 50, results.newest("all", "all"), "×"),
        ("load, build and full check", "<=", 40 if region else 600, ms("load") + ms("whole"), "ms"),
        ("full check, edges matched", "<=", 15 if region else 200, ms("check"), "ms"),
        ("50 communes", "<=", 3, ms("fifty") * 1e3, "µs"),
        ("50 communes with text", "<=", 10, ms("fifty_text") * 1e3, "µs"),
        ("each EPCI with text", "<=", 0.6 if region else 15, ms("epci_text"), "ms"),
        ("toggle a commune of 1,000", "<=", 20, ms("toggle") / 2 * 1e3, "µs"),
        ("toggle and outline", "<=", 20, ms("toggle_outline") * 1e3, "µs"),
        ("adjacency with lengths", "<=", 2 if region else 15, ms("adjacency"), "ms"),
        ("locate", ">=", 30 if region else 10, 2e3 / ms("locate"), "M/s"),
        ("memory of a coverage", "<=", 24, facts["bytes"] / facts["vertices"], "B/vertex"),
    ]
    if region:
        rows.append(("shapes of zooms 4 to 14", "<=", 60, ms("pyramid"), "ms"))
    else:
        rows.append(("all to one", "<=", 4, ms("all"), "ms"))
    return rows


def print_goals(results, dataset):
    rows = [["goal", "wanted", "measured", ""]]
    for title, sense, goal, value, unit in goals(results, dataset):
        if value is None:
            verdict = "not measured"
        else:
            verdict = "met" if (value <= goal if sense == "<=" else value >= goal) else "MISSED"
        measured = "" if value is None else f"{figure(value)} {unit}"
        rows.append([title, f"{sense} {goal} {unit}", measured, verdict])
    print_table(rows)
    print("In processor time, of one thread: a busy machine counts less.")


def disagreements(results):
    for operation, found in results.all["operations"].items():
        for worker, answer in found.items():
            if "failure" in answer:
                yield f"{worker} fails at {operation}: {answer['failure']}"
            elif operation in MUST_AGREE and results.ours in found:
                for ours, theirs in zip(found[results.ours]["check"], answer["check"]):
                    if abs(ours - theirs) > RELATIVE * abs(ours):
                        yield f"{worker} disagrees at {operation}: {theirs} for {ours}"


def main():
    results = Results(sys.argv[1])
    with open(sys.argv[2]) as file:
        missing = file.read().splitlines()
    missing += [f"{name}: {reason}" for name, reason in results.all["missing"].items()]
    facts = results.facts
    print(f"\n== {sys.argv[3]}: {facts['units']:,} communes, {facts['epci']:,} EPCI, "
          f"{facts['vertices']:,} vertices, {facts['edges']:,} edges, {facts['arcs']:,} arcs; "
          f"load {results.all['load'][0]:.1f} before, {results.all['load'][1]:.1f} after\n")
    print_operations(results)
    print()
    print_goals(results, sys.argv[3])
    for peer in missing:
        print(f"Missing: {peer}")
    wrong = list(disagreements(results))
    for sentence in wrong:
        print(f"WRONG: {sentence}")
    if results.peers and not wrong:
        print("All agree: areas and lengths of outlines, pairs of neighbours, places of points.")
    sys.exit(1 if wrong else 0)


main()
