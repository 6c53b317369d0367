/**
 * The words of EKS Pod Identity migration, shared by backend and frontend.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './api';
export * from './arn';
export * from './binding';
export * from './checks';
export * from './permissions';
export * from './requestState';
export * from './verdict';
