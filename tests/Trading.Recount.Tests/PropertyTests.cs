using System.Numerics;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Trading.Scoring.Tests;

namespace Trading.Recount.Tests;

/// <summary>What holds for every file.</summary>
public class PropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void A_lawful_file_counts_and_counts_alike_every_time() =>
        ForAll(seed =>
        {
            var json = Dice.Roll(seed).ToJsonString();
            Assert.Equal(Script.Rows(json), Script.Rows(json));
            Assert.Equal(Script.Score(json).Candidates, Script.Score(json).Candidates);
        });

    [Fact]
    public void The_order_of_bids_sheets_criteria_and_members_changes_nothing() =>
        ForAll(seed =>
        {
            var file = Dice.Roll(seed);
            var before = Script.Rows(file.ToJsonString());
            var random = new Random(seed);
            foreach (var key in new[] { "bids", "sheets", "criteria" })
                file[key] = Shuffled((JsonArray)file[key]!, random);
            Assert.Equal(before, Script.Rows(file.ToJsonString()));

            var members = file["sheets"]!.AsArray().Select(s => (string)s!["member"]!).Distinct().ToArray();
            random.Shuffle(members);
            file["members"] = new JsonArray([.. members.Select(m => new JsonObject { ["id"] = m })]);
            Assert.Equal(before, Script.Rows(file.ToJsonString()));
        });

    [Fact]
    public void A_rejected_bid_more_changes_nothing() =>
        ForAll(seed =>
        {
            var file = Dice.Roll(seed);
            var before = Script.Rows(file.ToJsonString());
            file["bids"]!.AsArray().Insert(0, JsonNode.Parse("""{"id":"extra","priceFen":1,"valid":false}"""));
            Assert.Equal(before, Script.Rows(file.ToJsonString()));
        });

    [Fact]
    public void Fen_or_yuan_the_scores_are_the_same() =>
        ForAll(seed =>
        {
            var file = Dice.Roll(seed);
            var before = Script.Rows(file.ToJsonString());
            foreach (var bid in file["bids"]!.AsArray())
            {
                bid!["priceFen"] = 100 * (int)bid["priceFen"]!;
                if (bid["quotation"] is { } quotation)
                    quotation["wordsFen"] = 100 * (int)quotation["wordsFen"]!;
            }

            Assert.Equal(before, Script.Rows(file.ToJsonString()));
        });

    [Fact]
    public void A_lower_price_never_scores_less_under_the_lowest_price_benchmark() =>
        ForAll(seed =>
        {
            var file = Dice.Roll(seed);
            if ((string)file["method"]! != "lowest-price-benchmark")
                return;
            var bid = file["bids"]!.AsArray()[0]!.AsObject();
            foreach (var key in new[] { "quotation", "valid", "rejectedLate" })
                bid.Remove(key);
            var before = Prices(file)[(string)bid["id"]!];
            bid["priceFen"] = Math.Max(1, (int)bid["priceFen"]! - (seed % 900));
            Assert.True(Compare(Prices(file)[(string)bid["id"]!], before) >= 0);
        });

    [Fact]
    public void Totals_fall_with_the_rank_and_stay_within_a_hundred() =>
        ForAll(seed =>
        {
            var counted = Script.Score(Dice.Roll(seed).ToJsonString());
            var ranked = counted.Rows.Where(r => r.Rank is not null).ToList();
            Assert.All(counted.Rows, r => Assert.True(Compare(r.Total, "0/1") >= 0 && Compare(r.Total, "100/1") <= 0));
            Assert.Equal(ranked, counted.Rows.Take(ranked.Count));
            for (var i = 1; i < ranked.Count; i++)
                Assert.True(ranked[i].Rank >= ranked[i - 1].Rank);
            for (var i = 1; i < ranked.Count; i++)
                Assert.True(
                    ranked[i].Rank == ranked[i - 1].Rank
                        || decimal.Parse(ranked[i].Rounded) <= decimal.Parse(ranked[i - 1].Rounded)
                );
        });

    [Fact]
    public void Different_totals_look_different_in_print() =>
        ForAll(seed =>
        {
            var file = Dice.Roll(seed);
            if ((string)file["rounding"]!["at"]! == "total")
                return;
            var rows = Script.Score(file.ToJsonString()).Rows;
            Assert.Equal(rows.Select(r => r.Total).Distinct().Count(), rows.Select(r => r.Rounded).Distinct().Count());
        });

    [Fact]
    public void No_bytes_make_it_throw() =>
        ForAll(seed =>
        {
            var random = new Random(seed);
            var bytes = RandomTender.Make(seed);
            for (var i = 0; i < 3; i++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            foreach (var counted in new[] { Recount.Score(bytes), Recount.CheckTerms(bytes) })
                Assert.Equal(counted.ErrorCode is null, counted.ErrorPath is null);
        });

    [Fact]
    public void No_value_in_any_place_makes_it_throw() =>
        ForAll(seed =>
        {
            string[] values =
            [
                "null",
                "{}",
                "[]",
                "[[]]",
                "-1",
                "1e400",
                "\"\"",
                "\"m1\"",
                "true",
                "0",
                "99999999999999999999",
                "\"1/3\"",
            ];
            var random = new Random(seed);
            var file = Dice.Roll(seed);
            var keys = file.Select(p => p.Key).ToArray();
            var key = keys[random.Next(keys.Length)];
            var value = JsonNode.Parse(values[random.Next(values.Length)]);
            if (
                file[key] is JsonArray { Count: > 0 } list
                && random.Next(4) > 0
                && list[random.Next(list.Count)] is JsonObject item
            )
                item[item.ElementAt(random.Next(item.Count)).Key] = value;
            else
                file[key] = value;
            var counted = Script.Score(file.ToJsonString());
            Assert.Equal(counted.ErrorCode is null, counted.ErrorPath is null);
        });

    private static void ForAll(Action<int> holds) =>
        Check.One(Runs, Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), holds));

    private static JsonArray Shuffled(JsonArray list, Random random)
    {
        var items = list.Select(i => i!.DeepClone()).ToArray();
        random.Shuffle(items);
        return [.. items];
    }

    private static Dictionary<string, string> Prices(JsonObject file) =>
        Script.Score(file.ToJsonString()).Rows.ToDictionary(r => r.Bid, r => r.Price);

    private static int Compare(string x, string y)
    {
        var (a, b) = (x.Split('/').Select(BigInteger.Parse).ToArray(), y.Split('/').Select(BigInteger.Parse).ToArray());
        return (a[0] * b[1]).CompareTo(b[0] * a[1]);
    }
}
