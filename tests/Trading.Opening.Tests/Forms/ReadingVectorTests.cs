using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Opening.Tests;

/// <summary>
/// tests/vectors/opening/words.json and figures.json: what people write, and what every client reads in it. The
/// expected values stand here, by hand; the files are written from this table (TRADING_WRITE_VECTORS=1) for the other
/// readers, and every run compares.
/// </summary>
public class ReadingVectorTests
{
    /// <summary>Words and every value that they say: fen, or millionths; empty where they cannot be read.</summary>
    private sealed record Spelling(PriceKind Kind, string Text, long[] Values);

    /// <summary>The one spelling that is printed for a value.</summary>
    private sealed record Printed(PriceKind Kind, long Value, string Text);

    private sealed record WordVectors(string Format, Spelling[] Read, Printed[] Printed);

    /// <summary>Figures; decimals where the text is a unit price. Asked: what a figure without % may mean.</summary>
    private sealed record Figure(
        PriceKind Kind,
        int? Decimals,
        string Text,
        long? Value,
        FigureFault Fault,
        string[] Asked
    );

    private sealed record FigureVectors(string Format, Figure[] Figures);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    [Fact]
    public void Words_are_read_as_the_table_says()
    {
        var vectors = Load("words.json", Words());
        Assert.All(
            vectors.Read,
            s =>
                Assert.Equal(
                    (s.Kind, s.Text, Said(s.Values)),
                    (s.Kind, s.Text, Said(WordsReader.ReadAll(s.Kind, s.Text)))
                )
        );
        Assert.All(vectors.Printed, p => Assert.Equal((p.Value, p.Text), (p.Value, Print(p.Kind, p.Value))));
        Assert.All(
            vectors.Printed,
            p => Assert.Equal((p.Text, Said([p.Value])), (p.Text, Said(WordsReader.ReadAll(p.Kind, p.Text))))
        );
    }

    [Fact]
    public void Figures_are_read_as_the_table_says()
    {
        foreach (var f in Load("figures.json", FigureTable()).Figures)
        {
            var fault = f.Decimals is { } decimals
                ? Figures.ReadUnit(f.Text, decimals, out var value)
                : Figures.Read(f.Kind, f.Text, out value);
            Assert.Equal(
                (f.Kind, f.Text, f.Fault, f.Value),
                (f.Kind, f.Text, fault, fault == FigureFault.None ? value : null)
            );
            Assert.Equal(
                (f.Text, string.Join(' ', f.Asked)),
                (f.Text, fault == FigureFault.NoPercent ? string.Join(' ', Figures.Percents(f.Text)) : "")
            );
        }
    }

    [Theory]
    [InlineData("壹佰万元整", WordsAnswer.Same)]
    [InlineData("人民币（大写）：壹佰万元整（￥1,000,000.00）", WordsAnswer.Same)]
    [InlineData("壹佰万元整（￥1,000,000.01）", WordsAnswer.Other)]
    [InlineData("壹佰万零壹元整（￥1,000,001.00）", WordsAnswer.Other)]
    [InlineData("壹佰万元整（见附件）", WordsAnswer.Unreadable)]
    [InlineData("约壹佰万元整", WordsAnswer.Unreadable)]
    public void There_are_three_answers(string words, WordsAnswer answer) =>
        Assert.Equal(answer, WordsReader.Judge(PriceKind.Amount, 1_000_000_00, words));

    private static string Print(PriceKind kind, long value) =>
        Figures.IsShare(kind) ? ShareWords.Print(value) : Opening.Amounts.Words.Print(value);

    private static string Said(IEnumerable<long> values) => string.Join(' ', values);

    private static WordVectors Words() =>
        new(
            "amounts in fen, rates and discounts in millionths; no value: the text cannot be read",
            [.. AmountRows(), .. ShareRows()],
            [.. PrintedRows()]
        );

