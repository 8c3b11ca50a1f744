// Items of the reviews that nearly every tender publishes, by pack, as a beginning: the host keeps what its own tender
// says, changes it, and adds the rest. Titles stand in the signed start, so they are in the language of the tender.
import type { Ground, ItemStage, RoomItem } from './wire';

type Ready = readonly [stage: ItemStage, title: string, ground: Ground, rule: string];

const procurement: readonly Ready[] = [
  ['Qualification', '具有独立承担民事责任的能力（营业执照等证明文件）', 'Unqualified', 'procurement-87:44'],
  ['Qualification', '具有良好的商业信誉和健全的财务会计制度', 'Unqualified', 'procurement-87:44'],
  ['Qualification', '依法缴纳税收和社会保障资金', 'Unqualified', 'procurement-87:44'],
  ['Qualification', '参加采购活动前三年内没有重大违法记录', 'Unqualified', 'procurement-87:44'],
  [
    'Qualification',
    '未被列入失信被执行人、重大税收违法失信主体、严重违法失信行为记录名单',
    'Unqualified',
    'procurement-87:44',
  ],
  ['Compliance', '投标文件按采购文件要求签署、盖章', 'Unresponsive', 'procurement-87:63'],
  ['Compliance', '投标报价未超过采购预算或者最高限价', 'OverCeiling', 'procurement-87:63'],
  ['Compliance', '投标有效期、交货期满足采购文件要求', 'Unresponsive', 'procurement-87:63'],
  ['Compliance', '响应采购文件的全部实质性要求', 'Unresponsive', 'procurement-87:63'],
  ['Compliance', '没有采购人不能接受的附加条件', 'Unresponsive', 'procurement-87:63'],
  ['Compliance', '没有串通投标的情形', 'Collusion', 'procurement-87:63'],
];

const works: readonly Ready[] = [
  ['Qualification', '具有招标文件要求的资质', 'Unqualified', 'bidding-reg:51'],
  ['Qualification', '项目负责人资格满足招标文件要求', 'Unqualified', 'bidding-reg:51'],
  ['Qualification', '联合体投标的，附有共同投标协议', 'Unqualified', 'bidding-reg:51'],
  ['Compliance', '投标文件经投标单位盖章和单位负责人签字', 'Unresponsive', 'bidding-reg:51'],
  ['Compliance', '同一投标人只提交一份投标文件和一个报价', 'Unresponsive', 'bidding-reg:51'],
  ['Compliance', '投标报价未高于招标文件设定的最高投标限价', 'OverCeiling', 'bidding-reg:51'],
  ['Compliance', '对招标文件的实质性要求和条件作出响应', 'Unresponsive', 'bidding-reg:51'],
  ['Compliance', '没有串通投标、弄虚作假、行贿等违法行为', 'Collusion', 'bidding-reg:51'],
];

/** The ready items of a pack, in the order in which they are judged. */
export const readyItems = (pack: string): ItemTexts[] =>
  (pack.startsWith('procurement') ? procurement : works).map(([stage, title, ground, rule]) => ({
    stage,
    title,
    ground,
    rule,
    isTaken: true,
  }));

/** An item as it stands in the form. */
export interface ItemTexts {
  stage: ItemStage;
  title: string;
  ground: Ground;
  rule: string;
  isTaken: boolean;
}

export const emptyItem = (pack: string, stage: ItemStage): ItemTexts => ({
  stage,
  title: '',
  ground: stage === 'Qualification' ? 'Unqualified' : 'Unresponsive',
  rule: ruleOf(pack, stage),
  isTaken: true,
});

const ruleOf = (pack: string, stage: ItemStage): string =>
  !pack.startsWith('procurement')
    ? 'bidding-reg:51'
    : stage === 'Qualification'
      ? 'procurement-87:44'
      : 'procurement-87:63';

/** The taken items as they are signed, with ids that say stage and place: `q1`, `c1`. */
export function itemsOf(texts: readonly ItemTexts[]): RoomItem[] {
  const counts = { Qualification: 0, Compliance: 0 };
  return texts
    .filter(item => item.isTaken)
    .map(item => ({
      id: `${item.stage === 'Qualification' ? 'q' : 'c'}${++counts[item.stage]}`,
      stage: item.stage,
      title: item.title.trim(),
      ground: item.ground,
      rule: item.rule,
    }));
}
