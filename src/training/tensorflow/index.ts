export * from './tensorflow';