    // The first lines are those of the rules for filling in bills and of what forms and notices have; then what must
    // not be guessed.
    private static IEnumerable<Spelling> AmountRows()
    {
        (string Text, long Fen)[] read =
        [
            ("人民币壹仟肆佰零玖元伍角", 140950),
            ("人民币陆仟零柒元壹角肆分", 600714),
            ("人民币壹仟陆佰捌拾元零叁角贰分", 168032),
            ("人民币壹仟陆佰捌拾元叁角贰分", 168032),
            ("人民币壹拾万柒仟元零伍角叁分", 10700053),
            ("人民币壹拾万零柒仟元伍角叁分", 10700053),
            ("人民币壹万陆仟肆佰零玖元零贰分", 1640902),
            ("人民币叁佰贰拾伍元零肆分", 32504),
            ("陆仟圆整", 600000),
            ("壹拾贰万圆零壹分", 12000001),
            ("壹万贰仟元零壹分", 1200001),
            ("壹拾万零元整", 10000000),
            ("贰亿零元整", 20000000000),
            ("零元零壹分", 1),
            ("捌万元零贰角整", 8000020),
            ("捌万元贰角整", 8000020),
            ("壹佰捌拾壹元柒角", 18170),
            ("玖仟陆佰陆拾伍圆壹角捌分", 966518),
            ("叁万零伍拾元整", 3005000),
            ("壹佰零伍元零伍分", 10505),
            ("人民币：壹佰万元整", 100000000),
            ("人民币（大写）：壹佰万元整", 100000000),
            ("人民币(大写)壹佰万元整", 100000000),
            ("大写：壹佰万元整", 100000000),
            ("壹佰万元整。", 100000000),
            ("壹佰万 元整", 100000000),
            ("　壹佰万元整", 100000000),
            ("壹佰万元整\u00a0", 100000000),
            ("壹佰万元正", 100000000),
            ("壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角", 1234567890),
            ("壹亿元整", 10000000000),
            ("壹亿零伍元整", 10000000500),
            ("壹拾亿元整", 100000000000),
            ("壹拾亿圆整", 100000000000),
            ("壹拾亿零伍佰万元整", 100500000000),
            ("壹佰亿零伍拾万元整", 1000050000000),
            ("壹拾万零壹佰元整", 10010000),
            ("壹拾万壹佰元整", 10010000),
            ("壹仟万元整", 1000000000),
            ("壹千万元整", 1000000000),
            ("伍拾万元整", 50000000),
            ("五十万元整", 50000000),
            ("贰拾伍元整", 2500),
            ("叁仟元整", 300000),
            ("（大写）人民币：一百二十三万四千五百元", 123450000),
            ("投标总价（大写）：壹佰元", 10000),
            ("人民币（大写）壹 佰 元 整", 10000),
            ("两万元", 2000000),
            ("貳拾參萬陸仟圓正", 23600000),
            ("壹万伍拾元整", 1005000),
            ("壹亿伍万元整", 10005000000),
            ("壹仟壹拾元", 101000),
            ("壹佰元零角零分", 10000),
            ("壹元零角伍分", 105),
            ("零元整", 0),
            ("负叁元整", -300),
            ("壹拾万亿元整", 1000000000000000),
        ];
        foreach (var (text, fen) in read)
            yield return new Spelling(PriceKind.Amount, text, [fen]);
        yield return new Spelling(PriceKind.Amount, "人民币壹佰万元整（￥1,000,000.00）", [100000000, 100000000]);
        yield return new Spelling(PriceKind.UnitPrices, "壹佰万元整（小写：1000000.00 元）", [100000000, 100000000]);
        yield return new Spelling(PriceKind.Amount, "壹佰万元整￥1,000,000.00元", [100000000, 100000000]);
        yield return new Spelling(PriceKind.Amount, "壹佰万元整(￥１，０００，０００．０１)", [100000000, 100000001]);
        string[] unreadable =
        [
            "拾万元整",
            "壹佰零伍元伍分",
            "拾元整",
            "十万元整",
            "壹佰万元人民币整",
            "人民币壹佰万元人民币整",
            "",
            "元",
            "整",
            "元整",
            "壹佰伍元整",
            "壹万伍元整",
            "壹亿伍元整",
            "壹佰贰佰元整",
            "壹拾佰元整",
            "壹万壹万元整",
            "壹亿壹亿元整",
            "零壹元整",
            "壹佰零元整",
            "壹元零伍分整",
            "壹佰万",
            "100元",
            "￥1,000,000.00",
            "壹佰万元整（￥100万元）",
            "壹佰万元整（￥1,00.00）",
            "壹佰万元整（）",
            "贰拾万亿元整",
            "壹拾万亿元零壹分",
            "壹元壹元",
            "负零元整",
            "负负壹元整",
            "壹仟零零壹元",
            "壹百零五",
            "：壹佰元整",
            "百分之九十八点五",
            "廿万元",
            "壹佰万元整或贰佰万元整",
            "零角零分",
            "壹佰元，整",
        ];
        foreach (var text in unreadable)
            yield return new Spelling(PriceKind.Amount, text, []);
    }

