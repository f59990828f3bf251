export type { FlinkAutoscaling } from './autoscaling';
export * from './flink-operator';
