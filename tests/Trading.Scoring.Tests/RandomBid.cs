using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>Random bids: prices that often meet, parts, rejections, quotations with every kind of mistake.</summary>
internal sealed class RandomBid(Random random, Shape shape, JsonObject terms)
{
    private static readonly int[] Deductions = [0, 0, 0, 100, 200];
    private static readonly string[] Grounds =
    [
        "over-ceiling",
        "below-cost",
        "unqualified",
        "unresponsive",
        "collusion",
        "other",
    ];

    private readonly JsonArray? priceParts = terms["priceParts"]?.AsArray();

    public JsonObject Make(int index)
    {
        var bid = new JsonObject { ["id"] = random.Pick(["b", "乙", "投标人", "𠀀"]) + index };
        var price = Fen();
        if (priceParts is not null)
        {
            var (parts, sum) = Parts();
            bid["parts"] = parts;
            price = random.Chance(3) ? price : sum;
        }

        if (priceParts is null || !random.Chance(3))
            bid[shape.IsAmount ? "priceFen" : "millionths"] = price;
        if (random.Chance(2))
            bid["adjustPermille"] = random.Pick(Deductions);
        foreach (var key in new[] { "isSmall", "isDomestic" })
        {
            if (random.Chance(3))
                bid[key] = true;
        }

        if (terms["compareWithoutTax"] is not null || random.Chance(8))
            bid["taxPermille"] = random.Pick([0, 30, 60, 90, 130]);
        if (random.Chance(2))
            bid["brand"] = random.Pick(["X", "Y"]);
        if (random.Chance(6))
            Reject(bid);
        var mayDiffer = priceParts is not null && bid.ContainsKey("priceFen");
        if (shape.IsAmount && (mayDiffer ? !random.Chance(20) : random.Chance(4)))
            bid["quotation"] = Quotation(price);
        if (shape is { IsEvaluated: true, IsWorks: true, IsAmount: true } && random.Chance(2))
            bid["deviations"] = new JsonArray(new JsonObject { ["id"] = "d", ["fen"] = random.Next(-50, 500) });
        return bid;
    }

    private int Fen() => random.Chance(2) ? random.Next(1, 5) * 100 : random.Next(1, 1_000_000);

    private void Reject(JsonObject bid)
    {
        bid["valid"] = false;
        if (random.Chance(2))
            bid["rejectedLate"] = true;
        if (!random.Chance(3))
            bid["rejection"] = new JsonObject { ["ground"] = random.Pick(Grounds), ["reason"] = "第三章第2条" };
    }

    /// <summary>What is offered for each part, and about the sum: whole fen, without later costs.</summary>
    private (JsonArray Parts, int Sum) Parts()
    {
        var parts = priceParts!.Select(part => Part(part!.AsObject())).ToArray();
        var sum = parts.Sum(part => part.Fen);
        if (random.Chance(4))
            random.Shuffle(parts);
        return ([.. parts.Select(part => part.Offer)], sum);
    }

    private (JsonObject Offer, int Fen) Part(JsonObject part)
    {
        var offer = new JsonObject { ["part"] = (string?)part["id"] };
        var kind = (string?)part["kind"];
        if (kind is "amount" or "yearly")
        {
            var fen = Fen();
            offer["fen"] = fen;
            return (offer, kind == "yearly" ? 0 : fen);
        }

        if (kind == "unit-prices")
        {
            var lines = part["lines"]!.AsArray().Select(line => Line(line!.AsObject())).ToList();
            offer["lines"] = new JsonArray([.. lines.Select(line => line.Price)]);
            return (offer, lines.Sum(line => line.Fen));
        }

        var thousandths = random.Next(0, 900);
        offer["millionths"] = 1000 * thousandths;
        var whole = (int)part["baseFen"]! / 1000;
        return (offer, whole * (kind == "list-discount" ? 1000 - thousandths : thousandths));
    }

    private (JsonObject Price, int Fen) Line(JsonObject line)
    {
        var unit = random.Next(1, 500);
        var price = new JsonObject { ["line"] = (string?)line["id"], ["unitFen"] = unit };
        if (random.Chance(3))
            price["unitTail"] = random.Pick([5000, random.Next(10_000)]);
        return (price, (int)(unit * ((long)line["quantityMillionths"]! / 1_000_000)));
    }

    private JsonObject Quotation(int price)
    {
        var quotation = new JsonObject { ["confirmed"] = !random.Chance(5) };
        if (!shape.IsWorks && random.Chance(2))
            quotation["bodyFen"] = price + random.Next(0, 3);
        if (random.Chance(2))
            quotation["wordsFen"] = price + random.Next(0, 3);
        if (priceParts is null && random.Chance(2))
            quotation["items"] = new JsonArray([
                .. Enumerable.Range(0, random.Next(0, 3)).Select(i => (JsonNode?)Item(i)),
            ]);
        return quotation;
    }

    private JsonObject Item(int index)
    {
        var (unit, tail, quantity) = (random.Next(1, 500), 0, random.Next(1, 40));
        if (random.Chance(3))
            tail = random.Pick([5000, random.Next(10_000)]);
        var total = ((unit * 10_000L) + tail) * quantity / 10_000;
        total = random.Next(4) switch
        {
            0 => total * 10,
            1 => total * 1000 + random.Next(2),
            2 => total + random.Next(3),
            _ => total,
        };
        var item = new JsonObject { ["id"] = $"i{index}", ["unitFen"] = unit };
        if (tail > 0)
            item["unitTail"] = tail;
        item["quantityMillionths"] = (quantity * 1_000_000L) + (random.Chance(4) ? random.Next(1_000_000) : 0);
        item["totalFen"] = total;
        return item;
    }
}
