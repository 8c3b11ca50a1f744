using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>Laws of scoring, over random tenders that are scored.</summary>
public class PropertyTests
{
    private const int Tenders = 1500;

    [Fact]
    public void The_order_of_bids_members_sheets_and_criteria_changes_nothing() =>
        ForEachScored(
            (root, cells, random) =>
            {
                foreach (var list in new[] { "bids", "members", "sheets", "criteria" })
                    if (root[list] is JsonArray array)
                        Shuffle(root, list, array, random);
                Assert.Equal(cells, Cells.Of(Score(root)));
            }
        );

    [Fact]
    public void A_bid_that_was_rejected_in_time_changes_nothing() =>
        ForEachScored(
            (root, cells, random) =>
            {
                if (root["bids"]!.AsArray().Count == 0)
                    return; // a publication: with its first bid, sheets are judged that were not before
                root["bids"]!
                    .AsArray()
                    .Insert(
                        0,
                        JsonNode.Parse(
                            $$"""{"id":"rejected","{{PriceKey(root)}}":{{random.Next(0, 500)}},"valid":false,"brand":"X"}"""
                        )
                    );
                Assert.Equal(cells, Cells.Of(Score(root)));
            }
        );

    [Fact]
    public void Where_the_pack_never_recomputes_a_late_rejection_leaves_all_other_price_scores() =>
        ForEachScored(
            (root, _, random) =>
            {
                if (
                    !Word(root, "pack").StartsWith("construction", StringComparison.Ordinal)
                    || Word(root, "method") == "lowest-evaluated-price"
                )
                    return;
                var before = Score(root).Outcome!;
                if (before.Rows.Count < 2)
                    return;
                var gone = before.Rows[random.Next(before.Rows.Count)].BidId;
                var bid = root["bids"]!.AsArray().Single(b => (string?)b!["id"] == gone)!;
                (bid["valid"], bid["rejectedLate"]) = (false, true);
                var after = Score(root).Outcome!;
                Assert.Equal(
                    before.Rows.Where(r => r.BidId != gone).ToDictionary(r => r.BidId, r => (r.Price, r.Total)),
                    after.Rows.ToDictionary(r => r.BidId, r => (r.Price, r.Total))
                );
            }
        );

    [Fact]
    public void A_lower_price_never_scores_less_under_the_lowest_price_benchmark() =>
        ForEachScored(
            (root, _, random) =>
            {
                if (Word(root, "method") != "lowest-price-benchmark" || Kind(root) == "discount")
                    return;
                if (root["priceParts"] is not null)
                    return; // what is compared there is the parts, not the price that was read out
                var before = Score(root).Outcome!;
                var candidates = root["bids"]!
                    .AsArray()
                    .Where(b =>
                        b!["quotation"] is null
                        && before.Rows.Any(r => r.BidId == (string?)b["id"])
                        && (long)b[PriceKey(root)]! > 1
                    )
                    .ToList();
                if (candidates.Count == 0)
                    return;
                var bid = candidates[random.Next(candidates.Count)]!;
                bid[PriceKey(root)] = random.NextInt64(1, (long)bid[PriceKey(root)]!);
                root.Remove("brandChosen"); // another bid of the brand may lead now
                var id = (string?)bid["id"];
                Assert.True(RowOf(Score(root).Outcome!, id).Price >= RowOf(before, id).Price);
            }
        );

    [Fact]
    public void Without_a_published_rounding_only_print_rounds() =>
        ForEachScored(
            (root, _, _) =>
            {
                root["rounding"] = "none";
                var exact = Score(root).Outcome!;
                root["rounding"] = JsonNode.Parse("""{"at":"none","digits":0}""");
                var coarse = Score(root).Outcome!;
                Assert.Equal(exact.Rows.Select(Exact), coarse.Rows.Select(Exact));
                Assert.Equal(
                    coarse.Rows.Select(r => r.Total).Distinct().Count(),
                    coarse.Rows.Select(r => r.Rounded).Distinct().Count()
                );
            }
        );

    [Fact]
    public void Every_score_lies_between_0_and_100_and_its_derivation_ends_in_the_total() =>
        ForEachScored(
            (root, _, _) =>
            {
                foreach (var row in Score(root).Outcome!.Rows)
                {
                    Assert.All(
                        new[] { row.Price, row.Technical, row.Total },
                        x => Assert.True(x >= Fraction.Zero && x <= Fraction.Hundred)
                    );
                    var terms = row.Explain();
                    Assert.Equal(
                        row.Total,
                        terms
                            .Last(t => t.Name == "total" && !t.Formula.StartsWith("rounded", StringComparison.Ordinal))
                            .Value
                    );
                    Assert.All(terms, t => Assert.Matches("^[a-z0-9-]+(:[0-9]+)?$", t.Rule));
                }
            }
        );

    [Fact]
    public void No_file_makes_it_throw()
    {
        var random = new Random(7);
        for (var seed = 0; seed < 400; seed++)
        {
            var bytes = RandomTender.Make(seed);
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var result = Scorer.Score(bytes);
            Assert.True(result.Outcome is null != result.Fault is null);
        }
    }

    private static void ForEachScored(Action<JsonObject, string, Random> check)
    {
        var scored = 0;
        for (var seed = 0; seed < Tenders; seed++)
        {
            var bytes = RandomTender.Make(seed);
            if (Scorer.Score(bytes) is not { Outcome: not null } result)
                continue;
            scored++;
            check(JsonNode.Parse(bytes)!.AsObject(), Cells.Of(result), new Random(seed));
        }
        Assert.True(scored > Tenders / 3, $"only {scored} of {Tenders} were scored");
    }

    private static void Shuffle(JsonObject root, string list, JsonArray array, Random random)
    {
        var nodes = array.Select(n => n?.DeepClone()).ToArray();
        random.Shuffle(nodes);
        root[list] = new JsonArray(nodes);
    }

    private static ScoringResult Score(JsonObject root) => Scorer.Score(JsonSerializer.SerializeToUtf8Bytes(root));

    private static Row RowOf(Outcome outcome, string? id) => outcome.Rows.Single(r => r.BidId == id);

    private static (string, Fraction, Fraction, Fraction, int?) Exact(Row row) =>
        (row.BidId, row.Price, row.Technical, row.Total, row.Rank);

    private static string Word(JsonObject root, string key) => (string)root[key]!;

    private static string Kind(JsonObject root) => (string?)root["priceKind"] ?? "amount";

    private static string PriceKey(JsonObject root) => Kind(root) == "amount" ? "priceFen" : "millionths";
}
