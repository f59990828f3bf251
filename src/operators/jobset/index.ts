export * from './jobset-controller';
