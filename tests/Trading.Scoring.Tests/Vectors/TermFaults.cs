using static Trading.Scoring.Tests.Draft;
using static Trading.Scoring.Tests.FormFaults;

namespace Trading.Scoring.Tests;

/// <summary>
/// What is published in form and refused by a rule: parameters, criteria, members (docs/spec/scoring.md, 4.2 to 4.4).
/// Names begin with the check.
/// </summary>
internal static class TermFaults
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
        ];
}
