import {
  routes,
  SdkMinimum,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { SdkMinimum as Minimum } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { ServiceBelow } from '../store/assessmentStore';
import { mayView } from '../store/visible';
import { ApiContext } from './context';
import { Serve } from './serve';

/** Routes of the minimum SDK versions. */
export function serveSdk(serve: Serve, api: ApiContext): void {
  const { assessments, minimums, access, visibleTo } = api;

  serve(routes.listSdkMinimums, async ({ caller }) => {
    await access.requireRead(caller);
    const below = await assessments.servicesBelow();
    const visible = await visibleTo(caller);
    return {
      items: minimums.map(minimum =>
        sdkMinimum(
          minimum,
          (below.get(minimum.sdk) ?? []).filter(({ entityRef }) =>
            mayView(visible, entityRef),
          ),
        ),
      ),
    };
  });
}

function sdkMinimum(row: Minimum, servicesBelow: ServiceBelow[]): SdkMinimum {
  const entries = Object.entries(row.minimums);
  const versions = new Set(entries.map(([, version]) => version));
  return {
    sdk: row.sdk,
    registry: row.registry,
    packages: entries
      .map(([name]) => name)
      .filter(name => name !== '*')
      .sort(),
    officialMinimum: row.officialMinimum,
    effectiveMinimum:
      versions.size === 1
        ? entries[0][1]
        : entries
            .map(([name, version]) =>
              name === '*' ? `others ${version}` : `${name} ${version}`,
            )
            .join(', '),
    below: row.below,
    evidence: [row.note, `${row.source} (${row.date})`]
      .filter(Boolean)
      .join(' '),
    overridden: row.overridden,
    servicesBelow,
  };
}
