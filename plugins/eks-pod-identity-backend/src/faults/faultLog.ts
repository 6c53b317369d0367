import type { LoggerService } from '@backstage/backend-plugin-api';

/** Logs a fault when it begins and when it is over, and not each time that it is met in between. */
export class FaultLog {
  readonly #open = new Map<string, string>();

  constructor(private readonly logger: Pick<LoggerService, 'warn' | 'info'>) {}

  /** @param subject - what has the fault, such as 'The database'. */
  met(subject: string, text: string): void {
    if (this.#open.get(subject) !== text) {
      this.#open.set(subject, text);
      this.logger.warn(text);
    }
  }

  over(subject: string): void {
    if (this.#open.delete(subject)) {
      this.logger.info(`${subject} works again.`);
    }
  }
}

/** A logger that warns of the same only once: what fails for each of 400 repositories has one cause. */
export function onceLogger(logger: LoggerService): LoggerService {
  const told = new Set<string>();
  return {
    error: (message, meta) => logger.error(message, meta),
    info: (message, meta) => logger.info(message, meta),
    debug: (message, meta) => logger.debug(message, meta),
    child: meta => logger.child(meta),
    warn: (message, meta) => {
      if (!told.has(String(message))) {
        told.add(String(message));
        logger.warn(message, meta);
      }
    },
  };
}
