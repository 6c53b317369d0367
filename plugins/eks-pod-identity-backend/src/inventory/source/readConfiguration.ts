import {
  CarriedShadow,
  SourceFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { blankSettingComments, flattenYaml } from '../../shadowing/flatten';
import { matchShadows } from '../../shadowing/match';
import { FoundShadow } from '../../shadowing/shadow';
import { isManifest, isSharedFileName } from './fileKinds';
import { EvidenceAt } from './links';

/** What configuration files and manifests tell. */
export interface ConfigurationReading {
  providers: SourceFacts['explicitProviders'];
  carried: CarriedShadow[];
}

/** Looks for what comes before Pod Identity in one configuration file or manifest. Pure. */
export function readConfiguration(
  path: string,
  text: string,
  at: EvidenceAt,
): ConfigurationReading {
  // Whether such a file reaches a container, only the Dockerfile tells.
  if (isSharedFileName(path)) return { providers: [], carried: [] };
  const plain = blankSettingComments(text, path);
  if (/(^|\/)Procfile$/.test(path)) {
    return { providers: located(matchShadows(plain, 'shell')), carried: [] };
  }
  if (isManifest(path, text))
    return { providers: [], carried: ofManifest(plain) };
  const isYaml = /\.ya?ml$/i.test(path);
  const found = matchShadows(
    isYaml ? flattenYaml(plain) : plain,
    'configuration',
  );
  // Whether a file of variables is in the image, and loaded, is not known.
  const isVariables = /(^|\/)\.env(\.[\w.-]+)?$|\.env$/i.test(path);
  return {
    providers: located(
      isVariables
        ? found.map(each => ({
            ...each,
            effect: each.effect ?? ('unknown' as const),
          }))
        : found,
    ),
    carried: [],
  };

  function located(shadows: readonly FoundShadow[]) {
    return shadows.map(({ line, ...each }) => ({
      ...each,
      evidence: at(each.what, path, line),
    }));
  }

  /** Whether and where a manifest is applied is not known, but by the service account that it names. */
  function ofManifest(whole: string): CarriedShadow[] {
    const carried: CarriedShadow[] = [];
    let line = 0;
    for (const part of whole.split(/^---[^\n]*\n/m)) {
      const account =
        /^\s*serviceAccountName:\s*["']?([a-z0-9][a-z0-9.-]*)["']?\s*$/m.exec(
          part,
        )?.[1];
      for (const { line: own, ...each } of [
        ...matchShadows(part, 'manifest'),
        ...matchShadows(flattenYaml(part), 'configuration').filter(
          ({ what }) => !/^(variable|use of) /.test(what),
        ),
      ]) {
        carried.push({
          ...each,
          place: 'manifest',
          ...(account ? { serviceAccount: account } : {}),
          evidence: at(each.what, path, line + own),
        });
      }
      line += part.split('\n').length;
    }
    return carried;
  }
}
