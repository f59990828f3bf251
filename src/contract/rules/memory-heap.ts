import { RuleDefinition } from './rule-definition';
import { ComponentPlan } from '../../plan';
import { bytes } from '../words';

/** The page cache needs as much as the heap. */
const SHARE_WITH_PAGE_CACHE = 0.5;
/** Threads, code, direct buffers, and the tools that run in the same container. */
const SHARE_ALONE = 0.75;

export const MEMORY_HEAP: RuleDefinition = {
  id: 'memory/heap',
  proves: 'A managed heap, and volumes in memory, leave room for the rest of the process, so that the pod isn\'t killed for memory: '
    + 'together half of the memory at most where the system leans on the page cache, else 75 %.',
  source: 'Elasticsearch, Advanced configuration, heap size: https://www.elastic.co/guide/en/elasticsearch/reference/7.11/advanced-configuration.html '
    + '("no more than 50% of your total system memory": off-heap buffers and the file system cache need the rest); '
    + 'Eclipse OpenJ9, -XX:+UseContainerSupport: https://eclipse.dev/openj9/docs/xxusecontainersupport (75 % of a container of more than 2 GB); '
    + 'Kubernetes, Volumes, emptyDir: https://kubernetes.io/docs/concepts/storage/volumes/#emptydir (in memory it counts against the limit)',
  check: (plan) => plan.components.flatMap((component) => {
    const { heapBytes, memoryBytes, usesPageCache } = component.resources;
    if (heapBytes === undefined) { return []; }
    const inMemory = volumesInMemory(component);
    const most = memoryBytes * (usesPageCache ? SHARE_WITH_PAGE_CACHE : SHARE_ALONE);
    if (heapBytes + inMemory <= most) { return []; }
    const memory = Math.ceil((heapBytes + inMemory) / (usesPageCache ? SHARE_WITH_PAGE_CACHE : SHARE_ALONE));
    return [{
      got: `component ${component.name}: a heap of ${bytes(heapBytes)}`
        + `${inMemory > 0 ? ` and volumes of ${bytes(inMemory)} in memory` : ''}, of ${bytes(memoryBytes)}`,
      expected: `${bytes(most)} at most${usesPageCache ? ', so that as much is left for the page cache' : ', 75 %'}`,
      change: `${most > inMemory ? `make the heap ${bytes(most - inMemory)}, or ` : ''}give it ${bytes(memory)} of memory`,
    }];
  }),
};

function volumesInMemory(component: ComponentPlan): number {
  return (component.volumes ?? []).filter((v) => v.inMemory).reduce((sum, v) => sum + (v.bytes ?? 0), 0);
}
