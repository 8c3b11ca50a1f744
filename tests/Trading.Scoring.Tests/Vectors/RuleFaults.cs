using static Trading.Scoring.Tests.Draft;
using static Trading.Scoring.Tests.FormFaults;

namespace Trading.Scoring.Tests;

/// <summary>
/// Files in form that a rule refuses (docs/spec/scoring.md, 4.2 to 4.4 and 8.2). Names begin with the check.
/// </summary>
internal static class RuleFaults
{
    public static IEnumerable<Case> All =>
        [
            Case.Fault(
                "T1-dropping-in-procurement",
                OnPrice(Goods, Average).With("parameters", """{"dropFrom":5,"dropEach":1}""").Bids(("a", 1)),
                "not-in-pack",
                "$.parameters.dropFrom"
            ),
            Case.Fault(
                "T1-drop-each-alone",
                Base().With("parameters", """{"dropEach":1}"""),
                "not-in-pack",
                "$.parameters.dropEach"
            ),
            Case.Fault(
                "T2-average-in-procurement",
                OnPrice(Goods, Average)
                    .With("parameters", """{"K":1,"deductAbove":1,"deductBelow":1}""")
                    .Bids(("a", 1)),
                "not-in-pack",
                "$.method"
            ),
            Case.Fault(
                "T3-parameter-without-use",
                Base().With("parameters", """{"floor":0,"K":1}"""),
                "not-for-method",
                "$.parameters.K"
            ),
            Case.Fault(
                "T4-no-k",
                OnPrice(Works, Average).With("parameters", """{"deductAbove":1}""").Bids(("a", 1)),
                "missing-key",
                "$.parameters.K"
            ),
            Case.Fault(
                "T4-no-deduction-below",
                OnPrice(Works, Average).With("parameters", """{"K":1,"deductAbove":1}""").Bids(("a", 1)),
                "missing-key",
                "$.parameters.deductBelow"
            ),
            Case.Fault(
                "T5-nothing-left",
                OfAverage("dropEach", "2").Set("parameters.dropFrom", "4"),
                "drop-leaves-none",
                "$.parameters.dropFrom"
            ),
            Case.Fault(
                "T6-drawn-value-twice",
                OfAverage("drawnFrom", "[1,\"19/20\",\"95/100\"]"),
                "duplicate-value",
                "$.parameters.drawnFrom[2]"
            ),
            Case.Fault(
                "T7-k-not-drawn",
                OfAverage("drawnFrom", "[\"9/10\",\"19/20\"]"),
                "k-not-drawn",
                "$.parameters.K"
            ),
            Case.Fault(
                "T8-extremes-in-procurement",
                Base().With("memberMean", "\"without-extremes\""),
                "not-in-pack",
                "$.memberMean"
            ),
            Case.Fault(
                "T9-ceiling-in-fen-for-rates",
                Base().With("priceKind", "\"rate\"").With("ceilingFen", "5"),
                "not-for-price-kind",
                "$.ceilingFen"
            ),
            Case.Fault(
                "T9-ceiling-in-millionths-for-amounts",
                Base().With("ceilingMillionths", "5"),
                "not-for-price-kind",
                "$.ceilingMillionths"
            ),
            Case.Fault(
                "T10-ceiling-of-nothing",
                Base().With("priceKind", "\"discount\"").With("ceilingMillionths", "1000000"),
                "out-of-range",
                "$.ceilingMillionths"
            ),
            Case.Fault(
                "T11-share-without-ceiling",
                OfAverage("ceilingShare", "\"1/2\""),
                "missing-key",
                "$.ceilingFen"
            ),
            Case.Fault(
                "C1-criterion-twice",
                Base().Set("criteria.2.id", "\"quality\""),
                "duplicate-id",
                "$.criteria[2].id"
            ),
            Case.Fault(
                "C2-no-step",
                Base().Remove("criteria.1.stepHundredths"),
                "missing-key",
                "$.criteria[1].stepHundredths"
            ),
            Case.Fault(
                "C3-step-does-not-divide",
                Base().Set("criteria.1.stepHundredths", "3"),
                "step-not-dividing",
                "$.criteria[1].stepHundredths"
            ),
            Case.Fault(
                "C3-step-above-maximum",
                Base().Set("criteria.2.stepHundredths", "4000"),
                "step-not-dividing",
                "$.criteria[2].stepHundredths"
            ),
            Case.Fault(
                "C4-reason-for-the-price",
                Base().Set("criteria.0.reasonBelowHundredths", "5"),
                "not-for-price-criterion",
                "$.criteria[0].reasonBelowHundredths"
            ),
            Case.Fault(
                "C5-reason-above-the-maximum",
                Base().Set("criteria.2.reasonBelowHundredths", "2001"),
                "out-of-range",
                "$.criteria[2].reasonBelowHundredths"
            ),
            Case.Fault(
                "C6-quality-in-a-price-contest",
                Base().With("method", "\"lowest-evaluated-price\""),
                "not-for-method",
                "$.criteria[1]"
            ),
            Case.Fault("C7-no-price", Base().Remove("criteria.0"), "price-criterion-missing", "$.criteria"),
            Case.Fault(
                "C7-two-prices",
                Base().Set("criteria.2.kind", "\"price\""),
                "price-criterion-twice",
                "$.criteria[2].kind"
            ),
            Case.Fault("C8-999", Base().Set("criteria.1.weightPermille", "499"), "weights-sum", "$.criteria"),
            Case.Fault("C8-1001", Base().Set("criteria.1.weightPermille", "501"), "weights-sum", "$.criteria"),
            Case.Fault(
                "C9-goods-below-30-per-cent",
                Base().Set("criteria.0.weightPermille", "299").Set("criteria.1.weightPermille", "501"),
                "price-weight",
                "$.criteria[0].weightPermille"
            ),
            Case.Fault(
                "C9-services-below-10-per-cent",
                Base()
                    .With("pack", "\"procurement-services\"")
                    .Set("criteria.0.weightPermille", "99")
                    .Set("criteria.1.weightPermille", "701"),
                "price-weight",
                "$.criteria[0].weightPermille"
            ),
            Case.Fault(
                "C9-local-cap",
                Base()
                    .With("pack", "\"construction-wuhai\"")
                    .Set("criteria.0.weightPermille", "401")
                    .Set("criteria.1.weightPermille", "399"),
                "price-weight",
                "$.criteria[0].weightPermille"
            ),
            Case.Fault(
                "M1-two-members-with-one-id",
                Base().With("members", """[{"id":"m1"},{"id":"m1"}]"""),
                "duplicate-id",
                "$.members[1].id"
            ),
            Case.Fault("B1-bid-twice", Base().Set("bids.2.id", "\"a\""), "duplicate-id", "$.bids[2].id"),
            Case.Fault(
                "B2-millionths-for-an-amount",
                Base().Set("bids.0.millionths", "5"),
                "not-for-price-kind",
                "$.bids[0].millionths"
            ),
            Case.Fault(
                "B2-fen-for-a-rate",
                Base().With("priceKind", "\"rate\""),
                "not-for-price-kind",
                "$.bids[0].priceFen"
            ),
            Case.Fault("B3-no-price", Base().Remove("bids.1.priceFen"), "missing-key", "$.bids[1].priceFen"),
            Case.Fault(
                "B4-more-than-all-off",
                OnPrice(Services, Lowest).With("priceKind", "\"discount\"").Share("a", 1_000_001),
                "out-of-range",
                "$.bids[0].millionths"
            ),
            Case.Fault(
                "B5-deduction-above-the-pack",
                Base().Set("bids.0.adjustPermille", "401"),
                "adjust-over-pack",
                "$.bids[0].adjustPermille"
            ),
            Case.Fault(
                "B6-rejected-late-and-valid",
                Base().Set("bids.0.rejectedLate", "true"),
                "rejected-late-but-valid",
                "$.bids[0].rejectedLate"
            ),
            Case.Fault(
                "B7-quotation-of-a-rate",
                OnPrice(Services, Lowest).With("priceKind", "\"rate\"").Share("a", 5, "\"quotation\":{}"),
                "not-for-price-kind",
                "$.bids[0].quotation"
            ),
            Case.Fault(
                "B8-body-in-works",
                OnPrice(Works, Lowest).Bid("a", 5, "\"quotation\":{\"bodyFen\":5}"),
                "not-in-pack",
                "$.bids[0].quotation.bodyFen"
            ),
            Case.Fault(
                "B9-item-twice",
                OnPrice(Works, Lowest)
                    .Bid(
                        "a",
                        2,
                        """ "quotation":{"items":[{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":1},{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":1}]} """
                    ),
                "duplicate-id",
                "$.bids[0].quotation.items[1].id"
            ),
            Case.Fault(
                "B10-deviations-in-procurement",
                OnPrice(Goods, Evaluated).Bid("a", 2, """ "deviations":[{"id":"d","fen":1}] """),
                "not-in-pack",
                "$.bids[0].deviations"
            ),
            Case.Fault(
                "B11-deviations-of-another-method",
                OnPrice(Works, Lowest).Bid("a", 2, """ "deviations":[{"id":"d","fen":1}] """),
                "not-for-method",
                "$.bids[0].deviations"
            ),
            Case.Fault(
                "B12-deviation-twice",
                OnPrice(Works, Evaluated).Bid("a", 2, """ "deviations":[{"id":"d","fen":1},{"id":"d","fen":2}] """),
                "duplicate-id",
                "$.bids[0].deviations[1].id"
            ),
            Case.Fault(
                "B13-not-yet-confirmed",
                Base().Set("bids.0.quotation", """{"wordsFen":5}"""),
                "confirmation-missing",
                "$.bids[0].quotation.confirmed"
            ),
            Case.Fault(
                "B14-price-zero",
                Base().Set("bids.0.priceFen", "0"),
                "zero-price",
                "$.bids[0].priceFen",
                "The stage cannot close until the bid is rejected."
            ),
            Case.Fault(
                "B14-everything-off",
                OnPrice(Services, Lowest).With("priceKind", "\"discount\"").Share("a", 1_000_000),
                "zero-price",
                "$.bids[0].millionths"
            ),
            Case.Fault(
                "B14-late-rejection-of-price-zero",
                Base().Set("bids.0.priceFen", "0").Set("bids.0.valid", "false").Set("bids.0.rejectedLate", "true"),
                "zero-price",
                "$.bids[0].priceFen"
            ),
            Case.Fault(
                "B15-items-sum-to-too-much",
                Base()
                    .Set(
                        "bids.0.quotation",
                        """{"confirmed":true,"items":[{"id":"i","unitFen":100000000000000,"quantityMillionths":2000000,"totalFen":3}]}"""
                    ),
                "out-of-range",
                "$.bids[0].quotation.items"
            ),
            Case.Fault(
                "B16-deviations-eat-the-price",
                OnPrice(Works, Evaluated).Bid("a", 2, """ "deviations":[{"id":"d","fen":-2}] """),
                "evaluated-price",
                "$.bids[0].deviations"
            ),
            Case.Fault(
                "brand-choice-in-works",
                OnPrice(Works, Lowest).Bid("a", 2, X).With("brandChosen", Choice("X", "a")),
                "not-in-pack",
                "$.brandChosen[0]"
            ),
            Case.Fault(
                "brand-chosen-twice",
                Base()
                    .Set("bids.0.brand", "\"X\"")
                    .With("brandChosen", """[{"brand":"X","bid":"a"},{"brand":"X","bid":"a"}]"""),
                "duplicate-id",
                "$.brandChosen[1].brand"
            ),
            Case.Fault(
                "brand-chosen-unknown",
                Base().With("brandChosen", Choice("X", "z")),
                "unknown-id",
                "$.brandChosen[0].bid"
            ),
            Case.Fault(
                "brand-chosen-of-another",
                Base().With("brandChosen", Choice("X", "a")),
                "brand-mismatch",
                "$.brandChosen[0].bid"
            ),
            Case.Fault(
                "brand-chosen-not-leading",
                OnPrice(Goods, Lowest).Bid("a", 2, X).Bid("b", 3, X).With("brandChosen", Choice("X", "b")),
                "brand-not-leading",
                "$.brandChosen[0].bid"
            ),
            Case.Fault(
                "brand-chosen-not-lowest",
                OnPrice(Goods, Evaluated).Bid("a", 2, X).Bid("b", 3, X).With("brandChosen", Choice("X", "b")),
                "brand-not-leading",
                "$.brandChosen[0].bid"
            ),
            Case.Fault(
                "brand-chosen-rejected",
                OnPrice(Goods, Lowest)
                    .Bid("a", 2, X)
                    .Bid("b", 2, X + ",\"valid\":false")
                    .With("brandChosen", Choice("X", "b")),
                "brand-not-leading",
                "$.brandChosen[0].bid"
            ),
            Case.Fault("S1-stranger", Base().With("members", """[{"id":"m1"}]"""), "unknown-id", "$.sheets[1].member"),
            Case.Fault("S2-unknown-bid", Base().Set("sheets.2.bid", "\"z\""), "unknown-id", "$.sheets[2].bid"),
            Case.Fault(
                "S3-unknown-criterion",
                Base().Set("sheets.2.criterion", "\"z\""),
                "unknown-id",
                "$.sheets[2].criterion"
            ),
            Case.Fault(
                "S4-sheet-for-the-price",
                Base().Set("sheets.2.criterion", "\"price\""),
                "sheet-for-price",
                "$.sheets[2].criterion"
            ),
            Case.Fault(
                "S5-score-twice",
                Base().Add("sheets", """{"member":"m1","bid":"a","criterion":"quality","hundredths":8000}"""),
                "duplicate-sheet",
                "$.sheets[12]"
            ),
            Case.Fault("too-many-members", Crowd(), "wrong-count", "$.sheets"),
            Case.Fault(
                "A1-unknown-member",
                Amend("sum", 1, 2, "\"member\":\"z\",\"bid\":\"a\""),
                "unknown-id",
                "$.amendments[0].member"
            ),
            Case.Fault(
                "A1-unknown-bid",
                Amend("sum", 1, 2, "\"member\":\"m1\",\"bid\":\"z\""),
                "unknown-id",
                "$.amendments[0].bid"
            ),
            Case.Fault(
                "A2-sum-of-a-criterion",
                Amend("sum", 1, 9000),
                "amendment-unlawful",
                "$.amendments[0].criterion"
            ),
            Case.Fault(
                "A3-no-criterion",
                Amend("range", 1, 2, "\"member\":\"m1\",\"bid\":\"a\""),
                "missing-key",
                "$.amendments[0].criterion"
            ),
            Case.Fault(
                "A3-amended-price",
                Amend("range", 1, 2, "\"member\":\"m1\",\"bid\":\"a\",\"criterion\":\"price\""),
                "unknown-id",
                "$.amendments[0].criterion"
            ),
            Case.Fault(
                "A4-no-such-sheet",
                Amend("abnormal", 8000, 9000).Remove("sheets.0"),
                "unknown-id",
                "$.amendments[0]"
            ),
            Case.Fault(
                "A5-amended-twice",
                Amend("abnormal", 8000, 9000).Add("amendments", Amendment("abnormal", 9000, 8500)),
                "duplicate-id",
                "$.amendments[1]"
            ),
            Case.Fault(
                "A6-nothing-changes",
                Amend("abnormal", 8000, 8000),
                "amendment-unlawful",
                "$.amendments[0].after"
            ),
            Case.Fault(
                "A7-another-score-stood",
                Amend("abnormal", 7000, 9000),
                "amendment-before",
                "$.amendments[0].before"
            ),
            Case.Fault(
                "A8-in-range-before",
                Amend("range", 8000, 9000),
                "amendment-unlawful",
                "$.amendments[0].before"
            ),
            Case.Fault(
                "A9-not-objective",
                Amend("objective", 8000, 9000),
                "amendment-unlawful",
                "$.amendments[0].kind"
            ),
            Case.Fault(
                "A9-nobody-differs",
                Amend("objective", 1000, 1100, Service),
                "amendment-unlawful",
                "$.amendments[0].kind"
            ),
            Case.Fault(
                "A10-abnormal-fact",
                Amend("abnormal", 1000, 1100, Service),
                "amendment-unlawful",
                "$.amendments[0].kind"
            ),
            Case.Fault(
                "A11-wrong-sum",
                Amend("sum", 1, 2, "\"member\":\"m1\",\"bid\":\"a\""),
                "amendment-unlawful",
                "$.amendments[0].after"
            ),
            Case.Fault(
                "S6-above-the-maximum",
                Base().Set("sheets.4.hundredths", "10050"),
                "score-out-of-range",
                "$.sheets[4].hundredths"
            ),
            Case.Fault(
                "S6-below-zero",
                Base().Set("sheets.4.hundredths", "-50"),
                "score-out-of-range",
                "$.sheets[4].hundredths"
            ),
            Case.Fault(
                "S6-amended-above-the-maximum",
                Amend("abnormal", 8000, 10_050),
                "score-out-of-range",
                "$.amendments[0].after"
            ),
            Case.Fault(
                "S7-off-the-step",
                Base().Set("sheets.4.hundredths", "8025"),
                "score-off-step",
                "$.sheets[4].hundredths"
            ),
            Case.Fault(
                "S8-no-reason",
                Base().Set("criteria.1.reasonBelowHundredths", "8001"),
                "reason-missing",
                "$.sheets[0].reason"
            ),
            Case.Fault(
                "S9-facts-differ",
                Base().Set("sheets.3.hundredths", "1100"),
                "objective-differs",
                "$.sheets[3].hundredths"
            ),
            Case.Fault(
                "timing-of-a-stranger",
                Base().Add("timings", """{"member":"z","bid":"a","seconds":1}"""),
                "unknown-id",
                "$.timings[0].member"
            ),
            Case.Fault(
                "timing-twice",
                Base()
                    .Add("timings", """{"member":"m1","bid":"a","seconds":1}""")
                    .Add("timings", """{"member":"m1","bid":"a","seconds":2}"""),
                "duplicate-id",
                "$.timings[1]"
            ),
            Case.Fault("S10-sheet-missing", Base().Remove("sheets.5"), "missing-sheet", "$.sheets"),
            Case.Fault("S10-no-members", Base().Remove("sheets"), "missing-sheet", "$.sheets"),
            Case.Fault(
                "S11-four-members",
                new Draft(Works, Lowest)
                    .Price(400)
                    .Scored("plan", "subjective", 600)
                    .Bid("a", 5)
                    .With("memberMean", "\"without-extremes\"")
                    .Sheets("a", "plan", 0, 0, 0, 0),
                "too-few-members",
                "$.memberMean"
            ),
        ];

    private const string X = "\"brand\":\"X\"";
    private const string Service = "\"member\":\"m1\",\"bid\":\"a\",\"criterion\":\"service\"";
    private const string Quality = "\"member\":\"m1\",\"bid\":\"a\",\"criterion\":\"quality\"";

    private static Draft Amend(string kind, int before, int after, string where = Quality) =>
        Base().Add("amendments", Amendment(kind, before, after, where));

    private static string Amendment(string kind, int before, int after, string where = Quality) =>
        $$"""{"kind":"{{kind}}",{{where}},"before":{{before}},"after":{{after}},"reason":"as found"}""";

    private static string Choice(string brand, string bid) => $$"""[{"brand":"{{brand}}","bid":"{{bid}}"}]""";

    private static Draft Crowd() =>
        new Draft(Works, Lowest)
            .Price(400)
            .Scored("plan", "subjective", 600)
            .Bid("a", 5)
            .Sheets("a", "plan", [.. Enumerable.Repeat(5000L, 50)]);
}
