import { blankComments } from './comments';
import { matchShadows } from './match';
import { calledProgram } from './sdkUse';
import { FoundShadow } from './shadow';

/** What a command that a container is started with tells; never its words, which may be secrets. */
export interface CommandShadows {
  shadows: FoundShadow[];
  /** Program that it calls and that uses AWS. */
  calls?: string;
}

/** Looks at the words of a command, or at one written for a shell. Pure. */
export function matchCommand(words: readonly string[]): CommandShadows {
  const text = blankComments(words.join(' '), 'hash');
  // A list that begins with the program has its service as its next word.
  const calls = calledProgram(text);
  return {
    shadows: matchShadows(text, 'command'),
    ...(calls ? { calls } : {}),
  };
}
