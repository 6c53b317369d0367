import { Sight } from './sight';
import { Tags } from './cluster';

/** IAM of the account, as far as it is read. */
export interface IamFacts {
  /** All roles by ARN, with their trust documents. */
  roles: Sight<RoleFacts[]>;
  /** ARNs of OIDC providers. */
  oidcProviders: Sight<string[]>;
}

export interface RoleFacts {
  arn: string;
  name: string;
  path: string;
  /** AssumeRolePolicyDocument, decoded, as text; invalid JSON stays as it is and is a finding. */
  trustPolicy: string;
  /** Seconds. */
  maxSessionDuration: number;
  permissionsBoundaryArn?: string;
  tags: Tags;
  createdAt: string;
  lastUsedAt?: string;
  /** Read only for roles that a workload, an add-on or a node group uses. */
  policies: Sight<RolePolicyFacts[]>;
}

export interface RolePolicyFacts {
  name: string;
  /** Absent for inline policies. */
  arn?: string;
  kind: 'attached' | 'inline' | 'boundary';
  /** Decoded document, as text. */
  document: string;
}
