import { EvidenceAt } from '../links';
import { AddonFact, AssociationFact, ModuleFact, ProviderFact } from './facts';
import { instancesOf, isSet } from './instances';
import { ADDON_MODULES, readModuleSource, withoutPublicHost } from './modules';
import { Body, ParsedFile, blocksOf, isBody, labelledBlocksOf } from './parse';
import { StaticScope } from './scope';
import { pinnedVersion } from './versions';

/** What the files of one folder (one Terraform module) tell. */
export interface FolderExtraction {
  modules: ModuleFact[];
  /** Folders of modules that it calls by a path, relative to it. */
  calls: string[];
  providers: ProviderFact[];
  /** Versions of the lockfile. */
  locked: ProviderFact[];
  addons: AddonFact[];
  /** Add-ons whose names are not static. */
  hiddenAddons: { what: string; file: string; line?: number }[];
  associations: AssociationFact[];
}

/** Reads what the parsed files of one folder say of EKS. */
export function extractFolder(
  files: readonly ParsedFile[],
  at: EvidenceAt,
): FolderExtraction {
  const found: FolderExtraction = {
    modules: [],
    calls: [],
    providers: [],
    locked: [],
    addons: [],
    hiddenAddons: [],
    associations: [],
  };
  const scope = new StaticScope(files);
  for (const file of files) {
    if (file.kind === 'lock') addLocked(file, at, found);
    else if (file.kind !== 'variables') {
      addProviders(file, at, scope, found);
      addModules(file, at, scope, found);
      addResources(file, at, scope, found);
    }
  }
  return found;
}

function addLocked(file: ParsedFile, at: EvidenceAt, found: FolderExtraction) {
  for (const [address, block] of labelledBlocksOf(file.body.provider)) {
    const source = withoutPublicHost(address);
    const version = stringOf(block.version);
    const constraint = stringOf(block.constraints);
    found.locked.push({
      source,
      ...(version ? { version } : {}),
      ...(constraint ? { constraint } : {}),
      evidence: at(
        `${source} ${version ?? ''}`.trim(),
        file.path,
        file.positions.lineOf(['provider', address]),
      ),
    });
  }
}

function addProviders(
  file: ParsedFile,
  at: EvidenceAt,
  scope: StaticScope,
  found: FolderExtraction,
) {
  for (const terraform of blocksOf(file.body.terraform)) {
    for (const required of blocksOf(terraform.required_providers)) {
      for (const [name, value] of Object.entries(required)) {
        // Before 0.13 a provider was named by its version alone.
        const source = isBody(value)
          ? scope.text(value.source) ?? `hashicorp/${name}`
          : `hashicorp/${name}`;
        const constraint = isBody(value)
          ? scope.text(value.version)
          : scope.text(value);
        found.providers.push({
          source: withoutPublicHost(source),
          ...(constraint ? { constraint } : {}),
          evidence: at(
            `${withoutPublicHost(source)} ${constraint ?? ''}`.trim(),
            file.path,
            file.positions.lineOf(['terraform', 'required_providers', name]),
          ),
        });
      }
    }
  }
}

function addModules(
  file: ParsedFile,
  at: EvidenceAt,
  scope: StaticScope,
  found: FolderExtraction,
) {
  for (const [name, block] of labelledBlocksOf(file.body.module)) {
    const source = stringOf(block.source);
    if (!source) continue;
    if (/^\.{1,2}\//.test(source)) {
      found.calls.push(source);
      continue;
    }
    const address = readModuleSource(source);
    const constraint = scope.text(block.version) ?? address.ref;
    const version = address.ref ?? (constraint && pinnedVersion(constraint));
    const evidence = at(
      `module ${name}: ${source} ${constraint ?? ''}`.trim(),
      file.path,
      file.positions.lineOf(['module', name, 'source']),
    );
    found.modules.push({
      name,
      source:
        address.name + (address.submodule ? `//${address.submodule}` : ''),
      ...(version ? { version } : {}),
      ...(constraint ? { constraint } : {}),
      evidence,
    });
    if (!address.submodule && ADDON_MODULES[address.name]) {
      addModuleAddons({ file, at, scope, found }, name, block, address.name);
    }
    addModuleAssociations({ file, at, scope, found }, name, block, address);
  }
}

interface Place {
  file: ParsedFile;
  at: EvidenceAt;
  scope: StaticScope;
  found: FolderExtraction;
}

