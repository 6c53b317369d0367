import { Ecosystem } from '../../ecosystem';
import { pypi } from '../../registries/pypi';
import { extractCondaEnvironment, extractCondaLock } from './conda/extract';
import { extractPdmLock } from './pdm/extract';
import { extractPipfile, extractPipfileLock } from './pipenv/extract';
import { extractPoetryLock } from './poetry/extract';
import { extractPylock } from './pylock/extract';
import { extractPyproject } from './pyproject/extract';
import { extractRequirements } from './requirements/extract';
import { extractUvLock } from './uv/extract';

/** Python: pip, pipenv, Poetry, uv, pdm and conda. */
export const python: Ecosystem = {
  name: 'python',
  registry: pypi,
  formats: [
    {
      name: 'pipfile-lock',
      patterns: [/(^|\/)Pipfile\.lock$/],
      locks: ['pipfile'],
      extract: extractPipfileLock,
    },
    { name: 'pipfile', patterns: [/(^|\/)Pipfile$/], extract: extractPipfile },
    {
      name: 'poetry-lock',
      patterns: [/(^|\/)poetry\.lock$/],
      locks: ['pyproject'],
      extract: extractPoetryLock,
    },
    {
      name: 'uv-lock',
      patterns: [/(^|\/)uv\.lock$/],
      locks: ['pyproject'],
      extract: extractUvLock,
    },
    {
      name: 'pdm-lock',
      patterns: [/(^|\/)pdm(\.[\w-]+)?\.lock$/],
      locks: ['pyproject'],
      extract: extractPdmLock,
    },
    {
      name: 'pylock',
      patterns: [/(^|\/)pylock(\.[\w-]+)?\.toml$/],
      locks: ['pyproject'],
      extract: extractPylock,
    },
    {
      name: 'pyproject',
      patterns: [/(^|\/)pyproject\.toml$/],
      extract: extractPyproject,
    },
    {
      name: 'conda-lock',
      patterns: [/(^|\/)([\w.-]+\.)?conda-lock\.ya?ml$/],
      locks: ['conda-environment'],
      extract: extractCondaLock,
    },
    {
      name: 'conda-environment',
      patterns: [/(^|\/)(conda-)?(environment|env)([-_.][\w.-]+)?\.ya?ml$/],
      extract: extractCondaEnvironment,
    },
    {
      name: 'requirements',
      patterns: [
        /(^|\/)(?!constraints)[^/]*requirements?(?!.*constraint)[^/]*\.(txt|in|pip)$/i,
        /(^|\/)requirements\/(.*\/)?(?!constraints)[^/]+\.(txt|in|pip)$/,
      ],
      extract: extractRequirements,
    },
  ],
  neighbours: [/(^|\/)[^/]*constraints?[^/]*\.(txt|in|pip)$/],
};
