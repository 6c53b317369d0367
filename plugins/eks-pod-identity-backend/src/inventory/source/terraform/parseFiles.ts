import {
  FileFault,
  NotRead,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { TerraformFileKind, terraformKindOf } from './files';
import { Body, ParsedFile, labelledBlocksOf, parseTerraform } from './parse';

/** A Terraform file, read when it is its turn. */
export interface TerraformFile {
  path: string;
  read(): Promise<string>;
}

/** A file that could not be read. */
export interface TerraformFault {
  file: string;
  error: string;
}

/** Parses all files that are of use. Other configurations in HCL are, where there is Terragrunt, and are no faults. */
export async function parseFiles(
  files: readonly TerraformFile[],
): Promise<{ parsed: ParsedFile[]; faults: TerraformFault[] }> {
  const kinds = files.flatMap(file => {
    const kind = terraformKindOf(file.path);
    return kind ? [{ file, kind }] : [];
  });
  const hasTerragrunt = kinds.some(({ kind }) => kind === 'terragrunt');
  const parsed: ParsedFile[] = [];
  const faults: TerraformFault[] = [];
  for (const { file, kind } of kinds) {
    if (kind === 'configuration' && !hasTerragrunt) continue;
    try {
      parsed.push(...(await parseOne(file, kind)));
    } catch (error) {
      if (kind === 'configuration' && !(error instanceof NotRead)) continue;
      faults.push({ file: file.path, error: textOf(error) });
    }
  }
  return { parsed, faults };
}

async function parseOne(
  file: TerraformFile,
  kind: TerraformFileKind,
): Promise<ParsedFile[]> {
  const parsed = await parseTerraform(file.path, kind, await file.read());
  return kind === 'terragrunt' || kind === 'configuration'
    ? [parsed, ...(await generatedBy(parsed))]
    : [parsed];
}

/** Code that Terragrunt writes beside that of the unit: often what providers it asks for. */
async function generatedBy(parsed: ParsedFile): Promise<ParsedFile[]> {
  const generated: ParsedFile[] = [];
  for (const [, block] of labelledBlocksOf(parsed.body.generate as Body)) {
    const { contents } = block;
    if (typeof contents !== 'string' || !contents.includes('terraform'))
      continue;
    try {
      generated.push(await parseTerraform(parsed.path, 'hcl', contents));
    } catch {
      // A template: what it becomes is not known here.
    }
  }
  return generated;
}

function textOf(error: unknown): string {
  if (error instanceof FileFault || error instanceof Error) {
    return error.message.split('\n')[0].slice(0, 300);
  }
  return 'can not be read';
}
