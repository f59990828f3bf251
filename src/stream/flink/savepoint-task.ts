import { FLINK_USER, savepointRecord } from './identity';
import { REST, REST_PORT } from './ports';
import { script } from './scripts';
import { FlinkState } from './state';
import { Duty, TaskPlan, TaskWhen } from '../../plan';
import { SavepointRequest } from '../savepoint';
import { StreamRequest } from '../stream-application';

/** The script ends so when trying again is useless. */
const REFUSED = 3;

/** The Job that stops the processor with a savepoint, and writes down where it lies. */
export function savepointTask(request: StreamRequest, image: string, state: FlinkState, upgrade: SavepointRequest): TaskPlan {
  const { name, namespaceName } = request;
  const record = savepointRecord(name, upgrade.name);
  return {
    name: 'savepoint',
    when: TaskWhen.ONCE,
    duty: Duty.STOP,
    image,
    command: ['bash', '/etc/task/files/savepoint.sh'],
    user: FLINK_USER,
    memoryBytes: 64 * 1024 * 1024,
    cpuMillis: 50,
    environment: {
      NAMESPACE: namespaceName,
      RECORD: record,
      REST: `http://${name}-rest.${namespaceName}.svc:${REST}`,
      TARGET: `${state.root}/savepoints/${upgrade.name}`,
    },
    leaves: [record],
    files: [script('savepoint.sh')],
    // `create` can't be limited to names
    permissions: [
      { apiGroup: '', resource: 'configmaps', verbs: ['create'] },
      { apiGroup: '', resource: 'configmaps', verbs: ['get'], resourceNames: [record] },
    ],
    fatalExitCodes: [REFUSED],
    uses: [REST_PORT],
  };
}
