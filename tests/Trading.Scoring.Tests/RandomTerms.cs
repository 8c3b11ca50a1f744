using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>What everything else of a random tender depends on.</summary>
internal sealed record Shape(string Pack, string Method, string Kind)
{
    public bool IsWorks => Pack.StartsWith("construction", StringComparison.Ordinal);

    public bool IsAverage => Method == "average-benchmark";

    public bool IsEvaluated => Method == "lowest-evaluated-price";

    public bool IsAmount => Kind == "amount";
}

/// <summary>Random terms of a price: parameters, rounding, parts, preferences.</summary>
internal sealed class RandomTerms(Random random, Shape shape)
{
    private static readonly string[] Fractions =
    [
        "1/2",
        "19/20",
        "1",
        "97/100",
        "3/7",
        "999999999999999998/999999999999999999",
    ];
    private static readonly string[] Words =
    [
        "line",
        "benchmark",
        "deviation",
        "price",
        "price-points",
        "item",
        "item-points",
        "technical-points",
        "total",
    ];

    public JsonObject Parameters()
    {
        var parameters = new JsonObject
        {
            ["K"] = random.Pick(Fractions),
            ["deductAbove"] = random.Chance(2) ? Deductions() : random.Next(0, 4),
            ["deductBelow"] = random.Chance(2) ? Deductions() : random.Pick(Fractions),
        };
        if (random.Chance(2))
            parameters["ceilingShare"] = random.Pick(Fractions);
        if (random.Chance(3))
            parameters["ceilingK"] = random.Pick(Fractions);
        if (random.Chance(3))
            (parameters["dropFrom"], parameters["dropEach"]) = (random.Next(3, 7), 1);
        if (random.Chance(2))
            parameters["meanFrom"] = List(random.Next(1, 4), _ => Step());
        if (random.Chance(3))
            parameters["lowestShare"] = random.Pick(Fractions);
        foreach (var floor in new[] { "floor", "floorAbove", "floorBelow" })
        {
            if (random.Chance(3))
                parameters[floor] = random.Next(0, 90);
        }

        if (random.Chance(3))
            parameters["drawnFrom"] = List(Fractions.Length, i => Fractions[i]);
        return parameters;
    }

    private JsonObject Step()
    {
        var step = new JsonObject();
        if (random.Chance(2))
            step["of"] = random.Pick(["ceiling", "mean"]);
        if (random.Chance(2))
            step["low"] = random.Pick(["0", "1/2", "4/5", "1"]);
        if (random.Chance(2))
            step["high"] = random.Pick(["1", "6/5", "3/2", "2"]);
        if (random.Chance(2))
            step["drop"] = List(random.Next(0, 3), Tier);
        return step;
    }

    private JsonObject Tier(int index)
    {
        var tier = new JsonObject { ["from"] = (3 * index) + random.Next(3, 6) };
        if (random.Chance(2))
            tier["lowest"] = 1;
        if (random.Chance(2))
            tier["highest"] = 1;
        return tier;
    }

    private JsonArray Deductions() =>
        List(
            random.Next(1, 4),
            i => new JsonObject
            {
                ["fromPercent"] = (5 * i) + random.Next(0, 5),
                ["perPercent"] = random.Pick(["0", "1/2", "1", "2/3"]),
            }
        );

    public JsonNode Rounding()
    {
        if (random.Chance(8))
            return "none";
        if (random.Chance(3))
            return new JsonObject
            {
                ["at"] = random.Pick(["none", "item", "price", "total"]),
                ["digits"] = random.Next(0, 4),
            };
        var words = Words
            .Where(word => word != "line" || shape.IsAmount)
            .Where(word => word is not ("benchmark" or "deviation") || shape.IsAverage)
            .ToArray();
        var last = random.Pick(words);
        return new JsonArray([.. words.Where(word => word == last || random.Chance(3)).Select(Rule)]);
    }

    private JsonNode Rule(string word) =>
        new JsonObject
        {
            ["at"] = word,
            ["digits"] = random.Next(0, 4),
            ["mode"] = random.Pick(["half-up", "half-even", "down", "up"]),
        };

    public JsonArray PriceParts() => List(random.Next(1, 5), Part);

    private JsonObject Part(int index)
    {
        var kind = random.Pick(["amount", "unit-prices", "list-discount", "base-rate", "yearly"]);
        if (index == 0 && kind == "yearly")
            kind = "amount"; // later costs alone are no price
        var part = new JsonObject { ["id"] = $"p{index}", ["kind"] = kind };
        if (random.Chance(3))
            part["factor"] = random.Pick(["1/3", "2", index == 0 ? "1/2" : "0"]);
        if (kind == "unit-prices")
            part["lines"] = List(random.Next(1, 4), Line);
        if (kind is "list-discount" or "base-rate")
            part["baseFen"] = 1000 * random.Next(1, 900);
        if (kind == "yearly")
            part["years"] = random.Chance(8) ? 50 : random.Next(1, 5);
        if (kind == "yearly" && random.Chance(2))
            part["interestMillionths"] = random.Next(0, 20) * 5000;
        return part;
    }

    private JsonObject Line(int index) =>
        new()
        {
            ["id"] = $"l{index}",
            ["quantityMillionths"] =
                (random.Next(1, 40) * 1_000_000L) + (random.Chance(4) ? random.Next(1_000_000) : 0),
        };

    public JsonObject Preferences()
    {
        var preferences = new JsonObject();
        if (random.Chance(2))
            preferences["smallPermille"] = shape.IsWorks ? random.Next(30, 51) : random.Next(100, 201);
        if (!shape.IsWorks && random.Chance(2))
            preferences["domesticPermille"] = 200;
        return preferences;
    }

    private static JsonArray List(int count, Func<int, JsonNode?> each) => [.. Enumerable.Range(0, count).Select(each)];
}
