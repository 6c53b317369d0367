import { discoveryApiRef, configApiRef } from '@backstage/core-plugin-api';
import {
  MockConfigApi,
  TestApiProvider,
  renderInTestApp,
} from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DemoSignInPage } from './DemoSignInPage';

const config = new MockConfigApi({
  app: { title: 'Shop' },
  demo: {
    users: [
      { entityRef: 'user:default/yuna', title: 'Yuna', description: 'Orders' },
      { entityRef: 'user:default/jiwoo', title: 'Jiwoo' },
    ],
  },
});

/** A token that the frontend reads for its end only. */
const token = `x.${window.btoa(JSON.stringify({ exp: 4102444800 }))}.x`;

function answer(status: number, body: unknown) {
  return Promise.resolve({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => body,
    text: async () => JSON.stringify(body),
  } as Response);
}

async function render(refresh: () => Promise<Response>) {
  const fetched = jest.spyOn(global, 'fetch').mockImplementation(refresh);
  const onSignInSuccess = jest.fn();
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [configApiRef, config],
        [discoveryApiRef, { getBaseUrl: async () => 'http://localhost/auth' }],
      ]}
    >
      <DemoSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return { fetched, onSignInSuccess };
}

const signedIn = () =>
  answer(200, {
    profile: {},
    providerInfo: {},
    backstageIdentity: {
      token,
      identity: {
        type: 'user',
        userEntityRef: 'user:default/yuna',
        ownershipEntityRefs: [],
      },
    },
  });

describe('DemoSignInPage', () => {
  afterEach(() => {
    window.sessionStorage.clear();
    jest.restoreAllMocks();
  });

  it('lists the people of the config with what they are', async () => {
    await render(signedIn);
    expect(
      screen
        .getAllByRole('button', { name: /Sign in as/ })
        .map(button => button.textContent),
    ).toEqual(['YunaOrders', 'Jiwoo']);
  });

  it('signs in as who is picked, and remembers it until the sign-out', async () => {
    const { fetched, onSignInSuccess } = await render(signedIn);
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in as Yuna' }),
    );
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const [url, options] = fetched.mock.calls[0];
    expect(url).toBe('http://localhost/auth/demo/refresh');
    expect(new Headers(options?.headers).get('x-demo-user')).toBe(
      'user:default/yuna',
    );
    expect(window.sessionStorage).toHaveLength(1);
    await onSignInSuccess.mock.calls[0][0].signOut();
    expect(window.sessionStorage).toHaveLength(0);
  });

  it('says when it did not work, and lets somebody else be picked', async () => {
    await render(() =>
      answer(401, { error: { name: 'AuthenticationError', message: 'No' } }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in as Yuna' }),
    );
    await screen.findByText(/sign-in as Yuna did not work/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Pick another person' }),
    );
    expect(
      screen.getByRole('button', { name: 'Sign in as Jiwoo' }),
    ).toBeInTheDocument();
  });
});
