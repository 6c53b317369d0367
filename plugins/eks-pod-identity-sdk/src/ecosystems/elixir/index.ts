import { Ecosystem } from '../../ecosystem';
import { hex } from '../../registries/hex';
import { extractMixExs, extractMixLock } from './extract';
import { extractRebarConfig, extractRebarLock } from './rebar';

/** Elixir and Erlang: the lockfiles of Mix and rebar3, and the manifests where there is none. */
export const elixir: Ecosystem = {
  name: 'elixir',
  registry: hex,
  formats: [
    {
      name: 'mix-lock',
      patterns: [/(^|\/)mix\.lock$/],
      locks: ['mix-exs'],
      extract: extractMixLock,
    },
    {
      name: 'mix-exs',
      patterns: [/(^|\/)mix\.exs$/],
      extract: extractMixExs,
    },
    {
      name: 'rebar-lock',
      patterns: [/(^|\/)rebar\.lock$/],
      locks: ['rebar-config'],
      extract: extractRebarLock,
    },
    {
      name: 'rebar-config',
      patterns: [/(^|\/)rebar\.config$/],
      extract: extractRebarConfig,
    },
  ],
};
