// What the second look at a request and at an import have in common.
import type { ComposerTranslation } from 'vue-i18n';
import { decimal } from '../format';
import type { CheckFact } from '../person/checks';
import type { DrawRequest, SeatGroup } from './request';
import { seatsOf } from './request';

export const fact = (id: string, name: string, value: CheckFact['value'], look?: CheckFact['look']): CheckFact =>
  look ? { id, name, value, look } : { id, name, value };

const groupText = (group: SeatGroup, t: ComposerTranslation): string =>
  [
    t('draw.groupSeats', { n: group.seats }),
    t('draw.codes', { codes: group.specialities.join(t('draw.comma')) }),
    t('draw.leastLevel', { level: t(`draw.level.${group.least}`) }),
  ].join(' · ');

/** `title` is the session's, where it is known. */
export function sessionFact(asked: Pick<DrawRequest, 'session' | 'lot'>, title: string, t: ComposerTranslation) {
  const lot = asked.lot === '' ? t('drawRequest.form.allLots') : t('draw.lot', { lot: asked.lot });
  const told = asked.session === '' ? t('drawRequest.form.noSession') : `${title || asked.session} · ${lot}`;
  return fact('session', t('drawRequest.form.session'), told);
}

export function committeeFacts(
  asked: Pick<DrawRequest, 'rules' | 'budgetFen' | 'isWeighty' | 'groups'> & { buyerSeats: readonly unknown[] },
  t: ComposerTranslation,
): CheckFact[] {
  const [drawn, buyers] = [seatsOf(asked.groups), asked.buyerSeats.length];
  return [
    fact('rules', t('draw.facts.rules'), t(`pack.${asked.rules}`)),
    fact('budget', t('draw.facts.budget'), t('unit.yuan', { n: decimal(asked.budgetFen) })),
    ...(asked.isWeighty ? [fact('weighty', t('draw.facts.weighty'), t('draw.yes'))] : []),
    fact(
      'committee',
      t('drawRequest.confirm.committee'),
      t('drawRequest.form.members', { members: drawn + buyers, drawn, buyers }),
    ),
    fact(
      'groups',
      t('drawRequest.form.groups'),
      asked.groups.map(group => groupText(group, t)),
    ),
  ];
}

/** `buyers` is a line of each whom the buyer sends. */
export function partyFacts(
  asked: Pick<DrawRequest, 'buyerUnit' | 'agentUnit'>,
  buyers: readonly string[],
  avoided: { units: number; persons: number },
  t: ComposerTranslation,
): CheckFact[] {
  const none = t('draw.none');
  const told = avoided.units + avoided.persons === 0 ? none : t('drawRequest.confirm.avoidedCounts', avoided);
  return [
    fact('buyer', t('draw.facts.buyer'), asked.buyerUnit, 'mono'),
    fact('agent', t('draw.facts.agent'), asked.agentUnit || none, 'mono'),
    fact('buyers', t('drawRequest.confirm.buyers'), buyers.length === 0 ? none : buyers),
    fact('avoided', t('drawRequest.confirm.avoided'), told),
  ];
}
