using FsCheck;
using FsCheck.Fluent;

namespace Trading.Opening.Tests;

public class WordsTests
{
    [Theory]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(50, "伍角")]
    [InlineData(53, "伍角叁分")]
    [InlineData(100, "壹元整")]
    [InlineData(105, "壹元零伍分")]
    [InlineData(150, "壹元伍角")]
    [InlineData(-300, "负叁元整")]
    [InlineData(10_00, "壹拾元整")]
    [InlineData(105_00, "壹佰零伍元整")]
    [InlineData(1_005_00, "壹仟零伍元整")]
    [InlineData(10_000_00, "壹万元整")]
    [InlineData(100_500_00, "壹拾万零伍佰元整")]
    [InlineData(107_000_53, "壹拾万柒仟元伍角叁分")]
    [InlineData(10_000_001_00, "壹仟万零壹元整")]
    [InlineData(100_000_000_00, "壹亿元整")]
    [InlineData(100_005_000_00, "壹亿零伍仟元整")]
    [InlineData(123_456_789_01, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分")]
    [InlineData(Words.MostFen, "壹拾万亿元整")]
    [InlineData(-Words.MostFen, "负壹拾万亿元整")]
    public void An_amount_has_one_spelling(long fen, string words)
    {
        Assert.Equal(words, Words.Print(fen));
        Assert.True(Words.TryParse(words, out var read));
        Assert.Equal(fen, read);
    }

    [Theory]
    [InlineData("人民币壹佰万圆整", 1_000_000_00)]
    [InlineData("人民币 壹佰万元正", 1_000_000_00)]
    [InlineData("壹佰万元", 1_000_000_00)]
    [InlineData("伍角整", 50)]
    [InlineData("壹拾万零柒仟元伍角叁分", 107_000_53)]
    [InlineData("壹元零伍角", 150)]
    [InlineData("零元伍角", 50)]
    public void Customary_spellings_on_paper_are_taken(string words, long fen)
    {
        Assert.True(Words.TryParse(words, out var read));
        Assert.Equal(fen, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("元")]
    [InlineData("整")]
    [InlineData("元整")]
    [InlineData("壹佰伍元整")] // 105 or 150: a gap without 零 is no amount
    [InlineData("壹万伍元整")]
    [InlineData("壹亿伍佰元整")]
    [InlineData("壹元伍分")]
    [InlineData("拾万元整")]
    [InlineData("壹拾佰元整")]
    [InlineData("壹佰贰佰元整")]
    [InlineData("壹万壹万元整")]
    [InlineData("壹亿壹亿元整")]
    [InlineData("零壹元整")]
    [InlineData("壹佰零元整")]
    [InlineData("壹元零伍分整")]
    [InlineData("零角伍分")]
    [InlineData("负零元整")]
    [InlineData("负负壹元整")]
    [InlineData("一百万元整")]
    [InlineData("100元")]
    [InlineData("贰拾万亿元整")]
    [InlineData("壹拾万亿元零壹分")]
    [InlineData("壹元壹元")]
    public void What_is_not_an_amount_is_not_guessed(string words) => Assert.False(Words.TryParse(words, out _));

    [Fact]
    public void Every_amount_comes_back_from_its_words() =>
        Prop.ForAll(Amounts, fen => Words.TryParse(Words.Print(fen), out var read) && read == fen)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Two_amounts_never_share_a_spelling() =>
        Prop.ForAll(Amounts, Amounts, (a, b) => a == b || Words.Print(a) != Words.Print(b)).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_read_is_printed_as_the_same_amount() =>
        Prop.ForAll(
                Gen.Elements("零壹贰叁玖拾佰仟万亿元角分整负".ToCharArray()).ArrayOf().ToArbitrary(),
                letters =>
                    !Words.TryParse(new string(letters), out var fen)
                    || (Words.TryParse(Words.Print(fen), out var again) && again == fen)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void A_changed_letter_is_another_amount_or_none() =>
        Prop.ForAll(
                Amounts,
                Gen.Choose(0, 60).ToArbitrary(),
                (fen, seed) =>
                {
                    var words = Words.Print(fen).ToCharArray();
                    var place = seed % words.Length;
                    words[place] = words[place] == '壹' ? '贰' : '壹';
                    return !Words.TryParse(new string(words), out var read) || read != fen;
                }
            )
            .QuickCheckThrowOnFailure();

    // Sums of few digits, because zeros are where the grammar is hard.
    private static Arbitrary<long> Amounts =>
        Gen.Choose(0, 15)
            .SelectMany(scale =>
                Gen.Choose(0, 9)
                    .ArrayOf(4)
                    .Select(digits =>
                        Math.Min(
                            Words.MostFen,
                            digits.Aggregate(0L, (sum, d) => sum * 10 + d) * (long)Math.Pow(10, Math.Max(0, scale - 3))
                        )
                    )
            )
            .ArrayOf(2)
            .SelectMany(parts =>
                Gen.Elements(1L, -1L).Select(sign => sign * Math.Min(Words.MostFen, parts[0] + parts[1]))
            )
            .ToArbitrary();
}
