/**
 * In which order charts are applied: each stage needs what is in those before it, and nothing of those after it.
 * What stands in `definitions` is never pruned.
 */
export const STAGES = ['definitions', 'operators', 'workloads'] as const;

export type Stage = typeof STAGES[number];
