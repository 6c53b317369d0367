import { CodeSnippet } from '@backstage/core-components';
import IconButton from '@material-ui/core/IconButton';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import DownloadIcon from '@material-ui/icons/GetApp';
import type {
  Artifact,
  MigrationRequestDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { usePodIdentityApi } from '../hooks/useApiCalls';
import { useLoad } from '../hooks/useLoad';
import { useT } from '../hooks/useT';
import { CopyButton } from '../shared/CopyButton';
import { StepText } from '../shared/findings';
import { LoadGate } from '../shared/LoadGate';
import { Help } from '../shared/Section';
import { toneText } from '../shared/tones';
import { languageOf, saveFile } from './files';

const useStyles = makeStyles(theme => ({
  tabs: {
    minHeight: 36,
    borderBottom: `1px solid ${theme.palette.divider}`,
    marginBottom: theme.spacing(1.5),
    '& button': {
      minHeight: 36,
      minWidth: 80,
      padding: theme.spacing(0.5, 2),
      textTransform: 'none',
      fontWeight: 600,
    },
  },
  file: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    marginBottom: theme.spacing(1.5),
    overflow: 'hidden',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5, 1, 0.5, 1.5),
    borderBottom: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.action.hover,
    fontSize: '0.8125rem',
    '& code': { flex: 1, fontWeight: 600, overflowWrap: 'anywhere' },
    '& button': { fontSize: 18 },
  },
  code: {
    maxHeight: 420,
    overflow: 'auto',
    fontSize: '0.8rem',
    '& pre': {
      margin: '0 !important',
      padding: '8px 12px !important',
      background: 'transparent !important',
    },
    // The highlighter's own colours have too little contrast in both themes.
    '& code span[style]': { color: `${toneText(theme, 'info')} !important` },
  },
  notes: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    fontSize: '0.84rem',
    '& li': { margin: theme.spacing(0.5, 0), overflowWrap: 'anywhere' },
  },
}));

/** What carries the plan out, a tab per format: Terraform, AWS CLI, …. */
export function Artifacts(props: {
  request: Pick<MigrationRequestDetail, 'id' | 'formats'>;
}) {
  const { id, formats } = props.request;
  const t = useT();
  const classes = useStyles();
  const [chosen, setChosen] = useState(formats[0]?.format);
  if (!formats.length) {
    return <Help>{t('request.detail.noFormats')}</Help>;
  }
  return (
    <>
      <Tabs
        value={chosen}
        onChange={(_, value) => setChosen(value)}
        className={classes.tabs}
        indicatorColor="primary"
        variant="scrollable"
        scrollButtons="auto"
        aria-label={t('request.detail.artifacts')}
      >
        {formats.map(({ format, title }) => (
          <Tab
            key={format}
            value={format}
            label={title}
            id={`artifact-tab-${format}`}
            aria-controls={`artifact-${format}`}
          />
        ))}
      </Tabs>
      {formats.map(({ format }) => (
        <div
          key={format}
          role="tabpanel"
          id={`artifact-${format}`}
          aria-labelledby={`artifact-tab-${format}`}
          hidden={format !== chosen}
        >
          {format === chosen && <ArtifactOf id={id} format={format} />}
        </div>
      ))}
    </>
  );
}

function ArtifactOf(props: { id: string; format: string }) {
  const { id, format } = props;
  const api = usePodIdentityApi();
  const artifact = useLoad<Artifact>(
    signal => api.getArtifact({ params: { id, format } }, { signal }),
    [api, id, format],
  );
  const classes = useStyles();
  return (
    <LoadGate loaded={artifact}>
      {({ files, notes }) => (
        <>
          {files.map(file => (
            <FileView key={file.name} file={file} />
          ))}
          {notes.length > 0 && (
            <ul className={classes.notes}>
              {notes.map(note => (
                <li key={note}>
                  <StepText step={note} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </LoadGate>
  );
}

function FileView(props: { file: Artifact['files'][number] }) {
  const { file } = props;
  const t = useT();
  const classes = useStyles();
  const download = t('action.download', { name: file.name });
  return (
    <section className={classes.file} aria-label={file.name}>
      <div className={classes.head}>
        <code>{file.name}</code>
        <CopyButton
          text={file.content}
          label={t('action.copyName', { name: file.name })}
        />
        <Tooltip arrow title={download}>
          <IconButton
            size="small"
            aria-label={download}
            onClick={() => saveFile(file)}
          >
            <DownloadIcon fontSize="inherit" />
          </IconButton>
        </Tooltip>
      </div>
      {/* Code scrolls; so that a keyboard can scroll it too, it takes the focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.code} tabIndex={0}>
        <CodeSnippet text={file.content} language={languageOf(file)} />
      </div>
    </section>
  );
}
