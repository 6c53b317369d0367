import type { entity as english } from '../en/entity';
import type { Translated } from '../flatten';

/** The tab and the card of one service. */
export const entity: Translated<typeof english> = {
  counts: '{{clusters}}에 {{workloads}}',
  timeBomb_one:
    '워크로드 {{count}}개가 시한폭탄 상태입니다. 실패한 검사가 있는데 다음 재시작 때 Pod Identity로 전환됩니다. 재시작되기 전에 아래 문제를 해결하거나 연결을 삭제하십시오.',
  timeBomb_other:
    '워크로드 {{count}}개가 시한폭탄 상태입니다. 실패한 검사가 있는데 다음 재시작 때 Pod Identity로 전환됩니다. 재시작되기 전에 아래 문제를 해결하거나 연결을 삭제하십시오.',
  armed_one:
    '워크로드 {{count}}개가 전환 대기 중입니다. 다음 재시작 때 Pod Identity로 전환되며, 실패한 검사는 없습니다.',
  armed_other:
    '워크로드 {{count}}개가 전환 대기 중입니다. 다음 재시작 때 Pod Identity로 전환되며, 실패한 검사는 없습니다.',
  staleTitle: '일부 정보가 오래되었습니다',
  staleText: '{{cluster}}: {{age}} 또는 그 이전 정보입니다. {{reason}}',
  workloads: '워크로드',
  filterWorkloads: '네임스페이스, 서비스 어카운트, 컨트롤러',
  noWorkloadFits: '조건에 맞는 워크로드가 없습니다.',
  noController: '파드 없음. 연결 또는 서비스 어카운트로만 확인됨',
  ofAddon: '{{addon}} 애드온 소속',
  association: '연결 {{id}}',
  findings: '검사 결과',
  findingsOf: '대상',
  requests: '요청',
  sdk: {
    title: 'AWS SDK',
    none: '발견된 AWS SDK가 없습니다.',
    from: '발견 위치',
    minimum: '최소 버전',
    noMinimum: '알려진 바 없음',
    why: '판단 이유',
    via: '의존 경로',
    transitive: '간접 의존성',
    supported: '지원 버전',
    tooOld: '버전 낮음',
    undecided: '판단 불가',
    range: '범위 {{range}}',
    noVersion: '버전 미확인',
    official: 'AWS 문서에는 {{official}}이지만 실제로 동작하는 버전과 다름',
    scope: {
      development: '개발용: 판정에 반영하지 않음',
      test: '테스트용: 판정에 반영하지 않음',
      build: '빌드용: 판정에 반영하지 않음',
    },
    below: '이보다 낮은 버전의 동작',
    files_one: '읽은 파일 {{count}}개',
    files_other: '읽은 파일 {{count}}개',
    unreadable_one: '읽지 못한 파일 {{count}}개',
    unreadable_other: '읽지 못한 파일 {{count}}개',
  },
  sdkBelow: {
    fails: '오류를 내며 중단됩니다.',
    'falls-through': '아무 표시 없이 노드 역할로 동작합니다.',
    'fails-or-falls-through':
      '오류를 내며 중단되거나, 아무 표시 없이 노드 역할로 동작합니다.',
    'works-for-a-day':
      '처음에는 동작하다가 토큰이 교체될 때(최대 하루 뒤) 실패합니다.',
  },
  sdkSource: {
    cloudtrail: '실행 중 확인(CloudTrail)',
    sbom: 'SBOM',
    lockfile: '잠금 파일',
    manifest: '매니페스트',
    image: '이미지',
    declared: '직접 선언',
  },
  shared: {
    title: '다른 서비스와 공유',
  },
  mapping: {
    title: '워크로드를 찾은 방법',
  },
  empty: {
    title: '이 엔티티에 속한 워크로드가 아직 없습니다',
    description:
      'catalog-info.yaml에 서비스 어카운트를 지정하십시오. Backstage의 backstage.io/kubernetes-* 어노테이션도 사용할 수 있습니다.',
    annotated:
      '어노테이션은 있지만 수집된 클러스터에 일치하는 서비스 어카운트가 없습니다. 이름을 확인하거나 다음 동기화를 기다리십시오.',
    syntax:
      '형식은 네임스페이스/이름이며 쉼표로 여러 개를 지정합니다. 이름 뒤에 @클러스터를 붙이면 해당 클러스터로 한정됩니다.',
    sdk: '저장소를 읽을 수 없다면 다음 어노테이션으로 SDK를 알릴 수 있습니다.',
    readMore: '카탈로그 엔티티의 어노테이션',
  },
  card: {
    title: 'EKS Pod Identity',
    findings_one: '전환을 막는 검사 {{count}}건',
    findings_other: '전환을 막는 검사 {{count}}건',
    unseen_one: '확인하지 못한 검사 {{count}}건',
    unseen_other: '확인하지 못한 검사 {{count}}건',
    requests_one: '진행 중인 요청 {{count}}건',
    requests_other: '진행 중인 요청 {{count}}건',
    empty: '이 엔티티의 워크로드를 찾지 못했습니다.',
  },
};
