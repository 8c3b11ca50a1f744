// The law of one trade for a room, as the platform has it (docs/spec/room.md, "Packs"). None of this list is edited.

export interface RoomPack {
  id: string;
  version: number;
  buyerMayLead: boolean;
  /** Whether the tenderer may name the leader, so that nobody votes. */
  leaderMayBeNamed: boolean;
  qualifiedBy: 'Host' | 'Committee';
  /** Fewer valid bidders than this end the evaluation, or are the committee's to decide about. */
  leastValid: number;
  fewValid: 'Stop' | 'CommitteeDecides';
  leastAnswerSeconds: number;
  mostAnswerSeconds: number;
  /** More than one of so many members say that time is short: it is extended … */
  extendOf: number;
  /** … by so much. */
  extendSeconds: number;
  signSeconds: number;
  rules: { reject: string; leader: string; blind: string; clarify: string; lowPrice: string; avoid: string };
}

const goods: RoomPack = {
  id: 'procurement-goods',
  version: 1,
  buyerMayLead: false,
  leaderMayBeNamed: false,
  qualifiedBy: 'Host',
  leastValid: 3,
  fewValid: 'Stop',
  leastAnswerSeconds: 1_800,
  mostAnswerSeconds: 86_400,
  extendOf: 3,
  extendSeconds: 3_600,
  signSeconds: 3_600,
  rules: {
    reject: 'procurement-87:63',
    leader: 'procurement-87:45',
    blind: 'procurement-87:62',
    clarify: 'procurement-87:51',
    lowPrice: 'procurement-87:60',
    avoid: 'procurement-87:47',
  },
};

const works: RoomPack = {
  ...goods,
  id: 'construction-national',
  buyerMayLead: true,
  qualifiedBy: 'Committee',
  fewValid: 'CommitteeDecides',
  rules: {
    reject: 'bidding-reg:51',
    leader: 'committee:9',
    blind: 'bidding-law:38',
    clarify: 'bidding-reg:52',
    lowPrice: 'bidding-reg:51',
    avoid: 'committee:12',
  },
};

export const roomPacks: readonly RoomPack[] = [
  goods,
  { ...goods, id: 'procurement-services' },
  works,
  { ...works, version: 2, leaderMayBeNamed: true },
];

export const findPack = (id: string, version: number): RoomPack | null =>
  roomPacks.find(pack => pack.id === id && pack.version === version) ?? null;
