export type { Guarantees } from './guarantees';
export * from './risk';
export * from './rule';
