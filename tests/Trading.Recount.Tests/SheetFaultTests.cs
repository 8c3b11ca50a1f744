namespace Trading.Recount.Tests;

/// <summary>
/// Section 4.4: sheets, amendments, timings, completeness. Sheets of the goods file: see <see cref="Script.Goods"/>.
/// </summary>
public class SheetFaultTests
{
    [Theory]
    [InlineData("members=[{\"id\":\"m1\"},{\"id\":\"m2\"}]", "unknown-id", "$.sheets[4].member")]
    [InlineData("sheets[7].bid=\"z\"", "unknown-id", "$.sheets[7].bid")]
    [InlineData("sheets[7].criterion=\"z\"", "unknown-id", "$.sheets[7].criterion")]
    [InlineData("sheets[7].criterion=\"price\"", "sheet-for-price", "$.sheets[7].criterion")]
    [InlineData("sheets[7].criterion=\"quality\"", "duplicate-sheet", "$.sheets[7]")]
    // all entries first
    [InlineData("sheets[7].hundredths=-100 | sheets[9].criterion=\"z\"", "unknown-id", "$.sheets[9].criterion")]
    [InlineData("sheets[7].hundredths=-100", "score-out-of-range", "$.sheets[7].hundredths")]
    [InlineData("sheets[7].hundredths=2100", "score-out-of-range", "$.sheets[7].hundredths")]
    [InlineData("sheets[7].hundredths=2050", "score-out-of-range", "$.sheets[7].hundredths")]
    [InlineData("sheets[0].hundredths=8010", "score-off-step", "$.sheets[0].hundredths")]
    [InlineData("sheets[1].hundredths=900", "objective-differs", "$.sheets[3].hundredths")]
    [InlineData("sheets[5].hundredths=900", "objective-differs", "$.sheets[5].hundredths")]
    [InlineData("sheets[5].hundredths=900 | bids[0].valid=false", "objective-differs", "$.sheets[5].hundredths")]
    [InlineData("criteria[1].reasonBelowHundredths=7050", "reason-missing", "$.sheets[12].reason")]
    [InlineData(
        "criteria[1].reasonBelowHundredths=7050 | sheets[12].reason=\"weak\"",
        "reason-missing",
        "$.sheets[14].reason"
    )]
    [InlineData("timings=[{\"member\":\"m9\",\"bid\":\"z\",\"seconds\":1}]", "unknown-id", "$.timings[0].member")]
    [InlineData("timings=[{\"member\":\"m1\",\"bid\":\"z\",\"seconds\":1}]", "unknown-id", "$.timings[0].bid")]
    [InlineData(
        "timings=[{\"member\":\"m1\",\"bid\":\"a\",\"seconds\":1},{\"member\":\"m1\",\"bid\":\"a\",\"seconds\":2}]",
        "duplicate-id",
        "$.timings[1]"
    )]
    [InlineData("sheets=[]", "missing-sheet", "$.sheets")]
    [InlineData(
        "members=[{\"id\":\"m1\"},{\"id\":\"m2\"},{\"id\":\"m3\"},{\"id\":\"m4\"}]",
        "missing-sheet",
        "$.sheets"
    )]
    [InlineData(
        "sheets[18]={\"member\":\"m4\",\"bid\":\"a\",\"criterion\":\"quality\",\"hundredths\":0}",
        "missing-sheet",
        "$.sheets"
    )]
    [InlineData(
        "pack=\"construction-national\" | bids[1].adjustPermille=0 | memberMean=\"without-extremes\"",
        "too-few-members",
        "$.memberMean"
    )]
    public void Sheets_are_checked(string edits, string code, string path) =>
        Script.IsRefused(Script.Edit(Script.Goods, edits), code, path);

