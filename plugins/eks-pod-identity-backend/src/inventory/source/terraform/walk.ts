import { EvidenceAt } from '../links';
import { addAddonResources } from './addonResources';
import {
  AddonFact,
  AssociationFact,
  ModuleFact,
  UnfollowedFact,
} from './facts';
import { ModuleScope } from './moduleScope';
import { addModuleCalls } from './moduleCalls';
import { addAssociations } from './associations';

/** An add-on with what has to know `pod_identity_association` for it. */
export interface FoundAddon extends AddonFact {
  /** The module that manages it; absent: a resource does. */
  module?: ModuleFact;
}

/** What the code of a root and of the modules that it calls says of EKS. */
export interface Findings {
  modules: ModuleFact[];
  addons: FoundAddon[];
  unfollowed: UnfollowedFact[];
  associations: AssociationFact[];
  /** Folders that belong to it. */
  folders: Set<string>;
}

/** Findings without anything. */
export function noFindings(): Findings {
  return {
    modules: [],
    addons: [],
    unfollowed: [],
    associations: [],
    folders: new Set(),
  };
}

/** Where findings are collected. */
export interface Walk {
  at: EvidenceAt;
  found: Findings;
  /** What is found is there only under some condition. */
  maybe: boolean;
}

/** Collects what a module says, and the modules that it calls by paths. */
export function walkModule(scope: ModuleScope, walk: Walk): void {
  walk.found.folders.add(scope.code.folder);
  addModuleCalls(scope, walk);
  addAddonResources(scope, walk);
  addAssociations(scope, walk);
}
