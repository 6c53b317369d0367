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
  /** SDK evidence from elsewhere, whether or not the repository could be read: the annotated SBOM, third parties. */
  sdkEvidence?: SdkEvidence[];
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
  explicitProviders: {
    what: string;
    /** What it asks instead of the default chain. */
    kind?: ExplicitProviderKind;
    evidence: Evidence;
  }[];
  /** Why the code could not be searched in full, where it could not: then nothing found proves nothing. */
  searchGap?: string;
  /** AWS_… variables that a Dockerfile sets. */
  imageEnvironment: { name: string; evidence: Evidence }[];
  terraform?: TerraformFacts;
}

/**
 * What a credential provider that code builds by hand asks: a web identity (IRSA), keys that are given to it, a profile, the
 * metadata of the node, or the credentials endpoint of ECS, whose hosts do not include the agent's.
 */
export type ExplicitProviderKind =
  | 'web-identity'
  | 'static-keys'
  | 'profile'
  | 'node-role'
  | 'ecs-only';

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
  /** Files that could not be read, or not in full: what is wrong, and where. */
  faults?: Evidence[];
}
