"""What the script tests share: TAP lines, the programs, a daemon that is stopped by its pid."""
import os, re, subprocess, sys, tempfile, shutil, atexit, urllib.request, urllib.error

BUILD = os.environ.get("LISIERE_BUILD", "build/dev")
CLI, DAEMON = os.path.join(BUILD, "lisiere"), os.path.join(BUILD, "lisiered")
EXPECTED = "../shared/expected"
SHARED = os.path.isdir(EXPECTED)
folder = tempfile.mkdtemp(prefix="lisiere-")
atexit.register(shutil.rmtree, folder, True)
_count = _failed = 0


def ok(condition, sentence, *details):
    global _count, _failed
    _count += 1
    _failed += not condition
    print(f"{'ok' if condition else 'not ok'} {_count} - {sentence}", flush=True)
    if not condition:
        for detail in details:
            print("#", str(detail).replace("\n", "\n# ")[:2000])


def same(got, wanted, sentence):
    ok(got == wanted, sentence, f"got    {got!r}", f"wanted {wanted!r}")


def skip(sentence, reason):
    global _count
    _count += 1
    print(f"ok {_count} - {sentence} # SKIP {reason}")


def end():
    print(f"1..{_count}")
    sys.exit(1 if _failed else 0)


def cli(*arguments, language="fr_FR.UTF-8"):
    """Exit code, stdout, stderr."""
    done = subprocess.run([CLI, *arguments], capture_output=True, env={**os.environ, "LANG": language, "LC_ALL": language})
    return done.returncode, done.stdout, done.stderr.decode()


def store(name, *options, register=None):
    """A store with the bundled dataset, and a register of one's own."""
    path = os.path.join(folder, name)
    code, _, story = cli("import", "data/hauts-de-france", "--db", path, *options)
    assert code == 0, story
    if register:
        code, _, story = cli("contracts", register, "--db", path)
        assert code == 0, story
    return path


class Daemon:
    def __init__(self, db, *options):
        self.process = subprocess.Popen([DAEMON, "--db", db, "--listen", "127.0.0.1:0", *options],
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.url = re.search(r"http://\S+", line).group(0) if "http://" in line else None
        assert self.url, line
        atexit.register(self.stop)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    def get(self, path, method="GET", **headers):
        """Status, headers, body."""
        request = urllib.request.Request(self.url + path, method=method,
                                         headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()
