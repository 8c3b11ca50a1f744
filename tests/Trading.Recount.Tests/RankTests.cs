namespace Trading.Recount.Tests;

/// <summary>Sections 7 to 9 by hand: means, rounding, ties, brands, candidates, order, print.</summary>
public class RankTests
{
    private const string Lowest = "lowest-price-benchmark";
    private const string LowestEvaluated = "lowest-evaluated-price";

    [Theory]
    [InlineData("all", "b 100/1 36/1 86/1 86.00 1")]
    [InlineData("without-extremes", "b 100/1 130/3 280/3 93.33 1")] // (90 + 90 + 80) / 3 = 260/3, half of it
    public void The_example_of_the_members_holds(string mean, string row)
    {
        int[] scores = [10_000, 9000, 9000, 8000, 0];
        var json = Script.Build(
            "construction-national",
            Lowest,
            """{"id":"p","kind":"price","weightPermille":500},{"id":"q","kind":"subjective","weightPermille":500,"maxHundredths":10000,"stepHundredths":1000}""",
            """{"id":"b","priceFen":5}""",
            string.Join(",", scores.Select((s, m) => Script.Sheet("m" + m, "b", "q", s)))
        );
        Assert.Equal([row], Script.Rows(Script.Edit(json, $"memberMean=\"{mean}\"")));
    }

    [Theory]
    [InlineData(951_249, 951_251, "95.13", "95.12", "100.00")]
    [InlineData(951_251, 951_252, "95.1252", "95.1251", "100.0000")]
    public void The_example_of_the_print_holds(long low, long high, string first, string second, string best)
    {
        // F = 100 · (low · high) / (high · 10⁶) = low / 10⁴, and the other way round.
        var json = Script.PriceOnly(
            "construction-national",
            Lowest,
            ("best", low * high),
            ("x", high * 1_000_000),
            ("y", low * 1_000_000)
        );
        Assert.Equal([best, first, second], Script.Score(json).Rows.Select(r => r.Rounded));
        Assert.Equal(["best", "y", "x"], Script.Score(json).Rows.Select(r => r.Bid));
    }

    [Fact]
    public void A_total_rounded_half_up_is_what_ranks()
    {
        string[] rows = ["b 100/1 391/6 571/6 95 1", "a 100/1 105/2 165/2 83 2", "c 75/1 50/1 145/2 73 3"];
        Assert.Equal(
            rows,
            Script.Rows(Script.Edit(Script.Goods, """rounding={"at":"total","digits":0,"mode":"half-up"}"""))
        );
    }

    [Fact]
    public void Totals_that_round_alike_are_told_apart_by_the_price_and_printed_alike()
    {
        var json = Script.Edit(
            Script.PriceOnly("construction-national", Lowest, ("y", 100_001), ("x", 100_000)),
            """rounding={"at":"total","digits":1}"""
        );
        Assert.Equal(["x 100/1 0/1 100/1 100.0 1", "y 10000000/100001 0/1 10000000/100001 100.0 2"], Script.Rows(json));
    }

    [Fact]
    public void Rounding_at_the_item_rounds_every_score_and_the_price()
    {
        // Quality of b: 271/3 → 90; price of c: 75.
        string[] rows = ["b 100/1 65/1 95/1 95 1", "a 100/1 105/2 165/2 83 2", "c 75/1 50/1 145/2 73 3"];
        Assert.Equal(rows, Script.Rows(Script.Edit(Script.Goods, """rounding={"at":"item","digits":0}""")));
    }

    [Fact]
    public void Rounding_at_the_price_leaves_the_other_scores()
    {
        var json = Script.Edit(Script.Goods, """rounding={"at":"price","digits":1} | bids[2].priceFen=210000000""");
        Assert.Equal("c 429/10 50/1 6287/100 62.9 3", Script.Rows(json)[2]); // 300/7 = 42.857… → 42.9; · 3/10 + 50
        Assert.Equal("b 100/1 391/6 571/6 95.2 1", Script.Rows(json)[0]);
    }

    [Fact]
    public void Rounding_at_none_gives_the_least_digits_of_the_print() =>
        Assert.Equal(
            ["95.1667", "82.5000", "72.5000"],
            Script.Score(Script.Edit(Script.Goods, """rounding={"at":"none","digits":4}""")).Rows.Select(r => r.Rounded)
        );

    [Fact]
    public void Tied_bids_share_a_rank_and_stand_in_the_order_of_code_points()
    {
        // U+FF5E comes before U+10000, though its UTF-16 unit is the greater one.
        var json = Script.PriceOnly("construction-national", Lowest, ("𐀀", 10), ("～", 10), ("z", 20));
        Assert.Equal(["～ 1", "𐀀 1", "z 3"], Script.Score(json).Rows.Select(r => $"{r.Bid} {r.Rank}"));
    }

    [Fact]
    public void Ties_at_the_third_place_are_all_candidates() =>
        Assert.Equal(
            ["a", "b", "c", "d"],
            Script
                .Score(Script.PriceOnly("procurement-goods", Lowest, ("e", 5), ("d", 3), ("c", 3), ("b", 2), ("a", 1)))
                .Candidates
        );

