namespace Trading.Recount.Tests;

/// <summary>Which of two faults of the later keys comes first (4.2, 4.3, 4.5), and faults of their form.</summary>
public class LaterFaultTests
{
    private const string Parts = """
        priceParts=[{"id":"u","kind":"unit-prices","lines":[{"id":"x","quantityMillionths":1000000}]},{"id":"y","kind":"yearly","years":1}]
        """;

    private const string Offers = """
        bids=[{"id":"a","parts":[{"part":"u","lines":[{"line":"x","unitFen":5}]},{"part":"y","fen":1}]}]
        """;

    [Theory]
    // form: in the order of the tables
    [InlineData("parameters.ceilingK=3 | parameters.ceilingShare=2", "out-of-range", "$.parameters.ceilingShare")]
    [InlineData("parameters.meanFrom=[{\"high\":3,\"low\":3}]", "out-of-range", "$.parameters.meanFrom[0].low")]
    [InlineData("parameters.meanFrom=[{\"of\":\"median\"}]", "unknown-value", "$.parameters.meanFrom[0].of")]
    [InlineData(
        "parameters.meanFrom=[{\"drop\":[{\"from\":0}]}]",
        "out-of-range",
        "$.parameters.meanFrom[0].drop[0].from"
    )]
    [InlineData("parameters.deductAbove={}", "wrong-type", "$.parameters.deductAbove")]
    [InlineData("parameters.deductAbove=\"x\"", "bad-fraction", "$.parameters.deductAbove")]
    [InlineData("rounding=5", "wrong-type", "$.rounding")]
    [InlineData("rounding=\"up\"", "unknown-value", "$.rounding")]
    [InlineData("rounding={\"at\":\"line\"}", "unknown-value", "$.rounding.at")]
    [InlineData("rounding={\"at\":\"item\",\"mode\":\"up\"}", "unknown-value", "$.rounding.mode")]
    [InlineData("rounding=[{\"at\":\"none\",\"digits\":2,\"mode\":\"up\"}]", "unknown-value", "$.rounding[0].at")]
    [InlineData("rounding=[{\"at\":\"item\",\"digits\":13,\"mode\":\"up\"}]", "out-of-range", "$.rounding[0].digits")]
    [InlineData("preferences={\"smallPermille\":1000}", "out-of-range", "$.preferences.smallPermille")]
    [InlineData("preferences=[]", "wrong-type", "$.preferences")]
    [InlineData("priceParts=[]", "wrong-count", "$.priceParts")]
    [InlineData("bids[0].taxPermille=1001", "out-of-range", "$.bids[0].taxPermille")]
    [InlineData("bids[0].isSmall=1", "wrong-type", "$.bids[0].isSmall")]
    // terms: T1 to T19
    [InlineData(
        "parameters.meanFrom=[{\"of\":\"ceiling\",\"low\":1,\"high\":0}] | ceilingFen= | parameters.ceilingShare=",
        "out-of-range",
        "$.parameters.meanFrom[0].high"
    )]
    [InlineData(
        "parameters.meanFrom=[{\"of\":\"ceiling\",\"drop\":[{\"from\":1,\"lowest\":1}]}] | ceilingFen= | parameters.ceilingShare=",
        "missing-key",
        "$.ceilingFen"
    )]
    [InlineData(
        "parameters.meanFrom=[{\"drop\":[{\"from\":3},{\"from\":2,\"highest\":2}]}]",
        "tier-order",
        "$.parameters.meanFrom[0].drop[1].from"
    )]
    [InlineData(
        "parameters.meanFrom=[{\"drop\":[{\"from\":2,\"highest\":2}]},{\"low\":1,\"high\":0}]",
        "drop-leaves-none",
        "$.parameters.meanFrom[0].drop[0].from"
    )]
    [InlineData(
        "rounding=[{\"at\":\"total\",\"digits\":1,\"mode\":\"up\"},{\"at\":\"total\",\"digits\":1,\"mode\":\"up\"}] | parameters.deductBelow=[{\"fromPercent\":\"1/2\",\"perPercent\":1},{\"fromPercent\":\"2/4\",\"perPercent\":1}]",
        "tier-order",
        "$.parameters.deductBelow[1].fromPercent"
    )]
    [InlineData(
        "rounding=[{\"at\":\"total\",\"digits\":1,\"mode\":\"up\"},{\"at\":\"total\",\"digits\":1,\"mode\":\"up\"}] | preferences={\"domesticPermille\":0}",
        "rounding-order",
        "$.rounding[1].at"
    )]
    [InlineData(
        "priceParts=[{\"id\":\"p\",\"kind\":\"amount\",\"lines\":[{\"id\":\"x\",\"quantityMillionths\":1}],\"years\":1}]",
        "not-for-part",
        "$.priceParts[0].lines"
    )]
    [InlineData(
        "priceParts=[{\"id\":\"p\",\"kind\":\"yearly\",\"baseFen\":1}]",
        "missing-key",
        "$.priceParts[0].years"
    )]
    [InlineData(
        "priceParts=[{\"id\":\"p\",\"kind\":\"amount\",\"factor\":0},{\"id\":\"y\",\"kind\":\"yearly\",\"years\":1,\"factor\":\"0/7\"}]",
        "missing-part",
        "$.priceParts"
    )]
    [InlineData("preferences={\"domesticPermille\":200}", "not-in-pack", "$.preferences.domesticPermille")]
    [InlineData(
        "preferences={\"smallPermille\":51} | criteria[0].weightPermille=999",
        "not-in-pack",
        "$.preferences.smallPermille"
    )]
    public void The_first_fault_of_terms_is_reported(string edits, string code, string path) =>
        Script.IsRefused(Script.Edit(Script.Average, edits), code, path);

