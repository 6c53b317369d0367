import { useState } from 'react';
import {
  Content,
  ErrorPanel,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import {
  configApiRef,
  IdentityApi,
  SignInPageProps,
  useApi,
} from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { demoUsersOf } from './demoUsers';
import { forgetUser, pickedUser, rememberUser } from './pickedUser';
import { demoSignInTranslationRef } from './translation';
import { UserList } from './UserList';

/**
 * Lists the people of `demo.users` and signs in as the one who is picked, by the backend's auth provider `demo`.
 * For both frontend systems.
 */
export const DemoSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const users = demoUsersOf(useApi(configApiRef));
  const { t } = useTranslationRef(demoSignInTranslationRef);
  const [picked, setPicked] = useState(() =>
    users.find(({ entityRef }) => entityRef === pickedUser()),
  );
  if (!picked) {
    return (
      <UserList
        users={users}
        onPick={user => {
          rememberUser(user.entityRef);
          setPicked(user);
        }}
      />
    );
  }
  const Failure = ({ error }: { error?: Error }) => (
    <Page themeId="home">
      <Content>
        <ErrorPanel
          title={t('failed', { name: picked.title })}
          error={error ?? new Error()}
        />
        <Button
          color="primary"
          onClick={() => {
            forgetUser();
            setPicked(undefined);
          }}
        >
          {t('otherPerson')}
        </Button>
      </Content>
    </Page>
  );
  return (
    <ProxiedSignInPage
      provider="demo"
      headers={{ 'x-demo-user': picked.entityRef }}
      onSignInSuccess={identity => onSignInSuccess(forgetting(identity))}
      ErrorComponent={Failure}
    />
  );
};

/** Signing out forgets who was picked; otherwise the reload that follows would sign in again. */
function forgetting(identity: IdentityApi): IdentityApi {
  const signOut = identity.signOut.bind(identity);
  return Object.assign(identity, {
    signOut: async () => {
      forgetUser();
      await signOut();
    },
  });
}
