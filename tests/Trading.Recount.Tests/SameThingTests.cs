using System.Text.Json.Nodes;
using Trading.Scoring.Tests;

namespace Trading.Recount.Tests;

/// <summary>What the later keys say can often be said in two ways: both count alike.</summary>
public class SameThingTests
{
    private const int Tenders = 2_000;
    private const int LeastConcerned = 20;

    [Fact]
    public void A_floor_is_the_floor_of_both_sides() =>
        Holds(root =>
        {
            if (Parameters(root)?["floor"] is not { } floor)
                return false;
            foreach (var side in new[] { "floorAbove", "floorBelow" })
                Parameters(root)![side] ??= floor.DeepClone();
            return Parameters(root)!.Remove("floor");
        });

    [Fact]
    public void The_factor_of_the_ceiling_is_that_of_the_mean_unless_it_is_published() =>
        Holds(root =>
        {
            if (Parameters(root) is not { } given || given.ContainsKey("ceilingK"))
                return false;
            given["ceilingK"] = given["K"]!.DeepClone();
            return true;
        });

    [Fact]
    public void One_deduction_for_all_deviations_is_a_list_of_one() =>
        Holds(root =>
        {
            if (Parameters(root) is not { } given || given["deductBelow"] is JsonArray)
                return false;
            given["deductBelow"] = new JsonArray(
                new JsonObject { ["fromPercent"] = 0, ["perPercent"] = given["deductBelow"]!.DeepClone() }
            );
            return true;
        });

    [Fact]
    public void Dropping_each_end_is_a_first_step_with_one_tier() =>
        Holds(root =>
        {
            if (Parameters(root) is not { } given || given["dropEach"] is not { } each)
                return false;
            var tier = new JsonObject
            {
                ["from"] = given["dropFrom"]!.DeepClone(),
                ["lowest"] = each.DeepClone(),
                ["highest"] = each.DeepClone(),
            };
            given["meanFrom"] ??= new JsonArray();
            given["meanFrom"]!.AsArray().Insert(0, new JsonObject { ["drop"] = new JsonArray(tier) });
            return given.Remove("dropEach") && given.Remove("dropFrom");
        });

    [Fact]
    public void A_preference_is_a_deduction_of_whom_it_is_for() =>
        Holds(root =>
        {
            if (root["preferences"] is not { } preferences)
                return false;
            foreach (var bid in root["bids"]!.AsArray())
            {
                var deduction = (long?)bid!["adjustPermille"] ?? 0;
                deduction += (bool?)bid["isSmall"] ?? false ? (long?)preferences["smallPermille"] ?? 0 : 0;
                deduction += (bool?)bid["isDomestic"] ?? false ? (long?)preferences["domesticPermille"] ?? 0 : 0;
                bid["adjustPermille"] = deduction;
            }

            return root.Remove("preferences");
        });

    [Fact]
    public void A_price_is_a_part_of_its_own() =>
        Holds(root =>
        {
            var bids = root["bids"]!.AsArray();
            if (root.ContainsKey("priceParts") || bids.Any(b => b!["priceFen"] is null || b["quotation"] is not null))
                return false;
            if (root["rounding"] is JsonArray rules && rules.Any(rule => (string?)rule!["at"] == "line"))
                return false;
            root["priceParts"] = JsonNode.Parse("""[{"id":"all","kind":"amount"}]""");
            foreach (var bid in bids)
            {
                var part = new JsonObject { ["part"] = "all", ["fen"] = bid!["priceFen"]!.DeepClone() };
                bid["parts"] = new JsonArray(part);
                bid.AsObject().Remove("priceFen");
            }

            return bids.Count > 0;
        });

    [Fact]
    public void Without_a_tax_a_price_is_what_it_is() =>
        Holds(root =>
        {
            if ((string?)root["priceKind"] is "rate" or "discount" || root.ContainsKey("compareWithoutTax"))
                return false;
            root["compareWithoutTax"] = true;
            foreach (var bid in root["bids"]!.AsArray())
                bid!["taxPermille"] = 0;
            return true;
        });

    [Theory]
    [InlineData("item", "price", "item")]
    [InlineData("price", "price")]
    [InlineData("total", "total")]
    public void An_object_that_rounds_is_a_list_of_rules(string at, params string[] words) =>
        Holds(
            root =>
            {
                root["rounding"] = new JsonArray([.. words.Select(word => (JsonNode?)Rule(word))]);
                return true;
            },
            // Two digits: what is printed at least does not depend on the form then.
            root => root["rounding"] = Rule(at)
        );

    [Fact]
    public void The_order_of_bids_parts_lines_and_deviations_changes_no_row() =>
        Holds(root =>
        {
            var random = new Random(7);
            var bids = root["bids"]!.AsArray();
            Shuffle(bids, random);
            foreach (var bid in bids)
            {
                Shuffle(bid!["parts"] as JsonArray, random);
                foreach (var part in bid["parts"] as JsonArray ?? [])
                    Shuffle(part!["lines"] as JsonArray, random);
            }

            return bids.Count > 1;
        });

    private static JsonObject Rule(string at) =>
        new()
        {
            ["at"] = at,
            ["digits"] = 2,
            ["mode"] = "half-up",
        };

    /// <summary>Rewrites many lawful tenders; false where the rewriting does not concern one.</summary>
    private static void Holds(Func<JsonObject, bool> rewritten, Action<JsonObject>? prepare = null)
    {
        var concerned = 0;
        for (var seed = 0; seed < Tenders; seed++)
        {
            if (JsonNode.Parse(RandomTender.Make(seed)) is not JsonObject root)
                continue;
            prepare?.Invoke(root);
            if (Script.Score(root.ToJsonString()) is not { ErrorCode: null } counted || !rewritten(root))
                continue;
            concerned++;
            var again = Script.Score(root.ToJsonString());
            Assert.Null(again.ErrorCode);
            Assert.Equal(counted.Rows, again.Rows);
            Assert.Equal(counted.Candidates, again.Candidates);
            Assert.Equal(counted.Corrections, again.Corrections);
            Assert.Equal(counted.Reasons.OrderBy(r => r.Bid), again.Reasons.OrderBy(r => r.Bid));
        }

        Assert.True(concerned >= LeastConcerned, $"only {concerned} tenders were concerned");
    }

    private static JsonObject? Parameters(JsonObject root) => root["parameters"] as JsonObject;

    private static void Shuffle(JsonArray? list, Random random)
    {
        if (list is null)
            return;
        var items = list.Select(item => item!.DeepClone()).ToArray();
        random.Shuffle(items);
        list.Clear();
        foreach (var item in items)
            list.Add(item);
    }
}
