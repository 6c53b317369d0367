import type { Artifact } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

type ArtifactFile = Artifact['files'][number];

const languages: Record<string, string> = {
  sh: 'bash',
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  md: 'markdown',
};

/** The language by which a file is coloured; HCL is close enough to INI, which the highlighter knows. */
export function languageOf({ name }: Pick<ArtifactFile, 'name'>): string {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return extension === 'tf' ? 'ini' : languages[extension] ?? 'text';
}

/** Hands a file to the browser as a download. */
export function saveFile({ name, mediaType, content }: ArtifactFile) {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
