import { describe, expect, it } from 'vitest';
import { emptyForm, faultsOf, fill, wordsAnswer, wordsOf } from '../../src/bid/fields';

describe('a form as it is typed', () => {
  it('names each field that is missing or wrong', () => {
    expect(faultsOf('Amount', { ...emptyForm(''), price: 'x' })).toEqual({
      bidderName: 'required',
      price: 'notAPrice',
    });
    expect(faultsOf('Rate', { ...emptyForm('甲'), price: '98.55555%' })).toEqual({ price: 'shareDecimals' });
    expect(faultsOf('Rate', { ...emptyForm('甲'), price: '98.5' })).toEqual({ price: 'noPercent' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '12,34' })).toEqual({ price: 'grouping' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '-5' })).toEqual({ price: 'negative' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '123.45万元' })).toEqual({ price: 'notYuan' });
    const unit = { ...emptyForm('甲'), price: '1', units: [{ name: '电', price: '0.6543' }] };
    expect([faultsOf('UnitPrices', unit), faultsOf('UnitPrices', unit, 4)]).toEqual([
      { 'unit.0.price': 'unitDecimals' },
      {},
    ]);
    expect(fill('UnitPrices', unit, 4).units).toEqual([{ name: '电', millionths: 654_300n }]);
    expect(faultsOf('UnitPrices', { ...emptyForm('甲'), price: '1' })).toEqual({ units: 'required' });
    expect(faultsOf('Amount', { ...emptyForm('甲'), price: '1', items: [{ name: '', value: '' }] })).toEqual({
      'item.0.name': 'required',
    });
  });

  it('spells amounts, and says when words and figures differ', () => {
    expect([
      wordsOf('Amount', '100500'),
      wordsOf('Rate', '98.5%'),
      wordsOf('Discount', '5%'),
      wordsOf('Rate', '98'),
      wordsOf('Amount', 'x'),
    ]).toEqual(['壹拾万零伍佰元整', '百分之九十八点五', '百分之五', '', '']);
    expect([
      wordsAnswer('Amount', '1', '贰元整'),
      wordsAnswer('Amount', '2', '人民币（大写）：贰圆正'),
      wordsAnswer('Amount', '2', '两块'),
      wordsAnswer('Amount', '2', ''),
    ]).toEqual(['Other', 'Same', 'Unreadable', null]);
    expect([wordsAnswer('Rate', '98.5%', '玖仟捌佰伍拾元整'), wordsAnswer('Rate', '98.5%', '百分之九十八')]).toEqual([
      'Unreadable',
      'Other',
    ]);
  });
});
