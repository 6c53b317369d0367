import {
  Evidence,
  SdkEvidence,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Sight } from './sight';

/** A catalog entity as far as the plugin needs it. */
export interface ServiceFacts {
  /** `component:default/orders`. */
  entityRef: string;
  name: string;
  title?: string;
  owner?: string;
  system?: string;
  annotations: Record<string, string>;
  labels: Record<string, string>;
  /** What its repository tells. */
  source: Sight<SourceFacts>;
}

/** What the files of one service tell. */
export interface SourceFacts {
  /** URL of the folder. */
  location: string;
  /** Revision (etag or commit) that was read. */
  revision: string;
  files: { file: string; format: string; ok: boolean; error?: string }[];
  /** Verdict over the files alone. */
  verdict: 'supported' | 'too-old' | 'unknown' | 'no-aws-sdk';
  sdks: SdkEvidence[];
  /** Places in code that build a credential provider by hand. */
  explicitProviders: { what: string; evidence: Evidence }[];
  /** AWS_… variables that a Dockerfile sets. */
  imageEnvironment: { name: string; evidence: Evidence }[];
  terraform?: TerraformFacts;
}

/** What Terraform code of a repository tells. */
export interface TerraformFacts {
  modules: {
    name: string;
    source: string;
    version?: string;
    constraint?: string;
    evidence: Evidence;
  }[];
  providers: {
    source: string;
    version?: string;
    constraint?: string;
    evidence: Evidence;
  }[];
  /** Add-ons that the code manages: by name, where, and with which identity. */
  addons: {
    name: string;
    clusterName?: string;
    through: 'resource' | 'module';
    hasServiceAccountRole: boolean;
    hasPodIdentityAssociation: boolean;
    evidence: Evidence;
  }[];
  associations: {
    namespace?: string;
    serviceAccount?: string;
    clusterName?: string;
    evidence: Evidence;
  }[];
  /** Whether `pod_identity_association` can be written for add-ons at all; null where it can't be told. */
  supportsAddonPodIdentityAssociation: boolean | null;
  reason: string;
}
