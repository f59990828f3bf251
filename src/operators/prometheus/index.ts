export * from './prometheus-definitions';
