export * from './flink';
export * from './savepoint';
export * from './stream-application';
export * from './stream-guarantees';
export * from './stream-processor';
export * from './stream-processor-props';
