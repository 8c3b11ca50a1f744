using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>
/// Tenders from a seed: small fields with many ties, equal brands, drops, corrections and amendments; one in four is
/// then damaged somewhere. It knows the format and nothing of how either implementation works.
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
    private static readonly int[] Deductions = [0, 0, 0, 100, 200];
    private static readonly string[] Fractions =
    [
        "1/2",
        "19/20",
        "1",
        "97/100",
        "3/7",
        "999999999999999999/1000000000000000000",
    ];

    private readonly Random random;
    private readonly JsonObject root = new() { ["format"] = "trading-score/1" };
    private bool isWorks;
    private string kind = "amount";

    private RandomTender(int seed) => random = new Random(seed);

    /// <summary>The tender of a seed, as bytes.</summary>
    public static byte[] Make(int seed)
    {
        var tender = new RandomTender(seed);
        tender.Build();
        if (tender.random.Next(4) == 0)
            new Damage(tender.random).Apply(tender.root);
        return JsonSerializer.SerializeToUtf8Bytes(tender.root);
    }

    private void Build()
    {
        var pack = Pick(Packs);
        isWorks = pack.StartsWith("construction", StringComparison.Ordinal);
        var method = Pick(isWorks ? Methods : Methods[..2]);
        (root["pack"], root["method"]) = (pack, method);
        if (Chance(3))
            root["priceKind"] = kind = Pick(["amount", "rate", "discount"]);
        if (method == "average-benchmark")
            root["parameters"] = Parameters();
        if (method == "average-benchmark" || Chance(2))
            root[kind == "amount" ? "ceilingFen" : "ceilingMillionths"] = random.Next(300, 900_000);
        if (Chance(2))
            root["rounding"] = Chance(4)
                ? "none"
                : new JsonObject { ["at"] = Pick(["none", "item", "price", "total"]), ["digits"] = random.Next(0, 4) };
        var members = isWorks && Chance(4) ? random.Next(5, 8) : random.Next(1, 5);
        if (isWorks && members >= 5)
            root["memberMean"] = "without-extremes";
        var criteria = Criteria(pack, method == "lowest-evaluated-price");
        root["criteria"] = new JsonArray([.. criteria.Select(c => c.DeepClone())]);
        root["bids"] = new JsonArray([
            .. Enumerable
                .Range(0, random.Next(0, 9))
                .Select(i => (JsonNode?)Bid(i, method == "lowest-evaluated-price")),
        ]);
        Sheets([.. criteria.Where(c => (string?)c["kind"] != "price")], members);
        if (!isWorks && Chance(3))
            Choose();
    }

    private JsonObject Parameters()
    {
        var parameters = new JsonObject
        {
            ["K"] = Pick(Fractions),
            ["deductAbove"] = random.Next(0, 4),
            ["deductBelow"] = Pick(Fractions),
        };
        if (Chance(2))
            parameters["ceilingShare"] = Pick(Fractions);
        if (Chance(2))
            (parameters["dropFrom"], parameters["dropEach"]) = (random.Next(3, 7), 1);
        if (Chance(2))
            parameters["floor"] = random.Next(0, 60);
        if (Chance(3))
            parameters["drawnFrom"] = new JsonArray([.. Fractions.Select(f => (JsonNode?)f)]);
        return parameters;
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
            var step = Pick([1, 10, 25, 50]);
            criteria.Add(
                new()
                {
                    ["id"] = $"c{i}",
                    ["kind"] = Pick(["subjective", "objective"]),
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

    private JsonObject Bid(int index, bool isEvaluated)
    {
        var bid = new JsonObject { ["id"] = Pick(["b", "乙", "投标人", "𠀀"]) + index };
        var price = Chance(2) ? random.Next(1, 5) * 100 : random.Next(1, 1_000_000);
        bid[kind == "amount" ? "priceFen" : "millionths"] = price;
        if (Chance(2))
            bid["adjustPermille"] = Pick(Deductions);
        if (Chance(2))
            bid["brand"] = Pick(["X", "Y"]);
        if (Chance(6))
            bid["valid"] = false;
        if (bid["valid"] is not null && Chance(2))
            bid["rejectedLate"] = true;
        if (kind == "amount" && Chance(4))
            bid["quotation"] = Quotation(price);
        if (isEvaluated && isWorks && kind == "amount" && Chance(2))
            bid["deviations"] = new JsonArray(new JsonObject { ["id"] = "d", ["fen"] = random.Next(-50, 500) });
        return bid;
    }

    private JsonObject Quotation(int price)
    {
        var quotation = new JsonObject { ["confirmed"] = !Chance(5) };
        if (!isWorks && Chance(2))
            quotation["bodyFen"] = price + random.Next(0, 3);
        if (Chance(2))
            quotation["wordsFen"] = price + random.Next(0, 3);
        if (Chance(2))
            quotation["items"] = new JsonArray([
                .. Enumerable.Range(0, random.Next(0, 3)).Select(i => (JsonNode?)Item(i)),
            ]);
        return quotation;
    }

    private JsonObject Item(int index)
    {
        var (unit, quantity) = (random.Next(1, 500), random.Next(1, 40));
        var total = (long)unit * quantity;
        total = random.Next(4) switch
        {
            0 => total * 10,
            1 => total * 1000 + random.Next(2),
            2 => total + random.Next(3),
            _ => total,
        };
        return new()
        {
            ["id"] = $"i{index}",
            ["unitFen"] = unit,
            ["quantityMillionths"] = (quantity * 1_000_000L) + (Chance(4) ? random.Next(1_000_000) : 0),
            ["totalFen"] = total,
        };
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
                if (Chance(40))
                    Amend(sheet, criterion, amendments);
                sheets.Add(sheet);
            }
        }
        root["sheets"] = sheets;
        if (amendments.Count > 0)
            root["amendments"] = amendments;
        if (Chance(3))
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

    private bool Chance(int one) => random.Next(one) == 0;

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}
