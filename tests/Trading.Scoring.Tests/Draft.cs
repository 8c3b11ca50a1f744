using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>A tender file in the making.</summary>
internal sealed class Draft
{
    public const string Goods = "procurement-goods",
        Services = "procurement-services",
        Works = "construction-national",
        Wuhai = "construction-wuhai";
    public const string Lowest = "lowest-price-benchmark",
        Evaluated = "lowest-evaluated-price",
        Average = "average-benchmark";

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Draft(string pack, string method)
    {
        Root = new JsonObject
        {
            ["format"] = "trading-score/1",
            ["pack"] = pack,
            ["method"] = method,
            ["criteria"] = new JsonArray(),
            ["bids"] = new JsonArray(),
        };
    }

    public JsonObject Root { get; }

    public byte[] Bytes => JsonSerializer.SerializeToUtf8Bytes(Root, Relaxed);

    /// <summary>A tender whose only criterion is the price.</summary>
    public static Draft OnPrice(string pack, string method) => new Draft(pack, method).Price(1000);

    public Draft With(string key, string json)
    {
        Root[key] = JsonNode.Parse(json);
        return this;
    }

    public Draft Price(int weight) =>
        Add(
            "criteria",
            new JsonObject
            {
                ["id"] = "price",
                ["kind"] = "price",
                ["weightPermille"] = weight,
            }
        );

    public Draft Scored(string id, string kind, int weight, int most = 10_000, int step = 50) =>
        Add(
            "criteria",
            new JsonObject
            {
                ["id"] = id,
                ["kind"] = kind,
                ["weightPermille"] = weight,
                ["maxHundredths"] = most,
                ["stepHundredths"] = step,
            }
        );

    /// <summary>A bid; <paramref name="more"/> is the inside of a JSON object.</summary>
    public Draft Bid(string id, long fen, string more = "") => AddBid(id, "priceFen", fen, more);

    public Draft Share(string id, long millionths, string more = "") => AddBid(id, "millionths", millionths, more);

    public Draft Bids(params (string Id, long Fen)[] bids)
    {
        foreach (var (id, fen) in bids)
            Bid(id, fen);
        return this;
    }

    /// <summary>One score of members m1, m2, … each.</summary>
    public Draft Sheets(string bid, string criterion, params long[] hundredths)
    {
        for (var i = 0; i < hundredths.Length; i++)
            Add(
                "sheets",
                new JsonObject
                {
                    ["member"] = $"m{i + 1}",
                    ["bid"] = bid,
                    ["criterion"] = criterion,
                    ["hundredths"] = hundredths[i],
                }
            );
        return this;
    }

    public Draft Add(string list, JsonNode element)
    {
        if (Root[list] is not JsonArray array)
            Root[list] = array = [];
        array.Add(element);
        return this;
    }

    public Draft Add(string list, string json) => Add(list, JsonNode.Parse(json)!);

    /// <summary>Sets one value below the root: <c>bids.0.priceFen</c>.</summary>
    public Draft Set(string path, string json)
    {
        var steps = path.Split('.');
        JsonNode node = Root;
        foreach (var step in steps[..^1])
            node = node is JsonArray array ? array[int.Parse(step)]! : node[step]!;
        if (node is JsonArray list)
            list[int.Parse(steps[^1])] = JsonNode.Parse(json);
        else
            node[steps[^1]] = JsonNode.Parse(json);
        return this;
    }

    public Draft Remove(string path)
    {
        var steps = path.Split('.');
        JsonNode node = Root;
        foreach (var step in steps[..^1])
            node = node is JsonArray array ? array[int.Parse(step)]! : node[step]!;
        if (node is JsonArray list)
            list.RemoveAt(int.Parse(steps[^1]));
        else
            node.AsObject().Remove(steps[^1]);
        return this;
    }

    private Draft AddBid(string id, string key, long value, string more)
    {
        var bid = new JsonObject { ["id"] = id, [key] = value };
        if (more.Length > 0)
            foreach (var (name, inner) in JsonNode.Parse($"{{{more}}}")!.AsObject().ToList())
                bid[name] = inner?.DeepClone();
        return Add("bids", bid);
    }
}
