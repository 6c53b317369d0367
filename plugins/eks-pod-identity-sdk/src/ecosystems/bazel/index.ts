import { Ecosystem } from '../../ecosystem';
import { maven } from '../../registries/maven';
import { extractMavenInstall } from './mavenInstall';
import { extractMacros, extractModule, extractWorkspace } from './module';

/** Bazel: what rules_jvm_external takes from Maven's repositories. Other languages bring lockfiles of their own. */
export const bazel: Ecosystem = {
  name: 'bazel',
  registry: maven,
  formats: [
    {
      name: 'maven-install-lock',
      patterns: [/(^|\/)([\w.-]+_)?maven_install\.json$/],
      locks: ['bazel-module', 'bazel-workspace'],
      extract: extractMavenInstall,
    },
    {
      name: 'bazel-module',
      patterns: [/(^|\/)([\w.-]+\.)?MODULE\.bazel$/],
      extract: extractModule,
    },
    {
      name: 'bazel-workspace',
      patterns: [/(^|\/)WORKSPACE(\.bazel|\.bzlmod)?$/],
      extract: extractWorkspace,
    },
    {
      name: 'bazel-macros',
      patterns: [/(^|\/)[^/]+\.bzl$/],
      extract: extractMacros,
    },
  ],
};
