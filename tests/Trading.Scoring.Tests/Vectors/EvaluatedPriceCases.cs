using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

internal static class EvaluatedPriceCases
{
    public static IEnumerable<Case> All =>
        [
            Case.Of(
                "deviations",
                OnPrice(Works, Evaluated)
                    .Bid("a", 1_000_000, """ "deviations":[{"id":"payment","fen":20000}] """)
                    .Bid("b", 1_010_000)
                    .Bid("c", 1_030_000, """ "deviations":[{"id":"time","fen":-20000}] """),
                "E: 1020000, 1010000, 1010000. F: 101/102·100 = 5050/51, 100, 100. b and c are equal, b's "
                    + "corrected price is lower.",
                "b c a",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 2",
                "a 5050/51 0/1 5050/51 99.02 3"
            ),
            Case.Of(
                "small-enterprises",
                OnPrice(Goods, Evaluated).Bid("a", 100, "\"adjustPermille\":200").Bids(("b", 90), ("c", 95)),
                "E: 80, 90, 95. F: 100, 800/9, 1600/19.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 800/9 0/1 800/9 88.89 2",
                "c 1600/19 0/1 1600/19 84.21 3"
            ),
            Case.Of(
                "one-bid",
                OnPrice(Works, Evaluated).Bids(("a", 5)),
                "It is the lowest.",
                "a",
                "a 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "two-bids",
                OnPrice(Works, Evaluated).Bids(("a", 7), ("b", 3)),
                "3/7·100 = 300/7.",
                "b a",
                "b 100/1 0/1 100/1 100.00 1",
                "a 300/7 0/1 300/7 42.86 2"
            ),
            Case.Of(
                "equal-prices",
                OnPrice(Goods, Evaluated).Bids(("b", 9), ("a", 9), ("c", 9)),
                "All share the first rank.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "price-zero-rejected",
                OnPrice(Goods, Evaluated).Bid("z", 0, "\"valid\":false").Bids(("a", 1), ("b", 2), ("c", 3)),
                "Benchmark 1.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 50/1 0/1 50/1 50.00 2",
                "c 100/3 0/1 100/3 33.33 3"
            ),
            Case.Of("all-rejected", OnPrice(Goods, Evaluated).Bid("a", 4, "\"valid\":false"), "Nobody stands.", ""),
            Case.Of(
                "ceiling-exactly-met",
                OnPrice(Goods, Evaluated).With("ceilingFen", "400").Bids(("a", 400), ("b", 400), ("c", 300)),
                "300/400·100 = 75, shared by a and b.",
                "c a b",
                "c 100/1 0/1 100/1 100.00 1",
                "a 75/1 0/1 75/1 75.00 2",
                "b 75/1 0/1 75/1 75.00 2"
            ),
            Case.Of(
                "same-brand-undecided",
                OnPrice(Goods, Evaluated)
                    .Bid("x1", 100, "\"brand\":\"X\"")
                    .Bid("x2", 100, "\"brand\":\"X\"")
                    .Bids(("y", 110), ("z", 120)),
                "Both have X's lowest price: they share the place of one bidder until one is chosen. 100/110·100 "
                    + "= 1000/11, 250/3.",
                "x1 x2 y z",
                "x1 100/1 0/1 100/1 100.00 1",
                "x2 100/1 0/1 100/1 100.00 1",
                "y 1000/11 0/1 1000/11 90.91 2",
                "z 250/3 0/1 250/3 83.33 3"
            ),
            Case.Of(
                "same-brand-chosen",
                OnPrice(Goods, Evaluated)
                    .Bid("x1", 100, "\"brand\":\"X\"")
                    .Bid("x2", 100, "\"brand\":\"X\"")
                    .Bids(("y", 110), ("z", 120))
                    .With("brandChosen", """[{"brand":"X","bid":"x2"}]"""),
                "x1 takes no part any more.",
                "x2 y z",
                "x2 100/1 0/1 100/1 100.00 1",
                "y 1000/11 0/1 1000/11 90.91 2",
                "z 250/3 0/1 250/3 83.33 3"
            ),
            Case.Of(
                "all-the-same-brand",
                OnPrice(Goods, Evaluated)
                    .Bid("x1", 100, "\"brand\":\"X\"")
                    .Bid("x2", 110, "\"brand\":\"X\"")
                    .Bid("x3", 120, "\"brand\":\"X\""),
                "Only the lowest takes part, and one bidder is fewer than three: no candidates.",
                "",
                "x1 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "a-brand's-lowest-quotation-not-its-lowest-adjusted",
                OnPrice(Goods, Evaluated)
                    .Bid("x1", 100, "\"brand\":\"X\"")
                    .Bid("x2", 105, "\"brand\":\"X\",\"adjustPermille\":200")
                    .Bids(("y", 110), ("z", 125)),
                "The quotation decides within a brand, not the adjusted price 84: x1 goes on. 100/110·100 = "
                    + "1000/11, 80.",
                "x1 y z",
                "x1 100/1 0/1 100/1 100.00 1",
                "y 1000/11 0/1 1000/11 90.91 2",
                "z 80/1 0/1 80/1 80.00 3"
            ),
            Case.Of(
                "brands-mean-nothing-in-works",
                OnPrice(Works, Evaluated).Bid("x1", 100, "\"brand\":\"X\"").Bid("x2", 125, "\"brand\":\"X\""),
                "No same-brand rule: both are bidders.",
                "x1 x2",
                "x1 100/1 0/1 100/1 100.00 1",
                "x2 80/1 0/1 80/1 80.00 2"
            ),
        ];
}
