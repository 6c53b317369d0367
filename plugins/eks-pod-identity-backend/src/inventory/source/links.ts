import { ScmIntegrationRegistry } from '@backstage/integration';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';

/** Says where in a repository something was seen. */
export type EvidenceAt = (
  what: string,
  file: string,
  line?: number,
) => Evidence;

/**
 * Makes evidence for files of one revision of a repository: path and line, and the link to them on the source host: to the
 * very revision where the host is GitHub, else to the branch. The time is put in by whoever hands the facts out.
 */
export function evidenceAtRevision(
  repository: string,
  revision: string,
  integrations: ScmIntegrationRegistry,
): EvidenceAt {
  const base = permanentBase(repository, revision, integrations);
  return (what, file, line) => {
    const url = linkTo(base, file, line, integrations);
    return {
      what,
      source: 'repository',
      where: line === undefined ? file : `${file}:${line}`,
      ...(url ? { url } : {}),
    };
  };
}

function linkTo(
  base: string,
  file: string,
  line: number | undefined,
  integrations: ScmIntegrationRegistry,
): string | undefined {
  try {
    const link = integrations.resolveUrl({
      url: `/${file.split('/').map(encodeURIComponent).join('/')}`,
      base,
      ...(line === undefined ? {} : { lineNumber: line }),
    });
    return isGithub(base, integrations)
      ? link.replace(/^(https?:\/\/[^/]+\/[^/]+\/[^/]+)\/tree\//, '$1/blob/')
      : link;
  } catch {
    return undefined;
  }
}

function isGithub(url: string, integrations: ScmIntegrationRegistry): boolean {
  return integrations.byUrl(url)?.type === 'github';
}

function permanentBase(
  repository: string,
  revision: string,
  integrations: ScmIntegrationRegistry,
): string {
  // GitHub's readers give the commit as ETag.
  const match =
    /^[0-9a-f]{40}$/.test(revision) && isGithub(repository, integrations)
      ? /^(https?:\/\/[^/]+\/[^/]+\/[^/]+)(\/|$)/.exec(repository)
      : null;
  return match ? `${match[1]}/tree/${revision}/` : repository;
}
