/** Kinds of Terraform files that are read. */
export type TerraformFileKind =
  | 'hcl'
  | 'json'
  | 'lock'
  | 'variables'
  | 'variables-json'
  /** Values that somebody has to name on the command line (`-var-file`). */
  | 'named-variables'
  | 'named-variables-json'
  | 'terragrunt'
  /** What Terragrunt configurations include and read; of other tools otherwise. */
  | 'configuration';

/** Files in HCL of other tools: Packer, Nomad, TFLint, Buildx, Terramate, Terraform's own tests and mirrors. */
const OTHERS =
  /(?:\.(?:pkr|pkrvars|nomad|tm|tftest|tfquery)|^\.tflint|^docker-bake(?:\..*)?|^\.terraform\.lock)\.hcl$/;

/** The kind of a file by its name; undefined for all others. */
export function terraformKindOf(path: string): TerraformFileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '.terraform.lock.hcl') return 'lock';
  if (name.endsWith('.tf.json') || name.endsWith('.tofu.json')) return 'json';
  if (name.endsWith('.tf') || name.endsWith('.tofu')) return 'hcl';
  if (name.endsWith('.tfvars')) {
    return isLoaded(name) ? 'variables' : 'named-variables';
  }
  if (name.endsWith('.tfvars.json')) {
    return isLoaded(name) ? 'variables-json' : 'named-variables-json';
  }
  if (name === 'terragrunt.hcl' || name === 'terragrunt.stack.hcl') {
    return 'terragrunt';
  }
  // Components and deployments of Terraform Stacks are not followed, but seen.
  return name.endsWith('.hcl') && !OTHERS.test(name)
    ? 'configuration'
    : undefined;
}

/** Terraform loads these without being told to (Terraform documentation, Input variables). */
function isLoaded(name: string): boolean {
  return /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(name);
}

/** Whether Terraform reads the file. */
export function isTerraformFile(path: string): boolean {
  return terraformKindOf(path) !== undefined;
}

/** Whether the file changes what other files of its folder say (Terraform documentation, Override files). */
export function isOverride(path: string): boolean {
  return /(?:^|[/_])override\.(?:tf|tofu)(?:\.json)?$/.test(path);
}
