import { blankComments } from './comments';
import { matchShadows } from './match';
import { callsCli } from './sdkUse';
import { FoundShadow } from './shadow';

/** What a command that a container is started with tells; never its words, which may be secrets. */
export interface CommandShadows {
  shadows: FoundShadow[];
  callsCli: boolean;
}

/** Looks at the words of a command, or at one written for a shell. Pure. */
export function matchCommand(words: readonly string[]): CommandShadows {
  const text = blankComments(words.join(' '), 'hash');
  return {
    shadows: matchShadows(text, 'command'),
    // A list that begins with the program has its service as its next word.
    callsCli: callsCli.test(text),
  };
}
