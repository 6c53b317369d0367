import {
  ExplicitProviderKind,
  ShadowEffect,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** A variable of the environment that says where credentials come from. */
export interface ShadowVariable {
  names: readonly string[];
  kind: ExplicitProviderKind;
  /** What it means that somebody sets it by hand. */
  set: ShadowEffect;
  /** What it means that code or a script reads it; absent: nothing. */
  read?: ShadowEffect;
  /** The webhook writes the same name into the pod, which comes before the image's. */
  overridesImage?: boolean;
  why: string;
}

/**
 * The variables that come before Pod Identity, whoever sets them (domain source: sdk-notes.md, agent-webhook.md).
 * `AWS_ROLE_ARN` alone is taken by no SDK, which all need the token's file beside it; but whoever wrote it there may read it.
 */
export const shadowVariables: readonly ShadowVariable[] = [
  {
    names: ['AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY'],
    kind: 'static-keys',
    set: 'fail',
    why: 'Static keys come before Pod Identity in every SDK.',
  },
  {
    names: [
      'AWS_PROFILE',
      'AWS_DEFAULT_PROFILE',
      'AWS_SHARED_CREDENTIALS_FILE',
      'AWS_CREDENTIAL_PROFILES_FILE',
    ],
    kind: 'profile',
    set: 'fail',
    why: 'A profile is asked before the container in every SDK.',
  },
  {
    // Settings of frameworks by the names that they have in the environment.
    names: [
      'AWS__PROFILE',
      'AWS__Profile',
      'CLOUD_AWS_CREDENTIALS_PROFILENAME',
      'CLOUD_AWS_CREDENTIALS_PROFILE_NAME',
      'SPRING_CLOUD_AWS_CREDENTIALS_PROFILE_NAME',
    ],
    kind: 'profile',
    set: 'fail',
    why: 'The framework hands the profile to its clients, past the default chain.',
  },
  {
    names: [
      'CLOUD_AWS_CREDENTIALS_ACCESSKEY',
      'CLOUD_AWS_CREDENTIALS_ACCESS_KEY',
      'SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY',
      'SPRING_CLOUD_AWS_CREDENTIALS_ACCESS_KEY',
    ],
    kind: 'static-keys',
    set: 'fail',
    why: 'The framework hands the keys to its clients, past the default chain.',
  },
  {
    names: [
      'SPRING_CLOUD_AWS_CREDENTIALS_STS_WEBIDENTITYTOKENFILE',
      'SPRING_CLOUD_AWS_CREDENTIALS_STS_WEB_IDENTITY_TOKEN_FILE',
    ],
    kind: 'web-identity',
    set: 'fail',
    why: 'The framework assumes the role by a web identity, past the default chain.',
  },
  {
    names: ['AWS_CONFIG_FILE'],
    kind: 'profile',
    set: 'unknown',
    why: 'A profile in that file would be asked before the container.',
  },
  {
    names: ['AWS_WEB_IDENTITY_TOKEN_FILE'],
    kind: 'web-identity',
    set: 'fail',
    read: 'fail',
    why: 'Almost every SDK takes a web identity before the container.',
  },
  {
    names: ['AWS_ROLE_ARN'],
    kind: 'web-identity',
    set: 'unknown',
    read: 'fail',
    why: 'No SDK takes it without a token file, but a program may read it.',
  },
  {
    names: [
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    ],
    kind: 'endpoint',
    set: 'fail',
    overridesImage: true,
    why: 'The SDK then asks another endpoint than the agent.',
  },
  {
    names: ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'],
    kind: 'ecs-only',
    set: 'fail',
    read: 'warn',
    why: 'SDKs then ask the endpoint of ECS instead of the agent.',
  },
  {
    names: ['AWS_CONTAINER_AUTHORIZATION_TOKEN'],
    kind: 'endpoint',
    set: 'unknown',
    why: 'Some SDKs send it instead of the token that the webhook mounts.',
  },
];

const BY_NAME = new Map(
  shadowVariables.flatMap(row => row.names.map(name => [name, row] as const)),
);

/** The row of a variable; undefined for all that do not matter. */
export function shadowVariable(name: string): ShadowVariable | undefined {
  return BY_NAME.get(name);
}

/** Alternatives of a regular expression: all names, longest first. */
export const VARIABLE_NAMES = alternatives([...BY_NAME.keys()]);

/** Alternatives of a regular expression: the names that must not be read. */
export const READ_NAMES = alternatives(
  shadowVariables.flatMap(({ names, read }) => (read ? names : [])),
);

function alternatives(names: readonly string[]): string {
  return [...names].sort((a, b) => b.length - a.length).join('|');
}
