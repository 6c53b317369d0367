import { Scope } from '../../ecosystem';

const BY_CONFIGURATION: [RegExp, Scope][] = [
  [/test|spec\b|e2e|mock/i, 'test'],
  [/^developmentOnly$/i, 'development'],
  [/^(\w*compileOnly(Api)?|provided\w*|\w*Provided|shadow)$/i, 'provided'],
  [
    /^(classpath|\w*annotationProcessor|kapt\w*|ksp\w*|jmh\w*|\w*plugins?|checkstyle|pmd|spotbugs|detekt\w*|ktlint|jacoco\w*|lintChecks|flyway\w*|liquibase\w*|jooq\w*)$/i,
    'build',
  ],
  [
    /^(\w*[iI]mplementation|\w*[aA]pi|\w*[cC]ompile|\w*[rR]untime(Only)?|platform|enforcedPlatform|mavenBom|dependency|constraints|library|bootArchives)$/,
    'runtime',
  ],
];

/** Whether a word is a configuration that dependencies are added to. */
export function scopeOfConfiguration(configuration: string): Scope | undefined {
  const name = configuration.split('.').pop() ?? '';
  return BY_CONFIGURATION.find(([pattern]) => pattern.test(name))?.[1];
}

/** For what a locked configuration is resolved: what is only on a classpath for compilation is provided where it runs. */
export function scopeOfClasspath(configuration: string): Scope {
  if (/test/i.test(configuration)) return 'test';
  if (/^\w*[rR]untimeClasspath$/.test(configuration)) return 'runtime';
  if (/^\w*[cC]ompileClasspath$/.test(configuration)) return 'provided';
  return scopeOfConfiguration(configuration) ?? 'unknown';
}

/** For what a dependency is there, by its configuration and by the blocks around it. */
export function scopeOf(
  path: string,
  configuration: string,
  blocks: readonly string[],
): Scope {
  const isBuildCode = /(^|\/)(buildSrc|build-logic|buildLogic)\//.test(path);
  if (
    blocks.some(block =>
      /^(buildscript|plugins|pluginManagement)\b/.test(block),
    ) ||
    (isBuildCode && /(^|\/)build\.gradle(\.kts)?$/.test(path))
  ) {
    return 'build';
  }
  if (blocks.some(block => /(^|\W)\w*[tT]est(ing|Fixtures)?\b/.test(block))) {
    return 'test';
  }
  return scopeOfConfiguration(configuration) ?? 'unknown';
}
