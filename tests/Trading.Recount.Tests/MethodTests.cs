namespace Trading.Recount.Tests;

/// <summary>Section 6 by hand, one method after the other.</summary>
public class MethodTests
{
    private const string Lowest = "lowest-price-benchmark";
    private const string Evaluated = "lowest-evaluated-price";

    [Fact]
    public void The_example_of_the_lowest_price_benchmark_holds()
    {
        string[] rows = ["b 100/1 391/6 571/6 95.17 1", "a 100/1 105/2 165/2 82.50 2", "c 75/1 50/1 145/2 72.50 3"];
        Assert.Equal(rows, Script.Rows(Script.Goods));
        Assert.Equal(["b", "a", "c"], Script.Score(Script.Goods).Candidates);
    }

    [Fact]
    public void The_example_of_the_average_benchmark_holds()
    {
        string[] rows =
        [
            "p3 36050/361 0/1 36050/361 99.86 1",
            "p2 35650/361 0/1 35650/361 98.75 2",
            "p4 35400/361 0/1 35400/361 98.06 3",
            "p5 32200/361 0/1 32200/361 89.20 4",
            "p1 32050/361 0/1 32050/361 88.78 5",
        ];
        Assert.Equal(rows, Script.Rows(Script.Average));
        Assert.Equal(["p3", "p2", "p4"], Script.Score(Script.Average).Candidates);
    }

    [Fact]
    public void The_example_of_the_lowest_evaluated_price_holds() =>
        Assert.Equal(
            ["b 100/1 0/1 100/1 100.00 1", "c 100/1 0/1 100/1 100.00 2", "a 5050/51 0/1 5050/51 99.02 3"],
            Script.Rows(Script.Evaluated)
        );

    [Fact]
    public void The_example_of_discounts_holds()
    {
        var json = Script.Edit(
            Script.PriceOnly("construction-national", Lowest, ("x", 1), ("y", 1)),
            """
            priceKind="discount" | bids=[{"id":"x","millionths":100000},{"id":"y","millionths":40000}]
            """
        );
        Assert.Equal(["x 100/1 0/1 100/1 100.00 1", "y 375/4 0/1 375/4 93.75 2"], Script.Rows(json));
    }

    [Fact]
    public void A_rate_competes_with_its_millionths_and_a_deduction_applies_to_it()
    {
        var json = Script.Edit(
            Script.PriceOnly("construction-national", Lowest, ("x", 1), ("y", 1)),
            """
            priceKind="rate" | bids=[{"id":"x","millionths":50000},{"id":"y","millionths":80000,"adjustPermille":200}]
            """
        );
        // 80,000 · 0.8 = 64,000; 50/64
        Assert.Equal(["x 100/1 0/1 100/1 100.00 1", "y 625/8 0/1 625/8 78.13 2"], Script.Rows(json));
    }

    [Fact]
    public void A_repeating_fraction_is_never_cut() =>
        Assert.Equal(
            ["x 100/1 0/1 100/1 100.00 1", "y 300/7 0/1 300/7 42.86 2"],
            Script.Rows(Script.PriceOnly("construction-national", Lowest, ("x", 3), ("y", 7)))
        );

    [Fact]
    public void One_bid_alone_is_its_own_benchmark() =>
        Assert.Equal(
            ["x 100/1 0/1 100/1 100.00 1"],
            Script.Rows(Script.PriceOnly("construction-national", Evaluated, ("x", 77)))
        );

    [Theory]
    [InlineData("construction-national", "y 50/1 0/1 50/1 50.00 1")]
    [InlineData("procurement-goods", "y 100/1 0/1 100/1 100.00 1")]
    public void A_late_rejection_stays_in_the_benchmark_only_where_the_pack_never_recomputes(string pack, string row)
    {
        var json = Script.Edit(
            Script.PriceOnly(pack, Lowest, ("x", 100), ("y", 200)),
            "bids[0].valid=false | bids[0].rejectedLate=true"
        );
        Assert.Equal([row], Script.Rows(json));
    }

    [Fact]
    public void An_early_rejection_is_in_no_benchmark() =>
        Assert.Equal(
            ["y 100/1 0/1 100/1 100.00 1"],
            Script.Rows(
                Script.Edit(
                    Script.PriceOnly("construction-national", Lowest, ("x", 100), ("y", 200)),
                    "bids[0].valid=false"
                )
            )
        );

    [Fact]
    public void With_the_evaluated_price_a_late_rejection_is_in_no_benchmark() =>
        Assert.Equal(
            ["y 100/1 0/1 100/1 100.00 1"],
            Script.Rows(
                Script.Edit(
                    Script.PriceOnly("construction-national", Evaluated, ("x", 100), ("y", 200)),
                    "bids[0].valid=false | bids[0].rejectedLate=true"
                )
            )
        );

