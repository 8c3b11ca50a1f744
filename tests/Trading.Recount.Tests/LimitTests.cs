namespace Trading.Recount.Tests;

/// <summary>The largest files of section 2, and one step more.</summary>
public class LimitTests
{
    [Fact]
    public void A_thousand_bids_are_ranked()
    {
        var counted = Script.Score(Bids(1000));
        Assert.Equal(Enumerable.Range(1, 1000), counted.Rows.Select(r => r.Rank!.Value));
        Assert.Equal("100000/1999", counted.Rows[^1].Price);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(3000)]
    public void More_bids_than_that_are_refused(int count) => Script.IsRefused(Bids(count), "wrong-count", "$.bids");

    [Fact]
    public void Fifty_members_in_the_sheets_are_one_too_many()
    {
        Assert.Null(Script.Score(Scored(1, 1, 49)).ErrorCode);
        Script.IsRefused(Scored(1, 1, 50), "wrong-count", "$.sheets");
    }

    [Fact]
    public void Three_hundred_bids_by_sixty_criteria_by_nine_members_are_counted()
    {
        var counted = Script.Score(Scored(300, 60, 9));
        Assert.Null(counted.ErrorCode);
        Assert.Equal(300, counted.Rows.Count);
        // The cheapest bid, every score 30 of 60 points: 40 + 60 · 1/2.
        Assert.Equal(
            ("b0", "100/1", "30/1", "70/1", 1),
            (
                counted.Rows[0].Bid,
                counted.Rows[0].Price,
                counted.Rows[0].Technical,
                counted.Rows[0].Total,
                counted.Rows[0].Rank
            )
        );
    }

    [Fact]
    public void Maxima_without_a_common_factor_stay_exact()
    {
        // 97/101 and 100/103 of 100 points, both with half of 600 permille.
        var json = Script.Build(
            "construction-national",
            "lowest-price-benchmark",
            """
            {"id":"p","kind":"price","weightPermille":400},
            {"id":"q","kind":"subjective","weightPermille":300,"maxHundredths":101,"stepHundredths":1},
            {"id":"r","kind":"subjective","weightPermille":300,"maxHundredths":103,"stepHundredths":1}
            """,
            """{"id":"b","priceFen":5}""",
            Script.Sheet("m", "b", "q", 97) + "," + Script.Sheet("m", "b", "r", 100)
        );
        // 30 · (97 · 103 + 100 · 101) / 10403
        Assert.Equal(["b 100/1 602730/10403 1018850/10403 97.94 1"], Script.Rows(json));
    }

    [Fact]
    public void Totals_that_differ_far_behind_the_point_are_printed_that_far()
    {
        // 10¹⁴ against 10¹⁴ − 1, benchmark 1: 100/10¹⁴ = 10⁻¹² and a little more, which shows at the 26th digit.
        const long Most = 100_000_000_000_000;
        var rows = Script
            .Score(
                Script.PriceOnly(
                    "construction-national",
                    "lowest-price-benchmark",
                    ("one", 1),
                    ("most", Most),
                    ("less", Most - 1)
                )
            )
            .Rows;
        Assert.Equal(
            ["100." + new string('0', 26), "0.00000000000100000000000001", "0.00000000000100000000000000"],
            rows.Select(r => r.Rounded)
        );
    }

    [Fact]
    public void Parameters_of_eighteen_digits_stay_exact()
    {
        var json = Script.Edit(
            Script.PriceOnly("construction-national", "average-benchmark", ("a", 1)),
            """parameters={"K":"999999999999999999/500000000000000000","deductAbove":1,"deductBelow":1}"""
        );
        // M = A = 1 and B = K, just below 2: 100 − (K − 1) / K · 100 = 100 / K.
        Assert.Equal("50000000000000000000/999999999999999999", Script.Score(json).Rows[0].Price);
    }

    [Fact]
    public void A_huge_object_does_not_slow_down_the_small_ones_after_it()
    {
        // Were its keys cleared and not dropped, a million small objects would each pay for them.
        var keys = string.Join(",", Enumerable.Range(0, 200_000).Select(i => $"\"k{i}\":0"));
        var small = string.Join(",", Enumerable.Repeat("{\"a\":0}", 1_000_000));
        Script.IsRefused("{\"x\":[{" + keys + "}," + small + ",{\"a\":0,\"a\":1}]}", "duplicate-key", "$.x[1000001].a");
    }

    [Fact]
    public void Hundreds_of_bids_with_twenty_interests_and_a_tax_each_stay_exact()
    {
        // No denominator is known beforehand here: every part has another interest, every bid another tax.
        var parts = Enumerable
            .Range(0, 20)
            .Select(p =>
                p == 0
                    ? """{"id":"p0","kind":"amount","factor":"999999999999999989/999999999999999999"}"""
                    : $$"""{"id":"p{{p}}","kind":"yearly","years":5,"interestMillionths":{{90_000 + p}}}"""
            );
        var bids = Enumerable
            .Range(0, 300)
            .Select(b =>
                $$"""{"id":"b{{b}}","taxPermille":{{b}},"parts":[{{string.Join(",", Enumerable.Range(0, 20).Select(p => $$"""{"part":"p{{p}}","fen":{{1_000_000 + (b * p)}}}"""))}}]}"""
            );
        var json = Script.Edit(
            Script.Build(
                "construction-national",
                "average-benchmark",
                """{"id":"price","kind":"price","weightPermille":1000}""",
                string.Join(",", bids),
                ""
            ),
            $$"""priceParts=[{{string.Join(",", parts)}}] | compareWithoutTax=true | parameters={"K":"97/100","meanFrom":[{"high":1},{"low":1}],"lowestShare":"1/3","deductAbove":1,"deductBelow":1}"""
        );
        var counted = Script.Score(json);
        Assert.Equal(300, counted.Rows.Count);
        Assert.True(counted.Rows[0].Price.Length > 1000);
    }

    private static string Bids(int count) =>
        Script.PriceOnly(
            "construction-national",
            "lowest-price-benchmark",
            [.. Enumerable.Range(0, count).Select(i => ($"b{i}", 1000L + i))]
        );

    /// <summary>
    /// Price 400 permille, the others 600 in equal parts as far as it goes; every score is half of the maximum.
    /// </summary>
    private static string Scored(int bids, int criteria, int members)
    {
        var kinds = Enumerable
            .Range(0, criteria)
            .Select(c =>
                $$"""{"id":"c{{c}}","kind":"subjective","weightPermille":{{600 / criteria}},"maxHundredths":6000,"stepHundredths":100}"""
            );
        var offers = Enumerable.Range(0, bids).Select(b => $$"""{"id":"b{{b}}","priceFen":{{100_000 + b}}}""");
        var sheets =
            from b in Enumerable.Range(0, bids)
            from c in Enumerable.Range(0, criteria)
            from m in Enumerable.Range(0, members)
            select Script.Sheet($"m{m}", $"b{b}", $"c{c}", 3000);
        return Script.Build(
            "construction-national",
            "lowest-price-benchmark",
            """{"id":"price","kind":"price","weightPermille":400},""" + string.Join(",", kinds),
            string.Join(",", offers),
            string.Join(",", sheets)
        );
    }
}
