import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  SdkEvidenceSource,
  ServiceFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** Failures in a row after which a source is not asked again. */
const FAILURES = 5;

/** What asking third parties needs. */
export interface ThirdPartyOptions {
  logger: LoggerService;
  signal: AbortSignal;
  /** Milliseconds for one answer. */
  timeoutMs: number;
}

/**
 * The sources of third parties during one sync. One that fails is unknown for that service; one that hangs, or goes on
 * failing, is not asked again in this sync: thousands of services would wait for it.
 */
export class ThirdParties {
  readonly #failures = new Map<string, number>();

  constructor(
    private readonly sources: readonly SdkEvidenceSource[],
    private readonly options: ThirdPartyOptions,
  ) {}

  /** What they know of a service. Never throws. */
  async list(service: ServiceFacts): Promise<SdkEvidence[]> {
    const found: SdkEvidence[] = [];
    for (const source of this.sources) {
      if ((this.#failures.get(source.id) ?? 0) >= FAILURES) continue;
      try {
        const list = await this.#ask(source, service);
        found.push(...list.map(each => ({ ...each, source: source.id })));
        this.#failures.delete(source.id);
      } catch (error) {
        this.#noteFailure(source.id, service.entityRef, error);
      }
    }
    return found;
  }

  async #ask(
    source: SdkEvidenceSource,
    service: ServiceFacts,
  ): Promise<SdkEvidence[]> {
    const signal = AbortSignal.any([
      this.options.signal,
      AbortSignal.timeout(this.options.timeoutMs),
    ]);
    signal.throwIfAborted();
    return Promise.race([
      source.list(service, { signal }),
      new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), {
          once: true,
        }),
      ),
    ]);
  }

  #noteFailure(id: string, entityRef: string, error: unknown): void {
    const hangs = isError(error) && error.name === 'TimeoutError';
    const failures = hangs ? FAILURES : (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    this.options.logger.warn(
      `SDK evidence source ${id} told nothing of ${entityRef}: ${
        isError(error) ? error.message : error
      }${failures >= FAILURES ? '; it is not asked again in this sync' : ''}`,
    );
  }
}
