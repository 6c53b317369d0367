/** A piece of a remedy's step: prose, a name in prose, or something to copy. */
export type StepPart =
  | { kind: 'text'; text: string }
  | { kind: 'name'; text: string }
  | { kind: 'command'; text: string }
  | { kind: 'document'; text: string };

const COMMAND =
  /^(?:[A-Z][A-Z0-9_]*=\S+ )*(?:aws|kubectl|eksctl|terraform|helm|argocd|flux|docker|npm|yarn|pnpm|pip|poetry|mvn|gradle|go|bundle|composer|dotnet|cargo|git|curl) [^\s]/;

/** A sentence may begin with a command's name ('terraform apply does not restart pods.'); a command has no full stop. */
function isCommand(text: string): boolean {
  return COMMAND.test(text) && !text.endsWith('.');
}

/**
 * Takes a step of a remedy or a note apart, so that commands and JSON documents in it can be copied. Steps are prose
 * of the backend and of third parties: what is not recognised stays text.
 */
export function stepParts(step: string): StepPart[] {
  const text = step.trim();
  if (isCommand(text)) {
    return [{ kind: 'command', text }];
  }
  for (const match of text.matchAll(/: (?=\S)/g)) {
    const head = text.slice(0, match.index + 1);
    const tail = text.slice(match.index + 2);
    if (isCommand(tail)) {
      return [...prose(head), { kind: 'command', text: tail }];
    }
    const json = documentOf(tail);
    if (json !== undefined) {
      return [...prose(head), { kind: 'document', text: json }];
    }
  }
  return prose(text);
}

function documentOf(text: string): string | undefined {
  if (!/^[[{]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}

function prose(text: string): StepPart[] {
  return text
    .split(/`([^`]+)`/)
    .map(
      (part, index): StepPart =>
        index % 2 ? { kind: 'name', text: part } : { kind: 'text', text: part },
    )
    .filter(part => part.text);
}
