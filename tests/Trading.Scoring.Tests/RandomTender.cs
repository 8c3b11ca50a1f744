using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>
/// Tenders from a seed: small fields with many ties, equal brands, drops, corrections and amendments, and everything
/// that terms can publish about a price. Two in five are then damaged somewhere, or slip in a rule. It knows the
/// format and nothing of how either implementation works.
/// </summary>
internal sealed class RandomTender
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
        "lowest-evaluated-price",
        "average-benchmark",
    ]; // the first two are procurement's
    private static readonly string[] NotAtFiling =
    [
        "members",
        "bids",
        "brandChosen",
        "sheets",
        "amendments",
        "timings",
    ];

    private readonly Random random;
    private readonly Shape shape;
    private readonly JsonObject root = new() { ["format"] = "trading-score/1" };

    private RandomTender(int seed)
    {
        random = new Random(seed);
        var pack = random.Pick(Packs);
        var isWorks = pack.StartsWith("construction", StringComparison.Ordinal);
        var method = isWorks && random.Chance(3) ? Methods[2] : random.Pick(isWorks ? Methods : Methods[..2]);
        shape = new Shape(pack, method, random.Chance(3) ? random.Pick(["amount", "rate", "discount"]) : "amount");
        Publish();
        Answer();
    }

    /// <summary>The tender of a seed, as bytes.</summary>
    public static byte[] Make(int seed)
    {
        var tender = new RandomTender(seed);
        tender.Break();
        return JsonSerializer.SerializeToUtf8Bytes(tender.root);
    }

    /// <summary>The terms of a seed as they are filed, as bytes: mostly without bids, K still to be drawn.</summary>
    public static byte[] MakeTerms(int seed)
    {
        var tender = new RandomTender(seed);
        tender.Withhold();
        tender.Break();
        return JsonSerializer.SerializeToUtf8Bytes(tender.root);
    }

    private void Break()
    {
        if (random.Chance(8))
            new Damage(random).Apply(root);
        else if (random.Chance(3))
            new RandomSlip(random, root).Apply();
    }

    private void Withhold()
    {
        foreach (var key in NotAtFiling.Where(_ => !random.Chance(40)))
        {
            if (root.ContainsKey(key))
                root[key] = new JsonArray();
        }

        if (root["parameters"] is JsonObject parameters && parameters.ContainsKey("drawnFrom") && !random.Chance(4))
            parameters.Remove("K");
    }

    private void Publish()
    {
        var terms = new RandomTerms(random, shape);
        (root["pack"], root["method"]) = (shape.Pack, shape.Method);
        if (!shape.IsAmount || random.Chance(6))
            root["priceKind"] = shape.Kind;
        if (shape.IsAverage)
            root["parameters"] = terms.Parameters();
        if (shape.IsAverage || random.Chance(2))
            root[shape.IsAmount ? "ceilingFen" : "ceilingMillionths"] = random.Next(300, 900_000);
        if (shape.IsAmount && random.Chance(2))
            root["priceParts"] = terms.PriceParts();
        if (random.Chance(3))
            root["preferences"] = terms.Preferences();
        if (shape.IsAmount && random.Chance(4))
            root["compareWithoutTax"] = true;
        if (!random.Chance(3))
            root["rounding"] = terms.Rounding();
        root["criteria"] = new JsonArray([.. Criteria(shape.Pack, shape.IsEvaluated)]);
    }

    private void Answer()
    {
        var members = shape.IsWorks && random.Chance(4) ? random.Next(5, 8) : random.Next(1, 5);
        if (shape.IsWorks && members >= 5)
            root["memberMean"] = "without-extremes";
        var bids = new RandomBid(random, shape, root);
        root["bids"] = new JsonArray([.. Enumerable.Range(0, random.Next(0, 9)).Select(i => (JsonNode?)bids.Make(i))]);
        var criteria = root["criteria"]!.AsArray().Select(c => c!.AsObject());
        Sheets([.. criteria.Where(c => (string?)c["kind"] != "price")], members);
        if (!shape.IsWorks && random.Chance(3))
            Choose();
    }

    private List<JsonObject> Criteria(string pack, bool priceOnly)
    {
        var others = priceOnly ? 0 : random.Next(pack == "construction-wuhai" ? 1 : 0, 5);
        var price =
            others == 0 ? 1000
            : pack == "construction-wuhai" ? random.Next(100, 401)
            : random.Next(300, 900);
        var criteria = new List<JsonObject>
        {
            new()
            {
                ["id"] = "price",
                ["kind"] = "price",
                ["weightPermille"] = price,
            },
        };
        for (var (i, left) = (0, 1000 - price); i < others; i++)
        {
            var weight = i == others - 1 ? left : random.Next(1, left - (others - i) + 2);
            left -= weight;
            var step = random.Pick([1, 10, 25, 50]);
            criteria.Add(
                new()
                {
                    ["id"] = $"c{i}",
                    ["kind"] = random.Pick(["subjective", "objective"]),
                    ["weightPermille"] = weight,
                    ["maxHundredths"] = step * random.Next(1, 300),
                    ["stepHundredths"] = step,
                }
            );
        }
        var first = random.Next(criteria.Count);
        (criteria[0], criteria[first]) = (criteria[first], criteria[0]);
        return criteria;
    }

    private void Sheets(List<JsonObject> criteria, int members)
    {
        var (sheets, amendments) = (new JsonArray(), new JsonArray());
        foreach (var bid in root["bids"]!.AsArray())
        foreach (var criterion in criteria)
        {
            var fact = Score(criterion);
            for (var m = 0; m < members; m++)
            {
                var score = (string?)criterion["kind"] == "objective" ? fact : Score(criterion);
                JsonObject sheet = new()
                {
                    ["member"] = $"m{m}",
                    ["bid"] = (string?)bid!["id"],
                    ["criterion"] = (string?)criterion["id"],
                    ["hundredths"] = score,
                };
                if (random.Chance(40))
                    Amend(sheet, criterion, amendments);
                sheets.Add(sheet);
            }
        }
        root["sheets"] = sheets;
        if (amendments.Count > 0)
            root["amendments"] = amendments;
        if (random.Chance(3))
            root["members"] = new JsonArray([
                .. Enumerable.Range(0, members).Select(m => (JsonNode?)new JsonObject { ["id"] = $"m{m}" }),
            ]);
    }

    // The sheet shows what was wrong, the amendment what is right.
    private void Amend(JsonObject sheet, JsonObject criterion, JsonArray amendments)
    {
        var (right, most) = ((long)sheet["hundredths"]!, (int)criterion["maxHundredths"]!);
        var wrong = most + random.Next(1, 100);
        sheet["hundredths"] = wrong;
        amendments.Add(
            new JsonObject
            {
                ["kind"] = "range",
                ["member"] = (string?)sheet["member"],
                ["bid"] = (string?)sheet["bid"],
                ["criterion"] = (string?)sheet["criterion"],
                ["before"] = wrong,
                ["after"] = right,
                ["reason"] = "above the maximum",
            }
        );
    }

    private long Score(JsonObject criterion) =>
        random.Next(((int)criterion["maxHundredths"]! / (int)criterion["stepHundredths"]!) + 1)
        * (int)criterion["stepHundredths"]!;

    private void Choose()
    {
        var branded = root["bids"]!.AsArray().Where(b => b!["brand"] is not null).ToList();
        if (branded.Count == 0)
            return;
        var bid = branded[random.Next(branded.Count)]!;
        root["brandChosen"] = new JsonArray(
            new JsonObject { ["brand"] = (string?)bid["brand"], ["bid"] = (string?)bid["id"] }
        );
    }
}