    [Theory]
    // B20: kind by kind, then B21 to B23, then the correction, then the price
    [InlineData("bids[0].parts[1].fen= | bids[0].parts[1].millionths=5", "missing-key", "$.bids[0].parts[1].fen")]
    [InlineData("bids[0].parts[1].millionths=5", "not-for-part", "$.bids[0].parts[1].millionths")]
    [InlineData("bids[0].parts[0].fen=5 | bids[0].parts[0].millionths=5", "not-for-part", "$.bids[0].parts[0].fen")]
    [InlineData("bids[0].parts[0].part=\"y\"", "missing-key", "$.bids[0].parts[0].fen")]
    [InlineData(
        "bids[0].parts[0].lines[1]={\"line\":\"x\",\"unitFen\":1} | bids[0].parts[1].part=\"u\"",
        "duplicate-id",
        "$.bids[0].parts[0].lines[1].line"
    )]
    [InlineData("compareWithoutTax=true | bids[0].parts=[]", "missing-key", "$.bids[0].taxPermille")]
    [InlineData("bids[0].parts[1].part=\"z\" | compareWithoutTax=true", "unknown-id", "$.bids[0].parts[1].part")]
    [InlineData("bids[0].parts=[{\"part\":\"u\",\"lines\":[]}]", "missing-part", "$.bids[0].parts")]
    [InlineData("bids[0].parts[0].lines=[] | bids[0].priceFen=1", "missing-line", "$.bids[0].parts[0].lines")]
    [InlineData("bids[0].priceFen=0", "confirmation-missing", "$.bids[0].quotation.confirmed")]
    [InlineData("bids[0].parts[0].lines[0].unitFen=0", "zero-price", "$.bids[0].priceFen")]
    [InlineData(
        "priceParts[0].factor=0 | bids[0].parts[0].lines[0].unitFen=100000000000000 | priceParts[0].lines[0].quantityMillionths=2000000 | bids[0].parts[1].fen=0",
        "zero-price",
        "$.bids[0].parts"
    )]
    [InlineData(
        "bids[0].rejection={\"ground\":\"other\",\"reason\":\"r\"} | bids[0].parts[0].part=\"z\"",
        "rejection-but-valid",
        "$.bids[0].rejection"
    )]
    public void The_first_fault_of_a_bid_is_reported(string edits, string code, string path) =>
        Script.IsRefused(Script.Edit(Offering(), edits), code, path);

    [Fact]
    public void A_bid_that_is_rejected_needs_no_price_of_every_part()
    {
        var json = Script.Edit(Offering(), "bids[0].valid=false | bids[0].parts=[] | compareWithoutTax=true");
        Assert.Empty(Script.Rows(json));
        Assert.Equal([new Unplaced("a", "rejected", null, null, "procurement-87:63")], Script.Score(json).Reasons);
    }

    [Theory]
    [InlineData("bids[0].id=7", "wrong-type", "$.bids[0].id")]
    [InlineData("members=[{\"id\":\"m\"}]", "not-at-filing", "$.members")]
    [InlineData("parameters.drawnFrom=[1,\"19/20\"]", "not-at-filing", "$.bids")]
    [InlineData("bids=[] | parameters.drawnFrom=[1,\"19/20\"]", "not-at-filing", "$.parameters.K")]
    [InlineData("bids=[] | parameters.K=", "missing-key", "$.parameters.K")]
    [InlineData(
        "bids=[] | parameters.K= | parameters.drawnFrom=[1,\"2/2\"]",
        "duplicate-value",
        "$.parameters.drawnFrom[1]"
    )]
    [InlineData(
        "bids=[] | method=\"lowest-price-benchmark\" | parameters={\"drawnFrom\":[1,2]}",
        "not-for-method",
        "$.parameters.drawnFrom"
    )]
    [InlineData(
        "bids=[] | parameters.K= | parameters.drawnFrom=[1,2] | parameters.deductAbove=",
        "missing-key",
        "$.parameters.deductAbove"
    )]
    public void The_first_fault_at_filing_is_reported(string edits, string code, string path)
    {
        var found = Script.CheckTerms(Script.Edit(Script.Average, edits));
        Assert.Equal((code, path), (found.ErrorCode, found.ErrorPath));
    }

    [Theory]
    [InlineData("bids=[]")]
    [InlineData("bids=[] | members=[] | parameters.K= | parameters.drawnFrom=[1,\"19/20\"]")]
    public void Terms_that_can_be_computed_pass(string edits)
    {
        var found = Script.CheckTerms(Script.Edit(Script.Average, edits));
        Assert.Equal((null, null), (found.ErrorCode, found.ErrorPath));
        Assert.Empty(found.Reasons);
    }

    [Fact]
    public void What_is_drawn_is_asked_for_once_there_are_bids() =>
        Script.IsRefused(
            Script.Edit(Script.Average, "parameters.K= | parameters.drawnFrom=[1,\"19/20\"]"),
            "missing-key",
            "$.parameters.K"
        );

    private static string Offering() =>
        Script.Edit(
            Script.PriceOnly("procurement-goods", "lowest-price-benchmark", ("a", 1)),
            $"{Parts.Trim()} | {Offers.Trim()}"
        );
}