    private static IEnumerable<Spelling> ShareRows()
    {
        (PriceKind Kind, string Text, long Millionths)[] read =
        [
            (PriceKind.Rate, "百分之九十八点五", 985_000),
            (PriceKind.Rate, "百分之玖拾捌点伍", 985_000),
            (PriceKind.Rate, "百分之九十八点五零", 985_000),
            (PriceKind.Rate, "费率：百分之十五", 150_000),
            (PriceKind.Rate, "百分之百", 1_000_000),
            (PriceKind.Rate, "百分之一百", 1_000_000),
            (PriceKind.Rate, "百分之壹佰零伍", 1_050_000),
            (PriceKind.Rate, "百分之零点零零零一", 1),
            (PriceKind.Rate, "千分之五", 5_000),
            (PriceKind.Rate, "千分之三点五", 3_500),
            (PriceKind.Rate, "万分之二点五", 250),
            (PriceKind.Rate, "负百分之五", -50_000),
            (PriceKind.Discount, "百分之五", 50_000),
            (PriceKind.Discount, "下浮百分之十点五", 105_000),
            (PriceKind.Discount, "下浮率：百分之五", 50_000),
            (PriceKind.Discount, "优惠百分之五", 50_000),
            (PriceKind.Discount, "九五折", 50_000),
            (PriceKind.Discount, "九点五折", 50_000),
            (PriceKind.Discount, "九折", 100_000),
            (PriceKind.Discount, "打八五折", 150_000),
            (PriceKind.Discount, "玖伍折", 50_000),
        ];
        foreach (var (kind, text, millionths) in read)
            yield return new Spelling(kind, text, [millionths]);
        yield return new Spelling(PriceKind.Rate, "百分之九十八点五（98.5%）", [985_000, 985_000]);
        yield return new Spelling(PriceKind.Rate, "百分之九十八点五（98.6％）", [985_000, 986_000]);
        (PriceKind Kind, string Text)[] unreadable =
        [
            (PriceKind.Rate, "玖仟捌佰伍拾元整"),
            (PriceKind.Rate, "九十八点五"),
            (PriceKind.Rate, "百分之"),
            (PriceKind.Rate, "百分之九十八点"),
            (PriceKind.Rate, "百分之点五"),
            (PriceKind.Rate, "百分之九八"),
            (PriceKind.Rate, "百分之九十八点五五五五五"),
            (PriceKind.Rate, "九五折"),
            (PriceKind.Rate, "下浮百分之五"),
            (PriceKind.Rate, "98.5%"),
            (PriceKind.Rate, "百分之九十八点五（98.5）"),
            (PriceKind.Discount, "折扣率百分之九十五"),
            (PriceKind.Discount, "九十五折"),
            (PriceKind.Discount, "零折"),
            (PriceKind.Discount, "折"),
            (PriceKind.Discount, "九五五折"),
        ];
        foreach (var (kind, text) in unreadable)
            yield return new Spelling(kind, text, []);
    }

    private static IEnumerable<Printed> PrintedRows()
    {
        (PriceKind Kind, long Value, string Text)[] rows =
        [
            (PriceKind.Amount, 100_00, "壹佰元整"),
            (PriceKind.Rate, 985_000, "百分之九十八点五"),
            (PriceKind.Rate, 0, "百分之零"),
            (PriceKind.Rate, 1, "百分之零点零零零一"),
            (PriceKind.Rate, 100_000, "百分之十"),
            (PriceKind.Rate, 155_000, "百分之十五点五"),
            (PriceKind.Rate, 1_000_000, "百分之一百"),
            (PriceKind.Rate, 1_150_000, "百分之一百一十五"),
            (PriceKind.Rate, 1_050_000, "百分之一百零五"),
            (PriceKind.Discount, 50_000, "百分之五"),
            (PriceKind.Discount, 203_050, "百分之二十点三零五"),
            (PriceKind.Discount, -50_000, "负百分之五"),
            (PriceKind.Rate, 100_001_234, "百分之一万点一二三四"),
            (PriceKind.Rate, 1_000_000_000_000_000, "百分之一千亿"),
        ];
        foreach (var (kind, value, text) in rows)
            yield return new Printed(kind, value, text);
    }

