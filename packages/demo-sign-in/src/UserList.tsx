import { Content, EmptyState, Header, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  appLanguageApiRef,
  useTranslationRef,
} from '@backstage/core-plugin-api/alpha';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import { DemoUser } from './demoUsers';
import { LanguageButtons } from './LanguageButtons';
import { demoSignInTranslationRef } from './translation';

/** The people to pick from. */
export const UserList = ({
  users,
  onPick,
}: {
  users: DemoUser[];
  onPick: (user: DemoUser) => void;
}) => {
  const title = useApi(configApiRef).getOptionalString('app.title');
  const languages = useApi(appLanguageApiRef);
  const { t } = useTranslationRef(demoSignInTranslationRef);
  return (
    <Page themeId="home">
      <Header title={title ?? 'Backstage'}>
        <LanguageButtons languages={languages} label={t('language')} />
      </Header>
      <Content>
        <Typography variant="h4" component="h2" gutterBottom>
          {t('heading')}
        </Typography>
        <Typography paragraph>{t('explanation')}</Typography>
        {users.length === 0 && (
          <EmptyState title={t('nobody')} missing="content" />
        )}
        <Grid container spacing={2}>
          {users.map(user => (
            <Grid item xs={12} sm={6} md={4} key={user.entityRef}>
              <Card>
                <CardActionArea
                  aria-label={t('enter', { name: user.title })}
                  onClick={() => onPick(user)}
                >
                  <CardContent>
                    <Typography variant="h5" component="h3" gutterBottom>
                      {user.title}
                    </Typography>
                    <Typography color="textSecondary">
                      {user.description}
                    </Typography>
                  </CardContent>
                </CardActionArea>
              </Card>
            </Grid>
          ))}
        </Grid>
      </Content>
    </Page>
  );
};
