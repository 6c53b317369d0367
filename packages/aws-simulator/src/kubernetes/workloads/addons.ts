import { addonObjects } from '../../state/addonObjects';
import { associationsOwnedBy } from '../../state/associations';
import type { Addon, Cluster } from '../../state/types';
import { secondsUntil, type ClusterContext } from '../context';
import { timestamp, type Controller, type KubeObject } from '../objects';
import type { NewObject } from '../store/store';
import { manifestOf } from './manifest';
import type { Materialiser } from './materialise';
import { roleAnnotation } from './webhook';

/** The annotation with which a restart is asked for; EKS's own is not documented. */
const restartAnnotation = 'kubectl.kubernetes.io/restartedAt';

function find(
  context: ClusterContext,
  object: Pick<NewObject, 'apiVersion' | 'kind' | 'metadata'>,
): KubeObject | undefined {
  const { store } = context;
  const resource = store.registry.byKind(object.apiVersion, object.kind);
  return (
    resource &&
    store.get(resource, object.metadata.namespace, object.metadata.name)
  );
}

function followServiceAccounts(context: ClusterContext, addon: Addon): void {
  const { cluster, state, store } = context;
  const { namespace, serviceAccounts } = addonObjects(
    cluster,
    addon,
    state.settings,
  );
  for (const spec of serviceAccounts) {
    const account = find(context, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { namespace: spec.namespace ?? namespace, name: spec.name },
    });
    if (account) {
      const { [roleAnnotation]: _, ...others } =
        account.metadata.annotations ?? {};
      const annotations = { ...others, ...spec.annotations };
      const { annotations: _before, ...metadata } = account.metadata;
      store.update({
        ...account,
        metadata: {
          ...metadata,
          ...(Object.keys(annotations).length > 0 && { annotations }),
        },
      });
    }
  }
}

function rollControllers(context: ClusterContext, addon: Addon): void {
  const { cluster, state, store } = context;
  const restartedAt = timestamp(state.clock.now());
  for (const spec of addonObjects(cluster, addon, state.settings).workloads) {
    const wanted = manifestOf(spec);
    const current = find(context, wanted) as Controller | undefined;
    if (!current) {
      continue;
    }
    const template = (wanted as unknown as Controller).spec.template;
    const annotations = {
      ...current.spec.template.metadata.annotations,
      [restartAnnotation]: restartedAt,
    };
    store.update({
      ...current,
      spec: {
        ...current.spec,
        template: {
          ...current.spec.template,
          metadata: { ...current.spec.template.metadata, annotations },
          spec: {
            ...current.spec.template.spec,
            containers: template.spec.containers,
          },
        },
      },
    });
  }
}

function isAddonOf(
  context: ClusterContext,
  cluster: Cluster,
  addon: Addon,
): boolean {
  return (
    cluster.arn === context.cluster.arn &&
    context.cluster.addons.get(addon.name)?.arn === addon.arn
  );
}

/**
 * Keeps the objects of add-ons as EKS would: made with the add-on, restarted when its associations,
 * role, version or configuration change (not before the webhook knows of them), gone with it.
 * @returns a function that ends it.
 */
export function followAddons(
  context: ClusterContext,
  materialiser: Materialiser,
): () => void {
  const { events, clock } = context.state;
  const whenEffective = (addon: Addon, task: () => void) => {
    const latest = Math.max(
      clock.now().getTime(),
      ...associationsOwnedBy(context.cluster, addon.arn).map(each =>
        each.effectiveAt.getTime(),
      ),
    );
    const seconds = secondsUntil(context.state, new Date(latest));
    if (seconds === 0) {
      task();
    } else {
      clock.after(seconds, task);
    }
  };
  const installed = (cluster: Cluster, addon: Addon) => {
    if (cluster.arn === context.cluster.arn) {
      whenEffective(addon, () => {
        if (isAddonOf(context, cluster, addon)) {
          materialiser.addon(addon);
        }
      });
    }
  };
  const changed = (cluster: Cluster, addon: Addon) => {
    if (cluster.arn === context.cluster.arn) {
      followServiceAccounts(context, addon);
      whenEffective(addon, () => {
        if (isAddonOf(context, cluster, addon)) {
          rollControllers(context, addon);
        }
      });
    }
  };
  const removed = (cluster: Cluster, addon: Addon) => {
    if (cluster.arn === context.cluster.arn) {
      for (const [key, name] of [...context.addonObjects]) {
        if (name === addon.name) {
          removeByKey(context, key);
          context.addonObjects.delete(key);
        }
      }
    }
  };
  events.on('addon-installed', installed);
  events.on('addon-changed', changed);
  events.on('addon-removed', removed);
  return () => {
    events.off('addon-installed', installed);
    events.off('addon-changed', changed);
    events.off('addon-removed', removed);
  };
}

function removeByKey(context: ClusterContext, key: string): void {
  const [kind, namespace, name] = key.split('/');
  const { store } = context;
  const apiVersion = kind === 'ServiceAccount' ? 'v1' : 'apps/v1';
  const object = find(context, {
    apiVersion,
    kind,
    metadata: { namespace, name },
  });
  if (object) {
    store.remove(object);
  }
}
