import { evidenceAtPlace, withLinks } from './places';

describe('evidence from a thread', () => {
  it('gets its links afterwards, wherever it lies', () => {
    const facts = {
      list: [{ name: 'x', evidence: evidenceAtPlace('x', 'a.tf', 3) }],
      one: { ...evidenceAtPlace('y', 'b:2'), readAt: 'now' },
    };
    expect(
      withLinks(facts, (what, file, line) => ({
        what,
        source: 'repository',
        where: '',
        url: `https://git.example.org/${file}#${line ?? ''}`,
      })),
    ).toEqual({
      list: [
        {
          name: 'x',
          evidence: {
            what: 'x',
            source: 'repository',
            where: 'a.tf:3',
            url: 'https://git.example.org/a.tf#3',
          },
        },
      ],
      one: {
        what: 'y',
        source: 'repository',
        where: 'b:2',
        url: 'https://git.example.org/b:2#',
        readAt: 'now',
      },
    });
  });
});