    [Theory]
    [InlineData("procurement-goods", 0)]
    [InlineData("construction-national", 2)]
    public void Two_bidders_are_candidates_in_works_only(string pack, int candidates)
    {
        var counted = Script.Score(Script.PriceOnly(pack, Lowest, ("a", 1), ("b", 2)));
        Assert.Equal(candidates, counted.Candidates.Count);
        Assert.Equal([1, 2], counted.Rows.Select(r => r.Rank));
    }

    [Theory]
    [InlineData(
        "ceilingFen=100000000",
        "priceFen",
        new long[] { 90_000_000, 100_000_000, 100_000_001, 100_000_002 },
        "9000000000/100000001"
    )]
    [InlineData(
        "priceKind=\"rate\" | ceilingMillionths=1000000",
        "millionths",
        new long[] { 900_000, 1_000_000, 1_000_001, 1_000_002 },
        "90000000/1000001"
    )]
    [InlineData(
        "priceKind=\"discount\" | ceilingMillionths=50000",
        "millionths",
        new long[] { 145_000, 50_000, 49_999, 49_998 },
        "28500000/316667"
    )] // 855,000/950,001
    public void A_bid_above_the_ceiling_keeps_its_rank_and_nobody_moves_up(
        string terms,
        string key,
        long[] prices,
        string over
    )
    {
        string[] ids = ["low", "equal", "over", "far"];
        foreach (var count in new[] { 3, 4 })
        {
            var bids = string.Join(
                ",",
                ids.Zip(prices, (id, price) => $$"""{"id":"{{id}}","{{key}}":{{price}}}""").Take(count)
            );
            var counted = Script.Score(
                Script.Edit(Script.PriceOnly("construction-national", LowestEvaluated), $"bids=[{bids}] | {terms}")
            );
            Assert.Equal(
                ["low 100/1 1", "equal 90/1 2", $"over {over} 3"],
                counted.Rows.Take(3).Select(r => $"{r.Bid} {r.Price} {r.Rank}")
            );
            Assert.Equal(count == 4 ? ["far 4"] : [], counted.Rows.Skip(3).Select(r => $"{r.Bid} {r.Rank}"));
            Assert.Equal(["low", "equal"], counted.Candidates);
        }
    }

    [Fact]
    public void The_best_of_a_brand_leads_and_the_others_have_no_rank()
    {
        var json = Branded(Lowest, ("x1", 1000, "X"), ("x2", 1250, "X"), ("y", 2000, "Y"), ("z", 4000, null));
        Assert.Equal(
            [
                "x1 100/1 0/1 100/1 100.00 1",
                "y 50/1 0/1 50/1 50.00 2",
                "z 25/1 0/1 25/1 25.00 3",
                "x2 80/1 0/1 80/1 80.00 -",
            ],
            Script.Rows(json)
        );
        Assert.Equal(["x1", "y", "z"], Script.Score(json).Candidates);
    }

    [Fact]
    public void Within_a_brand_the_higher_total_leads_though_its_price_is_higher()
    {
        // A: x1 80, x2 70. x2 leads its brand; the benchmark is 70.
        var json = Script.Edit(
            Branded(Lowest, ("x1", 80, "X"), ("x2", 100, "X"), ("y", 160, "Y"), ("z", 400, null)),
            "bids[1].adjustPermille=300"
        );
        Assert.Equal(["x2 1", "y 2", "z 3", "x1 "], Script.Score(json).Rows.Select(r => $"{r.Bid} {r.Rank}"));
        Assert.Equal("175/4", Script.Score(json).Rows[1].Price); // 70/160
    }

    [Fact]
    public void Undecided_leaders_of_a_brand_count_as_one_bidder()
    {
        var json = Branded(Lowest, ("x1", 10, "X"), ("x2", 10, "X"), ("y", 20, "Y"), ("z", 40, null));
        Assert.Equal(["x1 1", "x2 1", "y 2", "z 3"], Script.Score(json).Rows.Select(r => $"{r.Bid} {r.Rank}"));
        Assert.Equal(["x1", "x2", "y", "z"], Script.Score(json).Candidates);
    }

    [Fact]
    public void A_chosen_leader_leads_alone()
    {
        var json = Script.Edit(
            Branded(Lowest, ("x1", 10, "X"), ("x2", 10, "X"), ("y", 20, "Y"), ("z", 40, null)),
            """brandChosen=[{"brand":"X","bid":"x2"}]"""
        );
        Assert.Equal(["x2 1", "y 2", "z 3", "x1 "], Script.Score(json).Rows.Select(r => $"{r.Bid} {r.Rank}"));
    }

    [Fact]
    public void By_evaluated_price_only_the_cheapest_of_a_brand_has_a_row()
    {
        var json = Branded(LowestEvaluated, ("x1", 100, "X"), ("x2", 101, "X"), ("y", 110, "Y"), ("z", 120, null));
        Assert.Equal(["x1 1", "y 2", "z 3"], Script.Score(json).Rows.Select(r => $"{r.Bid} {r.Rank}"));
    }

