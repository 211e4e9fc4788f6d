"""The file that all programs read (units.h), and the protocol that they speak (worker.h)."""

import json
import sys
import time

MEASURABLE_S = 0.02


def read_units(folder):
    """Codes, EPCI numbers, region numbers, fifty flags and hexadecimal WKB, column by column."""
    with open(f"{folder}/units.tsv") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    codes, epci, regions, fifty, shapes = zip(*rows)
    return codes, list(map(int, epci)), list(map(int, regions)), list(map(int, fifty)), shapes


def serve(name, version, operations):
    """operations: name to (run, check); run is timed and returns what check judges."""
    hello = {"name": name, "version": version, "operations": list(operations)}
    print(json.dumps(hello), flush=True)
    for line in sys.stdin:
        run, check = operations[line.strip()]
        rounds = 1
        while True:
            begin, cpu_begin = time.perf_counter(), time.process_time()
            for _ in range(rounds):
                result = run()
            seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu_begin
            if seconds >= MEASURABLE_S:
                break
            rounds = int(rounds * MEASURABLE_S * 1.5 / seconds) + 1
        answer = {"ms": seconds * 1000 / rounds, "cpu_ms": cpu * 1000 / rounds}
        answer["check"] = list(check(result))
        print(json.dumps(answer), flush=True)
