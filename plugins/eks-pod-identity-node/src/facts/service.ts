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
  /** Files that bring dependencies and are recognised only: `flake.nix is a Nix flake: not read`. */
  unread?: string[];
  /** Verdict over the files alone. */
  verdict: 'supported' | 'too-old' | 'unknown' | 'no-aws-sdk';
  sdks: SdkEvidence[];
  /** Places in code, scripts and configuration that go past the SDK's default chain, or come before Pod Identity in it. */
  explicitProviders: {
    what: string;
    /** What it asks instead of the default chain. */
    kind?: ExplicitProviderKind;
    /** Default: `fail`. */
    effect?: ShadowEffect;
    evidence: Evidence;
  }[];
  /** Why the code could not be searched in full, where it could not: then nothing found proves nothing. */
  searchGap?: string;
  /**
   * `AWS_…` variables and those of proxies and of Java's options that a Dockerfile sets; a value only where it is no secret and
   * matters.
   */
  imageEnvironment: {
    name: string;
    value?: string;
    /** It is that of a build argument without a default: only the build knows whether it is set. */
    fromArgument?: boolean;
    evidence: Evidence;
  }[];
  /** What else an image or a manifest in the repository carries that comes before Pod Identity. */
  carried?: CarriedShadow[];
  /** Scripts and code of the image that call a program that uses AWS; without `program`: the AWS CLI. */
  cliCalls?: (Evidence & { program?: string })[];
  terraform?: TerraformFacts;
}

/** Something that a file carries into the pod and that comes before Pod Identity. */
export interface CarriedShadow {
  what: string;
  kind: ExplicitProviderKind;
  /** Default: `fail`. */
  effect?: ShadowEffect;
  place: 'image' | 'manifest';
  /** Of a manifest that names one: it is about no other. */
  serviceAccount?: string;
  evidence: Evidence;
}

/**
 * What is asked past the default chain, or before Pod Identity in it: a web identity (IRSA), keys that are given, a profile, the
 * metadata of the node, the credentials endpoint of ECS, whose hosts do not include the agent's, another endpoint, or a proxy.
 */
export type ExplicitProviderKind =
  | 'web-identity'
  | 'static-keys'
  | 'profile'
  | 'node-role'
  | 'ecs-only'
  | 'endpoint'
  | 'proxy';

/**
 * What it means for the migration: it does not reach Pod Identity, that can't be told, or it goes on as before but is worth a
 * look.
 */
export type ShadowEffect = 'fail' | 'unknown' | 'warn';

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
    /** Null where that depends on what could not be evaluated. */
    hasServiceAccountRole: boolean | null;
    hasPodIdentityAssociation: boolean | null;
    /** Whether `pod_identity_association` can be written for it; absent: as for the code as a whole. */
    support?: { supports: boolean | null; reason: string };
    evidence: Evidence;
  }[];
  /** Code that sets add-ons and could not be followed: which ones and for which cluster, as far as it says that. */
  unfollowed?: {
    addonName?: string;
    clusterName?: string;
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
