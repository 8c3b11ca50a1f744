using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

internal static class LowestPriceCases
{
    public static IEnumerable<Case> All =>
        [
            Case.Of(
                "three-members",
                new Draft(Goods, Lowest)
                    .Price(300)
                    .Scored("quality", "subjective", 500)
                    .Scored("service", "objective", 200, 2000, 100)
                    .Bid("a", 90_000_000)
                    .Bid("b", 100_000_000, "\"adjustPermille\":100")
                    .Bid("c", 120_000_000)
                    .Sheets("a", "quality", 8000, 8500, 9000)
                    .Sheets("b", "quality", 9000, 9000, 9100)
                    .Sheets("c", "quality", 7000, 7000, 7000)
                    .Sheets("a", "service", 1000, 1000, 1000)
                    .Sheets("b", "service", 2000, 2000, 2000)
                    .Sheets("c", "service", 1500, 1500, 1500),
                "A: 90m, 100m·0.9 = 90m, 120m. Benchmark 90m; F 100, 100, 75. Quality 85, 271/3, 70; service 50, "
                    + "100, 75. Technical a 42.5+10, b 271/6+20 = 391/6, c 35+15. Totals 30+52.5 = 165/2; 30+391/6 = "
                    + "571/6; 22.5+50 = 145/2.",
                "b a c",
                "b 100/1 391/6 571/6 95.17 1",
                "a 100/1 105/2 165/2 82.50 2",
                "c 75/1 50/1 145/2 72.50 3"
            ),
            Case.Of(
                "equal-prices",
                OnPrice(Goods, Lowest).Bids(("a", 500), ("b", 500), ("c", 500)),
                "All are the benchmark: F = 100; equal totals and equal prices share a rank.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 1",
                "c 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "one-bid-of-works",
                OnPrice(Works, Lowest).Bids(("a", 123)),
                "It is its own benchmark. Works go on with fewer than three.",
                "a",
                "a 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "one-bid-of-goods",
                OnPrice(Goods, Lowest).Bids(("a", 123)),
                "The number is right; procurement may not evaluate fewer than three: no candidates.",
                "",
                "a 100/1 0/1 100/1 100.00 1"
            ),
            Case.Of(
                "two-bids-of-goods",
                OnPrice(Goods, Lowest).Bids(("a", 300), ("b", 200)),
                "200/300·100 = 200/3. Two bidders: no candidates.",
                "",
                "b 100/1 0/1 100/1 100.00 1",
                "a 200/3 0/1 200/3 66.67 2"
            ),
            Case.Of(
                "price-zero-rejected",
                OnPrice(Goods, Lowest).Bid("z", 0, "\"valid\":false").Bids(("a", 100), ("b", 300), ("c", 700)),
                "The rejected bid is not in the benchmark: 100; 100/3, 100/7.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/3 0/1 100/3 33.33 2",
                "c 100/7 0/1 100/7 14.29 3"
            ),
            Case.Of(
                "all-rejected",
                OnPrice(Goods, Lowest).Bid("a", 100, "\"valid\":false").Bid("b", 0, "\"valid\":false"),
                "Nobody stands: no rows, no candidates.",
                ""
            ),
            Case.Of(
                "publication",
                OnPrice(Goods, Lowest).Add("members", """{"id":"m"}""").Add("members", """{"id":"m"}"""),
                "No bids yet: the terms alone are judged, and they are sound.",
                ""
            ),
            Case.Of(
                "ceiling-exactly-met",
                OnPrice(Goods, Lowest).With("ceilingFen", "1000").Bids(("a", 1000), ("b", 800), ("c", 900)),
                "Equal to the ceiling is not above it: 800/1000, 800/900.",
                "b c a",
                "b 100/1 0/1 100/1 100.00 1",
                "c 800/9 0/1 800/9 88.89 2",
                "a 80/1 0/1 80/1 80.00 3"
            ),
            Case.Of(
                "print-adds-digits",
                OnPrice(Goods, Lowest).Bids(("a", 300_001), ("b", 300_002), ("c", 300_003)),
                "300001/300002·100 = 99.99966…, 300001/300003·100 = 99.99933…. 2 digits: all 100.00; 3: 100.000, "
                    + "100.000, 99.999; 4: all different.",
                "a b c",
                "a 100/1 0/1 100/1 100.0000 1",
                "b 15000050/150001 0/1 15000050/150001 99.9997 2",
                "c 30000100/300003 0/1 30000100/300003 99.9993 3"
            ),
            Case.Of(
                "tie-by-the-unadjusted-price",
                OnPrice(Goods, Lowest).Bid("b", 125, "\"adjustPermille\":200").Bids(("a", 100), ("c", 200)),
                "A of b = 125·0.8 = 100: equal totals with a. Corrected, unadjusted prices 100 < 125: a first "
                    + "(procurement-87:57).",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 100/1 0/1 100/1 100.00 2",
                "c 50/1 0/1 50/1 50.00 3"
            ),
            Case.Of(
                "ties-at-the-third-place",
                OnPrice(Goods, Lowest).Bids(("e", 200), ("d", 125), ("c", 125), ("b", 110), ("a", 100)),
                "Ranks 1, 2, 3, 3, 5: both thirds are candidates. 100/110·100 = 1000/11.",
                "a b c d",
                "a 100/1 0/1 100/1 100.00 1",
                "b 1000/11 0/1 1000/11 90.91 2",
                "c 80/1 0/1 80/1 80.00 3",
                "d 80/1 0/1 80/1 80.00 3",
                "e 50/1 0/1 50/1 50.00 5"
            ),
            Case.Of(
                "late-rejection-works",
                OnPrice(Works, Lowest)
                    .Bid("l", 80, "\"valid\":false,\"rejectedLate\":true")
                    .Bids(("a", 100), ("b", 160)),
                "Works never recompute: the benchmark stays 80; 80, 50.",
                "a b",
                "a 80/1 0/1 80/1 80.00 1",
                "b 50/1 0/1 50/1 50.00 2"
            ),
            Case.Of(
                "late-rejection-goods",
                OnPrice(Goods, Lowest)
                    .Bid("l", 80, "\"valid\":false,\"rejectedLate\":true")
                    .Bids(("a", 100), ("b", 160), ("c", 400)),
                "Procurement recomputes until signing: benchmark 100; 62.5, 25.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 125/2 0/1 125/2 62.50 2",
                "c 25/1 0/1 25/1 25.00 3"
            ),
            Case.Of(
                "local-cap-exactly-met",
                new Draft(Wuhai, Lowest)
                    .Price(400)
                    .Scored("plan", "subjective", 600)
                    .Bids(("a", 100), ("b", 80))
                    .Sheets("a", "plan", 9000)
                    .Sheets("b", "plan", 7000),
                "400 permille is allowed. a 80·0.4+90·0.6 = 86, b 40+42 = 82.",
                "a b",
                "a 80/1 54/1 86/1 86.00 1",
                "b 100/1 42/1 82/1 82.00 2"
            ),
            Case.Of(
                "discounts",
                OnPrice(Services, Lowest)
                    .With("priceKind", "\"discount\"")
                    .Share("a", 100_000)
                    .Share("b", 40_000)
                    .Share("c", 0),
                "They compete with 1 − d: 0.90, 0.96, 1. F 100, 90/96·100 = 375/4, 90.",
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 375/4 0/1 375/4 93.75 2",
                "c 90/1 0/1 90/1 90.00 3"
            ),
            Case.Of(
                "rates",
                OnPrice(Services, Lowest)
                    .With("priceKind", "\"rate\"")
                    .With("ceilingMillionths", "1000000")
                    .Share("a", 960_000)
                    .Share("b", 900_000)
                    .Share("c", 1_000_000),
                "A rate competes with itself: 900/960·100 = 375/4, 100, 90; c meets the ceiling exactly.",
                "b a c",
                "b 100/1 0/1 100/1 100.00 1",
                "a 375/4 0/1 375/4 93.75 2",
                "c 90/1 0/1 90/1 90.00 3"
            ),
        ];
}
