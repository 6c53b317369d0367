import type { Controller, KubeObject } from '../objects';

/** The `scale` subresource of a controller. */
export function scaleOf(object: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const { selector, replicas } = (object as Controller).spec;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: replicas ?? 1 },
    status: {
      replicas: Number(object.status?.replicas ?? 0),
      selector: Object.entries(selector?.matchLabels ?? {})
        .map(pair => pair.join('='))
        .join(','),
    },
  };
}