    [Fact]
    public void A_late_rejection_whose_correction_was_refused_is_in_no_benchmark()
    {
        var json = Script.Edit(
            Script.PriceOnly("construction-national", Lowest, ("x", 100), ("y", 200)),
            """bids[0].valid=false | bids[0].rejectedLate=true | bids[0].quotation={"wordsFen":90,"confirmed":false}"""
        );
        Assert.Equal(["y 100/1 0/1 100/1 100.00 1"], Script.Rows(json));
    }

    [Fact]
    public void A_late_rejection_moves_the_average()
    {
        // M = (100 + 300) / 2 = 200 with the rejected one; B = 200; 300 is 50 % above.
        var json = Script.Edit(
            Script.PriceOnly("construction-national", "average-benchmark", ("x", 100), ("y", 300)),
            """parameters={"K":1,"deductAbove":1,"deductBelow":1} | bids[0].valid=false | bids[0].rejectedLate=true"""
        );
        Assert.Equal(["y 50/1 0/1 50/1 50.00 1"], Script.Rows(json));
    }

    [Fact]
    public void Equal_prices_are_dropped_one_by_one()
    {
        // 10, 10, 20, 30, 30: one of each end goes, M = 20.
        var json = Script.Edit(
            Script.PriceOnly(
                "construction-national",
                "average-benchmark",
                ("a", 10),
                ("b", 10),
                ("c", 20),
                ("d", 30),
                ("e", 30)
            ),
            """parameters={"K":1,"dropFrom":5,"dropEach":1,"deductAbove":"1/2","deductBelow":"1"}"""
        );
        Assert.Equal(
            [
                "c 100/1 0/1 100/1 100.00 1",
                "d 75/1 0/1 75/1 75.00 2",
                "e 75/1 0/1 75/1 75.00 2",
                "a 50/1 0/1 50/1 50.00 4",
                "b 50/1 0/1 50/1 50.00 4",
            ],
            Script.Rows(json)
        );
    }

    [Fact]
    public void Nothing_is_dropped_below_the_published_number()
    {
        // 10, 20, 60: M = 30, not 20.
        var json = Script.Edit(
            Script.PriceOnly("construction-national", "average-benchmark", ("a", 10), ("b", 20), ("c", 60)),
            """parameters={"K":1,"dropFrom":4,"dropEach":1,"deductAbove":1,"deductBelow":1}"""
        );
        Assert.Equal(
            ["b 200/3 0/1 200/3 66.67 1", "a 100/3 0/1 100/3 33.33 2", "c 0/1 0/1 0/1 0.00 3"],
            Script.Rows(json)
        );
    }

    [Fact]
    public void The_floor_holds_a_score_up()
    {
        var json = Script.Edit(
            Script.PriceOnly("construction-national", "average-benchmark", ("a", 10), ("b", 30)),
            """parameters={"K":1,"deductAbove":1,"deductBelow":2,"floor":"121/2"}"""
        );
        Assert.Equal(["a 121/2 0/1 121/2 60.50 1", "b 121/2 0/1 121/2 60.50 2"], Script.Rows(json));
    }

    [Fact]
    public void With_a_full_ceiling_share_the_bids_do_not_move_the_benchmark()
    {
        // B = 9/10 · 1000 = 900; 990 is 10 % above.
        var json = Script.Edit(
            Script.PriceOnly("construction-national", "average-benchmark", ("a", 900), ("b", 990)),
            """ceilingFen=1000 | parameters={"K":"9/10","drawnFrom":["8/10","90/100"],"ceilingShare":1,"deductAbove":1,"deductBelow":1}"""
        );
        Assert.Equal(["a 100/1 0/1 100/1 100.00 1", "b 90/1 0/1 90/1 90.00 2"], Script.Rows(json));
    }

    [Fact]
    public void A_least_discount_becomes_a_ceiling_price()
    {
        // C = 1,000,000 − 100,000 = 900,000 = B; p = 720,000 is 20 % below.
        var json = Script.Edit(
            Script.PriceOnly("construction-national", "average-benchmark", ("a", 1)),
            """priceKind="discount" | bids=[{"id":"a","millionths":280000}] | ceilingMillionths=100000 | parameters={"K":1,"ceilingShare":1,"deductAbove":3,"deductBelow":1}"""
        );
        Assert.Equal(["a 80/1 0/1 80/1 80.00 1"], Script.Rows(json));
    }

    [Fact]
    public void A_deduction_counts_for_the_score_and_the_unadjusted_price_breaks_the_tie()
    {
        // A: 90, 90; T: 100, 90.
        var json = Script.Edit(
            Script.PriceOnly("construction-national", Lowest, ("a", 100), ("b", 90)),
            "bids[0].adjustPermille=100"
        );
        Assert.Equal(["b 100/1 0/1 100/1 100.00 1", "a 100/1 0/1 100/1 100.00 2"], Script.Rows(json));
    }
}
