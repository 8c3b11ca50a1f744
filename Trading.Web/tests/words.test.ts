import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { knownTypes } from '../src/fold';
import { knownActs } from '../src/people/people';
import { ruleParts } from '../src/format';
import { causeKey, ceremonyKey, knownCauses } from '../src/causes';
import { wishes } from '../src/asked';
import { outcomes } from '../src/draws/closed';
import { constraints } from '../src/draws/commitment';
import { knownTypes as knownDrawTypes } from '../src/draws/fold';
import { requestReasons } from '../src/draws/gates';
import { stageCodes } from '../src/draws/stages';
import { outcomes as seatOutcomes } from '../src/draws/supervising';
import { failures } from '../src/draws/state';
import { knownTypes as knownRoomTypes } from '../src/rooms/fold';
import { knownPapers } from '../src/rooms/papers';
import { stages as roomStages } from '../src/rooms/state';
import { knownSupervised } from '../src/rooms/supervised';
import { motionKinds } from '../src/rooms/wire';
import { priceKinds } from '../src/seal/price';
import bidEn from '../src/words/bid.en';
import bidZh from '../src/words/bid.zh';
import en from '../src/words/en';
import checkedEn from '../src/words/checked.en';
import checkedZh from '../src/words/checked.zh';
import checkEn from '../src/words/check.en';
import checkZh from '../src/words/check.zh';
import helpEn from '../src/words/help.en';
import helpZh from '../src/words/help.zh';
import mineEn from '../src/words/mine.en';
import mineZh from '../src/words/mine.zh';
import noticeEn from '../src/words/notice.en';
import noticeZh from '../src/words/notice.zh';
import criteriaEn from '../src/words/criteria.en';
import criteriaZh from '../src/words/criteria.zh';
import drawEn from '../src/words/draw.en';
import drawZh from '../src/words/draw.zh';
import expertEn from '../src/words/expert.en';
import expertZh from '../src/words/expert.zh';
import drawImportEn from '../src/words/drawImport.en';
import drawImportZh from '../src/words/drawImport.zh';
import drawRequestEn from '../src/words/drawRequest.en';
import drawRequestZh from '../src/words/drawRequest.zh';
import gateEn from '../src/words/gate.en';
import gateZh from '../src/words/gate.zh';
import hostEn from '../src/words/host.en';
import hostZh from '../src/words/host.zh';
import peopleEn from '../src/words/people.en';
import peopleZh from '../src/words/people.zh';
import personEn from '../src/words/person.en';
import personZh from '../src/words/person.zh';
import poolEn from '../src/words/pool.en';
import poolZh from '../src/words/pool.zh';
import proofEn from '../src/words/proof.en';
import proofZh from '../src/words/proof.zh';
import roomSidesEn from '../src/words/roomSides.en';
import roomSidesZh from '../src/words/roomSides.zh';
import roomsEn from '../src/words/rooms.en';
import roomsZh from '../src/words/rooms.zh';
import screenEn from '../src/words/screen.en';
import screenZh from '../src/words/screen.zh';
import scoreEn from '../src/words/score.en';
import scoreZh from '../src/words/score.zh';
import signInEn from '../src/words/signIn.en';
import signInZh from '../src/words/signIn.zh';
import zh from '../src/words/zh';
import { inBoth, said } from './render';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');
const sources = (folder: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.cs') && !/(^|\/)(obj|bin)\//.test(file))
    .map(file => read(`${folder}/${file}`));
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1]!);
const leaves = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value as object, `${path}${key}.`),
  );
const holes = (text: string) => found(text, /\{(\w+)\}/g).sort();
const csharp = ['Trading.Edge', 'Trading.Streams', 'Trading.Locks', 'Trading.Opening', 'Trading.Server']
  .flatMap(sources)
  .join('\n');
const enumOf = (name: string) =>
  found(new RegExp(`enum ${name}\\b[^{]*\\{([^}]*)\\}`).exec(csharp)![1]!.replace(/\/\/.*/g, ''), /(\w+)/g);

const crypto = sources('Trading.Crypto').join('\n');
const ofCrypto = (name: string) => {
  const body = new RegExp(`enum ${name}\\b[^{]*\\{([^}]*)\\}`).exec(crypto)![1]!;
  return found(body.replace(/\/\/.*/g, ''), /(\w+)/g).filter(word => word !== 'None');
};
// Wherever the server words the state of a session.
const phasesOfSessions = () => found(csharp, /(?:Session\.(?:Sealed|Concluded)|_) => "([a-z]+)"/g);

