import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { EvidenceAt } from './links';

/** Evidence that still lacks the link: the thread that parses is not given the integrations, which hold tokens. */
interface PlacedEvidence extends Evidence {
  place: { file: string; line?: number };
}

/** Makes evidence without links; {@link withLinks} puts them in. */
export const evidenceAtPlace: EvidenceAt = (what, file, line) => {
  const placed: PlacedEvidence = {
    what,
    source: 'repository',
    where: line === undefined ? file : `${file}:${line}`,
    place: line === undefined ? { file } : { file, line },
  };
  return placed;
};

/** The same facts with the links of their evidence. */
export function withLinks<T>(facts: T, at: EvidenceAt): T {
  return linked(facts, at) as T;
}

function linked(value: unknown, at: EvidenceAt): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(each => linked(each, at));
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, linked(each, at)]),
  );
  if (!isPlaced(value)) return copy;
  const { place, ...evidence } = copy as unknown as PlacedEvidence;
  const { url } = at(evidence.what, place.file, place.line);
  return url === undefined ? evidence : { ...evidence, url };
}

function isPlaced(value: object): value is PlacedEvidence {
  return 'place' in value && typeof value.place === 'object';
}
