import type { KubernetesSpec } from '../account/schema';
import type { AccountState, Cluster, RunningPod } from '../state/types';
import { createCounters, type ClusterContext } from './context';
import { Controllers } from './controllers';
import { ObjectStore } from './store/store';
import { followAddons } from './workloads/addons';
import { exportKubernetes } from './workloads/export';
import { Materialiser } from './workloads/materialise';
import { isPodReady } from './workloads/podStatus';

/** The inside of one cluster: objects, controllers, and what add-ons do to them. */
export class ClusterWorld {
  readonly context: ClusterContext;
  readonly controllers: Controllers;
  private readonly unfollow: () => void;

  constructor(state: AccountState, cluster: Cluster) {
    this.context = {
      cluster,
      state,
      store: new ObjectStore(cluster.arn, state.clock),
      specs: new Map(),
      addonObjects: new Map(),
      bindings: new Map(),
      nodeKinds: new Map(),
      next: createCounters(),
    };
    this.controllers = new Controllers(this.context);
    const materialiser = new Materialiser(this.context, this.controllers);
    materialiser.run();
    this.context.store.compact();
    this.unfollow = followAddons(this.context, materialiser);
  }

  /** The pods that run. */
  pods(): RunningPod[] {
    return this.controllers.pods
      .all()
      .filter(pod => isPodReady(pod) || pod.status.phase === 'Succeeded')
      .map(pod => this.controllers.pods.running(pod));
  }

  /** The present contents, in the form of the account file. */
  export(): KubernetesSpec {
    return exportKubernetes(this.context);
  }

  /** Stops following the account. */
  close(): void {
    this.unfollow();
  }
}
