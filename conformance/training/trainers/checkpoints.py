"""Where a training run keeps what it has learned, the same for every framework.

CHECKPOINT_DIR            a folder that all workers share and that outlives their pods; it may not be there yet
CHECKPOINT_EVERY_SECONDS  between two checkpoints
  step-00000040/          all of the run after 40 steps: weights, state of the optimizer; whole, or not there under this name
  result.json             what came out, once the run is done
Only one worker writes. A checkpoint is written under another name, flushed, and renamed: a name that starts with a dot is none.
"""
import json
import os
import re
import shutil
import time

FOLDER = os.environ["CHECKPOINT_DIR"]
EVERY = int(os.environ["CHECKPOINT_EVERY_SECONDS"])
KEPT = 3
NAME = re.compile(r"step-(\d{8})$")

os.makedirs(FOLDER, exist_ok=True)
last = None


def steps():
    """The steps that there are checkpoints of, in order."""
    found = (NAME.match(name) for name in os.listdir(FOLDER))
    return sorted(int(match.group(1)) for match in found if match)


def path(step):
    return os.path.join(FOLDER, f"step-{step:08d}")


def due():
    """Whether it is time for another one. The time begins with the first step."""
    global last
    last = last or time.monotonic()
    return time.monotonic() - last >= EVERY


def save(step, write):
    """`write(folder)` writes the files."""
    global last
    began = last = time.monotonic()
    if os.path.exists(path(step)):
        return
    part = os.path.join(FOLDER, f".step-{step:08d}-{os.uname().nodename}-{os.getpid()}")
    os.makedirs(part)
    write(part)
    for name in os.listdir(part):
        flush(os.path.join(part, name))
    flush(part)
    os.rename(part, path(step))
    flush(FOLDER)
    for old in steps()[:-KEPT]:
        shutil.rmtree(path(old))
    for name in os.listdir(FOLDER):  # what a writer left that was killed
        if name.startswith(".step-"):
            shutil.rmtree(os.path.join(FOLDER, name))
    say("checkpoint", step=step, seconds=round(time.monotonic() - began, 3))


def finish(**result):
    file = os.path.join(FOLDER, "result.json")
    with open(file + ".part", "w") as part:
        json.dump(result, part)
        part.flush()
        os.fsync(part.fileno())
    os.rename(file + ".part", file)
    say("result", **result)


def flush(name):
    handle = os.open(name, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def say(event, **facts):
    """One line of JSON for each thing that happens."""
    print(json.dumps({"event": event, "at": round(time.time(), 2), **facts}), flush=True)
