import { Ecosystem } from '../../ecosystem';
import { npmVersions } from '../../versions/npm';
import { extractSbom } from './extract';

/** Software bills of materials. They have no registry of their own: every package in them names its own. */
export const sbom: Ecosystem = {
  name: 'sbom',
  registry: { id: 'sbom', purlTypes: [], versions: npmVersions, sdks: [] },
  formats: [
    {
      name: 'sbom',
      patterns: [
        /(^|\/)[^/]*(\.|^|-|_|\/)(cdx|cyclonedx|spdx|sbom|bom)([-_.][^/]*)?\.json$/i,
      ],
      extract: extractSbom,
    },
  ],
};
