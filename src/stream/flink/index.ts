export { FlinkApplication } from './flink-application';
export * from './flink-options';
export * from './flink-version';
