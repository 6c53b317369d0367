/** The tab and the card of one service. */
export const entity = {
  counts: '{{workloads}} in {{clusters}}',
  timeBomb_one:
    '{{count}} workload is a time bomb: its next restart switches it to Pod Identity while a check fails. Mend the findings below, or take the association back, before anything restarts it.',
  timeBomb_other:
    '{{count}} workloads are time bombs: their next restart switches them to Pod Identity while a check fails. Mend the findings below, or take the associations back, before anything restarts them.',
  armed_one:
    '{{count}} workload is armed: its next restart switches it to Pod Identity. No check fails.',
  armed_other:
    '{{count}} workloads are armed: their next restart switches them to Pod Identity. No check fails.',
  staleTitle: 'Some facts are old',
  staleText: '{{cluster}}: facts from {{age}} or earlier. {{reason}}',
  workloads: 'Workloads',
  filterWorkloads: 'Namespace, service account or controller',
  noWorkloadFits: 'No workload fits this filter.',
  noController: 'No pods; known from its association or service account',
  ofAddon: 'belongs to add-on {{addon}}',
  association: 'association {{id}}',
  findings: 'Findings',
  findingsOf: 'Concerns',
  requests: 'Requests',
  sdk: {
    title: 'AWS SDKs',
    none: 'No AWS SDK was seen.',
    from: 'Seen in',
    minimum: 'Minimum',
    noMinimum: 'None is known',
    why: 'Why',
    via: 'Brought by',
    transitive: 'Not a direct dependency',
    supported: 'New enough',
    tooOld: 'Too old',
    undecided: 'Can’t tell',
    range: 'range {{range}}',
    noVersion: 'version unknown',
    official: 'AWS publishes {{official}}, which is not what works',
    scope: {
      development: 'Only for development: does not decide',
      test: 'Only for tests: does not decide',
      build: 'Only for the build: does not decide',
    },
    below: 'What an older one does',
    files_one: '{{count}} file was read',
    files_other: '{{count}} files were read',
    unreadable_one: '{{count}} file could not be read',
    unreadable_other: '{{count}} files could not be read',
  },
  sdkBelow: {
    fails: 'It stops with an error.',
    'falls-through': 'It goes on silently with the node’s role.',
    'fails-or-falls-through':
      'It stops with an error, or goes on silently with the node’s role.',
    'works-for-a-day':
      'It starts, and fails when its token is rotated, up to a day later.',
  },
  sdkSource: {
    cloudtrail: 'Seen running (CloudTrail)',
    sbom: 'SBOM',
    lockfile: 'Lockfile',
    manifest: 'Manifest',
    image: 'Image',
    declared: 'Declared',
  },
  shared: {
    title: 'Claimed by others too',
  },
  mapping: {
    title: 'How the workloads were found',
  },
  empty: {
    title: 'No workload belongs to this entity yet',
    description:
      'Name its service accounts in catalog-info.yaml; Backstage’s own backstage.io/kubernetes-* annotations work too.',
    annotated:
      'The entity is annotated, but no service account in the clusters that were read fits. Look at the names, or wait for the next sync.',
    syntax:
      'namespace/name, several separated by commas; @cluster after a name narrows it to one cluster.',
    sdk: 'If the repository can’t be read, these tell of its SDK:',
    readMore: 'Annotations of catalog entities',
  },
  card: {
    title: 'EKS Pod Identity',
    findings_one: '{{count}} check in the way',
    findings_other: '{{count}} checks in the way',
    unseen_one: '{{count}} check could not look',
    unseen_other: '{{count}} checks could not look',
    requests_one: '{{count}} open request',
    requests_other: '{{count}} open requests',
    empty: 'No workload of this entity was found.',
  },
} as const;
