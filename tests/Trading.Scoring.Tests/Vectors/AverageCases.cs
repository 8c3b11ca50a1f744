using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

internal static class AverageCases
{
    private const string Plain = """{"K":1,"deductAbove":1,"deductBelow":1}""";

    private static readonly (string, long)[] Five =
    [
        ("p70", 70_000),
        ("p88", 88_000),
        ("p90", 90_000),
        ("p92", 92_000),
        ("p100", 100_000),
    ];

    public static IEnumerable<Case> All =>
        [
            Case.Of(
                "ceiling-share-and-drops",
                With(
                        """{"K":"19/20","ceilingShare":"1/2","dropFrom":5,"dropEach":1,"deductAbove":1,"deductBelow":"1/2"}"""
                    )
                    .With("ceilingFen", "100000")
                    .Bids(Five),
                "70000 and 100000 (the ceiling exactly met) are dropped from the mean: 90000. B = "
                    + "19/20·(50000+45000) = 90250. 90000: 250/90250 = 1/361 below, 100−50/361; 88000: 9/361 below, "
                    + "100−450/361; 92000: 7/361 above, 100−700/361; 100000: 39/361, 100−3900/361; 70000: 81/361 "
                    + "below, 100−4050/361.",
                "p90 p88 p92",
                "p90 36050/361 0/1 36050/361 99.86 1",
                "p88 35650/361 0/1 35650/361 98.75 2",
                "p92 35400/361 0/1 35400/361 98.06 3",
                "p100 32200/361 0/1 32200/361 89.20 4",
                "p70 32050/361 0/1 32050/361 88.78 5"
            ),
            Case.Of(
                "too-few-to-drop",
                With("""{"K":1,"dropFrom":6,"dropEach":1,"deductAbove":1,"deductBelow":"1/2"}""").Bids(Five),
                "Five are fewer than six: mean 88000 = B. 90000: 1/44 above, 100−25/11; 92000: 1/22, 100−50/11; "
                    + "100000: 3/22, 100−150/11; 70000: 9/44 below at 1/2, 100−225/22.",
                "p88 p90 p92",
                "p88 100/1 0/1 100/1 100.00 1",
                "p90 1075/11 0/1 1075/11 97.73 2",
                "p92 1050/11 0/1 1050/11 95.45 3",
                "p70 1975/22 0/1 1975/22 89.77 4",
                "p100 950/11 0/1 950/11 86.36 5"
            ),
            Case.Of(
                "one-bid",
                With(Plain).Bids(("a", 777)),
                "It is its own mean: no deviation.",
                "a",
                "a 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "two-bids",
                With("""{"K":"9/10","deductAbove":1,"deductBelow":"1/2"}""").Bids(("a", 100), ("b", 200)),
                "Mean 150, B 135. a: 35/135 = 7/27 below, 100−7/27·100/2 = 100−350/27; b: 65/135 = 13/27 above, "
                    + "100−1300/27.",
                "a b",
                "a 2350/27 0/1 2350/27 87.04 1",
                "b 1400/27 0/1 1400/27 51.85 2"
            ),
            Case.Of(
                "equal-prices",
                With(Plain).Bids(("a", 500), ("b", 500), ("c", 500)),
                "All equal the mean.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "k-drawn",
                With("""{"K":"19/20","drawnFrom":["9/10","19/20",1],"deductAbove":1,"deductBelow":1}""")
                    .Bids(("a", 100), ("b", 100)),
                "K is one of the published values. B = 95; 5/95 = 1/19 above; 100−100/19 = 1800/19.",
                "a b",
                "a 1800/19 0/1 1800/19 94.74 1",
                "b 1800/19 0/1 1800/19 94.74 1"
            ),
            Case.Of(
                "floor",
                With("""{"K":1,"deductAbove":100,"deductBelow":1,"floor":20}""").Bids(("a", 100), ("b", 300)),
                "Mean 200; both are 1/2 off. a 100−50; b 100−5000, not below 20.",
                "a b",
                "a 50/1 0/1 50/1 50.00 1",
                "b 20/1 0/1 20/1 20.00 2"
            ),
            Case.Of(
                "repeating-fraction-and-tie",
                With(Plain).Bids(("c", 102), ("b", 101), ("a", 100)),
                "B = 101; a and c are 1/101 off: 100−100/101 = 10000/101 = 99.0099… both. Equal totals: the "
                    + "lower price first.",
                "b a c",
                "b 100/1 0/1 100/1 100.00 1",
                "a 10000/101 0/1 10000/101 99.01 2",
                "c 10000/101 0/1 10000/101 99.01 3"
            ),
            Case.Of(
                "all-rejected",
                With(Plain).Bid("a", 100, "\"valid\":false"),
                "Nobody stands: there is no mean and no row.",
                ""
            ),
            Case.Of(
                "price-zero-rejected",
                With(Plain).Bid("z", 0, "\"valid\":false").Bids(("a", 90), ("b", 110)),
                "The mean is over a and b: 100. Both are 1/10 off: 90; the lower price first.",
                "a b",
                "a 90/1 0/1 90/1 90.00 1",
                "b 90/1 0/1 90/1 90.00 2"
            ),
            Case.Of(
                "late-rejection",
                With(Plain).Bid("l", 150, "\"valid\":false,\"rejectedLate\":true").Bids(("a", 90), ("b", 60)),
                "Works never recompute: mean of 150, 90, 60 = 100. 90 and 60.",
                "a b",
                "a 90/1 0/1 90/1 90.00 1",
                "b 60/1 0/1 60/1 60.00 2"
            ),
            Case.Of(
                "ceiling-alone",
                With("""{"K":"9/10","ceilingShare":1,"deductAbove":2,"deductBelow":1}""")
                    .With("ceilingFen", "1000")
                    .Bids(("a", 900), ("b", 1000), ("c", 810)),
                "B = 900 whatever is quoted. b 1/9 above, 100−200/9 = 700/9; c 1/10 below, 90.",
                "a c b",
                "a 100/1 0/1 100/1 100.00 1",
                "c 90/1 0/1 90/1 90.00 2",
                "b 700/9 0/1 700/9 77.78 3"
            ),
            Case.Of(
                "discounts-with-a-ceiling",
                With("""{"K":1,"ceilingShare":"1/2","deductAbove":1,"deductBelow":1}""")
                    .With("priceKind", "\"discount\"")
                    .With("ceilingMillionths", "0")
                    .Share("a", 200_000)
                    .Share("b", 400_000),
                "1 − d: 0.8, 0.6; ceiling 1. Mean 0.7, B = 0.85. a: 5/85 = 1/17 below, 100−100/17; b: 25/85 = "
                    + "5/17, 100−500/17.",
                "a b",
                "a 1600/17 0/1 1600/17 94.12 1",
                "b 1200/17 0/1 1200/17 70.59 2"
            ),
        ];

    private static Draft With(string parameters) => OnPrice(Works, Average).With("parameters", parameters);
}
