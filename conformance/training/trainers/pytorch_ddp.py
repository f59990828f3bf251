"""Data-parallel training with PyTorch over gloo, one process for each rank; torchrun or whoever starts it tells it MASTER_ADDR, RANK, ...

When one rank is told to stop (SIGTERM), all agree on it after the step that they are in; the first writes a checkpoint, and all end
with STOPPED.
"""
import datetime
import os
import signal
import sys
import time

import torch
import torch.distributed as distributed

import checkpoints
import problem
from checkpoints import say

STOPPED = 143
TIMEOUT = datetime.timedelta(seconds=int(os.environ.get("COLLECTIVE_TIMEOUT", "1800")))

told = torch.zeros(1)


def stop(signum, frame):
    told[0] = 1
    say("told to stop", signal=signum)


def main():
    signal.signal(signal.SIGTERM, stop)
    torch.set_num_threads(1)
    say("joining", master=os.environ.get("MASTER_ADDR"), rank=os.environ.get("RANK"), world=os.environ.get("WORLD_SIZE"))
    distributed.init_process_group("gloo", timeout=TIMEOUT)
    rank, world = distributed.get_rank(), distributed.get_world_size()
    torch.manual_seed(0)
    linear = torch.nn.Linear(problem.WIDTH, 1, bias=False, dtype=torch.float64)
    torch.nn.init.zeros_(linear.weight)
    model = torch.nn.parallel.DistributedDataParallel(linear)
    optimizer = torch.optim.SGD(model.parameters(), lr=problem.RATE, momentum=problem.MOMENTUM)

    # The first tells which: the others might see another checkpoint.
    start = torch.tensor([max(checkpoints.steps(), default=0) if rank == 0 else 0])
    distributed.broadcast(start, 0)
    step = begun = int(start)
    if step:
        state = torch.load(os.path.join(checkpoints.path(step), "state.pt"), weights_only=True)
        linear.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
    say("training", rank=rank, world=world, start=step)

    def write(folder):
        torch.save({"model": linear.state_dict(), "optimizer": optimizer.state_dict()}, os.path.join(folder, "state.pt"))

    while step < problem.STEPS:
        x, y = (torch.from_numpy(each) for each in problem.batch(step, rank, world))
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        step += 1
        time.sleep(problem.STEP_SECONDS)
        if rank == 0 and step % 10 == 0:
            say("step", step=step, loss=problem.loss(linear.weight.detach().numpy()))
        anyone = told.clone()
        distributed.all_reduce(anyone, distributed.ReduceOp.MAX)
        if rank == 0 and (checkpoints.due() or anyone.item()):
            checkpoints.save(step, write)
        if anyone.item():
            say("stopped", rank=rank, step=step)
            distributed.barrier()
            sys.exit(STOPPED)

    if rank == 0:
        checkpoints.finish(loss=problem.loss(linear.weight.detach().numpy()), expected=problem.expected(), steps=step, begun=begun, world=world)
    distributed.barrier()
    del model
    distributed.destroy_process_group()
    say("done", rank=rank)


main()