describe('words', () => {
  it('of English bear no sign that a Chinese font draws as wide as a character', () => {
    const all = {
      en,
      bidEn,
      checkEn,
      checkedEn,
      helpEn,
      mineEn,
      noticeEn,
      hostEn,
      peopleEn,
      personEn,
      scoreEn,
      screenEn,
      signInEn,
      drawEn,
      expertEn,
      drawRequestEn,
      drawImportEn,
      proofEn,
      criteriaEn,
      roomSidesEn,
      roomsEn,
    };
    expect(leaves(all).filter(([, text]) => /[‘’“”]/.test(text))).toEqual([]);
  });

  it.each([
    ['all', zh, en],
    ['person', personZh, personEn],
    ['host', hostZh, hostEn],
    ['bid', bidZh, bidEn],
    ['people', peopleZh, peopleEn],
    ['score', scoreZh, scoreEn],
    ['the big screen', screenZh, screenEn],
    ['sign-in', signInZh, signInEn],
    ['mine', mineZh, mineEn],
    ['check', checkZh, checkEn],
    ['what was checked', checkedZh, checkedEn],
    ['notice', noticeZh, noticeEn],
    ['help', helpZh, helpEn],
    ['pool', poolZh, poolEn],
    ['gate', gateZh, gateEn],
    ['draw', drawZh, drawEn],
    ['expert', expertZh, expertEn],
    ['asking for a draw', drawRequestZh, drawRequestEn],
    ['importing a draw', drawImportZh, drawImportEn],
    ['proof', proofZh, proofEn],
    ['criteria', criteriaZh, criteriaEn],
    ['around a room', roomSidesZh, roomSidesEn],
    ['rooms', roomsZh, roomsEn],
  ])('have the same keys and the same places for values in both languages: %s', (_, one, other) => {
    const [chinese, english] = [new Map(leaves(one)), new Map(leaves(other))];
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of chinese) expect([key, holes(english.get(key)!)]).toEqual([key, holes(text)]);
    for (const text of [...chinese.values(), ...english.values()]) expect(text.trim()).not.toBe('');
  });

  it('can all be read by the translator', () => {
    const { t } = createI18n({ legacy: false, locale: 'zh', messages: { zh, en } }).global;
    for (const locale of ['zh', 'en'] as const)
      for (const [key, text] of leaves(locale === 'zh' ? zh : en)) {
        const values = Object.fromEntries(holes(text).map(hole => [hole, '7']));
        expect(t(key, values, { locale })).toBe(text.replace(/\{\w+\}/g, '7'));
      }
  });

  it.each([
    [
      'every event of the session that the server or this page knows',
      'event',
      [...knownTypes(), ...found(csharp, /sealed record (\w+)\([^)]*\)\s*: (?:Session|Lot)Event/g)],
    ],
    ['every mark', 'mark', enumOf('Mark')],
    ['every reason', 'reason', [...enumOf('Reason'), ...found(csharp, /Make\([^,]+, "(\w+)"/g), 'Failed']],
    [
      'every next step',
      'next',
      [
        ...found(csharp, /(?:Refusal\(|No\.\w+\().*"([a-z]+(?:-[a-z]+)+)"\)/g),
        ...found(csharp, /Make\(.*"([a-z-]+)"\);/g),
      ],
    ],
    ['every fault', 'fault', enumOf('Fault')],
    ['every failure of a lot', 'failed', enumOf('LotFailure')],
    ['every role', 'role', enumOf('Role')],
    ['every kind of price', 'priceKind', [...enumOf('PriceKind'), ...priceKinds]],
    ['every rule pack', 'pack', found(csharp, /"((?:construction|procurement)-[a-z]+)"/g)],
    ['every standing', 'standing', enumOf('RecordStanding').map(word => word[0]!.toLowerCase() + word.slice(1))],
    [
      'every phase of a lot',
      'phase',
      found(csharp, /sealed record (\w+)\([^)]*\)\s*: Lot\(/g).map(word => word.toLowerCase()),
    ],
    ['every phase of a session that the list tells', 'phase', phasesOfSessions()],
    ['every cause of an unreadable bid', 'cause', ofCrypto('OpeningFault')],
    ['every custody', 'custody', enumOf('Custody').flatMap(word => (/[a-z]/i.test(word) ? word.toLowerCase() : []))],
    ['every kind of protest', 'protest', enumOf('ProtestKind')],
    ['everything that is wanted of the platform', 'refused', [...wishes]],
    ['every source of rules', 'rule', found(csharp, /"([a-z]+(?:-[a-z]+|-87)?):[a-z0-9]+"/g)],
  ])('has words for %s', (_, group, codes) => {
    expect(codes.length).toBeGreaterThan(1);
    expect(Object.keys((zh as unknown as Record<string, object>)[group]!)).toEqual(
      expect.arrayContaining([...new Set(codes)]),
    );
  });

  it('has words for every act that the office notes', () => {
    const noted = [
      ...found(csharp, /\bNote\([\w., ]*?(?:"command-line", )?(?:\w+ \? )?"([a-z-]+)"/g),
      ...found(csharp, /OneTimeAsync\(\w+, "([a-z-]+)"/g),
      ...found(csharp, /OneTimeAsync\("command-line", "([a-z-]+)"/g),
      ...found(csharp, /\bNote\([^"]*"\w+" : "([a-z-]+)"/g),
    ];
    expect([...new Set(noted)].sort()).toEqual([...knownActs].sort());
    for (const words of [peopleZh, peopleEn]) expect(Object.keys(words.act).sort()).toEqual([...knownActs].sort());
  });

  it('has words, in both languages, for what the server sends beside that', () => {
    for (const language of inBoth) {
      for (const state of [...phasesOfSessions(), 'failed']) said(`tender.state.${state}`, language);
      for (const kind of enumOf('SignInKind')) said(`signIn.kind.${kind}`, language);
      for (const code of [...csharp.matchAll(/nextStep\w*: "([a-z-]+)"/g)].map(match => match[1]!))
        said(`next.${code}`, language);
      for (const code of found(csharp, /"(wait-for-[a-z-]+)"/g)) said(`next.${code}`, language);
    }
  });

  it('has words for whatever is refused of a draw, and for its next step', () => {
    const evaluation = sources('Trading.Evaluation').join('\n');
    const reasons = found(
      /enum RequestReason\b[^{]*\{([^}]*)\}/.exec(evaluation)![1]!.replace(/\/\/.*/g, ''),
      /(\w+)/g,
    );
    expect(reasons).toEqual([...requestReasons]);
    const steps = found(evaluation, /"([a-z]+(?:-[a-z]+)+)"\)/g).filter(
      step => !/^(construction|procurement)-/.test(step),
    );
    expect(steps).toEqual(expect.arrayContaining(['wait-for-draw', 'publish-another-draw']));
    for (const language of inBoth) {
      for (const reason of reasons)
        for (const part of ['what', 'next'])
          expect(said(`drawRequest.gates.${reason}.${part}`, language, { found: 1, bound: 2 })).not.toContain('{');
      for (const step of new Set(steps)) said(`next.${step}`, language);
      for (const outcome of seatOutcomes) said(`drawRequest.supervise.names.outcome.${outcome}`, language);
    }
    const problems = found(
      read('Trading.Web/src/draws/askTexts.ts').split('type AskProblem')[1]!.split(';')[0]!,
      /'(\w+)'/g,
    );
    expect(problems.length).toBeGreaterThan(15);
    expect(Object.keys(drawRequestZh.problem).sort()).toEqual(problems.sort());
  });

  it('has words for every next step of a room', () => {
    const rooms = sources('Trading.Rooms').join('\n');
    const steps = found(rooms, /"([a-z]+(?:-[a-z]+)+)"\s*\)/g).filter(step => step !== 'spec-room');
    expect(steps).toEqual(expect.arrayContaining(['leave-out-rejected', 'say-time-is-short', 'vote-on-competition']));
    for (const language of inBoth) for (const step of new Set(steps)) said(`next.${step}`, language);
  });

  it('has words for everything that the streams of a room say', () => {
    const rooms = sources('Trading.Rooms').join('\n');
    const words = (name: string) =>
      found(new RegExp(`enum ${name}\\b[^{]*\\{([^}]*)\\}`).exec(rooms)![1]!.replace(/\/\/.*/g, ''), /(\w+)/g).filter(
        word => !/^\d+$/.test(word),
      );
    const table = /EventTable<RoomEvent>\s*\.Of\(([^]*?)\)\s*\.Allowing/.exec(rooms)![1]!;
    const known = [...knownRoomTypes(), ...knownSupervised(), ...knownPapers()];
    expect(known.sort()).toEqual(found(table, /typeof\((\w+)\)/g).sort());
    for (const language of inBoth) {
      for (const type of [...knownRoomTypes(), ...knownSupervised()]) said(`rooms.event.${type}`, language);
      for (const stage of words('RoomStage')) said(`rooms.stage.${stage}`, language);
      for (const kind of words('QuestionKind')) said(`rooms.questionKind.${kind}`, language);
      for (const state of words('QuestionState')) said(`rooms.questionState.${state}`, language);
      for (const kind of words('MotionKind')) said(`rooms.motionKind.${kind}`, language);
      for (const cause of words('RoomFailure')) said(`rooms.failure.${cause}`, language);
    }
    expect(words('RoomStage')).toEqual([...roomStages]);
    expect(words('MotionKind')).toEqual([...motionKinds]);
  });

  it('has words for everything that a stream of a draw says', () => {
    const draws = sources('Trading.Evaluation').join('\n');
    const words = (name: string) =>
      found(new RegExp(`enum ${name}\\b[^{]*\\{([^}]*)\\}`).exec(draws)![1]!.replace(/\/\/.*/g, ''), /(\w+)/g);
    const phases = ['locking', 'locked', 'committed', 'drawn', 'settled', 'failed'];
    for (const language of inBoth) {
      for (const type of knownDrawTypes()) said(`draw.event.${type}`, language);
      for (const cause of words('DrawFailure'))
        for (const group of ['failed', 'failedNext']) said(`draw.${group}.${cause}`, language);
      for (const constraint of words('Constraint')) said(`draw.constraint.${constraint}`, language);
      for (const phase of phases) said(`draw.phase.${phase}`, language);
      for (const stage of stageCodes) said(`draw.stage.${stage}`, language);
    }
    // What the checks of a draw say: every word that their source names; those that it makes tests/draws renders.
    const checks = ['made', 'drawn', 'said', 'people', 'run']
      .map(file => read(`Trading.Web/src/draws/proof/${file}.ts`))
      .join('');
    const finds = found(checks, /\b(?:pass|fail|none|later)\(\s*'([\w.]+)'/g);
    expect(finds.length).toBeGreaterThan(50);
    for (const language of inBoth) {
      for (const code of finds) said(`proof.found.${code}`, language);
      for (const label of found(checks, /detail\('([\w.]+)'/g)) said(`proof.label.${label}`, language);
      for (const outcome of [...Object.keys(outcomes), 'conflict', 'nothing'])
        said(`proof.became.${outcome}`, language);
    }
    expect(words('DrawFailure')).toEqual([...failures]);
    expect(words('Constraint')).toEqual([...constraints]);
    const table = /EventTable<DrawEvent>\.Of\(([^]*?)\);/.exec(draws)![1]!;
    const closed = [
      'BeaconCombined',
      'PositionTold',
      'ConflictsFound',
      'SeatUnsealed',
      'PersonTold',
      'PersonNamed',
      'PersonSaltTold',
    ];
    expect([...knownDrawTypes(), ...closed].sort()).toEqual(found(table, /typeof\((\w+)\)/g).sort());
  });

  it('knows every cause in the stream by its code', () => {
    expect(knownCauses.bid).toEqual(expect.arrayContaining(ofCrypto('OpeningFault')));
    const record = read('Trading.Opening/Records/RecordWords.cs').split('CauseName')[1]!.split('FaultName')[0]!;
    expect([...knownCauses.bid].sort()).toEqual(found(record, /"([\w: ]+)" =>/g).sort());
    expect(knownCauses.ceremony).toEqual(expect.arrayContaining(ofCrypto('CeremonyFault')));
    const sentences = found(csharp, /new FailCeremony\([^"\n]*"([^"]+)"/g).filter(text => !text.includes('{'));
    expect(sentences.length).toBeGreaterThan(0);
    expect(knownCauses.ceremony).toEqual(expect.arrayContaining(sentences));
    for (const language of inBoth)
      for (const key of [...knownCauses.bid.map(causeKey), ...knownCauses.ceremony.map(ceremonyKey)])
        said(key, language);
    expect([causeKey('constructor'), ceremonyKey('t1: WrongShare')]).toEqual(['cause.unknown', 'ceremonyCause.share']);
  });

  it('names every rule of a score', () => {
    const scoring = sources('Trading.Scoring').join('\n');
    const rules = found(scoring, /"((?:[a-z]+(?:-[a-z0-9]+)*:[0-9]+)|low-price-[0-9]+)"/g);
    expect(rules.length).toBeGreaterThan(15);
    for (const rule of rules)
      for (const language of inBoth) {
        const parts = ruleParts(rule);
        expect([rule, parts]).not.toEqual([rule, null]);
        expect(said(parts!.key, language, { n: parts!.n })).not.toContain('{');
      }
  });

  it('are of one language: no Latin sentence in Chinese, no Chinese one in English', () => {
    const groups = [
      zh,
      personZh,
      hostZh,
      bidZh,
      peopleZh,
      scoreZh,
      signInZh,
      mineZh,
      checkZh,
      noticeZh,
      helpZh,
      poolZh,
      gateZh,
      drawZh,
      expertZh,
      drawRequestZh,
      proofZh,
      criteriaZh,
    ];
    // Commands and names of formats are the same in every language.
    const commands = /trading (?:score|verify|keygen)|TENDER\.json|PKCS#8 DER|X\.509 DER|UTF-8|\.[a-z]+|\/[\w/.]+/g;
    const latin = /[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){2,}/;
    const both = groups.flatMap(group => leaves(group));
    expect(both.filter(([, text]) => latin.test(text.replace(commands, '').replace(/\{\w+\}/g, '')))).toEqual([]);
    // What a bidder has to write, and the law's own words beside their translation.
    const quoted = ['壹佰万元整', '百分之九十八点五', '万元', '亿元', '撤销', '撤回', '中文'];
    const plain = (text: string) => quoted.reduce((rest, word) => rest.replaceAll(word, ''), text);
    const english = [
      ...[en, personEn, hostEn, bidEn, peopleEn, scoreEn, signInEn],
      ...[mineEn, checkEn, noticeEn, helpEn, poolEn, gateEn, drawEn, expertEn, drawRequestEn, proofEn, criteriaEn],
    ].flatMap(group => leaves(group));
    expect(english.filter(([, text]) => /\p{Script=Han}/u.test(plain(text)))).toEqual([]);
  });

  it('has the reasons that the specification lists', () => {
    const table = read('docs/spec/feed.md').split('## Refusals')[1]!.split('## Reading')[0]!;
    expect(Object.keys(zh.reason)).toEqual(expect.arrayContaining(found(table, /^\| `(\w+)` \|/gm)));
  });

  it('says every problem of a draft, every fault of a lock and what a host confirms, in both languages', () => {
    const source =
      read('Trading.Web/src/seal/draft.ts') +
      read('Trading.Web/src/host/draftTexts.ts') +
      read('Trading.Web/src/host/HostPage.vue');
    const problems = [
      ...found(source, /return '(\w+)';/g),
      ...found(source, /\? '(\w+)' :/g).filter(word => word === 'platform' || word === 'trustees'),
    ];
    expect(problems).toEqual(expect.arrayContaining(['noSupervisor', 'closePast', 'roleKey']));
    for (const words of [hostZh, hostEn])
      expect(Object.keys(words.problem)).toEqual(expect.arrayContaining([...new Set(problems)]));
    const used = found(source, /\$t\('host\.([\w.]+)'/g);
    for (const words of [hostZh, hostEn])
      expect(leaves(words).map(([key]) => key)).toEqual(expect.arrayContaining(used));
    for (const words of [personZh, personEn])
      expect(Object.keys(words.lock)).toEqual(
        expect.arrayContaining(found(read('Trading.Web/src/seal/target.ts'), /LockProblem\('(\w+)'/g)),
      );
  });

  it('names its words by keys that exist', () => {
    const keys = new Set(leaves(zh).map(([key]) => key));
    const pages = readdirSync(`${root}Trading.Web/src`, { recursive: true, encoding: 'utf8' }).filter(
      file => /^(hall|home|screen|layout|tender)\/.*\.(vue|ts)$/.test(file) || file === 'App.vue',
    );
    const used = pages.flatMap(file =>
      found(read(`Trading.Web/src/${file}`), /\$?\bt\('([\w.-]+)'/g).map(key => [file, key] as const),
    );
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter(([, key]) => !keys.has(key))).toEqual([]);
  });
});
