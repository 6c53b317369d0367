import { Scope } from '../../ecosystem';

/** One component of a software bill of materials. */
export interface SbomComponent {
  /** Id within the document. */
  id: string;
  name: string;
  purl?: string;
  /** Where the document tells the version apart from the package URL. */
  version?: string;
  /** Only where the document tells. */
  scope?: Scope;
}

/** A software bill of materials as data, whatever it was written in. */
export interface Sbom {
  format: 'cyclonedx' | 'spdx';
  components: SbomComponent[];
  /** Id of what the document describes, where it tells. */
  roots: string[];
  /** Who depends on whom, by id. */
  dependencies: Map<string, string[]>;
  /** The document itself says that it does not name everything. */
  isIncomplete: boolean;
}
