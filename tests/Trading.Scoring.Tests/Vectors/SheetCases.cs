using static Trading.Scoring.Tests.Draft;

namespace Trading.Scoring.Tests;

/// <summary>Means, amendments and published roundings.</summary>
internal static class SheetCases
{
    public static IEnumerable<Case> All =>
        [
            Case.Of(
                "mean-of-all",
                Works(5).Sheets("a", "plan", 10_000, 9000, 9000, 8000, 0),
                "360/5 = 72; 100·0.4+72·0.6 = 83.2.",
                "a",
                "a 100/1 216/5 416/5 83.20 1"
            ),
            Case.Of(
                "mean-without-extremes",
                Works(5).With("memberMean", "\"without-extremes\"").Sheets("a", "plan", 10_000, 9000, 9000, 8000, 0),
                "(90+90+80)/3 = 260/3; ·0.6 = 52; 92.",
                "a",
                "a 100/1 52/1 92/1 92.00 1"
            ),
            Case.Of(
                "mean-without-equal-extremes",
                Works(5).With("memberMean", "\"without-extremes\"").Sheets("a", "plan", 9000, 9000, 9000, 3000, 3000),
                "One 90 and one 30 go: (90+90+30)/3 = 70; ·0.6 = 42.",
                "a",
                "a 100/1 42/1 82/1 82.00 1"
            ),
            Case.Of(
                "amended-range",
                Works(2)
                    .Sheets("a", "plan", 10_050, 9000)
                    .Add(
                        "amendments",
                        """{"kind":"range","member":"m1","bid":"a","criterion":"plan","before":10050,"after":10000,"reason":"above the maximum"}"""
                    ),
                "(100+90)/2 = 95; ·0.6 = 57.",
                "a",
                "a 100/1 57/1 97/1 97.00 1"
            ),
            Case.Of(
                "amended-abnormal-and-sum",
                Works(2)
                    .Sheets("a", "plan", 1000, 9000)
                    .Add(
                        "amendments",
                        """{"kind":"abnormal","member":"m1","bid":"a","criterion":"plan","before":1000,"after":8000,"reason":"overlooked a part"}"""
                    )
                    .Add(
                        "amendments",
                        """{"kind":"sum","member":"m1","bid":"a","before":7000,"after":8000,"reason":"added up wrongly"}"""
                    ),
                "(80+90)/2 = 85; ·0.6 = 51. The sum changes no score.",
                "a",
                "a 100/1 51/1 91/1 91.00 1"
            ),
            Case.Of(
                "amended-objective",
                new Draft(Draft.Works, Lowest)
                    .Price(400)
                    .Scored("licence", "objective", 600, 300, 100)
                    .Bid("a", 5)
                    .Sheets("a", "licence", 300, 200)
                    .Add(
                        "amendments",
                        """{"kind":"objective","member":"m2","bid":"a","criterion":"licence","before":200,"after":300,"reason":"a certificate was overlooked"}"""
                    ),
                "3 of 3 points: 100·0.6.",
                "a",
                "a 100/1 60/1 100/1 100.00 1"
            ),
            Case.Of(
                "rounding-none",
                Three("none"),
                Why,
                "a b c",
                "a 100/1 0/1 100/1 100.00 1",
                "b 200/3 0/1 200/3 66.67 2",
                "c 400/7 0/1 400/7 57.14 3"
            ),
            Case.Of(
                "rounding-price",
                Three("price"),
                Why + " Rounded at the price: 66.7, 57.1.",
                "a b c",
                "a 100/1 0/1 100/1 100.0 1",
                "b 667/10 0/1 667/10 66.7 2",
                "c 571/10 0/1 571/10 57.1 3"
            ),
            Case.Of(
                "rounding-total-ties",
                OnPrice(Goods, Lowest)
                    .With("rounding", """{"at":"total","digits":0,"mode":"half-up"}""")
                    .Bids(("b", 1001), ("a", 1000), ("c", 1005), ("d", 1006)),
                "1000/1001·100 = 99.90…, 1000/1005·100 = 99.502…, 1000/1006·100 = 99.403…. Rounded 100, 100, "
                    + "100, 99: the first three are equal, the lower price first.",
                "a b c",
                "a 100/1 0/1 100/1 100 1",
                "b 100000/1001 0/1 100000/1001 100 2",
                "c 20000/201 0/1 20000/201 100 3",
                "d 50000/503 0/1 50000/503 99 4"
            ),
            Case.Of(
                "rounding-half-goes-up",
                OnPrice(Goods, Lowest)
                    .With("rounding", """{"at":"total","digits":1}""")
                    .Bids(("a", 100), ("b", 160), ("c", 800)),
                "100, 62.5, 12.5: one digit shows them exactly.",
                "a b c",
                "a 100/1 0/1 100/1 100.0 1",
                "b 125/2 0/1 125/2 62.5 2",
                "c 25/2 0/1 25/2 12.5 3"
            ),
            Case.Of(
                "rounding-half-goes-up-at-whole-points",
                OnPrice(Goods, Lowest)
                    .With("rounding", """{"at":"price","digits":0}""")
                    .Bids(("a", 100), ("b", 160), ("c", 800)),
                "62.5 → 63, 12.5 → 13.",
                "a b c",
                "a 100/1 0/1 100/1 100 1",
                "b 63/1 0/1 63/1 63 2",
                "c 13/1 0/1 13/1 13 3"
            ),
            Case.Of(
                "rounding-item",
                new Draft(Draft.Works, Lowest)
                    .Price(500)
                    .Scored("plan", "subjective", 500, 10_000, 1)
                    .With("rounding", """{"at":"item","digits":1}""")
                    .Bids(("a", 300), ("b", 200))
                    .Sheets("a", "plan", 8000, 8000, 8001)
                    .Sheets("b", "plan", 7005, 7005, 7005),
                "a: F 200/3 → 66.7; mean 24001/300 = 80.003… → 80; 33.35+40 = 73.35. b: 100; 70.05 → 70.1; "
                    + "50+35.05 = 85.05. One digit: 73.4, 85.1.",
                "b a",
                "b 100/1 701/20 1701/20 85.1 1",
                "a 667/10 40/1 1467/20 73.4 2"
            ),
            Case.Of(
                "a-rejected-bid-needs-no-sheets",
                Works(1).Bid("r", 1, "\"valid\":false").Sheets("a", "plan", 5000),
                "Only a is scored: 40+30.",
                "a",
                "a 100/1 30/1 70/1 70.00 1"
            ),
            Case.Of(
                "a-reason-given",
                Works(1)
                    .Set("criteria.1.reasonBelowHundredths", "6000")
                    .Add(
                        "sheets",
                        """{"member":"m1","bid":"a","criterion":"plan","hundredths":5000,"reason":"no schedule"}"""
                    ),
                "40+30.",
                "a",
                "a 100/1 30/1 70/1 70.00 1"
            ),
        ];

    private const string Why = "F: 100, 200/300·100 = 200/3, 200/350·100 = 400/7.";

    private static Draft Works(int members)
    {
        var draft = new Draft(Draft.Works, Lowest).Price(400).Scored("plan", "subjective", 600).Bid("a", 5);
        for (var i = 1; i <= members; i++)
            draft.Add("members", $"{{\"id\":\"m{i}\"}}");
        return draft;
    }

    private static Draft Three(string at) =>
        OnPrice(Goods, Lowest)
            .With("rounding", at == "none" ? "\"none\"" : $$"""{"at":"{{at}}","digits":1,"mode":"half-up"}""")
            .Bids(("a", 200), ("b", 300), ("c", 350));
}
