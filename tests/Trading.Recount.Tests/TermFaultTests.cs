namespace Trading.Recount.Tests;

/// <summary>Sections 4.2 and 4.3: terms, criteria, members, bids, chosen brands.</summary>
public class TermFaultTests
{
    [Theory]
    [InlineData("pack=\"procurement-goods\"", "not-in-pack", "$.parameters.dropFrom")] // T1 before T2
    [InlineData("pack=\"procurement-services\" | parameters.dropFrom=0", "not-in-pack", "$.parameters.dropEach")]
    [InlineData("pack=\"procurement-goods\" | parameters.dropFrom= | parameters.dropEach=", "not-in-pack", "$.method")]
    [InlineData("method=\"lowest-price-benchmark\"", "not-for-method", "$.parameters.K")]
    [InlineData(
        "method=\"lowest-price-benchmark\" | parameters={\"floor\":0,\"dropEach\":0}",
        "not-for-method",
        "$.parameters.dropEach"
    )]
    [InlineData("parameters=", "missing-key", "$.parameters.K")]
    [InlineData("parameters.deductAbove= | parameters.deductBelow=", "missing-key", "$.parameters.deductAbove")]
    [InlineData("parameters.deductBelow=null", "missing-key", "$.parameters.deductBelow")]
    [InlineData("parameters.dropEach=3", "drop-leaves-none", "$.parameters.dropFrom")]
    [InlineData("parameters.drawnFrom=[1,\"19/20\",\"2/2\"]", "duplicate-value", "$.parameters.drawnFrom[2]")]
    [InlineData("parameters.drawnFrom=[1]", "wrong-count", "$.parameters.drawnFrom")]
    [InlineData("parameters.drawnFrom=[1,\"18/20\"]", "k-not-drawn", "$.parameters.K")]
    [InlineData("ceilingMillionths=5", "not-for-price-kind", "$.ceilingMillionths")]
    [InlineData("priceKind=\"rate\"", "not-for-price-kind", "$.ceilingFen")]
    [InlineData("priceKind=\"rate\" | ceilingFen= | ceilingMillionths=0", "out-of-range", "$.ceilingMillionths")]
    [InlineData(
        "priceKind=\"discount\" | ceilingFen= | ceilingMillionths=1000000",
        "out-of-range",
        "$.ceilingMillionths"
    )]
    [InlineData("ceilingFen=", "missing-key", "$.ceilingFen")]
    [InlineData("priceKind=\"rate\" | ceilingFen=", "missing-key", "$.ceilingMillionths")]
    [InlineData("pack=\"construction-wuhai\"", "price-weight", "$.criteria[0].weightPermille")]
    public void Terms_of_an_average_are_checked(string edits, string code, string path) =>
        Script.IsRefused(Script.Edit(Script.Average, edits), code, path);

