"""A command killed, or refused something, at each of its own system calls in turn: those of the programs it starts (an editor)
are left alone, which strace does without -f."""
import itertools

import common as c

counter = itertools.count()


def alone(*options, log="/dev/null"):
    return ("strace", "-qq", "-y", "-o", str(log), *options)


def everywhere(template, argv, judge, floor, needed, what="signal=KILL", only=None, data=b"", env=c.environment, ends=0):
    """JUDGE(store, done) gives the faults of each accident (WHAT, as strace injects it) at each call, or ONLY at those of these names;
    at least FLOOR of them, at every call of NEEDED. ENV(store) is the environment; left alone, the command ENDS with that status."""
    store = c.copy(template, f"trace{next(counter)}")
    names, before = c.calls_of(store, argv, data, alone, ends, env=env(store))
    todo = [(name, before.get(name, 0) + i + 1) for name in sorted(set(names)) for i in range(names.count(name))
            if not only or name in only]

    def one(point):
        name, n = point
        store = c.copy(template, f"p{next(counter)}")
        log = c.work / f"{store.name}.strace"
        inject = ("-e", f"trace={name}", "-e", f"inject={name}:{what}:when={n}")
        done = c.run(store, *argv, data=data, before=alone(*inject, log=log), env=env(store))
        happened = done.status == -9 or "INJECTED" in log.read_text(errors="replace")
        found = judge(store, done)
        c.shutil.rmtree(store, ignore_errors=True)
        return happened, [f"at {name} {n}: {f}" for f in found]

    done = c.in_parallel(one, todo)
    hit = {name for (name, _), (happened, _) in zip(todo, done) if happened}
    faults = [f for _, found in done for f in found]
    if sum(happened for happened, _ in done) < floor:
        faults.append(f"{sum(h for h, _ in done)} accidents only, {floor} expected")
    if not needed <= hit:
        faults.append(f"never at {needed - hit}")
    return faults