    [Theory]
    [InlineData("", "kind=range,member=m9,bid=z,before=1,after=1", "unknown-id", ".member")]
    [InlineData("", "kind=range,member=m1,bid=z,before=1,after=1", "unknown-id", ".bid")]
    [InlineData("", "kind=sum,member=m1,bid=a,criterion=nowhere,before=1,after=1", "amendment-unlawful", ".criterion")]
    [InlineData("", "kind=range,member=m1,bid=a,before=1,after=1", "missing-key", ".criterion")]
    [InlineData("", "kind=range,member=m1,bid=a,criterion=nowhere,before=1,after=1", "unknown-id", ".criterion")]
    [InlineData("", "kind=range,member=m1,bid=a,criterion=price,before=1,after=1", "unknown-id", ".criterion")]
    [InlineData(
        "sheets[0].bid=\"b\" | sheets[0].member=\"m4\"",
        "kind=range,member=m1,bid=a,criterion=quality,before=1,after=1",
        "unknown-id",
        ""
    )]
    [InlineData("", "kind=range,member=m1,bid=a,criterion=quality,before=1,after=1", "amendment-unlawful", ".after")]
    [InlineData("", "kind=range,member=m1,bid=a,criterion=quality,before=1,after=2", "amendment-before", ".before")]
    [InlineData(
        "",
        "kind=range,member=m1,bid=a,criterion=quality,before=8000,after=8050",
        "amendment-unlawful",
        ".before"
    )]
    [InlineData(
        "",
        "kind=objective,member=m1,bid=a,criterion=quality,before=8000,after=8050",
        "amendment-unlawful",
        ".kind"
    )]
    [InlineData(
        "",
        "kind=objective,member=m1,bid=a,criterion=service,before=1000,after=1100",
        "amendment-unlawful",
        ".kind"
    )]
    [InlineData(
        "",
        "kind=abnormal,member=m1,bid=a,criterion=service,before=1000,after=1100",
        "amendment-unlawful",
        ".kind"
    )]
    [InlineData(
        "",
        "kind=abnormal,member=m1,bid=a,criterion=quality,before=8000,after=8010",
        "score-off-step",
        ".after"
    )]
    [InlineData(
        "",
        "kind=abnormal,member=m1,bid=a,criterion=quality,before=8000,after=10050",
        "score-out-of-range",
        ".after"
    )]
    [InlineData(
        "sheets[1].hundredths=900",
        "kind=objective,member=m2,bid=a,criterion=service,before=1000,after=1100",
        "objective-differs",
        ".after"
    )]
    [InlineData("", "kind=sum,member=m1,bid=a,before=9000,after=9100", "amendment-unlawful", ".after")]
    public void An_amendment_is_checked(string edits, string amendment, string code, string below) =>
        Script.IsRefused(
            Script.Edit(Script.Goods, edits + " | amendments=[" + Amendment(amendment) + "]"),
            code,
            "$.amendments[0]" + below
        );

    [Theory]
    [InlineData(
        "kind=abnormal,member=m1,bid=a,criterion=quality,before=8000,after=8050",
        "kind=abnormal,member=m1,bid=a,criterion=quality,before=8050,after=8100"
    )]
    [InlineData("kind=sum,member=m1,bid=a,before=1,after=9000", "kind=sum,member=m1,bid=a,before=2,after=9000")]
    public void A_cell_is_amended_once(string first, string second) =>
        Script.IsRefused(
            Script.Edit(Script.Goods, $"amendments=[{Amendment(first)},{Amendment(second)}]"),
            "duplicate-id",
            "$.amendments[1]"
        );

    [Fact]
    public void The_sum_of_a_page_counts_its_amended_scores()
    {
        const string Abnormal = "kind=abnormal,member=m1,bid=a,criterion=quality,before=8000,after=9000";
        Assert.Null(
            Script
                .Score(
                    Script.Edit(
                        Script.Goods,
                        $"amendments=[{Amendment("kind=sum,member=m1,bid=a,before=9000,after=10000")},"
                            + $"{Amendment(Abnormal)}]"
                    )
                )
                .ErrorCode
        );
    }

    [Fact]
    public void An_amended_cell_needs_no_reason_of_its_own()
    {
        var low = Amendment("kind=abnormal,member=m1,bid=a,criterion=quality,before=8000,after=50");
        Assert.Null(
            Script
                .Score(Script.Edit(Script.Goods, $"criteria[1].reasonBelowHundredths=100 | amendments=[{low}]"))
                .ErrorCode
        );
    }

    [Fact]
    public void A_given_member_order_and_an_order_of_appearance_count_alike() =>
        Assert.Equal(
            Script.Rows(Script.Goods),
            Script.Rows(Script.Edit(Script.Goods, "members=[{\"id\":\"m3\"},{\"id\":\"m2\"},{\"id\":\"m1\"}]"))
        );

    [Fact]
    public void A_rejected_bid_may_lack_sheets() =>
        Assert.Equal(
            Script.Rows(Script.Goods),
            Script.Rows(Script.Edit(Script.Goods, "bids[3]={\"id\":\"d\",\"priceFen\":5,\"valid\":false}"))
        );

    [Fact]
    public void A_standing_bid_without_criteria_but_the_price_needs_no_member() =>
        Assert.Single(
            Script.Rows(
                Script.Edit(
                    Script.PriceOnly("construction-national", "lowest-price-benchmark", ("a", 1)),
                    "memberMean=\"without-extremes\""
                )
            )
        );

    private static string Amendment(string parts)
    {
        var fields = parts
            .Split(',')
            .Select(p => p.Split('='))
            .Select(p => p[0] is "before" or "after" ? $"\"{p[0]}\":{p[1]}" : $"\"{p[0]}\":\"{p[1]}\"");
        return "{" + string.Join(",", fields) + ",\"reason\":\"seen\"}";
    }
}