    [Theory]
    [InlineData("memberMean=\"without-extremes\"", "not-in-pack", "$.memberMean")]
    [InlineData("criteria[2].id=\"quality\"", "duplicate-id", "$.criteria[2].id")]
    [InlineData(
        "criteria[1].maxHundredths= | criteria[1].stepHundredths=",
        "missing-key",
        "$.criteria[1].maxHundredths"
    )]
    [InlineData("criteria[1].stepHundredths=", "missing-key", "$.criteria[1].stepHundredths")]
    [InlineData("criteria[1].stepHundredths=30", "step-not-dividing", "$.criteria[1].stepHundredths")]
    [InlineData(
        "criteria[0].stepHundredths=30 | criteria[0].maxHundredths=100",
        "step-not-dividing",
        "$.criteria[0].stepHundredths"
    )]
    [InlineData(
        "criteria[0].reasonBelowHundredths=1",
        "not-for-price-criterion",
        "$.criteria[0].reasonBelowHundredths"
    )]
    [InlineData("criteria[1].reasonBelowHundredths=10001", "out-of-range", "$.criteria[1].reasonBelowHundredths")]
    [InlineData("method=\"lowest-evaluated-price\"", "not-for-method", "$.criteria[1]")]
    [InlineData(
        "criteria[0].kind=\"objective\" | criteria[0].maxHundredths=1 | criteria[0].stepHundredths=1",
        "price-criterion-missing",
        "$.criteria"
    )]
    [InlineData("criteria[2].kind=\"price\"", "price-criterion-twice", "$.criteria[2].kind")]
    [InlineData("criteria[1].weightPermille=501", "weights-sum", "$.criteria")]
    [InlineData("criteria[1].weightPermille=499", "weights-sum", "$.criteria")]
    [InlineData(
        "criteria[0].weightPermille=299 | criteria[1].weightPermille=501",
        "price-weight",
        "$.criteria[0].weightPermille"
    )]
    [InlineData(
        "pack=\"construction-wuhai\" | criteria[0].weightPermille=401 | criteria[1].weightPermille=399",
        "price-weight",
        "$.criteria[0].weightPermille"
    )]
    [InlineData("members=[{\"id\":\"m1\"},{\"id\":\"m1\"}]", "duplicate-id", "$.members[1].id")]
    [InlineData("bids[1].id=\"a\"", "duplicate-id", "$.bids[1].id")]
    [InlineData("bids[1].millionths=5 | bids[1].priceFen=", "not-for-price-kind", "$.bids[1].millionths")]
    [InlineData("bids[1].priceFen=", "missing-key", "$.bids[1].priceFen")]
    [InlineData("priceKind=\"rate\"", "not-for-price-kind", "$.bids[0].priceFen")]
    [InlineData("priceKind=\"rate\" | bids[0].priceFen=", "missing-key", "$.bids[0].millionths")]
    [InlineData(
        "priceKind=\"discount\" | bids[0].priceFen= | bids[0].millionths=1000001",
        "out-of-range",
        "$.bids[0].millionths"
    )]
    [InlineData(
        "priceKind=\"discount\" | bids[0].priceFen= | bids[0].millionths=1000000",
        "zero-price",
        "$.bids[0].millionths"
    )]
    [InlineData("bids[1].adjustPermille=401", "adjust-over-pack", "$.bids[1].adjustPermille")]
    [InlineData(
        "pack=\"construction-national\" | bids[1].adjustPermille=201",
        "adjust-over-pack",
        "$.bids[1].adjustPermille"
    )]
    [InlineData("bids[1].rejectedLate=true", "rejected-late-but-valid", "$.bids[1].rejectedLate")]
    [InlineData(
        "priceKind=\"rate\" | bids[0].priceFen= | bids[0].millionths=1 | bids[0].quotation={}",
        "not-for-price-kind",
        "$.bids[0].quotation"
    )]
    [InlineData(
        "pack=\"construction-national\" | bids[0].quotation={\"bodyFen\":90000000}",
        "not-in-pack",
        "$.bids[0].quotation.bodyFen"
    )]
    [InlineData("bids[0].deviations=[{\"id\":\"d\",\"fen\":0}]", "not-in-pack", "$.bids[0].deviations")]
    [InlineData(
        "pack=\"construction-national\" | bids[0].deviations=[{\"id\":\"d\",\"fen\":0}]",
        "not-for-method",
        "$.bids[0].deviations"
    )]
    [InlineData("bids[0].priceFen=0", "zero-price", "$.bids[0].priceFen")]
    // a bid whole, then the next
    [InlineData("bids[0].priceFen=0 | bids[1].id=\"a\"", "zero-price", "$.bids[0].priceFen")]
    [InlineData(
        "bids[0].priceFen=0 | bids[0].valid=false | bids[0].rejectedLate=true",
        "zero-price",
        "$.bids[0].priceFen"
    )]
    [InlineData("brandChosen=[{\"brand\":\"X\",\"bid\":\"z\"}]", "unknown-id", "$.brandChosen[0].bid")]
    [InlineData("brandChosen=[{\"brand\":\"X\",\"bid\":\"a\"}]", "brand-mismatch", "$.brandChosen[0].bid")]
    [InlineData(
        "bids[0].brand=\"X\" | brandChosen=[{\"brand\":\"X\",\"bid\":\"a\"},{\"brand\":\"X\",\"bid\":\"a\"}]",
        "duplicate-id",
        "$.brandChosen[1].brand"
    )]
    [InlineData(
        "pack=\"construction-national\" | brandChosen=[{\"brand\":\"X\",\"bid\":\"z\"}]",
        "not-in-pack",
        "$.brandChosen[0]"
    )]
    public void Terms_and_bids_of_goods_are_checked(string edits, string code, string path) =>
        Script.IsRefused(Script.Edit(Script.Goods, edits), code, path);

