using static Trading.Scoring.Tests.Draft;
using static Trading.Scoring.Tests.FormFaults;

namespace Trading.Scoring.Tests;

/// <summary>
/// Bids and brands in form that a rule refuses (docs/spec/scoring.md, 4.2 to 4.4 and 8.2). Names begin with the check.
/// </summary>
internal static class BidFaults
{
    public static IEnumerable<Case> All =>
        [
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
        ];

    private const string X = "\"brand\":\"X\"";

    private static string Choice(string brand, string bid) => $$"""[{"brand":"{{brand}}","bid":"{{bid}}"}]""";
}
