using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

/// <summary>procurement-87:31, second branch: all are scored, one is recommended.</summary>
internal static class BrandCases
{
    public static IEnumerable<Case> All =>
        [
            Case.Of(
                "followers-have-no-rank",
                OnPrice(Goods, Lowest)
                    .Bid("x1", 100, X)
                    .Bid("x2", 110, X)
                    .Bid("y", 125, "\"brand\":\"Y\"")
                    .Bid("z", 200),
                "x1 leads X; x2 is scored (1000/11) and not recommended, so y is second.",
                "x1 y z",
                "x1 100/1 0/1 100/1 100.00 1",
                "y 80/1 0/1 80/1 80.00 2",
                "z 50/1 0/1 50/1 50.00 3",
                "x2 1000/11 0/1 1000/11 90.91 -"
            ),
            Case.Of(
                "all-the-same-brand",
                OnPrice(Goods, Lowest).Bid("x1", 100, X).Bid("x2", 125, X).Bid("x3", 200, X),
                "One bidder: rank 1, no candidates. Followers by total.",
                "",
                "x1 100/1 0/1 100/1 100.00 1",
                "x2 80/1 0/1 80/1 80.00 -",
                "x3 50/1 0/1 50/1 50.00 -"
            ),
            Case.Of(
                "equal-leaders-share",
                OnPrice(Goods, Lowest).Bid("x1", 100, X).Bid("x2", 100, X).Bid("y", 125).Bid("z", 200),
                "They count as one until one is chosen: y is second, not third.",
                "x1 x2 y z",
                "x1 100/1 0/1 100/1 100.00 1",
                "x2 100/1 0/1 100/1 100.00 1",
                "y 80/1 0/1 80/1 80.00 2",
                "z 50/1 0/1 50/1 50.00 3"
            ),
            Case.Of(
                "chosen-among-equals",
                OnPrice(Goods, Lowest)
                    .Bid("x1", 100, X)
                    .Bid("x2", 100, X)
                    .Bid("y", 125)
                    .Bid("z", 200)
                    .With("brandChosen", """[{"brand":"X","bid":"x2"}]"""),
                "x2 was drawn; x1 keeps its score and has no rank.",
                "x2 y z",
                "x2 100/1 0/1 100/1 100.00 1",
                "y 80/1 0/1 80/1 80.00 2",
                "z 50/1 0/1 50/1 50.00 3",
                "x1 100/1 0/1 100/1 100.00 -"
            ),
            Case.Of(
                "equal-totals-of-a-brand-lower-price-leads",
                OnPrice(Goods, Lowest)
                    .Bid("x1", 125, X + ",\"adjustPermille\":200")
                    .Bid("x2", 100, X)
                    .Bid("y", 125)
                    .Bid("z", 200),
                "A of x1 = 100: equal totals; x2's corrected price is lower, so it leads.",
                "x2 y z",
                "x2 100/1 0/1 100/1 100.00 1",
                "y 80/1 0/1 80/1 80.00 2",
                "z 50/1 0/1 50/1 50.00 3",
                "x1 100/1 0/1 100/1 100.00 -"
            ),
            Case.Of(
                "a-follower's-price-is-the-benchmark",
                new Draft(Goods, Lowest)
                    .Price(500)
                    .Scored("quality", "subjective", 500)
                    .Bid("x1", 100, X)
                    .Bid("x2", 50, X)
                    .Bids(("y", 100), ("z", 100))
                    .Sheets("x1", "quality", 10_000)
                    .Sheets("x2", "quality", 0)
                    .Sheets("y", "quality", 8000)
                    .Sheets("z", "quality", 6000),
                "Benchmark 50 (x2). x1 25+50 = 75, x2 50+0 = 50, y 25+40 = 65, z 25+30 = 55: x1 leads X by the "
                    + "highest total.",
                "x1 y z",
                "x1 50/1 50/1 75/1 75.00 1",
                "y 50/1 40/1 65/1 65.00 2",
                "z 50/1 30/1 55/1 55.00 3",
                "x2 100/1 0/1 50/1 50.00 -"
            ),
        ];

    private const string X = "\"brand\":\"X\"";
}
