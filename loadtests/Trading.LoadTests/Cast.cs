using System.Globalization;
using Trading.Cli;
using Trading.Evaluation.Pool;

namespace Trading.LoadTests;

/// <summary>One bidder of a drill: the lot, the form, and the mark that it has to earn.</summary>
internal sealed record Part(int Number, string Lot, BidForm Form, Mark? Expected);

/// <summary>
/// Lots, names and prices as they occur, the awkward ones among them. The same numbers give the same cast.
/// </summary>
internal static class Cast
{
    /// <summary>Fewer bids than these are never opened (bidding-law:28).</summary>
    public const int LeastPerLot = 3;

    private static readonly PriceKind[] Kinds =
    [
        PriceKind.Amount,
        PriceKind.Rate,
        PriceKind.UnitPrices,
        PriceKind.Discount,
    ];
    private static readonly string[] Places =
    [
        "桂林",
        "南宁",
        "柳州",
        "成都",
        "广州",
        "武汉",
        "西安",
        "杭州",
        "长沙",
        "昆明",
    ];
    private static readonly string[] Words =
    [
        "宏远",
        "建安",
        "金龙",
        "恒信",
        "中铁二十",
        "漓江",
        "华泰",
        "鑫磊",
        "瑞丰",
        "众诚",
        "四方",
        "𠮷祥",
    ];
    private static readonly string[] Forms =
    [
        "建设集团有限公司",
        "市政工程有限公司",
        "建筑工程有限责任公司",
        "路桥工程股份有限公司",
    ];

    // Units of nobody in an invented pool: experts can be compared with them, and none has to avoid.
    private const int FirstUnit = 700_000_000;
    private const long CeilingFen = 9_800_000_000;
    private const string CeilingRate = "100%";
    private const string LeastDiscount = "5%";

    public static IReadOnlyList<LotDraft> Lots(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    Kinds[i % Kinds.Length] switch
                    {
                        PriceKind.Rate => new LotDraft(
                            $"{i + 1}",
                            $"第 {i + 1} 标段 监理（费率）",
                            PriceKind.Rate,
                            CeilingRate
                        ),
                        PriceKind.Discount => new LotDraft(
                            $"{i + 1}",
                            $"第 {i + 1} 标段 材料（下浮率）",
                            PriceKind.Discount,
                            LeastDiscount
                        ),
                        PriceKind.UnitPrices => new LotDraft(
                            $"{i + 1}",
                            $"第 {i + 1} 标段 养护（单价）",
                            PriceKind.UnitPrices,
                            Yuan(CeilingFen)
                        ),
                        _ => new LotDraft(
                            $"{i + 1}",
                            $"第 {i + 1} 标段 施工（总价）",
                            PriceKind.Amount,
                            Yuan(CeilingFen)
                        ),
                    }
                ),
        ];

    /// <summary>
    /// Bidders are dealt out in turn to the first lots, as many as get <see cref="LeastPerLot"/> each; in each round of
    /// the first lots one is beyond the bound, one has other words than figures. The lots behind stay empty.
    /// </summary>
    public static IReadOnlyList<Part> Bidders(int count, IReadOnlyList<LotDraft> lots)
    {
        var wanted = Math.Min(lots.Count, count / LeastPerLot);
        return [.. Enumerable.Range(0, count).Select(i => PartOf(i, lots[i % wanted], i / wanted))];
    }

    /// <summary>So many bidders for the first lot, and for every other as few as are opened.</summary>
    public static IReadOnlyList<Part> Crowd(int bids, IReadOnlyList<LotDraft> lots)
    {
        var dealt = lots.SelectMany(
            (lot, i) => Enumerable.Range(0, i == 0 ? bids : LeastPerLot),
            (lot, turn) => (lot, turn)
        );
        return [.. dealt.Select((deal, number) => PartOf(number, deal.lot, deal.turn))];
    }

    private static Part PartOf(int number, LotDraft lot, int turn)
    {
        var (form, mark) = FormFor(lot.PriceKind, number, turn);
        return new Part(number, lot.Lot, form, mark);
    }

    private static (BidForm Form, Mark? Expected) FormFor(PriceKind kind, int number, int turn)
    {
        var items = new[]
        {
            new FormItem("工期", $"{150 + number % 40} 天"),
            new FormItem("质量", "合格"),
            new FormItem("项目经理", $"经理{number}"),
        };
        var form = new BidForm
        {
            BidderName = NameOf(number),
            CreditCode = InventedExperts.UnitCode(FirstUnit + number),
            PriceKind = kind,
            Price = "0",
            Items = items,
        };
        var tooMuch = turn == 0;
        return kind switch
        {
            PriceKind.Rate => (
                form with
                {
                    Price = Percent(tooMuch ? 1_010_000 : 880_000 + 137 * number),
                },
                tooMuch ? Mark.OverCeiling : null
            ),
            PriceKind.Discount => (
                form with
                {
                    Price = Percent(tooMuch ? 49_999 : 50_000 + 211 * number),
                },
                tooMuch ? Mark.BelowLeastDiscount : null
            ),
            PriceKind.UnitPrices => (
                WithUnits(form, tooMuch ? CeilingFen + 1 : 61_234_500 + 1_013 * number),
                tooMuch ? Mark.OverCeiling : null
            ),
            _ => Amount(form, number, turn),
        };
    }

    private static (BidForm Form, Mark? Expected) Amount(BidForm form, int number, int turn)
    {
        var fen = turn == 0 ? CeilingFen + 1 : 8_730_000_000 + 1_234_567L * number % 900_000_000;
        var spelled = turn == 1 ? Opening.Amounts.Words.Print(fen + 100) : Opening.Amounts.Words.Print(fen);
        return (
            form with
            {
                Price = Yuan(fen),
                Words = spelled,
            },
            turn switch
            {
                0 => Mark.OverCeiling,
                1 => Mark.WordsDiffer,
                _ => null,
            }
        );
    }

    private static BidForm WithUnits(BidForm form, long fen) =>
        form with
        {
            Price = Yuan(fen),
            Words = Opening.Amounts.Words.Print(fen),
            Units =
            [
                new UnitDraft("清扫保洁 / 平方米·年", Yuan(1_280)),
                new UnitDraft("绿化养护 / 平方米·年", Yuan(960)),
            ],
        };

    // A right-to-left name, emoji, and a name as long as a form may carry stand beside the usual ones.
    private static string NameOf(int number) =>
        number switch
        {
            2 => "🏗️ شركة البناء الحديث \u200f桂林分公司🚧",
            3 => string.Concat(Enumerable.Repeat("联合体成员单位有限公司", 50))[..500],
            _ => Places[number % Places.Length]
                + Words[number / Places.Length % Words.Length]
                + Forms[number % Forms.Length]
                + (number < 120 ? "" : $"（{number}）"),
        };

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(long millionths) =>
        (millionths / 10_000m).ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
