import { posix } from 'node:path';
import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { EvidenceAt } from '../links';
import { isBelow } from '../selection';
import { addonsOfProgram, programToolOf } from './programs';
import { addonsOfTemplate } from './templates';

/** An add-on that a file sets; what it does not say for sure is absent. */
export interface CodeAddon {
  /** `a CloudFormation template`: what kind of code sets it. */
  tool: string;
  addonName?: string;
  clusterName?: string;
  line?: number;
}

/** What is read to find add-ons outside of Terraform. */
export interface AddonCodeFiles {
  /** Templates and manifests. */
  templates: readonly string[];
  /** Source files. */
  code: readonly string[];
  read(path: string): Promise<string>;
}

/**
 * Code of other tools than Terraform that sets EKS add-ons: it is recognised, and not followed. One per file, add-on and
 * cluster, as facts beside those of Terraform, because whatever sets an add-on may set its identity again.
 * @param gap why not all files were read
 */
export async function readAddonCode(
  { templates, code, read }: AddonCodeFiles,
  at: EvidenceAt,
  gap?: string,
): Promise<TerraformFacts[]> {
  const found: [string, CodeAddon][] = [];
  for (const path of templates) {
    const text = await textOf(path, read);
    found.push(
      ...addonsOfTemplate(path, text).map((addon): [string, CodeAddon] => [
        path,
        addon,
      ]),
    );
  }
  const programs = templates.flatMap(path => {
    const tool = programToolOf(path);
    const folder = posix.dirname(path);
    return tool ? [{ tool, folder: folder === '.' ? '' : folder }] : [];
  });
  for (const path of code) {
    const program = programs.find(({ folder }) => isBelow(path, folder));
    if (!program) continue;
    const text = await textOf(path, read);
    found.push(
      ...addonsOfProgram(program.tool, text).map(
        (addon): [string, CodeAddon] => [path, addon],
      ),
    );
  }
  const unfollowed = found.map(([path, addon]) =>
    unfollowedOf(path, addon, at),
  );
  if (gap !== undefined) unfollowed.push({ evidence: at(gap, 'templates') });
  if (unfollowed.length === 0) return [];
  return [
    {
      modules: [],
      providers: [],
      addons: [],
      associations: [],
      unfollowed: [
        ...new Map(
          unfollowed.map(each => [JSON.stringify(each), each]),
        ).values(),
      ],
      supportsAddonPodIdentityAssociation: null,
      reason: 'Only Terraform code is evaluated.',
    },
  ];
}

/** A file that can't be read is told among the files; it names no add-on. */
async function textOf(
  path: string,
  read: AddonCodeFiles['read'],
): Promise<string> {
  try {
    return await read(path);
  } catch {
    return '';
  }
}

function unfollowedOf(
  path: string,
  { tool, addonName, clusterName, line }: CodeAddon,
  at: EvidenceAt,
): NonNullable<TerraformFacts['unfollowed']>[number] {
  return {
    ...(addonName === undefined ? {} : { addonName }),
    ...(clusterName === undefined ? {} : { clusterName }),
    evidence: at(
      `${tool} sets ${addonName ?? 'add-ons'}${
        clusterName === undefined ? '' : ` of cluster ${clusterName}`
      } and is not evaluated`,
      path,
      line,
    ),
  };
}
