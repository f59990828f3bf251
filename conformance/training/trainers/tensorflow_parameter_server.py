"""Training with TensorFlow's ParameterServerStrategy: TF_CONFIG tells each what it is. Parameter servers and workers serve until they are
ended; the chief trains: in each step every worker computes the gradient of its share, and the chief adds them up, which (unlike workers
that apply their gradients whenever they are done) ends with the same loss every time.
"""
import os
import signal
import sys
import time

import numpy
import tensorflow as tf

import checkpoints
import problem
from checkpoints import say

STOPPED = 143

told = False


def stop(signum, frame):
    global told
    told = True
    say("told to stop", signal=signum)


def main():
    tf.config.threading.set_inter_op_parallelism_threads(2)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    say("joining", config=os.environ["TF_CONFIG"])
    resolver = tf.distribute.cluster_resolver.TFConfigClusterResolver()
    if resolver.task_type in ("worker", "ps"):
        server = tf.distribute.Server(resolver.cluster_spec(), job_name=resolver.task_type, task_index=resolver.task_id, protocol="grpc", start=True)
        say("serving", type=resolver.task_type, index=resolver.task_id)
        server.join()
    train(resolver)


def train(resolver):
    workers = resolver.cluster_spec().num_tasks("worker")
    # Two pieces of two variables, so that there is something for two parameter servers.
    strategy = tf.distribute.ParameterServerStrategy(resolver)
    coordinator = tf.distribute.coordinator.ClusterCoordinator(strategy)
    with strategy.scope():
        weights = tf.Variable(tf.zeros([problem.WIDTH, 1], tf.float64))
        velocity = tf.Variable(tf.zeros([problem.WIDTH, 1], tf.float64))

    signal.signal(signal.SIGTERM, stop)  # not before: joining, TensorFlow takes the signal for itself

    @tf.function
    def gradient(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ weights - y) ** 2)
        return tape.gradient(loss, weights)

    step = begun = max(checkpoints.steps(), default=0)
    if step:
        state = numpy.load(os.path.join(checkpoints.path(step), "state.npz"))
        weights.assign(state["weights"])
        velocity.assign(state["velocity"])
    say("training", workers=workers, start=step, devices=[weights.device, velocity.device])

    def write(folder):
        numpy.savez(os.path.join(folder, "state.npz"), weights=weights.numpy(), velocity=velocity.numpy())

    while step < problem.STEPS:
        parts = [coordinator.schedule(gradient, args=tuple(tf.constant(each) for each in problem.batch(step, rank, workers))) for rank in range(workers)]
        coordinator.join()
        velocity.assign(problem.MOMENTUM * velocity + sum(part.fetch() for part in parts) / workers)
        weights.assign_sub(problem.RATE * velocity)
        step += 1
        time.sleep(problem.STEP_SECONDS)
        if step % 10 == 0:
            say("step", step=step, loss=problem.loss(weights.numpy()))
        if checkpoints.due() or told:
            checkpoints.save(step, write)
        if told:
            say("stopped", step=step)
            sys.exit(STOPPED)

    checkpoints.finish(loss=problem.loss(weights.numpy()), expected=problem.expected(), steps=step, begun=begun, world=workers)
    say("done")
    os._exit(0)  # a chief that has seen a worker fail waits at its end for ever


main()
