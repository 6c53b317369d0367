/**
 * What scenarios use of the backend beside its plugin: the same code that a sync runs, without a database.
 */
/* eslint-disable @backstage/no-forbidden-package-imports, @backstage/no-relative-monorepo-imports */
export { parseConfig } from '../../plugins/eks-pod-identity-backend/src/config';
export { AwsClients } from '../../plugins/eks-pod-identity-backend/src/inventory/aws/clients';
export { diagnose } from '../../plugins/eks-pod-identity-backend/src/diagnosis/diagnose';
export { collectAccount } from '../../plugins/eks-pod-identity-backend/src/inventory/collect';
export { readServices } from '../../plugins/eks-pod-identity-backend/src/inventory/source';
export { assess } from '../../plugins/eks-pod-identity-backend/src/readiness/assess';
export type { Assessment } from '../../plugins/eks-pod-identity-backend/src/readiness/assessment';
