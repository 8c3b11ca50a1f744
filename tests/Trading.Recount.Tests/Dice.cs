using System.Text.Json.Nodes;

namespace Trading.Recount.Tests;

/// <summary>
/// A random lawful file from a seed: any pack and method, brands, rejections, deductions, several members.
/// </summary>
internal static class Dice
{
    private static readonly string[] Packs =
    [
        "procurement-goods",
        "procurement-services",
        "construction-national",
        "construction-wuhai",
    ];
    private static readonly string[] Methods =
    [
        "lowest-price-benchmark",
        "average-benchmark",
        "lowest-evaluated-price",
    ];

    public static JsonObject Roll(int seed)
    {
        var random = new Random(seed);
        var pack = Packs[random.Next(4)];
        var isWorks = pack.StartsWith("construction", StringComparison.Ordinal);
        var method = Methods[random.Next(3)];
        if (!isWorks && method == "average-benchmark")
            method = "lowest-price-benchmark";
        var isPriceOnly = method == "lowest-evaluated-price";
        var bids = Enumerable.Range(0, random.Next(1, 9)).Select(i => "b" + i).ToArray();
        var root = new JsonObject
        {
            ["format"] = "trading-score/1",
            ["pack"] = pack,
            ["method"] = method,
            ["criteria"] = JsonNode.Parse(
                isPriceOnly ? """[{"id":"p","kind":"price","weightPermille":1000}]""" : Criteria
            ),
            ["bids"] = new JsonArray([.. bids.Select(b => Bid(random, b, isWorks))]),
            ["sheets"] = isPriceOnly ? [] : Sheets(random, bids, isWorks ? 5 : 3),
            ["rounding"] = new JsonObject
            {
                ["at"] = new[] { "none", "item", "price", "total" }[random.Next(4)],
                ["digits"] = random.Next(4),
            },
        };
        if (isWorks)
            root["memberMean"] = random.Next(2) == 0 ? "all" : "without-extremes";
        if (method == "average-benchmark")
            root["parameters"] = JsonNode.Parse(
                """{"K":"97/100","dropFrom":4,"dropEach":1,"deductAbove":1,"deductBelow":"1/2","floor":10}"""
            );
        return root;
    }

    private const string Criteria = """
        [{"id":"p","kind":"price","weightPermille":350},
        {"id":"q","kind":"subjective","weightPermille":450,"maxHundredths":3000,"stepHundredths":50},
        {"id":"r","kind":"objective","weightPermille":200,"maxHundredths":700,"stepHundredths":100}]
        """;

    private static JsonObject Bid(Random random, string id, bool isWorks)
    {
        var bid = new JsonObject
        {
            ["id"] = id,
            ["priceFen"] = random.Next(1, 4) * 1000 + random.Next(3),
            ["adjustPermille"] = random.Next(3) * 50,
        };
        if (random.Next(2) == 0)
            bid["brand"] = "brand" + random.Next(3);
        if (random.Next(5) == 0)
            bid["valid"] = false;
        if (bid.ContainsKey("valid") && random.Next(2) == 0)
            bid["rejectedLate"] = true;
        if (random.Next(4) == 0)
            bid["quotation"] = JsonNode.Parse("""{"wordsFen":2500,"confirmed":true}""");
        return bid;
    }

    private static JsonArray Sheets(Random random, string[] bids, int members)
    {
        var sheets = new JsonArray();
        foreach (var bid in bids)
        {
            var objective = random.Next(8) * 100;
            for (var m = 0; m < members; m++)
            {
                sheets.Add(JsonNode.Parse(Script.Sheet("m" + m, bid, "q", random.Next(61) * 50)));
                sheets.Add(JsonNode.Parse(Script.Sheet("m" + m, bid, "r", objective)));
            }
        }

        return sheets;
    }
}
