import {
  AnyCheck,
  ChecksExtensionPoint,
  PlanRenderer,
  PlanRenderersExtensionPoint,
  SdkEvidenceExtensionPoint,
  SdkEvidenceSource,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { builtinRenderers } from './migration/renderers';
import { builtinChecks } from './readiness/checks';

/** A list to which modules add, each entry under a name of its own. */
export class Extensions<T> {
  readonly #entries = new Map<string, T>();
  readonly #what: string;
  readonly #nameOf: (entry: T) => string;

  /**
   * @param what for messages: `check`
   * @param builtin what ships with the plugin
   */
  constructor(what: string, nameOf: (entry: T) => string, builtin: T[] = []) {
    this.#what = what;
    this.#nameOf = nameOf;
    this.add(...builtin);
  }

  /** @throws Error when there is an entry of this name already */
  add(...entries: T[]): void {
    for (const entry of entries) {
      const name = this.#nameOf(entry);
      if (this.#entries.has(name)) {
        throw new Error(
          `There is a ${this.#what} '${name}' already: give yours another name`,
        );
      }
      this.#entries.set(name, entry);
    }
  }

  list(): T[] {
    return [...this.#entries.values()];
  }
}

/** What modules may add to, with what ships. */
export function createExtensions() {
  const checks = new Extensions<AnyCheck>(
    'check',
    ({ id, scope }) => `${scope}:${id}`,
    builtinChecks,
  );
  const sources = new Extensions<SdkEvidenceSource>(
    'source of SDK evidence',
    ({ id }) => id,
  );
  const renderers = new Extensions<PlanRenderer>(
    'plan renderer',
    ({ format }) => format,
    builtinRenderers,
  );
  return {
    checks,
    sources,
    renderers,
    points: {
      checks: {
        addChecks: (...added) => checks.add(...added),
      } satisfies ChecksExtensionPoint,
      sources: {
        addSources: (...added) => sources.add(...added),
      } satisfies SdkEvidenceExtensionPoint,
      renderers: {
        addRenderers: (...added) => renderers.add(...added),
      } satisfies PlanRenderersExtensionPoint,
    },
  };
}
