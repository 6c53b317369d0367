import { Registry } from '../registry';
import { npmVersions } from '../versions/npm';

/** Modules of Deno's that are no packages of npm: those of JSR, and those that are loaded from an address. */
export const deno: Registry = {
  id: 'deno',
  purlTypes: ['jsr'],
  versions: npmVersions,
  sdks: [
    { sdk: 'aws_api', decides: ['aws_api', '@cloudydeno/aws-api'] },
    {
      // A port of the SDK, release by release, under its numbers.
      sdk: 'js-v3',
      decides: [],
      hints: ['aws_sdk'],
      hintTooOldBelow: '3.503.1',
    },
  ],
};
