export * from './base';
export * from './client';
export * from './fleet';
export * from './openapi';
export * from './requests';
export * from './route';
export * from './routes';
export * from './workloads';
