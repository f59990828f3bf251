export * from './volcano';
