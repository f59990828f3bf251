import { Credentials, Duty, StreamProcessor, TaskWhen } from '../../src';
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

describe('what is declared later', () => {
  const topic = (pieces: number) => ({ name: 'orders', pieces, copies: 3, settings: {} });
  const user = { name: 'web', credentials: Credentials.CERTIFICATE, rights: [] };
  const inside = (kind: string, name: string, spec: any) => ({ apiVersion: 'example.com/v1', kind, metadata: { name }, spec });

  test('is an object of the operator, which says what is true in the end', () => {
    const workload = new CustomWorkload(chart(), plan(), {
      name: 'log-operator 1.0.0',
      duties: [],
      content: ({ name }, content) => inside('Topic', content.name, { of: name, pieces: content.pieces }),
      principal: ({ name }, principal) => inside('User', principal.name, { of: name }),
    }, []);
    let pieces = 1;
    workload.addContent(() => topic(pieces));
    workload.addPrincipal(() => user);
    pieces = 12;
    expect(workload.object('Topic', 'orders').toJson().spec).toEqual({ of: 'fraud', pieces: 12 });
    expect(workload.object('User', 'web').toJson().spec).toEqual({ of: 'fraud' });
  });

  test('is nothing where the operator knows nothing of it', () => {
    const workload = new CustomWorkload(chart(), plan(), { name: 'flink-operator 1.15.0', duties: [] }, [inside('Job', 'fraud', {})]);
    workload.addContent(() => topic(1));
    workload.addPrincipal(() => user);
    expect(() => workload.object('Topic', 'orders')).toThrow('got Topic orders, expected one of Job fraud');
  });
});

test('tasks of the plan are held against that, too', () => {
  expect(() => new CustomWorkload(chart(), { ...plan(), tasks: [task()] }, { name: 'flink-operator 1.15.0', duties: [Duty.STOP] }, [])).toThrow('streams: task backup');
});
