import { hex } from '../seal/bytes';
import { seatsOf, type DrawRequest } from './request';

// What the law asks of a committee and its draw (docs/spec/draw.md, "Gates"): rules as values that a request pins, and
// the gates in one list, in C#'s order. The custodian, the platform and every verifier ask the same again.

export interface DrawRules {
  id: string;
  version: number;
  leastMembers: number;
  /** Rule id of the least number and of the odd one. */
  membersRule: string;
  leastMembersOfLarge: number;
  /** From this budget on; 0 where the trade knows no such rule. */
  largeFromFen: bigint;
  largeRule: string;
  /** Of so many members at least so many are experts. */
  expertsOf: number;
  expertsAtLeast: number;
  expertsRule: string;
  agentRule: string;
  /** The draw is at most and at least so many seconds before the room opens. */
  earliestSeconds: number;
  latestSeconds: number;
  timeRule: string;
}

const works: DrawRules = {
  id: 'construction-national',
  version: 1,
  leastMembers: 5,
  membersRule: 'bidding-law:37',
  leastMembersOfLarge: 5,
  largeFromFen: 0n,
  largeRule: '',
  expertsOf: 3,
  expertsAtLeast: 2,
  expertsRule: 'bidding-law:37',
  agentRule: 'bidding-reg:46',
  earliestSeconds: 86_400,
  latestSeconds: 1_800,
  timeRule: 'spec:draw',
};

const goods: DrawRules = {
  ...works,
  id: 'procurement-goods',
  membersRule: 'procurement-87:47',
  leastMembersOfLarge: 7,
  largeFromFen: 1_000_000_000n,
  largeRule: 'procurement-87:47',
  expertsRule: 'procurement-87:47',
  agentRule: 'procurement-87:47',
};

/** All that this version knows; one of this list is never edited, only followed. */
export const drawRules: readonly DrawRules[] = [works, goods, { ...goods, id: 'procurement-services' }];

export const findRules = (id: string, version: number): DrawRules | null =>
  drawRules.find(rules => rules.id === id && rules.version === version) ?? null;

export const requestReasons = [
  'OtherRules',
  'TooFewMembers',
  'TooFewForLarge',
  'EvenMembers',
  'TooFewExperts',
  'AgentsStaff',
  'SamePersonTwice',
  'AvoidedPersonSits',
  'DrawTooEarly',
  'DrawTooLate',
] as const;
export type RequestReason = (typeof requestReasons)[number];

/**
 * One "no": the rule id, what the request has and what the rule asks for, as members, experts or seconds before the
 * room opens; 0 where there is no number.
 */
export interface RequestRefusal {
  reason: RequestReason;
  rule: string;
  found: number;
  bound: number;
}

/** What gates look at: a request as far as a form has come. */
export type Gated = Pick<
  DrawRequest,
  | 'rules'
  | 'rulesVersion'
  | 'budgetFen'
  | 'isWeighty'
  | 'groups'
  | 'buyerSeats'
  | 'agentUnit'
  | 'avoidedPersons'
  | 'drawAt'
  | 'roomAt'
>;

/** Every gate that says no; empty where it may be drawn for. */
export function checkGates(r: Gated, rules: DrawRules): RequestRefusal[] {
  const refusals: RequestRefusal[] = [];
  const no = (reason: RequestReason, rule: string, found = 0, bound = 0) =>
    refusals.push({ reason, rule, found, bound });
  const experts = seatsOf(r.groups);
  const members = experts + r.buyerSeats.length;
  const persons = new Set(r.buyerSeats.map(seat => hex(seat.person)));
  const before = r.roomAt - r.drawAt;
  const seconds = Number(before / second);

  if (r.rules !== rules.id || r.rulesVersion !== rules.version) no('OtherRules', ours);
  if (members < rules.leastMembers) no('TooFewMembers', rules.membersRule, members, rules.leastMembers);
  if (isLarge(r, rules) && members < rules.leastMembersOfLarge)
    no('TooFewForLarge', rules.largeRule, members, rules.leastMembersOfLarge);
  if (members % 2 === 0) no('EvenMembers', rules.membersRule, members);
  if (experts * rules.expertsOf < members * rules.expertsAtLeast)
    no('TooFewExperts', rules.expertsRule, experts, Math.ceil((members * rules.expertsAtLeast) / rules.expertsOf));
  if (r.agentUnit !== '' && r.buyerSeats.some(seat => seat.unit === r.agentUnit)) no('AgentsStaff', rules.agentRule);
  if (persons.size !== r.buyerSeats.length) no('SamePersonTwice', ours);
  if (r.avoidedPersons.some(person => persons.has(hex(person)))) no('AvoidedPersonSits', ours);
  if (before > BigInt(rules.earliestSeconds) * second)
    no('DrawTooEarly', rules.timeRule, seconds, rules.earliestSeconds);
  if (before < BigInt(rules.latestSeconds) * second) no('DrawTooLate', rules.timeRule, seconds, rules.latestSeconds);
  return refusals;
}

export const isLarge = (r: Pick<DrawRequest, 'isWeighty' | 'budgetFen'>, rules: DrawRules): boolean =>
  rules.largeFromFen > 0n && (r.isWeighty || r.budgetFen >= rules.largeFromFen);

const ours = 'spec:draw';
const second = 1_000_000n;
