/** Kinds of Terraform files that are read. */
export type TerraformFileKind = 'hcl' | 'json' | 'lock' | 'variables';

/** The kind of a file by its name; undefined for all others. */
export function terraformKindOf(path: string): TerraformFileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '.terraform.lock.hcl') return 'lock';
  if (name.endsWith('.tf.json')) return 'json';
  if (name.endsWith('.tf') || name.endsWith('.tofu')) return 'hcl';
  // Only these are loaded without being named on the command line.
  return name === 'terraform.tfvars' || name.endsWith('.auto.tfvars')
    ? 'variables'
    : undefined;
}

/** Whether Terraform reads the file. */
export function isTerraformFile(path: string): boolean {
  return terraformKindOf(path) !== undefined;
}
