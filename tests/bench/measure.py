"""measure.py OUT.json RUNS WORKER…: lets the workers take turns, operation by operation.

A worker is a command line; the first one is ours. Each operation is run by every worker that knows
it, ours, peer, ours, peer, …, so that a machine that slows down slows all of them. What a run costs
is told by the worker itself (worker.h). There is one more run to warm up, which counts where it
takes long.
"""

import json
import os
import shlex
import subprocess
import sys

LONG_MS = 2000


class Worker:
    def __init__(self, command):
        self.process = subprocess.Popen(
            shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.hello = self.answer()
        self.name = f"{self.hello['name']} {self.hello['version']}"

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            words = self.process.stderr.read().strip().splitlines() or ["it ended without a word"]
            raise RuntimeError(words[-1])
        return json.loads(line)

    def ask(self, operation):
        self.process.stdin.write(operation + "\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def measure(workers, operation, runs):
    taking_part = [w for w in workers if operation in w.hello["operations"]]
    found = {w.name: {"ms": [], "cpu_ms": []} for w in taking_part}
    slow = set()
    for run in range(-1, runs):  # the first is to warm up
        for worker in list(taking_part):
            if run == 0 and worker.name in slow:
                continue
            try:
                answer = worker.ask(operation)
            except RuntimeError as error:
                found[worker.name]["failure"] = str(error)
                taking_part.remove(worker)
                workers.remove(worker)
                continue
            if run == -1 and answer["ms"] > LONG_MS:
                slow.add(worker.name)  # its warm-up counts as its first run
            if run >= 0 or worker.name in slow or runs == 1:
                found[worker.name]["ms"].append(answer["ms"])
                found[worker.name]["cpu_ms"].append(answer.get("cpu_ms"))
            found[worker.name]["check"] = answer["check"]
        if runs == 1:
            break
    return found


def main():
    out, runs, commands = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    load_before = os.getloadavg()
    workers, missing = [], {}
    for command in commands:
        words = shlex.split(command)
        name = next((w for w in words if w.endswith((".py", ".mjs"))), words[0])
        try:
            workers.append(Worker(command))
        except (RuntimeError, OSError) as error:
            missing[os.path.basename(name)] = str(error)
    if not workers or workers[0].hello["name"] != "lisiere":
        sys.exit(f"our own worker does not start: {missing}")
    results = {"facts": workers[0].hello["facts"], "missing": missing, "operations": {}}
    results["workers"] = [w.name for w in workers]
    every = list(workers)
    operations = []
    for worker in workers:
        operations += [o for o in worker.hello["operations"] if o not in operations]
    for operation in operations:
        print(f"  {operation}", file=sys.stderr)
        results["operations"][operation] = measure(workers, operation, runs)
    results["load"] = [load_before[0], os.getloadavg()[0]]
    for worker in every:
        worker.end()
    with open(out, "w") as file:
        json.dump(results, file, indent=1)


main()