function addModuleAddons(
  { file, at, scope, found }: Place,
  name: string,
  block: Body,
  module: string,
) {
  const clusterName = scope.text(block.cluster_name ?? block.name);
  for (const input of ADDON_MODULES[module].inputs) {
    if (block[input] === undefined || block[input] === null) continue;
    const path = ['module', name, input];
    const addons = scope.resolve(block[input]);
    if (!isBody(addons)) {
      found.hiddenAddons.push({
        what: `module ${name}: ${input} is an expression`,
        file: file.path,
        line: file.positions.lineOf(path),
      });
      continue;
    }
    for (const [key, settings] of Object.entries(addons)) {
      const options = isBody(settings) ? settings : {};
      const addon = scope.text(options.name) ?? scope.text(key);
      const line = file.positions.lineOf([...path, key]);
      if (addon === undefined) {
        found.hiddenAddons.push({
          what: `module ${name}: the name ${key} is not static`,
          file: file.path,
          line,
        });
        continue;
      }
      found.addons.push({
        name: addon,
        ...(clusterName ? { clusterName } : {}),
        through: 'module',
        hasServiceAccountRole: isSet(options.service_account_role_arn),
        hasPodIdentityAssociation: isSet(options.pod_identity_association),
        evidence: at(`module ${name}: ${input}.${key}`, file.path, line),
      });
    }
  }
}

/** Modules whose purpose is an association: eks-pod-identity, and Karpenter's submodule where it is asked to. */
function addModuleAssociations(
  { file, at, scope, found }: Place,
  name: string,
  block: Body,
  { name: module, submodule }: { name: string; submodule?: string },
) {
  const push = (values: Body, line: number | undefined) => {
    const namespace = scope.text(values.namespace);
    const serviceAccount = scope.text(values.service_account);
    const clusterName = scope.text(values.cluster_name);
    found.associations.push({
      ...(namespace ? { namespace } : {}),
      ...(serviceAccount ? { serviceAccount } : {}),
      ...(clusterName ? { clusterName } : {}),
      evidence: at(`module ${name}`, file.path, line),
    });
  };
  if (module === 'terraform-aws-modules/eks-pod-identity/aws') {
    const defaults = scope.resolve(block.association_defaults);
    const associations = scope.resolve(block.associations);
    if (!isBody(associations)) return;
    for (const [key, values] of Object.entries(associations)) {
      push(
        {
          ...(isBody(defaults) ? defaults : {}),
          ...(isBody(values) ? values : {}),
        },
        file.positions.lineOf(['module', name, 'associations', key]),
      );
    }
  } else if (
    module === 'terraform-aws-modules/eks/aws' &&
    submodule === 'modules/karpenter' &&
    block.create_pod_identity_association === true
  ) {
    push(
      {
        cluster_name: block.cluster_name,
        namespace: block.namespace,
        service_account: block.service_account,
      },
      file.positions.lineOf(['module', name]),
    );
  }
}

function addResources(
  file: ParsedFile,
  at: EvidenceAt,
  scope: StaticScope,
  found: FolderExtraction,
) {
  for (const resources of blocksOf(file.body.resource)) {
    for (const [name, block] of labelledBlocksOf(resources.aws_eks_addon)) {
      addAddonResource({ file, at, scope, found }, name, block);
    }
    for (const [name, block] of labelledBlocksOf(
      resources.aws_eks_pod_identity_association,
    )) {
      const namespace = scope.text(block.namespace);
      const serviceAccount = scope.text(block.service_account);
      const clusterName = scope.text(block.cluster_name);
      found.associations.push({
        ...(namespace ? { namespace } : {}),
        ...(serviceAccount ? { serviceAccount } : {}),
        ...(clusterName ? { clusterName } : {}),
        evidence: at(
          `aws_eks_pod_identity_association.${name}`,
          file.path,
          file.positions.lineOf([
            'resource',
            'aws_eks_pod_identity_association',
            name,
          ]),
        ),
      });
    }
  }
}

function addAddonResource(
  { file, at, scope, found }: Place,
  name: string,
  block: Body,
) {
  const line = file.positions.lineOf(['resource', 'aws_eks_addon', name]);
  const clusterName = scope.text(block.cluster_name);
  const dynamic = blocksOf(block.dynamic).some(each =>
    isSet(each.pod_identity_association),
  );
  const instances = instancesOf(block, scope);
  if (instances.length === 0) {
    found.hiddenAddons.push({
      what: `aws_eks_addon.${name}: its name is not static`,
      file: file.path,
      line,
    });
  }
  for (const { addon, role } of instances) {
    found.addons.push({
      name: addon,
      ...(clusterName ? { clusterName } : {}),
      through: 'resource',
      hasServiceAccountRole: isSet(role),
      hasPodIdentityAssociation:
        isSet(block.pod_identity_association) || dynamic,
      evidence: at(`aws_eks_addon.${name}`, file.path, line),
    });
  }
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
