import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  ANNOTATION_SBOM,
  SdkEvidence,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { SourceFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  MAX_FILE_BYTES,
  MinimumOverrides,
  SdkVerdict,
  ParsingPool,
  decodeText,
  scanTextsWithin,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { bodyWithin } from './body';
import { EvidenceCache } from './evidenceCache';
import { sdkEvidenceOf } from './sdkEvidence';
import { stamped } from './stamp';
import { unseenBecause } from './unseen';

/** What stands in the annotation leads to nothing. */
class NotAnUrl extends Error {}

/** What an annotated SBOM tells. */
export interface SbomReading {
  verdict: SdkVerdict;
  sdks: SdkEvidence[];
  file: SourceFacts['files'][number];
}

/** What reading an SBOM needs. */
export interface SbomOptions {
  urlReader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
  cache: EvidenceCache;
  parserVersion: string;
  signal: AbortSignal;
  pool: ParsingPool;
  timeoutMs: number;
  minimums?: MinimumOverrides;
  now: () => Date;
}

/**
 * Reads the document that `aws.amazon.com/eks-sbom` names; a path is relative to the entity's source. Never throws: one that
 * can't be read says why in its file.
 */
export async function readSbom(
  reference: string,
  sourceUrl: string | undefined,
  options: SbomOptions,
): Promise<SbomReading> {
  let url = reference;
  try {
    url = resolve(reference, sourceUrl, options.integrations);
    const read = await readUnlessKnown(url, options);
    const readAt = options.now().toISOString();
    return { ...read, sdks: read.sdks.map(each => stamped(each, readAt)) };
  } catch (error) {
    return {
      verdict: 'unknown',
      sdks: [],
      file: {
        file: url,
        format: 'sbom',
        ok: false,
        error:
          error instanceof NotAnUrl
            ? error.message
            : unseenBecause(error, url).reason,
      },
    };
  }
}

function resolve(
  reference: string,
  sourceUrl: string | undefined,
  integrations: ScmIntegrationRegistry,
): string {
  if (/^https?:\/\//.test(reference)) return reference;
  if (sourceUrl && !/^[a-z][a-z0-9+.-]*:/i.test(reference)) {
    return integrations.resolveUrl({ url: reference, base: sourceUrl });
  }
  throw new NotAnUrl(
    `${ANNOTATION_SBOM}: '${reference}' is neither an http(s) URL nor a path in the entity's repository`,
  );
}

async function readUnlessKnown(
  url: string,
  options: SbomOptions,
): Promise<SbomReading> {
  const { urlReader, cache, parserVersion } = options;
  const cached = await cache.newest(url, parserVersion);
  try {
    const response = await urlReader.readUrl(url, {
      ...(cached ? { etag: cached.revision } : {}),
      signal: AbortSignal.any([
        options.signal,
        AbortSignal.timeout(options.timeoutMs),
      ]),
    });
    const bytes = await bodyWithin(response, MAX_FILE_BYTES);
    const reading = await scan(url, bytes, options);
    if (response.etag) {
      await cache.set(
        { location: url, revision: response.etag, parserVersion },
        reading,
      );
    }
    return reading;
  } catch (error) {
    if (cached && isError(error) && error.name === 'NotModifiedError') {
      return cached.value as SbomReading;
    }
    throw error;
  }
}

async function scan(
  url: string,
  bytes: Buffer,
  { pool, minimums, signal }: SbomOptions,
): Promise<SbomReading> {
  const result = await scanTextsWithin(
    pool,
    [{ path: 'sbom.json', text: decodeText(bytes) }],
    { minimums, signal },
  );
  const { ok, error } = result.files[0] ?? { ok: false, error: result.reason };
  return {
    verdict: result.verdict,
    sdks: sdkEvidenceOf(result, (what, _file, line) => ({
      what,
      source: 'repository',
      where: line === undefined ? url : `${url}:${line}`,
      url,
    })),
    file: { file: url, format: 'sbom', ok, ...(error ? { error } : {}) },
  };
}

/**
 * The verdict over a repository's files and an SBOM: the worse where one of them tells of something old; else the SBOM, which
 * tells what was built, settles what the files leave open.
 */
export function verdictWithSbom(
  files: Pick<SourceFacts, 'verdict' | 'sdks'>,
  sbom: SdkVerdict,
): SdkVerdict {
  const both = [files.verdict, sbom];
  if (both.includes('too-old')) return 'too-old';
  if (sbom === 'unknown') return files.verdict;
  if (both.includes('supported')) return 'supported';
  // The SBOM names none: it may be of another layer than code that names one.
  return files.sdks.length > 0 && files.verdict === 'unknown'
    ? 'unknown'
    : sbom;
}
