export * from './pytorch';
