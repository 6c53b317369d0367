import { check } from './en/checks';
import { common } from './en/common';
import { entity } from './en/entity';
import { fleet } from './en/fleet';
import { request } from './en/requests';
import { flatten } from './flatten';
import korean from './ko';

const english = flatten({ ...common, check, entity, fleet, request });
const translated = korean as Record<string, string>;

/** The places of a message that are filled in, sorted. */
function placeholders(message: string): string[] {
  return (message.match(/\{\{\s*\w+\s*\}\}/g) ?? []).sort();
}

describe('the Korean messages', () => {
  it('have exactly the keys of the English ones', () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
  });

  it('fill in the same places', () => {
    const differing = Object.keys(english).filter(
      key =>
        placeholders(english[key]).join() !==
        placeholders(translated[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('are none of them empty', () => {
    expect(
      Object.keys(translated).filter(key => !translated[key].trim()),
    ).toEqual([]);
  });

  it('are Korean wherever a sentence stands', () => {
    // AWS's error texts are English for everybody.
    const quoted = ['fleet.diagnosis.placeholder'];
    const left = Object.keys(english).filter(
      key =>
        !quoted.includes(key) &&
        english[key].split(' ').length > 3 &&
        !/[가-힣]/.test(translated[key]),
    );
    expect(left).toEqual([]);
  });
});
