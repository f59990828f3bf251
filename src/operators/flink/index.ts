export * from './flink-operator';