    [Theory]
    [InlineData("bids[0].deviations[1]={\"id\":\"d\",\"fen\":0}", "duplicate-id", "$.bids[0].deviations[1].id")]
    [InlineData("bids[0].deviations[0].fen=-1000000", "evaluated-price", "$.bids[0].deviations")]
    public void Deviations_are_checked(string edits, string code, string path) =>
        Script.IsRefused(Script.Edit(Script.Evaluated, edits), code, path);

    [Fact]
    public void The_last_fen_of_an_evaluated_price_counts()
    {
        // E: a 1; b 100; c 2,000,000.
        var json = Script.Edit(
            Script.Evaluated,
            "bids[0].deviations[0].fen=-999999 | bids[1].priceFen=100 | bids[2].priceFen=2020000"
        );
        Assert.Equal(
            ["a 100/1 0/1 100/1 100.00 1", "b 1/1 0/1 1/1 1.00 2", "c 1/20000 0/1 1/20000 0.00 3"],
            Script.Rows(json)
        );
    }

    [Theory]
    [InlineData(
        """{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":1},{"id":"i","unitFen":1,"quantityMillionths":1000000,"totalFen":1}""",
        "duplicate-id",
        "$.bids[0].quotation.items[1].id"
    )]
    [InlineData(
        """{"id":"i","unitFen":100000000000000,"quantityMillionths":1000000000000000,"totalFen":1}""",
        "out-of-range",
        "$.bids[0].quotation.items"
    )]
    [InlineData(
        """{"id":"i","unitFen":100000000000000,"quantityMillionths":1000001,"totalFen":1}""",
        "out-of-range",
        "$.bids[0].quotation.items"
    )]
    [InlineData(
        """{"id":"i","unitFen":0,"quantityMillionths":1000000,"totalFen":1}""",
        "zero-price",
        "$.bids[0].priceFen"
    )]
    public void A_corrected_price_stays_within_bounds(string items, string code, string path) =>
        Script.IsRefused(
            Script.Edit(Script.Goods, "bids[0].quotation={\"confirmed\":true,\"items\":[" + items + "]}"),
            code,
            path
        );

    [Fact]
    public void A_corrected_price_of_the_very_bound_counts()
    {
        // F = 90,000,000 / 10¹⁴ · 100 = 9/100,000; · 3/10 + 105/2.
        const string Bound =
            """bids[0].quotation={"confirmed":true,"items":[{"id":"i","unitFen":50000000000000,"quantityMillionths":2000000,"totalFen":7}]}""";
        Assert.Equal("a 9/100000 105/2 52500027/1000000 52.50 3", Script.Rows(Script.Edit(Script.Goods, Bound))[2]);
    }

    [Fact]
    public void A_publication_is_judged_by_its_terms_alone() =>
        Script.IsRefused(
            Script.Edit(Script.Goods, "bids=[] | criteria[1].weightPermille=499"),
            "weights-sum",
            "$.criteria"
        );

    [Fact]
    public void Without_bids_neither_members_nor_sheets_are_judged() =>
        Assert.Empty(Script.Rows(Script.Edit(Script.Goods, "bids=[] | members=[{\"id\":\"m\"},{\"id\":\"m\"}]")));

    [Fact]
    public void Without_bids_the_form_is_still_judged() =>
        Script.IsRefused(Script.Edit(Script.Goods, "bids=[] | sheets[0].member=7"), "wrong-type", "$.sheets[0].member");
}
