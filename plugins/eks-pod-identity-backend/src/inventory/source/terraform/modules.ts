/** A module that manages EKS add-ons, and by which inputs. */
export interface AddonModule {
  /** Inputs that hold the add-ons, by name. */
  inputs: string[];
  /** First version that passes `pod_identity_association` on; undefined where that is not known. */
  since?: string;
  /** Where that is known from. */
  source: string;
}

/** Modules by their address in the registry, without the host. */
export const ADDON_MODULES: Readonly<Record<string, AddonModule>> = {
  'terraform-aws-modules/eks/aws': {
    // 21.0.0 renamed `cluster_addons` to `addons`.
    inputs: ['cluster_addons', 'addons'],
    since: '20.29.0',
    source: 'terraform-aws-modules/terraform-aws-eks PR 3203 (2024-11-08)',
  },
  'aws-ia/eks-blueprints-addons/aws': {
    inputs: ['eks_addons'],
    source: 'not looked up',
  },
};

/** First hashicorp/aws that knows `pod_identity_association` in `aws_eks_addon` (PR 39973, CHANGELOG of 2024-11-07). */
export const PROVIDER_SINCE = '5.75.0';

/** The provider that all of this is about. */
export const AWS_PROVIDER = 'hashicorp/aws';

const GIT_MODULES: [RegExp, string][] = [
  [
    /terraform-aws-modules\/terraform-aws-eks(\.git)?(\/\/|\?|$)/,
    'terraform-aws-modules/eks/aws',
  ],
  [
    /aws-ia\/terraform-aws-eks-blueprints-addons(\.git)?(\/\/|\?|$)/,
    'aws-ia/eks-blueprints-addons/aws',
  ],
];

/** An address of a module or provider, taken apart. */
export interface Address {
  /** Without the public registry's host: `terraform-aws-modules/eks/aws`, `hashicorp/aws`. */
  name: string;
  /** After `//`. */
  submodule?: string;
  /** Version by a git tag in `?ref=`. */
  ref?: string;
}

/** Reads a module's source. Modules of the same project count as one, from the registry or from git. */
export function readModuleSource(source: string): Address {
  const ref = /[?&]ref=v?([\w.+-]+)/.exec(source)?.[1];
  const git = GIT_MODULES.find(([pattern]) => pattern.test(source));
  const path = source
    .replace(/^(git::)?(https?|ssh):\/\//, '')
    .replace(/\?.*$/, '');
  const [address, submodule] = path.split(/\/\/(.*)/s);
  return {
    name: git ? git[1] : withoutPublicHost(address),
    ...(submodule ? { submodule } : {}),
    ...(git && ref && /^\d/.test(ref) ? { ref } : {}),
  };
}

/** `registry.<any>/hashicorp/aws` is what `hashicorp/aws` is short for. */
export function withoutPublicHost(address: string): string {
  return address.replace(/^registry\.[\w.-]+\//, '');
}
