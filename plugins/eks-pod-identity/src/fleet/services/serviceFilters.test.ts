import { ServiceFilters, toServicesQuery } from './serviceFilters';

const none: ServiceFilters = {
  verdict: undefined,
  owner: undefined,
  system: undefined,
  cluster: undefined,
  check: undefined,
  sdk: undefined,
  armed: undefined,
  timeBomb: undefined,
  q: undefined,
  sort: undefined,
};

describe('the query for services', () => {
  it.each<[string, Partial<ServiceFilters>, object]>([
    ['has no filter where the URL has none', {}, {}],
    [
      'passes on what the API knows',
      { verdict: 'blocked', timeBomb: 'true', sort: 'name', q: 'orders' },
      { verdict: 'blocked', timeBomb: 'true', sort: 'name', q: 'orders' },
    ],
    ['leaves a verdict out that there is not', { verdict: 'perfect' }, {}],
    ['leaves an order out that there is not', { sort: 'colour' }, {}],
    ['leaves out what is neither true nor false', { armed: 'perhaps' }, {}],
    ['leaves out text that is too long', { q: 'x'.repeat(201) }, {}],
  ])('%s', (_, filters, expected) => {
    expect(toServicesQuery({ ...none, ...filters }, 'c')).toEqual({
      ...expected,
      limit: 50,
      cursor: 'c',
    });
  });
});
