namespace Trading.Recount.Tests;

/// <summary>Section 5.2: what the corrected price is, seen through the score of a bid at exactly twice of it.</summary>
public class CorrectionTests
{
    private const string Example = """
        {"bodyFen":1010000,"wordsFen":1000500,"confirmed":true,"items":[
        {"id":"i1","unitFen":1000,"quantityMillionths":500000000,"totalFen":500000},
        {"id":"i2","unitFen":50000,"quantityMillionths":100000000,"totalFen":500000},
        {"id":"i3","unitFen":7,"quantityMillionths":100000000,"totalFen":650}]}
        """;

    [Fact]
    public void The_example_of_the_price_correction_holds() =>
        HasCorrectedPrice("procurement-goods", 1_000_000, Example, 1_000_700);

    [Theory]
    [InlineData("""{"bodyFen":7,"confirmed":true}""", 1000)]
    [InlineData("""{"wordsFen":1200,"confirmed":true}""", 1200)]
    [InlineData("""{"wordsFen":1000,"bodyFen":1000}""", 1000)]
    [InlineData("""{"wordsFen":1000,"confirmed":false}""", 1000)] // nothing was corrected: nothing to refuse
    [InlineData(
        """{"items":[{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":10000}],"confirmed":true}""",
        10_000
    )] // four places
    [InlineData(
        """{"items":[{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":100000}],"confirmed":true}""",
        1
    )] // five places are no slip
    [InlineData(
        """{"items":[{"id":"i","unitFen":10000,"quantityMillionths":1000000,"totalFen":1}],"confirmed":true}""",
        1
    )]
    [InlineData(
        """{"items":[{"id":"i","unitFen":100000,"quantityMillionths":1000000,"totalFen":1}],"confirmed":true}""",
        100_000
    )]
    [InlineData(
        """{"items":[{"id":"i","unitFen":0,"quantityMillionths":1000000,"totalFen":5},{"id":"j","unitFen":4,"quantityMillionths":2000000,"totalFen":8}],"confirmed":true}""",
        8
    )]
    [InlineData("""{"items":[{"id":"i","unitFen":500,"quantityMillionths":2000000,"totalFen":1000}]}""", 1000)]
    public void A_quotation_gives_its_corrected_price(string quotation, long corrected) =>
        HasCorrectedPrice("procurement-goods", 1000, quotation, corrected);

    [Fact]
    public void A_corrected_price_may_be_a_fraction()
    {
        // Half a unit at 1 fen, shown as 1: the unit price beats the total, T = 1/2.
        var json = Script.Edit(
            Script.PriceOnly("construction-national", "lowest-price-benchmark", ("q", 1000), ("r", 1)),
            """bids[0].quotation={"items":[{"id":"i","unitFen":1,"quantityMillionths":500000,"totalFen":1}],"confirmed":true}"""
        );
        Assert.Equal(["q 100/1 0/1 100/1 100.00 1", "r 50/1 0/1 50/1 50.00 2"], Script.Rows(json));
    }

    [Fact]
    public void A_sum_that_differs_from_the_price_is_a_correction_by_itself() =>
        Script.IsRefused(
            Quoting(
                "construction-national",
                1001,
                """{"items":[{"id":"i","unitFen":500,"quantityMillionths":2000000,"totalFen":1000}]}""",
                1
            ),
            "confirmation-missing",
            "$.bids[0].quotation.confirmed"
        );

    [Fact]
    public void A_body_that_differs_needs_a_confirmation_though_the_price_stays() =>
        Script.IsRefused(
            Quoting("procurement-goods", 1000, """{"bodyFen":1001}""", 1),
            "confirmation-missing",
            "$.bids[0].quotation.confirmed"
        );

    [Fact]
    public void Who_refuses_a_correction_is_out()
    {
        var json = Quoting("construction-national", 1000, """{"wordsFen":0,"confirmed":false}""", 500);
        Assert.Equal(["r 100/1 0/1 100/1 100.00 1"], Script.Rows(json));
    }

    [Fact]
    public void A_rejected_bid_needs_no_confirmation()
    {
        var json = Script.Edit(
            Quoting("construction-national", 1000, """{"wordsFen":0}""", 500),
            "bids[0].valid=false"
        );
        Assert.Equal(["r 100/1 0/1 100/1 100.00 1"], Script.Rows(json));
    }

    private static void HasCorrectedPrice(string pack, long priceFen, string quotation, long corrected) =>
        Assert.Equal(
            ["q 100/1 0/1 100/1 100.00 1", "r 50/1 0/1 50/1 50.00 2"],
            Script.Rows(Quoting(pack, priceFen, quotation, 2 * corrected))
        );

    private static string Quoting(string pack, long priceFen, string quotation, long other) =>
        Script.Edit(
            Script.PriceOnly(pack, "lowest-price-benchmark", ("q", priceFen), ("r", other)),
            "bids[0].quotation=" + quotation.Replace('\n', ' ')
        );
}