    [Theory]
    [InlineData("", "x1 1|x2 1|y 2|z 3")]
    [InlineData("""brandChosen=[{"brand":"X","bid":"x2"}]""", "x2 1|y 2|z 3")]
    public void By_evaluated_price_equal_bids_of_a_brand_wait_for_a_choice(string choice, string ranks)
    {
        var json = Script.Edit(
            Branded(LowestEvaluated, ("x1", 100, "X"), ("x2", 100, "X"), ("y", 110, "Y"), ("z", 120, null)),
            choice
        );
        Assert.Equal(ranks.Split('|'), Script.Score(json).Rows.Select(r => $"{r.Bid} {r.Rank}"));
    }

    [Fact]
    public void By_evaluated_price_unequal_rows_of_an_undecided_brand_rank_by_the_others()
    {
        // T is 100 for both; x2's deduction makes E 90. x1 at 100 is behind y at 95, x2 before it.
        var json = Script.Edit(
            Branded(LowestEvaluated, ("x1", 100, "X"), ("x2", 100, "X"), ("y", 95, "Y"), ("z", 120, null)),
            "bids[1].adjustPermille=100"
        );
        Assert.Equal(["x2 1", "x1 2", "y 2", "z 3"], Script.Score(json).Rows.Select(r => $"{r.Bid} {r.Rank}"));
    }

    [Theory]
    [InlineData(Lowest, 10, 11)]
    [InlineData(LowestEvaluated, 10, 11)]
    public void A_choice_of_a_bid_that_does_not_lead_is_refused(string method, long x1, long x2) =>
        Script.IsRefused(
            Script.Edit(
                Branded(method, ("x1", x1, "X"), ("x2", x2, "X"), ("y", 20, "Y")),
                """brandChosen=[{"brand":"Y","bid":"y"},{"brand":"X","bid":"x2"}]"""
            ),
            "brand-not-leading",
            "$.brandChosen[1].bid"
        );

    [Fact]
    public void A_choice_of_a_rejected_bid_is_refused() =>
        Script.IsRefused(
            Script.Edit(
                Branded(Lowest, ("x1", 10, "X"), ("x2", 10, "X")),
                """bids[0].valid=false | bids[1].valid=false | brandChosen=[{"brand":"X","bid":"x2"}]"""
            ),
            "brand-not-leading",
            "$.brandChosen[0].bid"
        );

    [Fact]
    public void Three_bids_of_one_brand_are_one_bidder() =>
        Assert.Empty(Script.Score(Branded(Lowest, ("x1", 10, "X"), ("x2", 12, "X"), ("x3", 13, "X"))).Candidates);

    [Fact]
    public void Brands_have_no_effect_without_the_rule() =>
        Assert.Equal(
            ["x1 1", "x2 2"],
            Script
                .Score(
                    Branded(Lowest, ("x1", 10, "X"), ("x2", 12, "X"))
                        .Replace("procurement-goods", "construction-national", StringComparison.Ordinal)
                )
                .Rows.Select(r => $"{r.Bid} {r.Rank}")
        );

    [Fact]
    public void When_all_bids_are_rejected_there_are_no_rows_and_no_sheet_is_missed()
    {
        var json = Script.Edit(
            Script.Goods,
            "bids[0].valid=false | bids[1].valid=false | bids[2].valid=false | sheets=[]"
        );
        Assert.Empty(Script.Rows(json));
        Assert.Empty(Script.Score(json).Candidates);
    }

    [Fact]
    public void A_file_without_bids_is_a_publication() =>
        Assert.Empty(Script.Rows(Script.Edit(Script.Goods, "bids=[] | sheets=[]")));

    [Fact]
    public void A_lawful_amendment_changes_the_mean()
    {
        // a's quality of m1: 8010 is off the step; 8000 is what 12.1 has.
        var json = Script.Edit(
            Script.Goods,
            """
            sheets[0].hundredths=8010 | amendments=[{"kind":"range","member":"m1","bid":"a","criterion":"quality","before":8010,"after":8000,"reason":"step"},{"kind":"sum","member":"m1","bid":"a","before":1,"after":9000,"reason":"sum"}]
            """
        );
        Assert.Equal(Script.Rows(Script.Goods), Script.Rows(json));
    }

    [Fact]
    public void An_objective_item_may_be_brought_into_line()
    {
        var json = Script.Edit(
            Script.Goods,
            """sheets[3].hundredths=900 | amendments=[{"kind":"objective","member":"m2","bid":"a","criterion":"service","before":900,"after":1000,"reason":"count"}]"""
        );
        Assert.Equal(Script.Rows(Script.Goods), Script.Rows(json));
    }

    private static string Branded(string method, params (string Id, long Fen, string? Brand)[] bids) =>
        Script.Edit(
            Script.PriceOnly("procurement-goods", method, [.. bids.Select(b => (b.Id, b.Fen))]),
            string.Join(" | ", bids.Select((b, i) => b.Brand is null ? "" : $"bids[{i}].brand=\"{b.Brand}\""))
        );
}
