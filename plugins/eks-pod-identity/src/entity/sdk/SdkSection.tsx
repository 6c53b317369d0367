import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  SdkEvidence,
  SdkSummary,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { useT } from '../../hooks/useT';
import { FoldedList } from '../../shared/FoldedList';
import { Notice } from '../../shared/Notice';
import { Pill } from '../../shared/Pill';
import { Section } from '../../shared/Section';
import { sdkTones } from '../../shared/tones';
import { decides } from './decides';
import { SdkView } from './SdkView';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  reason: { fontSize: '0.9rem', marginBottom: theme.spacing(1) },
  files: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: '0.8125rem',
    overflowWrap: 'anywhere',
  },
  fold: {
    textTransform: 'none',
    color: toneText(theme, 'muted'),
    marginTop: theme.spacing(1),
  },
}));

/** Which AWS SDKs the service was seen to use, how each was judged, and from which files. */
export function SdkSection(props: { summary: SdkSummary }) {
  const { verdict, reason, sdks, files } = props.summary;
  const t = useT();
  const classes = useStyles();
  const failed = files.filter(({ ok }) => !ok);
  return (
    <Section
      title={t('entity.sdk.title')}
      action={
        <Pill tone={sdkTones[verdict]}>{t(`sdkVerdict.${verdict}`)}</Pill>
      }
    >
      <div className={classes.reason}>{reason}</div>
      {sdks.length ? (
        <FoldedList
          items={[...sdks].sort(worstFirst)}
          limit={6}
          render={sdk => <SdkView sdk={sdk} />}
        />
      ) : (
        <div>{t('entity.sdk.none')}</div>
      )}
      {failed.length > 0 && (
        <Notice
          tone="warning"
          title={t('entity.sdk.unreadable', { count: failed.length })}
        >
          <ul>
            {failed.map(({ file, error }) => (
              <li key={file}>
                <code>{file}</code>: {error}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <FilesRead files={files.filter(({ ok }) => ok)} />
    </Section>
  );
}

function FilesRead(props: { files: SdkSummary['files'] }) {
  const { files } = props;
  const t = useT();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  if (!files.length) return null;
  return (
    <>
      <Button
        size="small"
        className={classes.fold}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('entity.sdk.files', { count: files.length })}
      </Button>
      {open && (
        <ul className={classes.files}>
          {files.map(({ file, format }) => (
            <li key={file}>
              <code>{file}</code> · {format}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Too old before unknown before new enough; what does not decide last. */
function worstFirst(a: SdkEvidence, b: SdkEvidence): number {
  return rank(a) - rank(b);
}

function rank(sdk: SdkEvidence): number {
  const judged = [false, null, true].indexOf(sdk.supportsPodIdentity);
  return decides(sdk) ? judged : judged + 3;
}
