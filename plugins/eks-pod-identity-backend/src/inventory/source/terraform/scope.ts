import { Body, blocksOf, isBody, labelledBlocksOf, ParsedFile } from './parse';

/** References that lead to each other in a circle end here. */
const MAX_STEPS = 16;

/**
 * What is static in the files of one folder: literals, locals, the variables that a committed tfvars file sets, and names of
 * clusters that its own blocks give. Defaults of variables are not: they are there to be overridden.
 */
export class StaticScope {
  readonly #values = new Map<string, unknown>();

  constructor(files: readonly ParsedFile[]) {
    for (const { kind, body } of files) {
      if (kind === 'variables') this.#addAll('var', body);
      else if (kind !== 'lock') this.#addBlocks(body);
    }
  }

  /** The string that an expression stands for; undefined where that is not static. */
  text(value: unknown): string | undefined {
    const resolved = this.resolve(value);
    return typeof resolved === 'string' || typeof resolved === 'number'
      ? String(resolved)
      : undefined;
  }

  /** The value that an expression stands for; undefined where that is not static. */
  resolve(value: unknown, steps = 0): unknown {
    if (typeof value !== 'string' || !value.includes('${')) return value;
    if (steps >= MAX_STEPS) return undefined;
    const whole = /^\$\{([^{}]*)\}$/.exec(value);
    if (whole) return this.#lookUp(whole[1].trim(), steps);
    let isStatic = true;
    const text = value.replace(/\$\{([^{}]*)\}/g, (_all, reference: string) => {
      const part = this.#lookUp(reference.trim(), steps);
      if (typeof part === 'string' || typeof part === 'number') {
        return String(part);
      }
      isStatic = false;
      return '';
    });
    return isStatic && !text.includes('${') ? text : undefined;
  }

  #lookUp(reference: string, steps: number): unknown {
    const direct = this.#values.get(normalise(reference));
    if (direct !== undefined) return this.resolve(direct, steps + 1);
    // local.settings.cluster_name
    const cut = reference.lastIndexOf('.');
    if (cut <= 0) return undefined;
    const parent: unknown = this.#lookUp(reference.slice(0, cut), steps + 1);
    return isBody(parent)
      ? this.resolve(parent[reference.slice(cut + 1)], steps + 1)
      : undefined;
  }

  #addBlocks(body: Body): void {
    for (const locals of blocksOf(body.locals)) this.#addAll('local', locals);
    for (const [name, module] of labelledBlocksOf(body.module)) {
      // The eks module gives the cluster's name back, 21 and later take it as `name`.
      const cluster = module.cluster_name ?? module.name;
      if (typeof cluster === 'string') {
        this.#values.set(`module.${name}.cluster_name`, cluster);
        this.#values.set(`module.${name}.cluster_id`, cluster);
      }
    }
    for (const resources of blocksOf(body.resource)) {
      for (const [name, cluster] of labelledBlocksOf(
        resources.aws_eks_cluster,
      )) {
        for (const attribute of ['name', 'id']) {
          this.#values.set(
            `aws_eks_cluster.${name}.${attribute}`,
            cluster.name,
          );
        }
      }
    }
  }

  #addAll(prefix: string, values: Body): void {
    for (const [name, value] of Object.entries(values)) {
      this.#values.set(`${prefix}.${name}`, value);
    }
  }
}

/** `module.eks[0].cluster_name` names the same as `module.eks.cluster_name`. */
function normalise(reference: string): string {
  return reference.replace(/\[(0|"[^"]*"|each\.key|count\.index)\]/g, '');
}
