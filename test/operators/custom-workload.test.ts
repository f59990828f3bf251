import { Duty, StreamProcessor, TaskWhen } from '../../src';
import { processor } from './flink/render/declare';
import { CustomWorkload } from '../../src/operators/custom-workload';

const chart = () => processor();
const plan = (of = chart()) => (of.node.findChild('fraud') as StreamProcessor).plan;
const task = (duty?: Duty) => ({ name: 'backup', when: TaskWhen.ONCE, image: 'i', command: ['c'], user: 1, memoryBytes: 1, files: [], ...duty ? { duty } : {} });

test('work that the operator does is left to it, and other work is refused', () => {
  const operated = (...duties: Duty[]) => new CustomWorkload(chart(), plan(), { name: 'flink-operator 1.15.0', duties }, []);
  expect(() => operated(Duty.STOP).addTask('backup', () => task(Duty.STOP))).not.toThrow();
  expect(() => operated(Duty.STOP).addTask('backup', () => task())).toThrow(
    'streams: task backup: got work that flink-operator 1.15.0 does not do, expected none, or one of stop; run it by a Job of your own',
  );
  expect(() => operated().addTask('backup', () => task(Duty.STOP))).toThrow('got work that flink-operator 1.15.0 does not do, expected none; run it by a Job of your own');
});

test('tasks of the plan are held against that, too', () => {
  expect(() => new CustomWorkload(chart(), { ...plan(), tasks: [task()] }, { name: 'flink-operator 1.15.0', duties: [Duty.STOP] }, [])).toThrow('streams: task backup');
});
