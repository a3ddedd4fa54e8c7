"""Runs what is to be measured and keeps the results, a JSON file for each part, so that parts can be measured apart."""
import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import time


def machine(programs):
    """What a reader must know of the machine to compare figures."""
    def first(path, pattern, otherwise="unknown"):
        try:
            found = re.search(pattern, pathlib.Path(path).read_text(), re.M)
        except OSError:
            found = None
        return found.group(1) if found else otherwise

    compiler = first(programs / "CMakeCache.txt", r"^CMAKE_CXX_COMPILER:\w+=(.*)$", "c++")
    told = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=False).stdout
    memory = int(first("/proc/meminfo", r"^MemTotal:\s+(\d+)", "0")) * 1024
    return {"processor": first("/proc/cpuinfo", r"^model name\s*:\s*(.*)$"), "cores": os.cpu_count(), "memory": memory,
            "system": first("/etc/os-release", r'^PRETTY_NAME="?([^"\n]*)', platform.platform()),
            "compiler": told.splitlines()[0] if told else compiler}


class Measured:
    """The programs that are measured, and where results go."""

    def __init__(self, programs, results):
        self.programs = pathlib.Path(programs).resolve()
        self.results = pathlib.Path(results).resolve()
        self.work = self.results / "work"  # what is read and written on the way
        self.work.mkdir(parents=True, exist_ok=True)
        self.machine = machine(self.programs)

    def program(self, name):
        found = [path for path in (self.programs / name, self.programs / "apps" / "bench" / name) if path.exists()]
        if not found:
            raise SystemExit(f"{name}: not built")
        return str(found[0])

    def keep(self, part, values):
        path = self.results / f"{part}.json"
        path.write_text(json.dumps(values, indent=1) + "\n")

    def has(self, part):
        return (self.results / f"{part}.json").exists()

    def kept(self):
        """All parts that there are, by name."""
        return {path.stem: json.loads(path.read_text()) for path in sorted(self.results.glob("*.json"))}

    def about(self):
        """What stands with every part: when, on what, and how busy the machine was before it began."""
        return {"date": datetime.date.today().isoformat(), "load": os.getloadavg()[0], "machine": self.machine}

    def process(self, command, output=None):
        """Runs a command to its end: seconds, memory, bytes through the kernel. Fails, with what it said, where it fails."""
        start = time.monotonic()
        said = self.work / "said.txt"
        with open(output or os.devnull, "wb") as out, open(said, "wb") as errors:
            child = subprocess.Popen(command, stdout=out, stderr=errors, stdin=subprocess.DEVNULL)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        seconds = time.monotonic() - start
        through = {}
        try:
            for line in pathlib.Path(f"/proc/{child.pid}/io").read_text().splitlines():
                name, value = line.split(": ")
                through[name] = int(value)
        except OSError:
            pass  # not told of other users' processes
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{said.read_text(errors='replace')}{' '.join(command)}: ended with {child.returncode}")
        return {"seconds": seconds, "user": usage.ru_utime, "system": usage.ru_stime, "peak": usage.ru_maxrss * 1024,
                "read": through.get("rchar", 0), "written": through.get("wchar", 0),
                "to_disk": through.get("write_bytes", 0)}

    def bench(self, name, *arguments, repetitions=1, seconds=0.5, by_processor=False):
        """Runs a Google Benchmark program; of repetitions the fastest counts. A list of its benchmarks.

        `by_processor`: rates of one thread are told for each second of a core's work, whatever else the machine does.
        """
        out = self.work / "bench.json"
        out.unlink(missing_ok=True)
        self.process([self.program(f"demarche-{name}-bench"), *arguments, f"--benchmark_out={out}",
                      "--benchmark_out_format=json", f"--benchmark_repetitions={repetitions}",
                      f"--benchmark_min_time={seconds}"])
        told = json.loads(out.read_text())
        fastest = {}
        for one in told["benchmarks"]:
            if one.get("run_type") == "aggregate":
                continue
            if one.get("error_occurred"):
                raise SystemExit(f"demarche-{name}-bench: {one['name']}: {one['error_message']}")
            one["name"] = re.sub(r"/(real_time|threads:\d+|min_time:[\d.]+|iterations:\d+|repeats:\d+)", "", one["name"])
            if by_processor and one["threads"] == 1:
                for rate in ("items_per_second", "bytes_per_second"):
                    if rate in one and "real_time" in one["run_name"]:
                        one[rate] *= one["real_time"] / one["cpu_time"]
                one["real_time"] = one["cpu_time"]
            key = (one["name"], one["threads"])
            if key not in fastest or one["real_time"] < fastest[key]["real_time"]:
                fastest[key] = one
        out.unlink()
        return list(fastest.values()), told["context"]
