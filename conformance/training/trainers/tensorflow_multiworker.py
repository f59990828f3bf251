"""Synchronous training with TensorFlow's MultiWorkerMirroredStrategy, which TF_CONFIG tells who takes part; the first worker is the chief."""
import json
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
    say("joining", config=os.environ["TF_CONFIG"])
    config = json.loads(os.environ["TF_CONFIG"])
    index, world = config["task"]["index"], len(config["cluster"]["worker"])
    tf.config.threading.set_inter_op_parallelism_threads(2)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    strategy = tf.distribute.MultiWorkerMirroredStrategy(
        communication_options=tf.distribute.experimental.CommunicationOptions(implementation=tf.distribute.experimental.CommunicationImplementation.RING))
    with strategy.scope():
        weights = tf.Variable(tf.zeros([problem.WIDTH, 1], tf.float64))
        velocity = tf.Variable(tf.zeros([problem.WIDTH, 1], tf.float64))

    signal.signal(signal.SIGTERM, stop)  # not before: joining, TensorFlow takes the signal for itself

    @tf.function
    def train(x, y, stopping):
        def replica(x, y, stopping):
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean((x @ weights - y) ** 2)
            context = tf.distribute.get_replica_context()
            gradient, anyone = context.all_reduce(tf.distribute.ReduceOp.SUM, [tape.gradient(loss, weights), tf.identity(stopping)])
            velocity.assign(problem.MOMENTUM * velocity + gradient / world)
            weights.assign_sub(problem.RATE * velocity)
            return anyone

        return strategy.run(replica, args=(x, y, stopping))

    @tf.function
    def told_by_the_first(value):
        return strategy.run(lambda v: tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.SUM, tf.identity(v)), args=(value,))

    step = max(checkpoints.steps(), default=0) if index == 0 else 0
    step = begun = int(told_by_the_first(tf.constant(step, tf.int64)))
    if step:
        state = numpy.load(os.path.join(checkpoints.path(step), "state.npz"))
        weights.assign(state["weights"])
        velocity.assign(state["velocity"])
    say("training", index=index, world=world, start=step)

    def write(folder):
        numpy.savez(os.path.join(folder, "state.npz"), weights=weights.numpy(), velocity=velocity.numpy())

    while step < problem.STEPS:
        x, y = problem.batch(step, index, world)
        anyone = train(tf.constant(x), tf.constant(y), tf.constant(float(told), tf.float64))
        step += 1
        time.sleep(problem.STEP_SECONDS)
        stopping = float(anyone) > 0
        if index == 0 and step % 10 == 0:
            say("step", step=step, loss=problem.loss(weights.numpy()))
        if index == 0 and (checkpoints.due() or stopping):
            checkpoints.save(step, write)
        if stopping:
            say("stopped", index=index, step=step)
            sys.exit(STOPPED)

    if index == 0:
        checkpoints.finish(loss=problem.loss(weights.numpy()), expected=problem.expected(), steps=step, begun=begun, world=world)
    say("done", index=index)


main()
