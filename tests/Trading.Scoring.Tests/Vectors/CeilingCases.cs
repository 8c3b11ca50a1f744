using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

/// <summary>
/// docs/spec/scoring.md, 8.3: whoever is above the ceiling has a rank, and is no candidate until the committee has
/// decided.
/// </summary>
internal static class CeilingCases
{
    public static IEnumerable<Case> All =>
        [
            Case.Of(
                "one-fen-over-is-no-candidate-yet",
                Amounts(1000).Bids(("low", 800), ("equal", 1000), ("over", 1001)),
                "Equal is not over. over keeps rank 3.",
                "low equal",
                "low 100/1 0/1 100/1 100.00 1",
                "equal 80/1 0/1 80/1 80.00 2",
                "over 80000/1001 0/1 80000/1001 79.92 3"
            ),
            Case.Of(
                "nobody-moves-up",
                Amounts(150).Bids(("a", 100), ("b", 125), ("c", 200), ("d", 250)),
                "c is over at rank 3, d at rank 4: nobody takes the third place.",
                "a b",
                "a 100/1 0/1 100/1 100.00 1",
                "b 80/1 0/1 80/1 80.00 2",
                "c 50/1 0/1 50/1 50.00 3",
                "d 40/1 0/1 40/1 40.00 4"
            ),
            Case.Of(
                "rejected-and-the-ranks-move-up",
                Amounts(150).Bid("a", 100).Bid("b", 200, "\"valid\":false").Bids(("c", 125), ("d", 150)),
                "The committee has rejected b, which was over; d, at the ceiling, is third.",
                "a c d",
                "a 100/1 0/1 100/1 100.00 1",
                "c 80/1 0/1 80/1 80.00 2",
                "d 200/3 0/1 200/3 66.67 3"
            ),
            Case.Of(
                "the-first-is-over",
                new Draft(Works, Lowest)
                    .Price(500)
                    .Scored("plan", "subjective", 500)
                    .With("ceilingFen", "100")
                    .Bids(("a", 125), ("b", 100), ("c", 100))
                    .Sheets("a", "plan", 10_000)
                    .Sheets("b", "plan", 5000)
                    .Sheets("c", "plan", 4000),
                "a 40 + 50 = 90, b 50 + 25, c 50 + 20: a is first and over, so the candidates begin with b.",
                "b c",
                "a 80/1 50/1 90/1 90.00 1",
                "b 100/1 25/1 75/1 75.00 2",
                "c 100/1 20/1 70/1 70.00 3"
            ),
            Case.Of(
                "all-are-over",
                Amounts(50).Bids(("a", 100), ("b", 125), ("c", 200)),
                "Three ranks, no candidate.",
                "",
                "a 100/1 0/1 100/1 100.00 1",
                "b 80/1 0/1 80/1 80.00 2",
                "c 50/1 0/1 50/1 50.00 3"
            ),
            Case.Of(
                "few-bidders-in-works",
                Amounts(100).Bids(("a", 100), ("b", 125)),
                "Two units: all leaders that are not over.",
                "a",
                "a 100/1 0/1 100/1 100.00 1",
                "b 80/1 0/1 80/1 80.00 2"
            ),
            Case.Of(
                "the-one-over-counts-as-a-bidder",
                OnPrice(Goods, Lowest).With("ceilingFen", "150").Bids(("a", 100), ("b", 125), ("c", 200)),
                "Three units in procurement, so there are candidates; c is over.",
                "a b",
                "a 100/1 0/1 100/1 100.00 1",
                "b 80/1 0/1 80/1 80.00 2",
                "c 50/1 0/1 50/1 50.00 3"
            ),
            Case.Of(
                "the-corrected-price-counts",
                Amounts(100)
                    .Bid("a", 80, """ "quotation":{"wordsFen":125,"confirmed":true} """)
                    .Bids(("b", 100), ("c", 100)),
                "a was read out at 80; its words, which stand, say 125.",
                "b c",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1",
                "a 80/1 0/1 80/1 80.00 3"
            ),
            Case.Of(
                "a-deduction-lowers-nothing",
                OnPrice(Goods, Lowest)
                    .With("ceilingFen", "100")
                    .Bid("a", 125, "\"adjustPermille\":200")
                    .Bids(("b", 100), ("c", 200)),
                "A of a = 100, T = 125: T is compared.",
                "b",
                "b 100/1 0/1 100/1 100.00 1",
                "a 100/1 0/1 100/1 100.00 2",
                "c 50/1 0/1 50/1 50.00 3"
            ),
            Case.Of(
                "a-discount-below-the-least",
                OnPrice(Services, Lowest)
                    .With("priceKind", "\"discount\"")
                    .With("ceilingMillionths", "50000")
                    .Share("a", 100_000)
                    .Share("b", 50_000)
                    .Share("c", 40_000),
                "At least 5 % off: 4 % is a price of 960,000 above 950,000.",
                "a b",
                "a 100/1 0/1 100/1 100.00 1",
                "b 1800/19 0/1 1800/19 94.74 2",
                "c 375/4 0/1 375/4 93.75 3"
            ),
            Case.Of(
                "a-rate-above-the-ceiling",
                OnPrice(Services, Lowest)
                    .With("priceKind", "\"rate\"")
                    .With("ceilingMillionths", "1000000")
                    .Share("a", 900_000)
                    .Share("b", 1_000_000)
                    .Share("c", 1_000_001),
                "100 % is met by b and passed by c.",
                "a b",
                "a 100/1 0/1 100/1 100.0000 1",
                "b 90/1 0/1 90/1 90.0000 2",
                "c 90000000/1000001 0/1 90000000/1000001 89.9999 3"
            ),
        ];

    private static Draft Amounts(long ceiling) => OnPrice(Works, Evaluated).With("ceilingFen", $"{ceiling}");
}
