/** The provider that all of this is about. */
export const AWS_PROVIDER = 'hashicorp/aws';

/** First hashicorp/aws that knows `pod_identity_association` in `aws_eks_addon` (PR 39973, CHANGELOG of 2024-11-07). */
export const PROVIDER_SINCE = '5.75.0';

/** How a module is told its add-ons. */
export type AddonInputs =
  /** A map or list of settings by one of these inputs. */
  | { kind: 'collection'; inputs: string[] }
  /** A switch per add-on, beside which a map of settings may stand. */
  | { kind: 'switches'; switches: Record<string, string> };

/** A module that manages EKS add-ons. */
export interface AddonModule {
  takes: AddonInputs;
  /** Only this part of the module does; absent: the module itself. */
  submodule?: string;
  /** First version that passes `pod_identity_association` on; undefined where none is known. */
  since?: string;
  /** Last version that is known not to; of later ones nothing is known. `all`: none ever will. */
  lacking?: string;
  /** It makes a role where none is given. */
  makesRole?: true;
  /** Where that is known from. */
  source: string;
}

/** Modules by their address in the registry, without the host. */
export const ADDON_MODULES: Readonly<Record<string, AddonModule>> = {
  'terraform-aws-modules/eks/aws': {
    // 21.0.0 renamed `cluster_addons` to `addons`.
    takes: { kind: 'collection', inputs: ['cluster_addons', 'addons'] },
    since: '20.29.0',
    source: 'terraform-aws-modules/terraform-aws-eks PR 3203 (2024-11-08)',
  },
  'cloudposse/eks-cluster/aws': {
    takes: { kind: 'collection', inputs: ['addons'] },
    since: '4.7.0',
    source: 'docs/facts/terraform-wire.md, Who else manages add-ons',
  },
  'aws-ia/eks-blueprints-addons/aws': {
    takes: { kind: 'collection', inputs: ['eks_addons'] },
    lacking: '1.24.3',
    source: 'docs/facts/terraform-wire.md, Who else manages add-ons',
  },
  'aws-ia/eks-blueprints/aws': {
    submodule: 'modules/kubernetes-addons',
    takes: {
      kind: 'switches',
      switches: {
        enable_amazon_eks_vpc_cni: 'vpc-cni',
        enable_amazon_eks_coredns: 'coredns',
        enable_amazon_eks_kube_proxy: 'kube-proxy',
        enable_amazon_eks_aws_ebs_csi_driver: 'aws-ebs-csi-driver',
        enable_amazon_eks_adot: 'adot',
      },
    },
    lacking: 'all',
    makesRole: true,
    source: 'aws-ia/terraform-aws-eks-blueprints 4: modules/kubernetes-addons',
  },
};

/** Repositories of these modules, by the name that a mirror keeps. */
const REPOSITORIES: Readonly<Record<string, string>> = {
  'terraform-aws-eks': 'terraform-aws-modules/eks/aws',
  'terraform-aws-eks-cluster': 'cloudposse/eks-cluster/aws',
  'terraform-aws-eks-blueprints-addons': 'aws-ia/eks-blueprints-addons/aws',
  'terraform-aws-eks-blueprints': 'aws-ia/eks-blueprints/aws',
};

/** Whom they belong to: in their hands the name alone tells which module it is. */
const OWNERS = new Set(['terraform-aws-modules', 'cloudposse', 'aws-ia']);

/** Versions that a module of that name has: a company's own module begins at 0 or 1. */
const VERSIONS: Readonly<Record<string, RegExp>> = {
  'terraform-aws-modules/eks/aws': /^(?:1[7-9]|2\d)\.\d/,
  'cloudposse/eks-cluster/aws': /^[2-9]\.\d/,
  'aws-ia/eks-blueprints-addons/aws': /^1\.\d/,
  'aws-ia/eks-blueprints/aws': /^4\.\d/,
};

/** An address of a module or provider, taken apart. */
export interface Address {
  /** Without the public registry's host: `terraform-aws-modules/eks/aws`, `hashicorp/aws`. */
  name: string;
  /** After `//`. */
  submodule?: string;
  /** Version by a git tag in `?ref=`, or by `?version=` of Terragrunt's `tfr://`. */
  ref?: string;
}