    private static FigureVectors FigureTable() =>
        new(
            "amounts in fen, rates and discounts in millionths, unit prices (with decimals) in millionths of a yuan",
            [
                Bad("12,34", FigureFault.Grouping),
                Bad("98,50", FigureFault.Grouping),
                Bad("1,2,3", FigureFault.Grouping),
                Bad("1,2,3,4", FigureFault.Grouping),
                Bad("11,00000.00", FigureFault.Grouping),
                Bad("１１，０００００．００", FigureFault.Grouping),
                Good("　１１，０００．００　", 1100000),
                Good("1，234，567.89", 123456789),
                Bad("-5", FigureFault.Negative),
                Bad("10,000.005", FigureFault.Decimals),
                Bad("123.45万元", FigureFault.NotYuan),
                Good("１２３４５６７．８９", 123456789),
                Good("1,234,567.89", 123456789),
                Good("1234567.89", 123456789),
                Good("0", 0),
                Good("0.5", 50),
                Good("1.500", 150),
                Good("　1,234.00 元", 123400),
                Good("￥1,234.00", 123400),
                Good("¥ 5元", 500),
                Good("999,999,999,999,999.99", 99999999999999999),
                Bad("1000000000000000", FigureFault.TooLarge),
                Bad("", FigureFault.Empty),
                Bad(" \u3000", FigureFault.Empty),
                Bad("100 万", FigureFault.NotYuan),
                Bad("1亿元", FigureFault.NotYuan),
                Bad("－5", FigureFault.Negative),
                Bad("−0.01", FigureFault.Negative),
                Bad("1234,567", FigureFault.Grouping),
                Bad("1,234,56", FigureFault.Grouping),
                Bad("0,123", FigureFault.Grouping),
                Bad("1 234", FigureFault.Grouping),
                Bad("1,234.567,8", FigureFault.Grouping),
                Bad(",123", FigureFault.Grouping),
                Bad("1.", FigureFault.NotFigures),
                Bad(".5", FigureFault.NotFigures),
                Bad("1.2.3", FigureFault.NotFigures),
                Bad("1e6", FigureFault.NotFigures),
                Bad("+5", FigureFault.NotFigures),
                Bad("壹万元", FigureFault.NotFigures),
                Bad("98.5%", FigureFault.NotFigures),
                Bad("x", FigureFault.NotFigures),
                Bad("\ufeff5", FigureFault.NotFigures),
                Share("98.5%", 985_000),
                Share("98.5％", 985_000),
                Share("98.5 %", 985_000),
                Share("0.985%", 9_850),
                Share("0.0001%", 1),
                Share("１００％", 1_000_000),
                Share("98.50000%", 985_000),
                BadShare("98.5", FigureFault.NoPercent, "98.5%"),
                BadShare("0.985", FigureFault.NoPercent, "0.985%", "98.5%"),
                BadShare("1", FigureFault.NoPercent, "1%", "100%"),
                BadShare("0", FigureFault.NoPercent, "0%"),
                BadShare("0.98555", FigureFault.NoPercent, "98.555%"),
                BadShare("98.50001%", FigureFault.Decimals),
                BadShare("-5%", FigureFault.Negative),
                BadShare("九五折", FigureFault.NotFigures),
                BadShare("98.5‰", FigureFault.NotFigures),
                BadShare("1,0%", FigureFault.Grouping),
                new(PriceKind.Discount, null, "5%", 50_000, FigureFault.None, []),
                new(PriceKind.Discount, null, "5", null, FigureFault.NoPercent, ["5%"]),
                Unit(2, "1,280.50", 1_280_500_000),
                Unit(4, "0.6543", 654_300),
                Unit(6, "0.654321", 654_321),
                Unit(2, "0.6500", 650_000),
                BadUnit(2, "0.6543", FigureFault.Decimals),
                BadUnit(4, "0.65432", FigureFault.Decimals),
                BadUnit(6, "0.6543211", FigureFault.Decimals),
                BadUnit(4, "-0.5", FigureFault.Negative),
                BadUnit(4, "12,34", FigureFault.Grouping),
                BadUnit(4, "5万元", FigureFault.NotYuan),
                Unit(6, "999999999999.999999", 999_999_999_999_999_999),
                BadUnit(6, "1000000000000", FigureFault.TooLarge),
            ]
        );

    private static Figure Good(string text, long fen) => new(PriceKind.Amount, null, text, fen, FigureFault.None, []);

    private static Figure Bad(string text, FigureFault fault) => new(PriceKind.Amount, null, text, null, fault, []);

    private static Figure Share(string text, long millionths) =>
        new(PriceKind.Rate, null, text, millionths, FigureFault.None, []);

    private static Figure BadShare(string text, FigureFault fault, params string[] asked) =>
        new(PriceKind.Rate, null, text, null, fault, asked);

    private static Figure Unit(int decimals, string text, long millionths) =>
        new(PriceKind.UnitPrices, decimals, text, millionths, FigureFault.None, []);

    private static Figure BadUnit(int decimals, string text, FigureFault fault) =>
        new(PriceKind.UnitPrices, decimals, text, null, fault, []);

    private static T Load<T>(string name, T made)
    {
        var file = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "opening", name);
        var text = JsonSerializer.Serialize(made, Options) + "\n";
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(text, File.ReadAllText(file));
        return JsonSerializer.Deserialize<T>(text, Options)!;
    }
}