/**
 * Reads a module's source, as Terraform writes it (documentation, Module sources) or Terragrunt (`tfr://HOST/NAME?version=`).
 * Modules of the same project count as one, from the registry, from git, or from a mirror that keeps name and tags.
 */
export function readModuleSource(source: string): Address {
  const registry = /^tfr:\/\/([^/]*)\/([^?]*)/.exec(source);
  const version = /[?&](?:ref|version)=([^&]+)/.exec(source)?.[1];
  const path = (registry ? registry[2] : source)
    .replace(/\?.*$/, '')
    .replace(/^(?:git|hg|s3|gcs)::/, '')
    .replace(/^(?:https?|ssh|git|file):\/\//, '');
  const cut = path.indexOf('//');
  const address = cut === -1 ? path : path.slice(0, cut);
  const submodule = cut === -1 ? '' : path.slice(cut + 2).replace(/\/$/, '');
  const mirror = mirrorOf(address, submodule, version);
  if (mirror) return mirror;
  const ref = version === undefined ? undefined : versionIn(version);
  return {
    name: withoutPublicHost(address),
    ...(submodule ? { submodule } : {}),
    ...(registry && ref ? { ref } : {}),
  };
}

/** A known module by its repository: that of its owner, or one of the same name with a tag that the module has. */
function mirrorOf(
  address: string,
  submodule: string,
  version: string | undefined,
): Address | undefined {
  const parts = address.split(/[/:]/).filter(Boolean);
  // A mirror may also be a folder of a repository with many modules.
  const inside = submodule.split('/').filter(Boolean);
  const candidates: [string[], string[]][] = [[parts, inside]];
  inside.forEach((_part, at) => {
    candidates.push([inside.slice(0, at + 1), inside.slice(at + 1)]);
  });
  const ref = version === undefined ? undefined : versionIn(version);
  for (const [path, rest] of candidates) {
    const { name, isOwners } = repositoryOf(path);
    if (!name) continue;
    const isItsVersion = ref !== undefined && VERSIONS[name].test(ref);
    if (!isOwners && !isItsVersion) continue;
    return {
      name,
      ...(rest.length ? { submodule: rest.join('/') } : {}),
      // The tag of a repository with many modules may be none of the module's.
      ...(ref && (isItsVersion || path === parts) ? { ref } : {}),
    };
  }
  return undefined;
}

/** The module that a repository or folder is by its name, and whether its owner's name stands before it. */
function repositoryOf(path: string[]): { name?: string; isOwners: boolean } {
  const last = (path.at(-1) ?? '').replace(/\.git$/, '');
  for (const owner of OWNERS) {
    const rest = last.startsWith(`${owner}-`)
      ? last.slice(owner.length + 1)
      : path.at(-2) === owner && last;
    const name =
      rest && (REPOSITORIES[rest] ?? REPOSITORIES[`terraform-aws-${rest}`]);
    if (name) return { name, isOwners: true };
  }
  return Object.hasOwn(REPOSITORIES, last)
    ? { name: REPOSITORIES[last], isOwners: false }
    : { isOwners: false };
}

/** The version in a tag: `v20.24.0`, `terraform-aws-eks-20.24.0`, `eks/v20.24.0`. */
function versionIn(tag: string): string | undefined {
  return /(?:^|[-_/v])(\d{1,4}(?:\.\d{1,5}){0,2}(?:-[\w.]+)?)$/.exec(
    tag.slice(-100),
  )?.[1];
}

/** `registry.<any>/hashicorp/aws` is what `hashicorp/aws` is short for; so is a module of a known owner from any host. */
export function withoutPublicHost(address: string): string {
  const [host, ...rest] = address.split('/');
  return rest.length === 3 && host.includes('.') && OWNERS.has(rest[0])
    ? rest.join('/')
    : address.replace(/^registry\.[\w.-]+\//, '');
}

/** The known module at an address that manages add-ons. */
export function addonModuleOf({
  name,
  submodule,
}: Address): AddonModule | undefined {
  const known = Object.hasOwn(ADDON_MODULES, name)
    ? ADDON_MODULES[name]
    : undefined;
  return known?.submodule === submodule ? known : undefined;
}

/** Whether a module makes a cluster, and gives its name back. */
export function isClusterModule(address: Address): boolean {
  return (
    !address.submodule &&
    (address.name === 'terraform-aws-modules/eks/aws' ||
      address.name === 'cloudposse/eks-cluster/aws')
  );
}
